import Testing

@testable import Opportunities

/// A command that must be accepted in the company of `World`, with the fact that follows.
struct Acceptance: CustomTestStringConvertible {
  var name: String
  var command: Command
  var event: Event

  init(_ name: String, _ command: Command, _ event: Event) {
    self.name = name
    self.command = command
    self.event = event
  }

  var testDescription: String { name }
}

@Suite("An accepted command yields exactly its fact")
struct AcceptanceTests {
  @Test("One fact each, on the right stream, one version later", arguments: table)
  func accepted(_ acceptance: Acceptance) throws {
    var world = try World.company()
    let version = world.state.version(of: acceptance.command.stream)
    let decision = try world.judge(acceptance.command)
    #expect(decision.facts.events == [acceptance.event])
    #expect(decision.stream == acceptance.command.stream)
    #expect(decision.policyVersion == 1)
    #expect(decision.occurredAt == world.now)
    try world.submit(acceptance.command)
    #expect(world.state.version(of: acceptance.command.stream) == version + 1)
  }

  static let cny = Currency(code: "CNY")
  static let hundred = Money(minorUnits: 100_000, currency: cny)
  static let ninety = Money(minorUnits: 90_000, currency: cny)
  static let digest = [UInt8](repeating: 7, count: 32)

  static let table: [Acceptance] = [
    Acceptance(
      "a team below another", .team("north", name: "北区", parent: "sales"),
      .teamRegistered(TeamRegistered(name: "北区", parent: TeamID("sales")))),
    Acceptance(
      "a user with two roles", .person("uwe", roles: [.rep, .manager], team: "west"),
      .userRegistered(
        UserRegistered(
          name: "P", roles: [.rep, .manager], team: TeamID("west"), manager: nil, capacity: 0))),
    Acceptance(
      "a second person of one name", .customer("li2", kind: .person, name: "Li"),
      .customerRegistered(
        CustomerRegistered(
          kind: .person, name: "", personName: "Li", industry: "", region: "", source: "",
          address: "", size: "", externalRefs: []))),
    Acceptance(
      "a policy from now on", .publish(),
      .policyPublished(
        PolicyPublished(
          version: 2, document: .standard, reason: "tuned", effectiveFrom: World.start,
          approvalID: ""))),
    Acceptance(
      "an opportunity graded A without budget is flagged, not refused",
      .create("n", expectedClose: Day(number: 20_454), stage: .quoted, grade: .a),
      .opportunityCreated(
        OpportunityCreated(
          customer: CustomerID("acme"), title: "Reports", amount: hundred, owner: UserID("ana"),
          needs: ["reports"], expectedClose: Day(number: 20_454), source: "", stage: .quoted,
          grade: .a, gradeBasis: nil, gradeSupported: false, products: [], template: "",
          unmetGates: [
            UnmetGate(stage: .needs, condition: .evidence, anyOf: [.meetingAgreed]),
            UnmetGate(stage: .needs, condition: .profileComplete, anyOf: []),
            UnmetGate(stage: .proposal, condition: .evidence, anyOf: [.proposalFile]),
            UnmetGate(stage: .quoted, condition: .evidence, anyOf: [.quoteIssued]),
            UnmetGate(stage: .quoted, condition: .evidence, anyOf: [.customerCompared]),
            UnmetGate(stage: .quoted, condition: .anyEvidence, anyOf: []),
          ]))),
    Acceptance(
      "grade A with need, budget and 30 days", .grade("open"),
      .opportunityGraded(
        OpportunityGraded(old: nil, new: .a, basis: .full, supported: true, evidence: []))),
    Acceptance(
      "grade B needs a need", .grade("open", .b, basis: .none),
      .opportunityGraded(
        OpportunityGraded(old: nil, new: .b, basis: .none, supported: false, evidence: []))),
    Acceptance(
      "grade C claims nothing", .grade("open", .c, basis: .none),
      .opportunityGraded(
        OpportunityGraded(old: nil, new: .c, basis: .none, supported: true, evidence: []))),
    Acceptance(
      "the sentiment of a talk is that of its worst tag",
      .follow("open", tags: ["interested", "price-too-high", "routine-contact"]),
      .followUpLogged(
        FollowUpLogged(
          channel: .phone, tags: ["interested", "price-too-high", "routine-contact"],
          sentiment: .objection, note: "", minutes: 10, promisedFeedbackAt: nil, nextDueAt: nil,
          contradictsGrade: false, contacts: [], contentUsed: [], scriptID: "", transcript: "",
          suggestedTags: []))),
    Acceptance(
      "a stage may be skipped, with a file", .move("open", to: .closing, note: "", digest: digest),
      .stageMoved(
        StageMoved(
          from: .contact, to: .closing, note: "", fileDigest: digest,
          skipped: [.needs, .proposal, .quoted, .negotiation],
          unmetGates: [
            UnmetGate(stage: .needs, condition: .evidence, anyOf: [.meetingAgreed]),
            UnmetGate(stage: .needs, condition: .profileComplete, anyOf: []),
            UnmetGate(stage: .proposal, condition: .evidence, anyOf: [.proposalFile]),
            UnmetGate(stage: .quoted, condition: .evidence, anyOf: [.quoteIssued]),
            UnmetGate(stage: .quoted, condition: .evidence, anyOf: [.customerCompared]),
            UnmetGate(stage: .negotiation, condition: .evidence, anyOf: [.meetingMinutes]),
            UnmetGate(stage: .negotiation, condition: .managerNamed, anyOf: []),
            UnmetGate(stage: .closing, condition: .evidence, anyOf: [.customerConfirmed]),
            UnmetGate(stage: .closing, condition: .anyEvidence, anyOf: []),
          ], evidence: [], overrideApprovalID: "", manager: nil))),
    Acceptance(
      "handed over", .reassign("open"),
      .opportunityReassigned(
        OpportunityReassigned(from: UserID("ana"), to: UserID("bo"), reason: "moved away"))),
    Acceptance(
      "a smaller amount", .amount("open"),
      .amountRevised(AmountRevised(old: hundred, new: ninety, reason: "discount"))),
    Acceptance(
      "a first expected close is no push", .close("open"),
      .expectedCloseRevised(
        ExpectedCloseRevised(
          old: nil, new: Day(number: 20_500), reason: "budget round", pushCount: 0))),
    Acceptance(
      "won for the amount it had", .win("open"),
      .opportunityWon(
        OpportunityWon(finalAmount: hundred, contractNumber: "C-1", contractDigest: []))),
    Acceptance(
      "won for less, by digest", .win("open", minorUnits: 90_000, contract: "", digest: digest),
      .opportunityWon(
        OpportunityWon(finalAmount: ninety, contractNumber: "", contractDigest: digest))),
    Acceptance(
      "lost", .lose("open", reason: "competitor", competitor: "Beta"),
      .opportunityLost(OpportunityLost(reason: "competitor", competitor: "Beta", note: ""))),
    Acceptance(
      "archived", .archive("open"),
      .opportunityArchived(OpportunityArchived(reason: "entered twice"))),
    Acceptance(
      "reopened", .reopen("lost"),
      .opportunityReopened(OpportunityReopened(from: .lost, reason: "they called"))),
  ]

  @Test("An A that says it will not buy is contradicted; a B is not", arguments: Grade.allCases)
  func contradiction(_ grade: Grade) throws {
    var world = try World.company()
    try world.submit(.grade("open", grade))
    guard
      case .followUpLogged(let event) = try world.submit(
        .follow("open", tags: ["no-purchase-plan"]))
    else { return #expect(Bool(false), "another event") }
    #expect(event.contradictsGrade == (grade == .a))
  }

  @Test("A strict policy refuses an unsupported A and says what is missing")
  func strict() throws {
    var world = try World.company()
    var document = PolicyDocument.standard
    document.strictGradeA = true
    try world.submit(.publish(document))
    let late = GradeBasis(need: true, budget: false, decisionDays: 31, comparing: 0)
    let rejection = #expect(throws: Rejection.self) {
      try world.submit(.grade("open", basis: late))
    }
    #expect(rejection?.code == .gradeUnsupported)
    #expect(rejection?.field == "basis")
    #expect(rejection?.details.count == 2)
    #expect(throws: Rejection.self) { try world.submit(.create("n", grade: .a)) }
    try world.submit(.grade("open", .b, basis: late))
  }

  @Test("Only a later day counts as a push")
  func pushes() throws {
    var world = try World.company()
    for (day, pushes) in [(20_500, 0), (20_510, 1), (20_490, 1), (20_491, 2)] as [(Int32, UInt32)] {
      try world.submit(.close("open", day: day))
      #expect(world.state.opportunities[OpportunityID("open")]?.pushCount == pushes)
    }
    #expect(throws: Rejection.self) { try world.submit(.close("open", day: 20_491)) }
  }

  @Test("An imported win needs no contract, an imported close may lie in the past")
  func imports() throws {
    var world = try World.company()
    let old = World.start - .days(400)
    try world.submit(.close("open", day: 20_060), as: World.history, occurredAt: old)
    try world.submit(.win("open", contract: ""), as: World.history, occurredAt: old)
    #expect(world.state.opportunities[OpportunityID("open")]?.status == .won)
  }

  @Test("Handing over changes the owner and the version, and nothing else")
  func handover() throws {
    var world = try World.company()
    try world.submit(.grade("open"))
    try world.submit(.move("open", to: .negotiation))
    try world.submit(.close("open"))
    var expected = try #require(world.state.opportunities[OpportunityID("open")])
    try world.submit(.reassign("open"))
    expected.owner = world.state.users.number(of: UserID("bo"))
    expected.version += 1
    #expect(world.state.opportunities[OpportunityID("open")] == expected)
  }
}
