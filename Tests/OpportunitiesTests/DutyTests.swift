import Testing

@testable import Opportunities

/// What a world finds due for the ledger.
struct DutyCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// What happens in ``World/duties()`` before the time passes.
  let story: @Sendable (inout World) throws -> Void
  let after: TimeLength
  let expected: [String]

  init(
    _ name: String, after: TimeLength, _ expected: [String] = [],
    _ story: @escaping @Sendable (inout World) throws -> Void = { _ in }
  ) {
    testDescription = name
    self.story = story
    self.after = after
    self.expected = expected
  }
}

@Suite("What the ledger has to do by itself")
struct DutyTests {
  private static let day = TimeLength.days(1)

  private static func moment(_ days: UInt32) -> Instant { World.start + .days(days) }

  private static func hours(_ count: UInt32) -> TimeLength { .hours(count) }

  static let reclaims: [DutyCase] = [
    DutyCase("not before the days are over", after: hours(7 * 24 - 1)),
    DutyCase("untouched at contact", after: .days(7), ["reclaim new untouched"]),
    DutyCase("touched, so the longer time counts", after: .days(13)) {
      try $0.submit(.follow("new"))
    },
    DutyCase("silent for twice what is red", after: .days(14), ["reclaim new silent"]) {
      try $0.submit(.grade("new", .a))
      try $0.submit(.follow("new"))
    },
    DutyCase("in the pool", after: .days(60)) { try $0.submit(.giveBack("new")) },
    DutyCase("closed", after: .days(60)) { try $0.submit(.lose("new")) },
    DutyCase("dormant", after: .days(60)) { try $0.submit(.dormant("new")) },
    DutyCase("a new owner has the whole time", after: .days(9)) {
      $0.now = $0.now + .days(3)
      try $0.submit(.reassign("new", to: "bo"))
    },
    DutyCase("a step agreed with the customer excuses silence", after: .days(30)) {
      try $0.submit(.grade("new", .a))
      try $0.submit(.follow("new", next: moment(20)))
    },
    DutyCase(
      "after that step the time counts anew", after: .days(34), ["reclaim new silent"]
    ) {
      try $0.submit(.grade("new", .a))
      try $0.submit(.follow("new", next: moment(20)))
    },
    DutyCase(
      "no step excuses for longer than the policy says", after: .days(44), ["reclaim new silent"]
    ) {
      try $0.submit(.grade("new", .a))
      try $0.submit(.follow("new", next: moment(80)))
    },
    DutyCase("a step that the owner planned excuses silence", after: .days(16)) {
      try $0.submit(.plan("new", at: moment(10)))
    },
    DutyCase("planning over and over does not", after: .days(37), ["reclaim new untouched"]) {
      try $0.submit(.plan("new", at: moment(29)))
      $0.now = moment(28)
      try $0.submit(.plan("new", at: moment(57)))
    },
    DutyCase("a plan that was given up excuses nothing", after: .days(7), ["reclaim new untouched"])
    {
      try $0.submit(.plan("new", at: moment(10)))
      try $0.submit(
        .cancelPlan(CancelPlan(opportunityID: OpportunityID("new"), reason: "no time")))
    },
    DutyCase("a customer who wants to be left alone is", after: .days(36)) {
      try $0.submit(.leaveAlone("li", until: moment(30)))
    },
    DutyCase("and then the time counts anew", after: .days(37), ["reclaim new untouched"]) {
      try $0.submit(.leaveAlone("li", until: moment(30)))
    },
    DutyCase("no product messages is not silence", after: .days(7), ["reclaim new untouched"]) {
      try $0.submit(.leaveAlone("li", until: moment(30), .productPush))
    },
    DutyCase("the policy wants a manager's word", after: .days(60)) {
      try $0.change { $0.pool?.reclaimConfirmed = true }
    },
    DutyCase("the policy reclaims at no stage but contact", after: .days(60)) {
      try $0.submit(.move("new"))
      try $0.change { $0.pool?.reclaim = [] }
    },
    DutyCase("its alert is muted", after: .days(60)) { try $0.change { $0.mute(.reclaimDue) } },
  ]

  static let escalations: [DutyCase] = [
    DutyCase("a day at closing is not missed yet", after: day) { try $0.closing() },
    DutyCase(
      "a day at closing is missed", after: hours(25), ["escalate sprint to hal closing-missed"]
    ) { try $0.closing() },
    DutyCase("followed up", after: hours(25)) {
      try $0.closing()
      $0.now = $0.now + hours(20)
      try $0.submit(.follow("sprint"))
    },
    DutyCase("came to closing today after days of silence", after: .days(3)) {
      try $0.submit(.create("sprint", stage: .negotiation))
      $0.now = $0.now + .days(3)
      try $0.submit(.move("sprint", from: .negotiation, to: .closing))
    },
    DutyCase("a step planned with the customer", after: hours(5 * 24)) {
      try $0.closing()
      try $0.submit(.follow("sprint", next: moment(4)))
    },
    DutyCase(
      "a day after the step planned with the customer", after: hours(5 * 24 + 1),
      ["escalate sprint to hal closing-missed"]
    ) {
      try $0.closing()
      try $0.submit(.follow("sprint", next: moment(4)))
    },
    DutyCase("the owner heads the department", after: .days(13)) {
      try $0.closing(of: "hal")
    },
    DutyCase(
      "a head is escalated to the head above", after: .days(2),
      ["escalate sprint to ceo closing-missed"]
    ) {
      try $0.submit(.team("group"))
      try $0.submit(.person("ceo", roles: [.departmentHead], team: "group"))
      try $0.submit(
        .changeTeam(ChangeTeam(teamID: TeamID("sales"), name: "sales", parent: TeamID("group"))))
      try $0.closing(of: "hal")
    },
    DutyCase("above the owner of the company is nobody", after: .days(2)) {
      try $0.closing(of: "zoe")
    },
    DutyCase("the head has left, and nobody stands above", after: .days(2)) {
      try $0.submit(.leave("hal"))
      try $0.closing()
    },
    DutyCase(
      "the head has left, so the pool is next", after: .days(30), ["reclaim sprint silent"]
    ) {
      try $0.submit(.leave("hal"))
      try $0.closing()
      try $0.submit(.lose("new"))
    },
    DutyCase("its alert is muted", after: .days(2)) {
      try $0.closing()
      try $0.change { $0.mute(.sprintMissed) }
    },
    DutyCase("closed", after: .days(2)) {
      try $0.closing()
      try $0.submit(.lose("sprint"))
    },
  ]

  static let approvals: [DutyCase] = [
    DutyCase("in time", after: hours(24)) { try $0.ask() },
    DutyCase("overdue", after: hours(25), ["escalate approval p1"]) { try $0.ask() },
    DutyCase("the next step has its own time", after: hours(26)) {
      try $0.ask()
      $0.now = $0.now + hours(10)
      try $0.submit(ApprovalTests.decide(), as: World.user("mia"))
    },
    DutyCase("granted", after: .days(6)) {
      try $0.ask()
      try $0.submit(ApprovalTests.decide(), as: World.user("mia"))
      try $0.submit(ApprovalTests.decide(), as: World.user("hal"))
    },
    DutyCase("rejected", after: .days(6)) {
      try $0.ask()
      try $0.submit(ApprovalTests.decide("p1", .reject, note: "no"), as: World.user("mia"))
    },
    DutyCase("escalated once", after: .days(6)) {
      try $0.ask()
      $0.now = $0.now + .days(2)
      try $0.submit(.push("p1"), as: .ledger)
    },
    DutyCase("escalated at the step before", after: .days(6), ["escalate approval p1"]) {
      try $0.ask()
      $0.now = $0.now + .days(2)
      try $0.submit(.push("p1"), as: .ledger)
      try $0.submit(ApprovalTests.decide(), as: World.user("mia"))
    },
    DutyCase("its alert is muted", after: .days(6)) {
      try $0.ask()
      try $0.change { $0.mute(.approvalOverdue) }
    },
  ]

  private static func row(_ number: UInt64) -> ImportRow {
    ImportRow(batchID: "b-1", row: number, part: 0)
  }

  static let imports: [DutyCase] = [
    DutyCase("rows came within the hour", after: .days(30)) {
      try $0.submit(.lose("new"))
      $0.now = moment(30) - .minutes(59)
      try $0.submit(
        .create("old"), as: World.history, occurredAt: World.start, row: row(1))
    },
    DutyCase("rows came an hour ago", after: .days(30), ["reclaim old untouched"]) {
      try $0.submit(.lose("new"))
      $0.now = moment(30) - .minutes(60)
      try $0.submit(
        .create("old"), as: World.history, occurredAt: World.start, row: row(1))
    },
    DutyCase("what was not imported does not wait", after: .days(7), ["reclaim new untouched"]) {
      $0.now = moment(7) - .minutes(1)
      try $0.submit(
        .create("old"), as: World.history, occurredAt: World.start, row: row(1))
    },
    DutyCase("its batch was announced and is not closed", after: .days(30)) {
      try $0.submit(.lose("new"))
      try $0.openBatch()
      try $0.submit(.create("old"), as: World.history, row: row(1))
    },
    DutyCase("its batch is closed", after: .days(30), ["reclaim old untouched"]) {
      try $0.submit(.lose("new"))
      try $0.openBatch()
      try $0.submit(.create("old"), as: World.history, row: row(1))
      try $0.submit(
        .closeImportBatch(
          CloseImportBatch(
            batchID: ImportBatchID("b-1"), acceptedRows: 1, refusedRows: 0,
            sourceDigest: Array(repeating: 7, count: 32))))
    },
  ]

  @Test(
    "Is due or is not, and what is due is accepted",
    arguments: reclaims + escalations + approvals + imports)
  func due(_ row: DutyCase) throws {
    var world = try World.duties()
    try row.story(&world)
    world.now = World.start + row.after
    let duties = world.state.duties(at: world.now, atMost: 100)
    #expect(duties.oldest.map(\.sentence) == row.expected)
    #expect(duties.count == row.expected.count)
    for duty in duties.oldest {
      try world.submit(duty.command, as: .ledger, expectedVersion: duty.version)
    }
    #expect(world.state.duties(at: world.now, atMost: 100).count == 0)
  }

  @Test("The oldest come first, and the others wait")
  func order() throws {
    var world = try World.duties()
    for day in 0..<30 {
      world.now = Self.moment(UInt32(day))
      try world.submit(.create("o\(29 - day)", customer: "li"))
    }
    world.now = Self.moment(60)
    var seen: [String] = []
    while true {
      let duties = world.state.duties(at: world.now, atMost: 4)
      #expect(duties.count == 31 - seen.count)
      #expect(duties.oldest.count == min(4, duties.count))
      #expect(duties.oldest.map(\.since) == duties.oldest.map(\.since).sorted())
      guard !duties.oldest.isEmpty else { break }
      for duty in duties.oldest {
        seen.append(duty.stream.id.text)
        try world.submit(duty.command, as: .ledger)
      }
    }
    #expect(seen == ["new"] + (0..<30).map { "o\(29 - $0)" })
  }

  @Test("What is put off comes back when its stream has changed")
  func putOff() throws {
    var world = try World.duties()
    world.now = Self.moment(60)
    let stream = Stream(OpportunityID("new"))
    let version = world.state.version(of: stream)
    #expect(
      world.state.duties(at: world.now, atMost: 9, except: [stream: version]).count == 0)
    #expect(
      world.state.duties(at: world.now, atMost: 9, except: [stream: version - 1]).count == 1)
  }

  @Test("A proposal that has become stale is refused and changes nothing")
  func stale() throws {
    var world = try World.duties()
    world.now = Self.moment(7)
    let duty = try #require(world.state.duties(at: world.now, atMost: 1).oldest.first)
    try world.submit(.follow("new"))
    #expect(world.code(of: duty.command, as: .ledger) == .ruleNotMet)
    let before = Snapshot(world.state)
    #expect(throws: Rejection.self) {
      try world.submit(duty.command, as: .ledger, expectedVersion: duty.version)
    }
    #expect(Snapshot(world.state) == before)
  }

  @Test("A manager cannot reclaim either while a step is planned")
  func managersToo() throws {
    var world = try World.duties()
    try world.submit(.plan("new", at: Self.moment(10)))
    world.now = Self.moment(9)
    #expect(world.code(of: .reclaim("new"), as: World.user("mia")) == .ruleNotMet)
    world.now = Self.moment(17)
    try world.judge(.reclaim("new"), as: World.user("mia"))
  }
}

@Suite("Overdue approvals")
struct ApprovalEscalationTests {
  @Test("An overdue step opens to the role above, once, and says how late it was")
  func opens() throws {
    var world = try World.duties()
    try world.submit(
      ApprovalTests.request("p1", .policy, about: nil), as: World.user("oli"))
    world.now = world.now + .hours(73)
    let event = try world.submit(.push("p1"), as: .ledger)
    #expect(
      event
        == .approvalEscalated(
          ApprovalEscalated(step: 1, rule: .overdue, openTo: nil, lateMinutes: 60)))
    #expect(world.code(of: .push("p1"), as: .ledger) == .unchanged)
    try world.submit(ApprovalTests.decide("p1"), as: World.user("zoe"))
    #expect(world.code(of: .push("p1"), as: .ledger) == .approvalDecided)
    #expect(world.replayed().approvals[ApprovalID("p1")] == world.state.approvals[ApprovalID("p1")])
  }

  @Test("The role above may take the step, and only that step")
  func raised() throws {
    var world = try World.duties()
    try world.change { document in
      document.approvals?.flows = [
        ApprovalFlow(
          kind: .other,
          bands: [ApprovalBand(upToMinorUnits: 0, chain: [.operations, .rep])],
          slaHours: 24)
      ]
    }
    try world.submit(ApprovalTests.request())
    world.expectRefusal(
      ApprovalTests.decide(), as: World.user("zoe"), .forbidden, "actor.id")
    world.now = world.now + .hours(30)
    let event = try world.submit(.push("p1"), as: .ledger)
    guard case .approvalEscalated(let escalated) = event else { throw Unexpected() }
    #expect(escalated.openTo == .owner && escalated.lateMinutes == 360)
    world.expectRefusal(
      ApprovalTests.decide(), as: World.user("hal"), .forbidden, "actor.id")
    try world.submit(ApprovalTests.decide(), as: World.user("zoe"))
    world.expectRefusal(
      ApprovalTests.decide(), as: World.user("zoe"), .forbidden, "actor.id")
  }

  @Test("Escalations are refused")
  func refuses() throws {
    var world = try World.duties()
    try world.ask()
    world.expectRefusal(.push("x"), .notFound, "approval_id")
    world.expectRefusal(.push("p1"), .ruleNotMet, "approval_id")
    world.now = world.now + .hours(25)
    world.expectRefusal(.push("p1"), as: World.user("bo"), .forbidden, "actor.id")
    try world.judge(.push("p1"), as: World.user("ana"))
    try world.judge(.push("p1"), as: World.user("mia"))
  }

  @Test("A log that escalates out of turn is a misfit")
  func hostileLog() throws {
    var world = try World.duties()
    let stream = Stream(kind: .approval, id: "p1")
    let event = Event.approvalEscalated(
      ApprovalEscalated(step: 1, rule: .overdue, openTo: .owner, lateMinutes: 1))
    #expect(world.misfit(event, on: stream, version: 1) != nil)
    try world.ask()
    #expect(world.misfit(event, on: stream, version: 2) == nil)
    let second = Event.approvalEscalated(
      ApprovalEscalated(step: 2, rule: .overdue, openTo: .owner, lateMinutes: 1))
    #expect(world.misfit(second, on: stream, version: 2) != nil)
    world.now = world.now + .days(2)
    try world.submit(.push("p1"), as: .ledger)
    #expect(world.misfit(event, on: stream, version: 3) != nil)
  }
}

extension World {
  /// The company, whose policy lets the ledger reclaim without anybody's word; of its opportunities
  /// only `new` is open, ana's with the customer `li`.
  fileprivate static func duties() throws -> World {
    var world = try World.company()
    try world.submit(.lose("open"))
    try world.change { $0.pool?.reclaimConfirmed = false }
    try world.submit(.create("new", customer: "li"))
    return world
  }

  /// Publishes the rules with a change.
  fileprivate mutating func change(_ edit: (inout PolicyDocument) -> Void) throws {
    var document = state.policies.inForce(at: now).document
    edit(&document)
    try submit(.publish(document))
  }

  fileprivate mutating func closing(of owner: String = "ana") throws {
    try submit(.create("sprint", owner: owner, grade: .a, basis: .full))
    try submit(.move("sprint", from: .contact, to: .closing))
    try submit(.follow("new", next: World.start + .days(30)))
  }

  fileprivate mutating func openBatch() throws {
    try submit(
      .openImportBatch(
        OpenImportBatch(batchID: ImportBatchID("b-1"), source: "crm.csv", expectedRows: 0)))
  }

  /// ana asks for a discount that a manager and the head of the department decide.
  fileprivate mutating func ask() throws {
    try submit(
      ApprovalTests.request("p1", .discount, about: "new", yuan: 500_000), as: World.user("ana"))
    try submit(.follow("new", next: World.start + .days(30)))
  }
}

extension PolicyDocument {
  fileprivate mutating func mute(_ kind: AlertKind) {
    for place in alerts?.routes.indices ?? 0..<0 where alerts?.routes[place].kind == kind {
      alerts?.routes[place].muted = true
    }
  }
}

extension Duty {
  fileprivate var sentence: String {
    switch command {
    case .reclaimOpportunity(let command):
      "reclaim \(command.opportunityID) \(command.rule.map { "\($0)" } ?? "")"
    case .escalateOpportunity(let command):
      "escalate \(command.opportunityID) to \(command.to) \(command.rule.map { "\($0)" } ?? "")"
    case .escalateApproval(let command): "escalate approval \(command.approvalID)"
    default: "something else"
    }
  }
}

extension Command {
  static func push(_ id: String) -> Command {
    .escalateApproval(EscalateApproval(approvalID: ApprovalID(id)))
  }

  fileprivate static func leaveAlone(
    _ customer: String, until: Instant, _ scope: QuietScope = .allContact
  ) -> Command {
    .setQuietPeriod(
      SetQuietPeriod(
        customerID: CustomerID(customer), from: nil, until: until, scope: scope,
        pushCapPerMonth: 0, reason: "they asked for it"))
  }
}
