import Testing

@testable import Opportunities

@Suite("The write model is a fold: marks leave no trace, every prefix folds")
struct LedgerStateTests {
  @Test("A batch that fails half way leaves no trace", arguments: 0..<20 as Range<UInt64>)
  func restore(_ seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var world = try World.company()
    Self.live(&world, steps: 20, using: &random)
    let before = Snapshot(world.state)
    world.state.mark()
    Self.live(&world, steps: 40, using: &random)
    #expect(Snapshot(world.state) != before)
    world.state.restore()
    #expect(Snapshot(world.state) == before)
    // And it is usable as before, marks included.
    world.state.mark()
    try world.submit(.create("after"))
    world.state.keep()
    #expect(world.state.opportunities[OpportunityID("after")] != nil)
  }

  @Test("A kept batch stays")
  func keep() throws {
    var world = try World.company()
    world.state.mark()
    try world.submit(.amount("open"))
    try world.submit(.publish())
    let inside = Snapshot(world.state)
    world.state.keep()
    #expect(Snapshot(world.state) == inside)
    #expect(world.state.policies.latestVersion == 2)
  }

  @Test("Every prefix of a random log folds to the state it was judged in", arguments: [1, 2, 3])
  func prefixes(_ seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var world = try World.company()
    var snapshots: [Int: Snapshot] = [:]
    for _ in 0..<700 {
      Self.live(&world, steps: 1, using: &random)
      snapshots[world.records.count] = Snapshot(world.state)
    }
    #expect(world.records.count > 100)
    var folded = LedgerState()
    for (index, record) in world.records.enumerated() {
      #expect(folded.version(of: record.stream) + 1 == record.streamVersion)
      folded.evolve(with: record)
      if let snapshot = snapshots[index + 1] { #expect(Snapshot(folded) == snapshot) }
    }
    #expect(Snapshot(folded) == Snapshot(world.state))
  }

  @Test("Deciding is pure: the same command at the same state gets the same answer")
  func pure() throws {
    var random = Seeded(seed: 7)
    var world = try World.company()
    Self.live(&world, steps: 50, using: &random)
    let before = Snapshot(world.state)
    for _ in 0..<200 {
      let command = Self.command(in: world, using: &random)
      let first = Result { try world.judge(command).facts.events }
      let second = Result { try world.judge(command).facts.events }
      #expect((try? first.get()) == (try? second.get()))
    }
    #expect(Snapshot(world.state) == before)
  }

  @Test("A policy applies from its time on, the first one to all earlier times")
  func inForce() throws {
    var world = try World.company()
    var document = PolicyDocument.standard
    document.cadence.closingDays = 2
    try world.submit(.publish(document, from: world.now + .days(10)))
    let policies = world.state.policies
    #expect(policies.inForce(at: world.now - .days(900)).version == 1)
    #expect(policies.inForce(at: world.now + .days(10) - .hours(1)).version == 1)
    #expect(policies.inForce(at: world.now + .days(10)).version == 2)
    #expect(policies.versions.map(\.document.cadence.closingDays) == [1, 2])
    // A third cannot slip in before the second.
    let rejection = #expect(throws: Rejection.self) { try world.judge(.publish()) }
    #expect(rejection?.code == .retroactivePolicy)
  }

  /// Submits random commands, some of which are refused; a refusal must change nothing.
  static func live(_ world: inout World, steps: Int, using random: inout Seeded) {
    for _ in 0..<steps {
      world.now = world.now + .minutes(UInt32.random(in: 0...600, using: &random))
      let command = command(in: world, using: &random)
      let version = world.state.version(of: command.stream)
      do throws(Rejection) {
        try world.submit(command)
      } catch {
        #expect(world.state.version(of: command.stream) == version)
      }
    }
  }

  private static func command(in world: World, using random: inout Seeded) -> Command {
    let id = "r\(UInt8.random(in: 0..<12, using: &random))"
    let stage = world.state.opportunities[OpportunityID(id)]?.stage ?? .contact
    let to = Stage.allCases.randomElement(using: &random) ?? .needs
    let commands: [Command] = [
      .create(id, owner: ["ana", "bo", "mia"].randomElement(using: &random) ?? "ana"),
      .grade(id, Grade.allCases.randomElement(using: &random) ?? .a),
      .follow(id, next: world.now + .days(3)), .move(id, from: stage, to: to),
      .reassign(id, to: ["ana", "bo", "mia", "hal"].randomElement(using: &random) ?? "ana"),
      .amount(id, Int64.random(in: -10...1_000_000, using: &random)),
      .close(id, day: Int32.random(in: 20_450...20_900, using: &random)),
      .win(id, minorUnits: Int64.random(in: 0...1_000_000, using: &random)), .lose(id),
      .archive(id), .reopen(id), .customer(id, name: id), .person(id), .team(id, parent: "east"),
      .publish(), .reassign(id, to: id), .giveBack(id), .claim(id, for: "bo"),
      .assign(id, to: ["ana", "mia", id].randomElement(using: &random) ?? id), .dormant(id),
      .reactivate(id), .eliminate(id), .reclaim(id, by: "hal"), .escalate(id, to: "hal"),
      .help(id, "bo"), .unhelp(id, "bo"), .split(id), .accept(id, 1, "bo"), .accept(id, 1, "mia"),
      .reject(id, 2, "ana"), .mentor(id), .leave(id, successor: "ana"), .leave(id, toPool: true),
    ]
    return commands.randomElement(using: &random) ?? .create(id)
  }
}
