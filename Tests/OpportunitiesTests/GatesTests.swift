import Testing

@testable import Opportunities

@Suite("A stage is entered when its gate is met, as far as the policy insists")
struct GatesTests {
  private static let everyKind: [EvidenceKind] = [
    .meetingAgreed, .proposalFile, .quoteIssued, .customerCompared, .meetingMinutes,
    .customerConfirmed,
  ]

  /// The company, with what its rules want to know of the customer, and gates kept as `mode` says.
  private static func world(_ mode: GateMode) throws -> World {
    var world = try World.profiled()
    try world.publish { $0.gates?.mode = mode }
    return world
  }

  private static func attach(_ kinds: [EvidenceKind], in world: inout World) throws {
    for (number, kind) in kinds.enumerated() {
      try world.submit(.attach("open", evidence: "k\(number)", kind: kind), as: World.user("ana"))
    }
  }

  private static func moved(_ event: Event) throws -> StageMoved {
    guard case .stageMoved(let moved) = event else { throw NotAMove() }
    return moved
  }

  private struct NotAMove: Error {}

  @Test("Flagging moves all the same and keeps what was missing; off looks at nothing")
  func flagAndOff() throws {
    var flagging = try World.company()
    try flagging.publish { $0.gates?.mode = .flag }
    let moved = try Self.moved(flagging.submit(.move("open")))
    #expect(
      moved.unmetGates == [
        UnmetGate(stage: .needs, condition: .evidence, anyOf: [.meetingAgreed]),
        UnmetGate(stage: .needs, condition: .profileComplete, anyOf: []),
      ])
    #expect(moved.skipped == [])
    var careless = try Self.world(.off)
    let skipping = try Self.moved(careless.submit(.move("open", to: .closing)))
    #expect(skipping.unmetGates == [])
    #expect(skipping.skipped == [.needs, .proposal, .quoted, .negotiation])
  }

  @Test("Enforcing refuses and lists what is missing of the target and of every skipped stage")
  func enforce() throws {
    var world = try Self.world(.enforce)
    let rejection = #expect(throws: Rejection.self) {
      try world.judge(.move("open", to: .proposal))
    }
    #expect(rejection?.code == .gateNotMet)
    #expect(rejection?.field == "to")
    #expect(
      rejection?.details
        == ["needs: evidence MEETING_AGREED", "proposal: evidence PROPOSAL_FILE"])
    try Self.attach([.meetingAgreed, .proposalFile], in: &world)
    let moved = try Self.moved(world.submit(.move("open", to: .proposal, evidence: ["k0", "k1"])))
    #expect(moved.unmetGates == [] && moved.skipped == [.needs])
    #expect(moved.evidence == [EvidenceID("k0"), EvidenceID("k1")])
  }

  @Test("With every gate met and a manager named, the whole way is open at once")
  func wholeWay() throws {
    var world = try Self.world(.enforce)
    try Self.attach(Self.everyKind, in: &world)
    world.expectRefusal(.move("open", to: .closing), .gateNotMet, "to")
    let moved = try Self.moved(
      world.submit(.move("open", to: .closing, evidence: [], manager: "mia")))
    #expect(moved.manager == UserID("mia"))
    try world.submit(.win("open"))
  }

  @Test("A quote that was issued here shows itself")
  func quote() throws {
    var world = try Self.world(.flag)
    try world.submit(.quote("open"))
    let moved = try Self.moved(world.submit(.move("open", to: .quoted)))
    #expect(!moved.unmetGates.contains { $0.anyOf == [.quoteIssued] })
    #expect(!moved.unmetGates.contains { $0.condition == .anyEvidence })
    #expect(moved.unmetGates.contains { $0.anyOf == [.customerCompared] })
  }

  @Test("Where the policy wants it verified, only what a second person confirmed counts")
  func verified() throws {
    var world = try World.profiled()
    try world.publish { document in
      document.gates?.mode = .enforce
      document.gates?.stages[1].verifiedEvidence = true
    }
    try Self.attach([.meetingAgreed], in: &world)
    world.expectRefusal(.move("open"), .gateNotMet, "to")
    try world.submit(.verify("open", evidence: "k0"), as: World.user("mia"))
    try world.submit(.move("open"))
  }

  @Test("Rejected evidence opens nothing")
  func rejected() throws {
    var world = try Self.world(.enforce)
    try Self.attach([.meetingAgreed], in: &world)
    try world.submit(.verify("open", evidence: "k0", .rejected), as: World.user("mia"))
    world.expectRefusal(.move("open"), .gateNotMet, "to")
  }

  @Test("From the stage the policy names on, some evidence there must be")
  func anyEvidence() throws {
    var world = try World.company()
    try world.publish { document in
      document.gates?.mode = .enforce
      document.gates?.stages = []
    }
    try world.submit(.move("open", to: .proposal))
    let rejection = #expect(throws: Rejection.self) {
      try world.judge(.move("open", from: .proposal, to: .quoted))
    }
    #expect(rejection?.details == ["quoted: any evidence"])
    try Self.attach([.other], in: &world)
    try world.submit(.move("open", from: .proposal, to: .quoted))
  }

  @Test("Going back asks for nothing, and imported history happened as it did")
  func backAndImported() throws {
    var world = try Self.world(.enforce)
    let moved = try Self.moved(
      world.submit(.move("open", to: .closing), as: World.history))
    #expect(moved.unmetGates.count == 8)
    let back = try Self.moved(world.submit(.move("open", from: .closing, to: .needs)))
    #expect(back.unmetGates == [] && back.skipped == [])
  }

  @Test("Skipped stages count only where the policy says so")
  func skippedDoNotCount() throws {
    var world = try World.company()
    try world.publish { document in
      document.gates?.mode = .enforce
      document.gates?.skippedStagesCount = false
    }
    try Self.attach([.proposalFile], in: &world)
    let moved = try Self.moved(world.submit(.move("open", to: .proposal)))
    #expect(moved.skipped == [.needs])
  }

  @Test("A pipeline without a stage neither enters nor skips it")
  func subset() throws {
    var world = try World.company()
    try world.publish { $0.pipelines?.standardTemplate = "five-steps" }
    world.expectRefusal(.move("open", to: .needs), .stageNotUsed, "to")
    let moved = try Self.moved(world.submit(.move("open", to: .proposal)))
    #expect(moved.skipped == [])
    #expect(moved.unmetGates.map(\.stage) == [.proposal])
    // History from elsewhere keeps its stages.
    try world.submit(.move("open", from: .proposal, to: .needs), as: World.history)
  }

  @Test("An override that nobody approved opens nothing; one that is not needed is not kept")
  func override() throws {
    var world = try Self.world(.enforce)
    world.expectRefusal(
      .move("open", to: .needs, evidence: [], override: "a-1"), .approvalRequired,
      "override_approval_id")
    world.expectRefusal(
      .move("open", to: .needs, evidence: [], override: "a 1"), .invalidField,
      "override_approval_id")
    try Self.attach([.meetingAgreed], in: &world)
    let moved = try Self.moved(
      world.submit(.move("open", to: .needs, evidence: [], override: "a-1")))
    #expect(moved.overrideApprovalID == "")
  }

  @Test("Evidence is a file; a policy may ask for neither note nor file")
  func noteOrFile() throws {
    var world = try Self.world(.flag)
    world.expectRefusal(
      .move("open", to: .needs, note: "", evidence: []), .noteOrFileRequired, "note")
    try Self.attach([.meetingAgreed], in: &world)
    try world.submit(.move("open", to: .needs, note: "", evidence: ["k0"]))
    try world.publish { $0.gates?.noteOrFile = false }
    try world.submit(.move("open", from: .needs, to: .proposal, note: "", evidence: []))
  }

  @Test("Only somebody who leads is named as manager, and only evidence that is there")
  func references() throws {
    let world = try Self.world(.flag)
    world.expectRefusal(
      .move("open", to: .needs, evidence: [], manager: "x"), .notFound, "manager_id")
    world.expectRefusal(
      .move("open", to: .needs, evidence: [], manager: "bo"), .invalidField, "manager_id")
    world.expectRefusal(.move("open", to: .needs, evidence: ["x"]), .notFound, "evidence_ids[0]")
  }

  @Test("A win under enforced gates needs the way through closing, and its contract")
  func closingGate() throws {
    var world = try Self.world(.enforce)
    let rejection = #expect(throws: Rejection.self) { try world.judge(.win("open")) }
    #expect(rejection?.code == .gateNotMet)
    #expect(rejection?.field == "opportunity_id")
    #expect(rejection?.details.contains("closing: evidence CUSTOMER_CONFIRMED") == true)
    #expect(rejection?.details.contains("closing: evidence CONTRACT") == false)
    world.expectRefusal(.win("open", contract: ""), .contractRequired, "contract_number")
    try Self.attach(Self.everyKind, in: &world)
    try world.submit(.win("open"))
  }
}

extension World {
  /// The company, knowing of its customer what the standard rules want to know.
  static func profiled() throws -> World {
    var world = try World.company()
    for (field, value) in [
      ("industry", "healthcare"), ("decision-role", "采购经理"), ("budget", "500000 CNY"),
      ("pain-point", "手工报表"),
    ] { try world.submit(.profile("acme", field, value)) }
    return world
  }
}
