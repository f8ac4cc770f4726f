import EventLog
import Insight
import Ledger
import Opportunities
import Schema
import Sealing
import Testing

@Suite("Auditors judge whole logs")
struct AuditTests {
  private static func conformity(
    of store: any LogStore, keys: TextKeys? = nil
  ) throws -> ConformityReport {
    var judge = ConformityJudge(keys: keys)
    try store.read(from: 1, through: store.head.position) { position, bytes in
      do throws(ReplayError) {
        try judge.take(position, bytes)
        return .next
      } catch {
        Issue.record(error)
        return .stop
      }
    }
    try judge.finish()
    return judge.report
  }

  private static func supposed(
    of store: any LogStore, under document: PolicyDocument
  ) throws -> SupposedHistory {
    var history = SupposedHistory(of: Basis(), under: document, keys: nil)
    try store.read(from: 1, through: store.head.position) { position, bytes in
      do throws(ReplayError) {
        try history.take(position, bytes)
        return .next
      } catch {
        Issue.record(error)
        return .stop
      }
    }
    try history.finish()
    return history
  }

  @Test("What the commit step wrote conforms", arguments: 1...6)
  func honest(_ seed: UInt64) throws {
    let workshop = try Workshop.random(seed: seed, commands: 120)
    let report = try Self.conformity(of: workshop.store)
    #expect(report.isConforming, "\(report.findings.filter { $0.verdict == .violated })")
    #expect(report.total.unjudged == 0)
    #expect(report.unreadable == 0)
    #expect(report.commands > 15)
    #expect(report.leftOut == 0)
  }

  @Test("Sealed texts are read with their keys, and judged around without")
  func sealed() throws {
    let keys = TextKeys.inMemory()
    let workshop = try Workshop(keys: keys)
    try workshop.furnish()
    _ = try accepted(workshop.submit(workshop.make(Workshop.followUp("O-1"))))
    let move = Workshop.move("O-1", from: .contact, to: .needs)
    _ = try accepted(workshop.submit(workshop.make(move)))
    _ = try accepted(
      workshop.submit(
        workshop.make(
          .reassignOpportunity(
            ReassignOpportunity(
              opportunityID: OpportunityID("O-1"), owner: UserID("li"), reason: "休假")))))
    let read = try Self.conformity(of: workshop.store, keys: keys)
    #expect(read.isConforming)
    #expect(read.unreadable == 0)
    let blind = try Self.conformity(of: workshop.store)
    #expect(blind.isConforming)
    // Every command here said why it was told late, which is a text too.
    #expect(blind.unreadable == blind.commands)
    #expect(blind.total.unjudged == 0)
  }

  /// The log with the record at `position` changed; everything that holds for bytes holds.
  private static func forged(
    _ workshop: Workshop, at position: UInt64, _ forge: (inout RecordedEvent) -> Void
  ) throws -> MemoryStore {
    let store = MemoryStore()
    var batch = RecordBatch()
    for place in 1...workshop.store.head.position {
      var record = try workshop.record(at: place)
      if place == position { forge(&record) }
      var bytes: [UInt8] = []
      RecordCodec.encode(record, into: &bytes)
      batch.append(bytes)
    }
    _ = try store.append(batch)
    return store
  }

  @Test("A record of somebody who may not is a violation, with who and where")
  func forgery() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let receipt = try accepted(
      workshop.submit(
        workshop.make(
          Workshop.followUp("O-1"), actor: Actor(kind: .user, id: "wang"))))[0]
    let store = try Self.forged(workshop, at: receipt.firstPosition) {
      $0.actor = Actor(kind: .user, id: "li")
    }
    let report = try Self.conformity(of: store)
    let found = try #require(report.findings.first { $0.verdict == .violated })
    #expect(report.total.violated == 1)
    #expect(found.rule == "FORBIDDEN")
    #expect(found.position == receipt.firstPosition)
    #expect(report.byPerson["li"]?.violated == 1)
    #expect(report.byRule["FORBIDDEN"]?.violated == 1)
  }

  @Test("Records that stand in no command are a violation, and the rest is judged")
  func cut() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let last = workshop.store.head.position
    _ = try accepted(workshop.submit(workshop.make(Workshop.followUp("O-1"))))
    for forge: (inout RecordedEvent) -> Void in [
      { $0.commandRecords = 0 }, { $0.commandRecords = 2 },
    ] {
      let report = try Self.conformity(of: Self.forged(workshop, at: last, forge))
      let violated = report.findings.filter { $0.verdict == .violated }
      #expect(violated.map(\.rule) == ["COMMAND_CUT"])
      #expect(violated.map(\.position) == [last])
    }
  }

  @Test("The rules of the log suppose what the log says", arguments: 1...3)
  func sameRules(_ seed: UInt64) throws {
    let workshop = try Workshop.random(seed: seed, commands: 120)
    guard case .policyPublished(let first) = try workshop.record(at: 1).event else {
      Issue.record("a log begins with its rules")
      return
    }
    let history = try Self.supposed(of: workshop.store, under: first.document)
    #expect(history.refused == 0)
    #expect(history.judgedOtherwise == 0)
    #expect(history.unjudged == 0)
    #expect(history.readModel.position == workshop.store.head.position)
  }

  @Test("Stricter rules refuse, and fold what happened all the same")
  func otherRules() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let move = Workshop.move("O-1", from: .contact, to: .quoted)
    let moved = try accepted(workshop.submit(workshop.make(move)))[0].firstPosition
    guard case .policyPublished(let first) = try workshop.record(at: 1).event else {
      Issue.record("a log begins with its rules")
      return
    }
    var document = first.document.completed
    document.gates?.mode = .enforce
    let history = try Self.supposed(of: workshop.store, under: document)
    #expect(history.refusals == ["GATE_NOT_MET": 1])
    #expect(history.findings.map(\.position) == [moved])
    let id = OpportunityID("O-1")
    #expect(history.readModel.board.facts(id)?.stage == .quoted)
  }
}
