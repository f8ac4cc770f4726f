import Testing

@testable import Opportunities

@Suite("Needs, competitors, plans, promises")
struct DealTests {
  @Test("Needs are given whole, with a reason")
  func needs() throws {
    var world = try World.company()
    #expect(
      try world.submit(.needs("open", ["a", "b"]))
        == .needsUpdated(NeedsUpdated(needs: ["a", "b"], reason: "they said so")))
  }

  @Test("Any competitor is taken where the policy names none, otherwise one it knows, by its code")
  func competitors() throws {
    var world = try World.company()
    #expect(
      try world.submit(.competitor("open", "Beta", note: "cheaper"))
        == .competitorNoted(CompetitorNoted(competitor: "Beta", isKnown: false, note: "cheaper")))
    try world.publish { document in
      document.competitors = [
        Competitor(code: "beta", label: Label(zh: "贝塔", en: "Beta Ltd"), aliases: ["B."])
      ]
    }
    for name in ["beta", "贝塔", "Beta Ltd", "B."] {
      #expect(
        try world.submit(.competitor("open", name))
          == .competitorNoted(CompetitorNoted(competitor: "beta", isKnown: true, note: "")))
    }
    world.expectRefusal(.competitor("open", "Gamma"), .unknownCompetitor, "competitor")
  }

  @Test("One step is planned at a time; a new plan moves it, a follow-up fulfils it")
  func plans() throws {
    var world = try World.company()
    let first = World.start + .days(3)
    let second = World.start + .days(5)
    #expect(
      try world.submit(.plan("open", at: first, script: "quote-follow-up"))
        == .followUpPlanned(
          FollowUpPlanned(
            dueAt: first, purpose: "ask for feedback", channel: .phone,
            scriptID: "quote-follow-up", replacedDueAt: nil)))
    guard case .followUpPlanned(let moved) = try world.submit(.plan("open", at: second)) else {
      return #expect(Bool(false), "another event")
    }
    #expect(moved.replacedDueAt == first)
    #expect(
      try world.submit(.cancelPlan("open"))
        == .planCancelled(PlanCancelled(dueAt: second, reason: "they called first")))
    world.expectRefusal(.cancelPlan("open"), .noPlan, "opportunity_id")
    try world.submit(.plan("open", at: second))
    try world.submit(.follow("open"))
    world.expectRefusal(.cancelPlan("open"), .noPlan, "opportunity_id")
  }

  @Test("A follow-up on an opportunity without plan leaves it without one")
  func noPlan() throws {
    var world = try World.company()
    try world.submit(.follow("open"))
    try world.submit(.needs("open"))
    let opportunity = try #require(world.state.opportunities[OpportunityID("open")])
    #expect(opportunity.dossier?.plannedFollowUpAt == nil)
  }

  @Test("A quiet period refuses the plans that fall within, its end not included")
  func quietPeriod() throws {
    var world = try World.company()
    try world.submit(
      .setQuietPeriod(
        SetQuietPeriod(
          customerID: CustomerID("acme"), from: World.start, until: World.start + .days(2),
          scope: .allContact, reason: "搬家")))
    for hours in [1, 47] as [UInt32] {
      world.expectRefusal(
        .plan("open", at: World.start + .hours(hours)), .quietPeriod, "due_at_ms")
    }
    try world.submit(.plan("open", at: World.start + .days(2)))
  }

  @Test("A promise names its department and its day")
  func promise() throws {
    var world = try World.company()
    #expect(
      try world.submit(.promise("open"))
        == .salesPromiseRecorded(
          SalesPromiseRecorded(
            text: "an interface to their ERP", dueAt: World.start + .days(9),
            team: TeamID("west"))))
  }

  static let refusals: [Refusal] = [
    Refusal("needs of nothing", .needs("x"), .notFound, "opportunity_id"),
    Refusal("no needs", .needs("open", []), .invalidField, "needs"),
    Refusal(
      "33 needs", .needs("open", (0...32).map { "n\($0)" }), .invalidField, "needs"),
    Refusal("a blank need", .needs("open", ["a", " "]), .invalidField, "needs[1]"),
    Refusal("a need too long", .needs("open", [RefusalTests.huge]), .invalidField, "needs[0]"),
    Refusal("needs without reason", .needs("open", reason: ""), .reasonRequired, "reason"),
    Refusal("a competitor of nothing", .competitor("x"), .notFound, "opportunity_id"),
    Refusal("no competitor", .competitor("open", ""), .invalidField, "competitor"),
    Refusal(
      "a note too long", .competitor("open", note: RefusalTests.huge), .invalidField, "note"),
    Refusal("a plan for nothing", .plan("x"), .notFound, "opportunity_id"),
    Refusal("no moment", .plan("open", at: nil), .badDate, "due_at_ms"),
    Refusal("planned for now", .plan("open", at: World.start), .badDate, "due_at_ms"),
    Refusal(
      "a purpose too long", .plan("open", purpose: RefusalTests.huge), .invalidField, "purpose"),
    Refusal("an unknown script", .plan("open", script: "song"), .unknownScript, "script_id"),
    Refusal("nothing planned", .cancelPlan("open"), .noPlan, "opportunity_id"),
    Refusal("a promise on nothing", .promise("x"), .notFound, "opportunity_id"),
    Refusal("no promise", .promise("open", " "), .invalidField, "text"),
    Refusal("a promise too long", .promise("open", RefusalTests.huge), .invalidField, "text"),
    Refusal("never due", .promise("open", due: nil), .badDate, "due_at_ms"),
    Refusal("due at once", .promise("open", due: World.start), .badDate, "due_at_ms"),
    Refusal("by no department", .promise("open", team: "x"), .notFound, "team_id"),
  ]

  @Test("A refused command names its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let world = try World.company()
    world.expectRefusal(refusal.command, as: refusal.actor, refusal.code, refusal.field)
  }

  @Test("A plan is cancelled with a reason")
  func cancelReason() throws {
    var world = try World.company()
    try world.submit(.plan("open"))
    world.expectRefusal(.cancelPlan("open", reason: ""), .reasonRequired, "reason")
  }

  @Test("Nobody works on a deal that is out of reach", arguments: Command.deal(on: "open"))
  func scope(_ command: Command) throws {
    let world = try World.company()
    world.expectRefusal(command, as: World.user("bo"), .forbidden, "actor.id")
  }

  @Test("A closed deal takes none of this", arguments: Command.deal(on: "lost"))
  func closed(_ command: Command) throws {
    let world = try World.company()
    world.expectRefusal(command, .opportunityClosed, "opportunity_id")
  }
}
