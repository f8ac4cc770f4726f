import Schema
import Testing

@testable import Opportunities

/// The whole language at random. What a single rule says is tested where the rule is; here stands
/// what holds for all of them together.
@Suite("What holds in every history, whatever commands come")
struct LawTests {
  private static let seeds: Range<UInt64> = 0..<6

  @Test("Every kind of command comes up and is accepted somewhere")
  func everyKind() throws {
    var accepted: [String: Int] = [:]
    for seed in Self.seeds {
      let history = try Self.history(seed: seed, steps: 2_500) { _, _, _, _ in }
      accepted.merge(history.accepted) { $0 + $1 }
    }
    let kinds = Lexicon.current.commands.map { $0.name.replacing("_", with: "") }
    for kind in kinds {
      #expect((accepted[kind] ?? 0) > 0, "\(kind)")
    }
    #expect(Set(accepted.keys).isSubset(of: kinds))
  }

  @Test("A refusal leaves no trace; what is accepted stands next on its stream", arguments: seeds)
  func traces(_ seed: UInt64) throws {
    try Self.history(seed: seed, steps: 500) { command, decision, before, after in
      guard let decision else {
        #expect(Snapshot(before.state) == Snapshot(after.state))
        #expect(after.records.count == before.records.count)
        return
      }
      #expect(decision.stream == command.stream)
      #expect(after.records.count == before.records.count + decision.facts.count)
      #expect(
        after.state.version(of: command.stream)
          >= before.state.version(of: command.stream) + UInt64(decision.facts.events.count))
    }
  }

  @Test("Every prefix folds to the state it was judged in, and every record fits", arguments: seeds)
  func prefixes(_ seed: UInt64) throws {
    var folded = LedgerState()
    var count = 0
    try Self.history(seed: seed, steps: 900) { _, decision, _, after in
      guard decision != nil else { return }
      for record in after.records[count...] {
        #expect(folded.version(of: record.stream) + 1 == record.streamVersion)
        #expect(folded.follow(record) == nil)
      }
      count = after.records.count
      #expect(Snapshot(folded) == Snapshot(after.state))
    }
    #expect(count > 150)
  }

  @Test("What is over takes only what belongs to the time after it (G5)", arguments: seeds)
  func closed(_ seed: UInt64) throws {
    var folded = LedgerState()
    for record in try Self.records(seed: seed) {
      if let id = record.opportunityID, let status = folded.opportunities[id]?.status {
        #expect(record.event.mayHappen(while: status), "\(record.event)")
      }
      folded.evolve(with: record)
    }
  }

  @Test("A wrong version is refused, whatever the command (G2)", arguments: seeds)
  func versions(_ seed: UInt64) throws {
    var conflicts = 0
    try Self.history(seed: seed, steps: 500) { command, decision, before, _ in
      let version = before.state.version(of: command.stream)
      guard decision != nil, version > 0 else { return }
      let rejection = #expect(throws: Rejection.self) {
        try before.judge(command, expectedVersion: version + 1)
      }
      if rejection?.code == .versionConflict { conflicts += 1 }
      #expect(rejection?.code == .versionConflict || rejection?.code == .forbidden)
    }
    #expect(conflicts > 50)
  }

  @Test("Shares are exact to the part per million", arguments: seeds)
  func shares(_ seed: UInt64) throws {
    var settled = 0
    for record in try Self.records(seed: seed) {
      let shares: [SplitShare]
      switch record.event {
      case .splitProposed(let event): shares = event.shares
      case .splitEffective(let event): shares = event.shares
      default: continue
      }
      settled += 1
      var sum: UInt64 = 0
      for share in shares { sum += UInt64(share.share.count) }
      #expect(sum == 1_000_000)
    }
    #expect(settled > 3)
  }

  @Test("History that is imported leaves the state that living it left", arguments: seeds)
  func imported(_ seed: UInt64) throws {
    var commands: [(command: Command, at: Instant)] = []
    let start = try World.pool()
    let lived = try Self.history(seed: seed, steps: 700, from: start, systemOnly: true) {
      command, decision, _, after in
      if decision != nil { commands.append((command, after.now)) }
    }.world
    var world = start
    world.now = lived.now
    for (command, instant) in commands {
      try world.submit(command, as: World.history, occurredAt: instant)
    }
    #expect(Self.attachersAside(world.state) == Self.attachersAside(lived.state))
    #expect(commands.count > 100)
  }

  /// Who attached a file is kept, because nobody verifies what he or she attached; here that is the
  /// one or the other system.
  private static func attachersAside(_ state: LedgerState) -> Snapshot {
    var snapshot = Snapshot(state)
    for (id, var opportunity) in snapshot.opportunities {
      opportunity.note { dossier in
        for place in dossier.evidence.indices {
          dossier.evidence[place].attacherKind = 0
          dossier.evidence[place].attacherID = ""
        }
      }
      snapshot.opportunities[id] = opportunity
    }
    return snapshot
  }

  // MARK: - A history

  struct History {
    var world: World
    /// How often a kind was accepted, by its name in small letters.
    var accepted: [String: Int] = [:]
  }

  private static func records(seed: UInt64) throws -> [RecordedEvent] {
    try history(seed: seed, steps: 1_500) { _, _, _, _ in }.world.records
  }

  /// - Parameter each: after each command: the decision or nil, the world before it and after it.
  @discardableResult
  private static func history(
    seed: UInt64, steps: Int, from start: World? = nil, systemOnly: Bool = false,
    _ each: (Command, Decision?, World, World) throws -> Void
  ) throws -> History {
    var random = RandomCommands(seed: seed)
    var history = History(world: try start ?? World.pool())
    for _ in 0..<steps {
      let before = history.world
      history.world.now = history.world.now + .minutes(UInt32(random.number(below: 600)))
      let command = random.next(in: history.world)
      let actor = systemOnly ? World.crm : random.actor()
      let decision = try? history.world.judge(command, as: actor)
      if decision != nil {
        try history.world.submit(command, as: actor)
        history.accepted[name(of: command), default: 0] += 1
      }
      try each(command, decision, before, history.world)
    }
    return history
  }

  private static func name(of command: Command) -> String {
    Mirror(reflecting: command).children.first?.label?.lowercased() ?? ""
  }
}
