import Testing

@testable import Opportunities

@Suite("Approvals")
struct ApprovalTests {
  static let id = ApprovalID("p1")

  static func request(
    _ id: String = "p1", _ kind: ApprovalKind = .discount, about opportunity: String? = "open",
    yuan: Int64? = nil, note: String = "they ask for 10 %"
  ) -> Command {
    .requestApproval(
      RequestApproval(
        approvalID: ApprovalID(id), kind: kind, opportunity: opportunity.map { OpportunityID($0) },
        amount: yuan.map { Money(minorUnits: $0 * 100, currency: Currency(code: "CNY")) },
        note: note))
  }

  static func decide(
    _ id: String = "p1", _ verdict: ApprovalVerdict = .approve, note: String = ""
  ) -> Command {
    .decideApproval(DecideApproval(approvalID: ApprovalID(id), verdict: verdict, note: note))
  }

  private func isApproved(_ world: World, _ kind: ApprovalKind = .discount) -> Bool {
    world.state.isApproved(Self.id, kind: kind, opportunity: OpportunityID("open"))
  }

  @Test("The chain follows from the amount, and only its last step approves")
  func chain() throws {
    var world = try World.company()
    let event = try world.submit(Self.request(yuan: 500_000), as: World.user("ana"))
    guard case .approvalRequested(let requested) = event else { throw Unexpected() }
    #expect(requested.chain == [.manager, .departmentHead] && requested.slaHours == 24)
    #expect(requested.requester == UserID("ana"))
    try world.submit(Self.decide(), as: World.user("mia"))
    #expect(!isApproved(world))
    let last = try world.submit(Self.decide(), as: World.user("hal"))
    #expect(last == .approvalGranted(ApprovalGranted(step: 2, isLast: true, note: "")))
    #expect(isApproved(world))
    #expect(!isApproved(world, .quote))
    #expect(!world.state.isApproved(Self.id, kind: .discount, opportunity: OpportunityID("lost")))
    #expect(world.replayed().approvals[Self.id] == world.state.approvals[Self.id])
  }

  @Test("Who may not decide it learns no version of it")
  func hidesVersion() throws {
    var world = try World.company()
    try world.submit(Self.request(), as: World.user("ana"))
    let stranger = #expect(throws: Rejection.self) {
      try world.judge(Self.decide(), as: World.user("bo"), expectedVersion: 9)
    }
    #expect(stranger?.code == .forbidden && stranger?.currentVersion == 0)
    let conflict = #expect(throws: Rejection.self) {
      try world.judge(Self.decide(), as: World.user("mia"), expectedVersion: 9)
    }
    #expect(conflict?.code == .versionConflict && conflict?.currentVersion == 1)
  }

  @Test("Without an amount the opportunity's own decides the chain")
  func amountOfOpportunity() throws {
    var world = try World.company()
    try world.submit(.create("big", minorUnits: 200_000_000))
    let event = try world.submit(Self.request(about: "big"))
    guard case .approvalRequested(let requested) = event else { throw Unexpected() }
    #expect(requested.chain == [.manager, .departmentHead, .owner])
    #expect(requested.requester == nil)
  }

  @Test("Rules published later leave the steps as they were")
  func frozen() throws {
    var world = try World.company()
    try world.submit(Self.request(), as: World.user("ana"))
    var document = PolicyDocument.standard
    var rules = ApprovalRules.standard
    for index in rules.flows.indices {
      rules.flows[index].bands = [ApprovalBand(upToMinorUnits: 0, chain: [.owner])]
    }
    document.approvals = rules
    try world.submit(.publish(document))
    try world.submit(Self.decide(), as: World.user("mia"))
    #expect(isApproved(world))
  }

  @Test("Steps are taken in order, each by its role or one above")
  func order() throws {
    var world = try World.company()
    try world.submit(Self.request(yuan: 5_000_000), as: World.user("ana"))
    world.expectRefusal(Self.decide(), as: World.user("oli"), .forbidden, "actor.id")
    try world.submit(Self.decide(), as: World.user("hal"))
    world.expectRefusal(Self.decide(), as: World.user("mia"), .forbidden, "actor.id")
    try world.submit(Self.decide(), as: World.user("hal"))
    world.expectRefusal(Self.decide(), as: World.user("hal"), .forbidden, "actor.id")
    try world.submit(Self.decide(), as: World.user("zoe"))
    #expect(isApproved(world))
  }

  @Test("Requests are refused")
  func refusesRequests() throws {
    var world = try World.company()
    try world.submit(Self.request())
    world.expectRefusal(Self.request(""), .invalidField, "approval_id")
    world.expectRefusal(Self.request(), .duplicateID, "approval_id")
    world.expectRefusal(Self.request("p2", about: nil), .invalidField, "opportunity_id")
    world.expectRefusal(Self.request("p2", .policy), .invalidField, "opportunity_id")
    world.expectRefusal(Self.request("p2", about: "x"), .notFound, "opportunity_id")
    world.expectRefusal(Self.request("p2"), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(Self.request("p2", yuan: -1), .badAmount, "amount.minor_units")
    world.expectRefusal(Self.request("p2", note: RefusalTests.huge), .invalidField, "note")
    try world.submit(Self.request("p2", .resource, about: nil))
  }

  @Test("Decisions are refused")
  func refusesDecisions() throws {
    var world = try World.company()
    try world.submit(Self.request(), as: World.user("mia"))
    world.expectRefusal(Self.decide("x"), as: World.user("mia"), .notFound, "approval_id")
    world.expectRefusal(Self.decide(), .forbidden, "actor.id")
    world.expectRefusal(Self.decide(), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(Self.decide(), as: World.user("mia"), .selfApproval, "actor.id")
    world.expectRefusal(Self.decide(), as: World.user("ana"), .selfApproval, "actor.id")
    world.expectRefusal(
      Self.decide("p1", .reject), as: World.user("hal"), .reasonRequired, "note")
    world.expectRefusal(
      Self.decide(note: RefusalTests.huge), as: World.user("hal"), .invalidField, "note")
    try world.submit(Self.decide("p1", .reject, note: "too much"), as: World.user("hal"))
    #expect(!isApproved(world))
    world.expectRefusal(Self.decide(), as: World.user("hal"), .approvalDecided, "approval_id")
  }

  @Test("A log that decides out of turn is a misfit")
  func hostileLog() throws {
    var world = try World.company()
    let stream = Stream(kind: .approval, id: "p1")
    let granted = Event.approvalGranted(ApprovalGranted(step: 2, isLast: true, note: ""))
    #expect(world.misfit(granted, on: stream, version: 1) != nil)
    let requested = try world.submit(Self.request())
    #expect(world.misfit(granted, on: stream, version: 2) != nil)
    #expect(world.misfit(requested, on: stream, version: 2) != nil)
    try world.submit(Self.decide(), as: World.user("mia"))
    #expect(world.misfit(granted, on: stream, version: 3) != nil)
  }
}

struct Unexpected: Error {}
