import Testing

@testable import Opportunities

@Suite("What was approved happens at most once")
struct ApprovalUseTests {
  /// A granted approval `id` of the kind; the last step of its chain is hal's or zoe's.
  static func grant(
    _ id: String, _ kind: ApprovalKind, about opportunity: String? = "open", in world: inout World
  ) throws {
    try world.submit(
      ApprovalTests.request(id, kind, about: opportunity), as: World.user("mia"))
    let approver = kind == .policy ? "zoe" : "hal"
    while world.state.approvals[ApprovalID(id)]?.isPending ?? false {
      try world.submit(ApprovalTests.decide(id), as: World.user(approver))
    }
  }

  private static func enforcing() throws -> World {
    var world = try World.company()
    try world.publish { $0.gates?.mode = .enforce }
    return world
  }

  private static func override(_ from: Stage = .contact, _ to: Stage = .needs) -> Command {
    .move("open", from: from, to: to, evidence: [], override: "ov")
  }

  @Test("An override opens the gates of one move and no other")
  func gateOverride() throws {
    var world = try Self.enforcing()
    try Self.grant("ov", .gateOverride, in: &world)
    #expect(world.state.approvals[ApprovalID("ov")]?.isUsed == false)
    try world.submit(Self.override())
    #expect(world.state.approvals[ApprovalID("ov")]?.isUsed == true)
    #expect(world.state.approvals[ApprovalID("ov")]?.version == 2)
    world.expectRefusal(
      Self.override(.needs, .proposal), .approvalUsed, "override_approval_id")
    // Back again and the same way once more is another move.
    try world.submit(.move("open", from: .needs, to: .contact, evidence: []))
    world.expectRefusal(Self.override(), .approvalUsed, "override_approval_id")
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("An override that was not needed is still there to be used")
  func unneeded() throws {
    var world = try Self.enforcing()
    try Self.grant("ov", .gateOverride, in: &world)
    try world.publish { $0.gates?.mode = .off }
    try world.submit(Self.override())
    #expect(world.state.approvals[ApprovalID("ov")]?.isUsed == false)
    try world.publish { $0.gates?.mode = .enforce }
    try world.submit(Self.override(.needs, .proposal))
    #expect(world.state.approvals[ApprovalID("ov")]?.isUsed == true)
  }

  @Test("A batch that fails leaves the approval as it was")
  func putBack() throws {
    var world = try Self.enforcing()
    try Self.grant("ov", .gateOverride, in: &world)
    let before = Snapshot(world.state)
    world.state.mark()
    try world.submit(Self.override())
    world.state.restore()
    #expect(Snapshot(world.state) == before)
  }

  @Test("An approval to give up directly serves once, also after a reopening")
  func directElimination() throws {
    var world = try World.company()
    try Self.grant("el", .directElimination, in: &world)
    try world.submit(.eliminate("open", approval: "el"))
    try world.submit(.reopen("open"))
    world.expectRefusal(.eliminate("open", approval: "el"), .approvalUsed, "approval_id")
    // By the usual way none is needed, and none is used.
    try Self.grant("el2", .directElimination, in: &world)
    try world.submit(.dormant("open"))
    let event = try world.submit(.eliminate("open", approval: "el2"))
    #expect(
      event
        == .opportunityEliminated(
          OpportunityEliminated(from: nil, reason: "hopeless", approvalID: "")))
    #expect(world.state.approvals[ApprovalID("el2")]?.isUsed == false)
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("Where the rules want others to approve rules, each approval publishes one version")
  func policy() throws {
    var world = try World.company()
    var strict = PolicyDocument.standard
    strict.approvals?.publicationByApproval = true
    try world.submit(.publish(strict))
    world.expectRefusal(.publish(), .approvalRequired, "approval_id")
    let named = Command.publishPolicy(
      PublishPolicy(document: strict, reason: "agreed", approvalID: "ru"))
    world.expectRefusal(named, .approvalRequired, "approval_id")
    try world.submit(ApprovalTests.request("ru", .policy, about: nil), as: World.user("mia"))
    world.expectRefusal(named, .approvalRequired, "approval_id")
    try world.submit(ApprovalTests.decide("ru"), as: World.user("zoe"))
    try world.submit(named)
    world.expectRefusal(named, .approvalUsed, "approval_id")
    try Self.grant("other", .resource, about: nil, in: &world)
    world.expectRefusal(
      .publishPolicy(PublishPolicy(document: strict, reason: "agreed", approvalID: "other")),
      .approvalRequired, "approval_id")
    #expect(world.state.policies.latestVersion == 3)
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("Where they do not, another system's approval is named as it is, but none of ours in vain")
  func foreignApproval() throws {
    var world = try World.company()
    func named(_ id: String) -> Command {
      .publishPolicy(PublishPolicy(document: .standard, reason: "agreed", approvalID: id))
    }
    try world.submit(named("oa-77"))
    try world.submit(named("oa-77"))
    world.expectRefusal(named("oa 77"), .invalidField, "approval_id")
    try world.submit(ApprovalTests.request("ru", .policy, about: nil), as: World.user("mia"))
    world.expectRefusal(named("ru"), .approvalRequired, "approval_id")
  }

  @Test("A log that uses an approval twice, or one that was never granted, is a misfit")
  func hostileLogs() throws {
    var world = try Self.enforcing()
    try Self.grant("ov", .gateOverride, in: &world)
    func moved(_ approval: String) -> Event {
      .stageMoved(
        StageMoved(
          from: world.state.opportunities[OpportunityID("open")]?.stage ?? .contact, to: .closing,
          note: "", fileDigest: [], skipped: [], unmetGates: [], evidence: [],
          overrideApprovalID: approval, manager: nil))
    }
    func misfit(_ event: Event) -> String? {
      let stream = Stream(OpportunityID("open"))
      return world.misfit(event, on: stream, version: world.state.version(of: stream) + 1)
    }
    #expect(misfit(moved("nobody")) == "it rests on an approval that nobody requested")
    #expect(misfit(moved("ov")) == nil)
    let eliminated = Event.opportunityEliminated(
      OpportunityEliminated(from: UserID("ana"), reason: "r", approvalID: "ov"))
    #expect(misfit(eliminated) == "it rests on an approval that does not allow it")
    try world.submit(Self.override())
    #expect(misfit(moved("ov")) == "it rests on an approval that was used before")
    let published = Event.policyPublished(
      PolicyPublished(
        version: 3, document: .standard, reason: "r", effectiveFrom: world.now, approvalID: "ov"))
    #expect(
      world.misfit(published, on: .policy, version: 3)
        == "it rests on an approval that does not allow it")
  }
}
