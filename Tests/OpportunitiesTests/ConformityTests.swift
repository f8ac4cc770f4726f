import Schema
import Testing

@testable import Opportunities

/// Judging again what was decided: what the rules decided is right, and what they would not is found.
@Suite("A history is judged again by its own rules")
struct ConformityTests {
  /// A command and what it left, with the state it was judged in.
  struct Step {
    var before: LedgerState
    var records: [RecordedEvent]
  }

  /// Submits and gives what an auditor reads of it.
  private static func step(
    _ command: Command, in world: inout World, as actor: Actor = World.crm,
    occurredAt: Instant? = nil, backfillReason: String = ""
  ) throws -> Step {
    let before = world.state
    let count = world.records.count
    let decision = try world.judge(
      command, as: actor, occurredAt: occurredAt, backfillReason: backfillReason)
    try world.submit(command, as: actor, occurredAt: occurredAt, backfillReason: backfillReason)
    var records = Array(world.records[count...])
    for place in records.indices {
      // The world names its newest policy, the ledger the one in force.
      records[place].policyVersion = decision.policyVersion
      records[place].circumstances.backfillReason = backfillReason
    }
    return Step(before: before, records: records)
  }

  private static func rule(_ found: Nonconformity?) -> Rejection.Code? {
    switch found {
    case .refused(let rejection): rejection.code
    case .differs(let differences): differences.lazy.compactMap(\.rule).first
    default: nil
    }
  }

  @Test("Whatever the rules decided, of every kind, they decide again")
  func honest() throws {
    var kinds: Set<String> = []
    for seed in 0..<6 as Range<UInt64> {
      var random = RandomCommands(seed: seed)
      var world = try World.pool()
      for _ in 0..<2_500 {
        world.now = world.now + .minutes(UInt32(random.number(below: 600)))
        let command = random.next(in: world)
        let actor = random.actor()
        guard (try? world.judge(command, as: actor)) != nil else { continue }
        let step = try Self.step(command, in: &world, as: actor)
        let found = step.before.nonconformity(of: step.records)
        #expect(found == nil, "\(command)")
        kinds.insert(step.records[0].event.name)
      }
    }
    // Every kind of command is accepted somewhere (LawTests), and leaves a kind of fact of its own.
    #expect(kinds.count >= Lexicon.current.commands.count)
  }

  @Test("A late entry with its reason is right, and is remarked on")
  func backfill() throws {
    var world = try World.company()
    world.now = world.now + .days(30)
    let late = world.now + .days(1)
    world.now = world.now + .days(10)
    let step = try Self.step(
      .follow("open"), in: &world, as: World.user("ana"), occurredAt: late,
      backfillReason: "was travelling")
    #expect(step.before.nonconformity(of: step.records) == nil)
    #expect(step.before.remarks(on: step.records[0]) == [.backfilled])
    var silent = step.records
    silent[0].circumstances.backfillReason = ""
    #expect(Self.rule(step.before.nonconformity(of: silent)) == .backfillReasonRequired)
  }

  @Test("A fact of somebody who may not is found")
  func scope() throws {
    var world = try World.company()
    let step = try Self.step(.grade("open", .b), in: &world, as: World.user("ana"))
    #expect(step.before.nonconformity(of: step.records) == nil)
    var forged = step.records
    forged[0].actor = World.user("bo")
    #expect(Self.rule(step.before.nonconformity(of: forged)) == .forbidden)
    forged[0].actor = World.user("nobody")
    #expect(Self.rule(step.before.nonconformity(of: forged)) == .notFound)
  }

  @Test("A grade that says it is supported, and is not, is found")
  func grade() throws {
    var world = try World.company()
    let empty = GradeBasis(need: false, budget: false, decisionDays: nil, comparing: 0)
    let step = try Self.step(.grade("open", .b, basis: empty), in: &world)
    #expect(step.before.remarks(on: step.records[0]) == [.gradeFlagged])
    var forged = step.records
    guard case .opportunityGraded(var graded) = forged[0].event else {
      Issue.record("a grading leaves a grade")
      return
    }
    #expect(!graded.supported)
    graded.supported = true
    forged[0].event = .opportunityGraded(graded)
    #expect(Self.rule(step.before.nonconformity(of: forged)) == .gradeUnsupported)
  }

  @Test("A stage move that hides what its gates asked for in vain is found")
  func gates() throws {
    var world = try World.company()
    let move = Command.moveStage(
      MoveStage(
        opportunityID: OpportunityID("open"), from: .contact, to: .quoted, note: "jumped"))
    let step = try Self.step(move, in: &world)
    #expect(step.before.nonconformity(of: step.records) == nil)
    #expect(step.before.remarks(on: step.records[0]) == [.gateFlagged])
    var forged = step.records
    guard case .stageMoved(var moved) = forged[0].event else {
      Issue.record("a move leaves a move")
      return
    }
    moved.unmetGates = []
    forged[0].event = .stageMoved(moved)
    #expect(Self.rule(step.before.nonconformity(of: forged)) == .gateNotMet)
    moved.note = ""
    forged[0].event = .stageMoved(moved)
    #expect(Self.rule(step.before.nonconformity(of: forged)) == .noteOrFileRequired)
  }

  @Test("Evidence that was verified by whoever attached it is found")
  func selfVerification() throws {
    var world = try World.company()
    let id = OpportunityID("open")
    try world.submit(
      .attachEvidence(
        AttachEvidence(
          opportunityID: id, evidenceID: EvidenceID("e1"), kind: .meetingAgreed, uri: "mail:1")),
      as: World.user("mia"))
    let verify = Command.verifyEvidence(
      VerifyEvidence(opportunityID: id, evidenceID: EvidenceID("e1"), result: .verified))
    let step = try Self.step(verify, in: &world, as: World.user("ana"))
    #expect(step.before.nonconformity(of: step.records) == nil)
    #expect(step.before.remarks(on: step.records[0]) == [.selfChecked])
    var forged = step.records
    forged[0].actor = World.user("mia")
    #expect(Self.rule(step.before.nonconformity(of: forged)) == .selfVerification)
  }

  @Test("Other rules than those in force, and facts that no command begins with, are found")
  func strangers() throws {
    var world = try World.company()
    let step = try Self.step(.follow("open", promised: world.now + .days(2)), in: &world)
    #expect(step.records.count == 2)
    #expect(step.before.nonconformity(of: step.records) == nil)
    var forged = step.records
    forged[0].policyVersion = 7
    #expect(
      step.before.nonconformity(of: forged) == .wrongPolicy(recorded: 7, inForce: 1))
    #expect(step.before.nonconformity(of: [step.records[1]]) == .noCommand)
    guard case .differs(let differences)? = step.before.nonconformity(of: [step.records[0]]) else {
      Issue.record("a promise without its fact is another fact")
      return
    }
    #expect(differences.map(\.recorded) == ["nothing"])
    #expect(differences.map(\.decided) == ["commitmentRecorded"])
  }
}
