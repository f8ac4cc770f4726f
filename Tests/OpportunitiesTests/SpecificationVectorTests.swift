import Testing

@testable import Opportunities

/// The product specification's vectors that commands and their rules answer for. Its numbers of the
/// forecast and of health stand in InsightTests (`ForecastTests`, `HealthTests`), the scorecard's in
/// `ScoringTests`.
@Suite("Test vectors of the specification")
struct SpecificationVectorTests {
  private static let open = OpportunityID("open")

  private func live(_ world: World) throws -> Set<AlertKind> {
    let opportunity = try #require(world.state.opportunities[Self.open])
    let policy = world.state.policies.inForce(at: world.now)
    return Set(
      AlertKind.allCases.filter {
        world.state.alert($0, of: opportunity, at: world.now, under: policy) != nil
      })
  }

  /// Graded, talked to just now, and no longer at the stage of first contact.
  private func talkedTo(graded grade: Grade, at stage: Stage = .needs) throws -> World {
    var world = try World.company()
    try world.submit(.grade("open", grade))
    try world.submit(.move("open", to: stage))
    try world.submit(.follow("open"))
    return world
  }

  private func silent(_ grade: Grade, days: UInt32) throws -> Set<AlertKind> {
    var world = try talkedTo(graded: grade)
    world.now = world.now + .days(days)
    return try live(world)
  }

  @Test("12 A + 20 B + 18 C: the priors expect exactly 15.3 wins")
  func expectedWins() {
    let policy = Policy(
      version: 1, effectiveFrom: World.start, position: 1, reason: "", document: .standard)
    let counts: [(Grade, UInt32)] = [(.a, 12), (.b, 20), (.c, 18)]
    let wins = counts.reduce(0) { $0 + $1.1 * policy.rule(for: $1.0).winPrior.count }
    #expect(wins == 15_300_000)
    #expect(
      Stage.allCases.map { policy.rule(for: $0).oddsPermille }
        == [1_000, 1_150, 1_300, 1_500, 2_000, 4_000])
  }

  @Test("A 10 d silent: red")
  func silentA() throws {
    #expect(try silent(.a, days: 10).contains(.followUpRed))
  }

  @Test("A 4 d: due, not red")
  func dueA() throws {
    #expect(try silent(.a, days: 4) == [.followUpDue])
  }

  @Test("B 8 d: red")
  func silentB() throws {
    #expect(try silent(.b, days: 8).contains(.followUpRed))
  }

  @Test("C 10 d: neither due nor red")
  func patientC() throws {
    #expect(try silent(.c, days: 10) == [])
  }

  @Test("C 16 d: red")
  func silentC() throws {
    #expect(try silent(.c, days: 16).contains(.followUpRed))
  }

  @Test("Stage 15 d: stagnation, to the supervisor")
  func stagnation() throws {
    var world = try talkedTo(graded: .c)
    for _ in 0..<3 {
      world.now = world.now + .days(5)
      try world.submit(.follow("open"))
    }
    #expect(try live(world) == [.stagnation])
    let route = world.state.policies.inForce(at: world.now).alerts.route(for: .stagnation)
    #expect(route.recipients == [.manager])
  }

  @Test("Closing 2 d: the department head hears of it")
  func closing() throws {
    var world = try talkedTo(graded: .a, at: .closing)
    world.now = world.now + .days(2)
    #expect(try live(world).contains(.sprintMissed))
    let route = world.state.policies.inForce(at: world.now).alerts.route(for: .sprintMissed)
    #expect(route.recipients == [.departmentHead])
    #expect(route.severity == .escalated)
  }

  @Test("Promise in 47 h: reminder")
  func promise() throws {
    var world = try talkedTo(graded: .c)
    try world.submit(.follow("open", promised: world.now + .hours(49)))
    #expect(try live(world) == [])
    world.now = world.now + .hours(2)
    #expect(try live(world) == [.promiseDue, .followUpDue])
  }

  @Test("A + tag \"no purchase plan\": grade anomaly")
  func anomaly() throws {
    var world = try talkedTo(graded: .a)
    #expect(try !live(world).contains(.gradeAnomaly))
    try world.submit(.follow("open", tags: ["no-purchase-plan"]))
    #expect(try live(world).contains(.gradeAnomaly))
    // Of a B the customer may say so.
    var other = try talkedTo(graded: .b)
    try other.submit(.follow("open", tags: ["no-purchase-plan"]))
    #expect(try !live(other).contains(.gradeAnomaly))
  }

  @Test("Reassign at negotiation: stage, dwell, grade, follow-ups identical before and after")
  func reassign() throws {
    var world = try talkedTo(graded: .a, at: .negotiation)
    world.now = world.now + .days(3)
    let before = try #require(world.state.opportunities[Self.open])
    try world.submit(.reassign("open", to: "bo"))
    let after = try #require(world.state.opportunities[Self.open])
    #expect(after.stage == .negotiation && after.stage == before.stage)
    #expect(after.grade == .a)
    #expect(after.pulse == before.pulse)
    #expect(after.pulse.stageEnteredAt == World.start)
    #expect(after.pulse.lastFollowUpAt == World.start)
    #expect(after.ownerAside == before.ownerAside)
    #expect(after.owner.map { world.state.users.key(of: $0) } == UserID("bo"))
  }

  @Test(
    """
    Late record: follow-up on day 6 recorded day 9: as of day 8 the red flag is up, as of day 9 \
    down; replay as of day 8 forever says up
    """)
  func lateRecord() throws {
    var world = try talkedTo(graded: .a)
    world.now = World.start + .days(9)
    try world.submit(.follow("open"), occurredAt: World.start + .days(6))
    #expect(try !live(world).contains(.followUpRed))
    for _ in 0..<2 {
      var then = World()
      then.state = LedgerState()
      then.now = World.start + .days(8)
      for record in world.records where record.recordedAt <= then.now {
        #expect(then.state.follow(record) == nil)
      }
      #expect(try live(then).contains(.followUpRed))
    }
  }

  @Test("Split shares 333,333 + 333,333 + 333,334")
  func thirds() throws {
    let world = try World.team()
    try world.judge(.split("open", SplitTests.thirds, by: "ana"))
    let short = SplitTests.thirds.map { ($0.0, UInt32(333_333)) }
    world.expectRefusal(.split("open", short, by: "ana"), .splitSum, "shares")
  }

  @Test("Scorecard of the best options = 10")
  func scorecard() throws {
    var world = try World.company()
    let best = ScorecardRules.standard.dimensions.map { ($0.code, $0.options[0].code) }
    guard case .opportunityScored(let scored) = try world.submit(.score("open", best)) else {
      throw Unexpected()
    }
    #expect(scored.totalThousandths == 10_000)
  }
}
