import Testing

@testable import Opportunities

@Suite("Alerts are acknowledged and put off while they are up")
struct AlertTests {
  static func acknowledge(
    _ kind: AlertKind, on id: String = "open", note: String = ""
  ) -> Command {
    .acknowledgeAlert(
      AcknowledgeAlert(opportunityID: OpportunityID(id), kind: kind, note: note))
  }

  static func snooze(
    _ kind: AlertKind, on id: String = "open", until: Instant?, reason: String = "on leave"
  ) -> Command {
    .snoozeAlert(
      SnoozeAlert(opportunityID: OpportunityID(id), kind: kind, until: until, reason: reason))
  }

  /// Those that are up, by what happened and the days since.
  private func live(_ world: World, _ id: String = "open") -> Set<AlertKind> {
    let opportunity = world.state.opportunities[OpportunityID(id)]
    let policy = world.state.policies.inForce(at: world.now)
    guard let opportunity else { return [] }
    return Set(
      AlertKind.allCases.filter {
        world.state.alert($0, of: opportunity, at: world.now, under: policy) != nil
      })
  }

  static let clocks: [(Grade, UInt32, Set<AlertKind>)] = [
    (.a, 3, [.followUpDue]), (.a, 4, [.followUpDue]), (.a, 10, [.followUpDue, .followUpRed]),
    (.b, 6, []), (.b, 8, [.followUpDue, .followUpRed]), (.c, 10, []),
    (.c, 15, [.followUpDue, .stagnation]), (.c, 16, [.followUpDue, .followUpRed, .stagnation]),
  ]

  @Test("The clocks of C4", arguments: clocks)
  func clock(_ grade: Grade, _ days: UInt32, _ kinds: Set<AlertKind>) throws {
    var world = try World.company()
    try world.submit(.grade("open", grade))
    try world.submit(.move("open"))
    try world.submit(.follow("open"))
    world.now = world.now + .days(days)
    #expect(live(world) == kinds)
    #expect(live(world) == live(World(state: world.replayed(), now: world.now)))
  }

  @Test("Nobody answered, closing missed, a promise near, bad news, a doubtful grade")
  func others() throws {
    var world = try World.company()
    #expect(live(world).isEmpty)
    world.now = world.now + .hours(2)
    #expect(live(world) == [.firstResponse, .followUpDue])
    try world.submit(.follow("open", promised: world.now + .hours(50)))
    #expect(live(world).isEmpty)
    world.now = world.now + .hours(3)
    #expect(live(world) == [.promiseDue, .followUpDue])
    try world.submit(.grade("open"))
    try world.submit(.follow("open", tags: ["no-purchase-plan"]))
    #expect(live(world) == [.lossRisk, .gradeAnomaly])
    try world.submit(.grade("open", .c))
    try world.submit(.follow("open"))
    try world.submit(.move("open", to: .closing))
    world.now = world.now + .days(1)
    #expect(live(world) == [.followUpDue])
    world.now = world.now + TimeLength(milliseconds: 1)
    #expect(live(world) == [.followUpDue, .sprintMissed, .followUpRed])
    try world.submit(.lose("open"))
    #expect(live(world).isEmpty)
    try world.submit(.reopen("open"))
    #expect(live(world).isEmpty)
  }

  @Test("A step planned with the customer suspends what silence brings")
  func suspension() throws {
    var world = try World.company()
    try world.submit(.grade("open"))
    try world.submit(.follow("open", next: world.now + .days(20)))
    world.now = world.now + .days(12)
    #expect(live(world).isEmpty)
    world.now = world.now + .days(8)
    #expect(live(world) == [.followUpDue, .stagnation])
  }

  @Test("So does a step that is planned after a talk, until it is due itself")
  func plannedStep() throws {
    var world = try World.company()
    try world.submit(.grade("open"))
    try world.submit(.follow("open"))
    try world.submit(.plan("open", at: world.now + .days(12)))
    world.now = world.now + .days(11)
    #expect(live(world).isEmpty)
    world.now = world.now + .days(1)
    #expect(live(world) == [.followUpDue])
    world.now = world.now + TimeLength(milliseconds: 1)
    #expect(live(world) == [.followUpDue, .followUpRed])
    // Nobody plans the first answer away.
    try world.submit(.create("new"))
    try world.submit(.plan("new", at: world.now + .days(12)))
    world.now = world.now + .hours(2)
    #expect(live(world, "new").contains(.firstResponse))
  }

  @Test("So does a customer who wants to be left alone, but for 30 days at most")
  func quietPeriod() throws {
    var world = try World.company()
    try world.submit(.grade("open"))
    try world.submit(.move("open"))
    try world.submit(.follow("open"))
    try world.submit(
      .setQuietPeriod(
        SetQuietPeriod(
          customerID: CustomerID("acme"), until: world.now + .days(60), scope: .allContact,
          reason: "budget round")))
    world.now = world.now + .days(29)
    #expect(live(world) == [.stagnation])
    world.now = world.now + .days(1)
    #expect(live(world) == [.stagnation, .followUpDue])
    world.now = world.now + .days(1)
    #expect(live(world) == [.stagnation, .followUpDue, .followUpRed])
  }

  @Test("A talk entered late does not overrule a later one")
  func lateTalk() throws {
    var world = try World.company()
    world.now = world.now + .days(2)
    try world.submit(.follow("open"))
    try world.submit(
      .follow("open", tags: ["complaint"]), occurredAt: world.now - .days(1))
    #expect(!live(world).contains(.lossRisk))
  }

  @Test("A reply says since when the alert was up")
  func replies() throws {
    var world = try World.company()
    world.now = world.now + .days(1)
    let since = World.start + .hours(2)
    #expect(
      try world.submit(Self.acknowledge(.firstResponse, note: "calling"), as: World.user("ana"))
        == .alertAcknowledged(
          AlertAcknowledged(kind: .firstResponse, since: since, note: "calling")))
    let until = world.now + .days(30)
    #expect(
      try world.submit(Self.snooze(.firstResponse, until: until), as: World.user("mia"))
        == .alertSnoozed(
          AlertSnoozed(kind: .firstResponse, since: since, until: until, reason: "on leave")))
    #expect(live(world).contains(.firstResponse))
    #expect(world.replayed().opportunities[OpportunityID("open")]?.version == 3)
  }

  @Test("Replies are refused")
  func refuses() throws {
    var world = try World.company()
    let soon = world.now + .days(3)
    for (id, code) in [("x", Rejection.Code.notFound), ("lost", .opportunityClosed)] {
      world.expectRefusal(Self.acknowledge(.followUpDue, on: id), code, "opportunity_id")
      world.expectRefusal(Self.snooze(.followUpDue, on: id, until: soon), code, "opportunity_id")
    }
    world.expectRefusal(Self.acknowledge(.followUpDue), .noSuchAlert, "kind")
    world.expectRefusal(Self.snooze(.followUpDue, until: soon), .noSuchAlert, "kind")
    world.now = world.now + .days(2)
    world.expectRefusal(Self.acknowledge(.lowValue), .noSuchAlert, "kind")
    let bo = World.user("bo")
    world.expectRefusal(Self.acknowledge(.followUpDue), as: bo, .forbidden, "actor.id")
    world.expectRefusal(Self.snooze(.followUpDue, until: soon), as: bo, .forbidden, "actor.id")
    world.expectRefusal(
      Self.acknowledge(.followUpDue, note: RefusalTests.huge), .invalidField, "note")
    let late = world.now + .days(30) + TimeLength(milliseconds: 1)
    for until in [nil, world.now, late] {
      world.expectRefusal(Self.snooze(.followUpDue, until: until), .badDate, "until_ms")
    }
    world.expectRefusal(
      Self.snooze(.followUpDue, until: soon, reason: ""), .reasonRequired, "reason")
    world.expectRefusal(
      Self.snooze(.followUpDue, until: soon, reason: RefusalTests.huge), .invalidField, "reason")
  }
}

extension World {
  /// A world to look at only.
  fileprivate init(state: LedgerState, now: Instant) {
    self.init()
    self.state = state
    self.now = now
  }
}
