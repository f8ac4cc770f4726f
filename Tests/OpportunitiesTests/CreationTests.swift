import Testing

@testable import Opportunities

@Suite("An opportunity begins where its pipeline lets it")
struct CreationTests {
  private static func command(
    _ id: String = "n", stage: Stage? = nil, template: String = "", minorUnits: Int64 = 100_000,
    products: [OfferedProduct] = []
  ) -> Command {
    .createOpportunity(
      CreateOpportunity(
        opportunityID: OpportunityID(id), customer: CustomerID("acme"), title: "Reports",
        amount: Money(minorUnits: minorUnits, currency: Currency(code: "CNY")),
        owner: UserID("ana"), stage: stage, products: products, template: template))
  }

  private static func product(
    _ id: String = "p1", _ minorUnits: Int64 = 100_000, currency: String = "CNY"
  ) -> OfferedProduct {
    OfferedProduct(
      productID: id, productClass: .lighthouse, fit: .custom,
      amount: Money(minorUnits: minorUnits, currency: Currency(code: currency)))
  }

  private static func created(_ event: Event) throws -> OpportunityCreated {
    guard case .opportunityCreated(let created) = event else { throw Unexpected() }
    return created
  }

  @Test("Further on than the first stage it meets the gates up to there, as a move would")
  func gates() throws {
    var world = try World.company()
    try world.publish { $0.gates?.mode = .enforce }
    let refused = try #require(world.refusal(of: Self.command(stage: .proposal)))
    #expect(refused.code == .gateNotMet && refused.field == "stage")
    #expect(
      refused.details
        == [
          "needs: evidence MEETING_AGREED", "needs: profile complete",
          "proposal: evidence PROPOSAL_FILE",
        ])
    try world.submit(Self.command())
    try world.submit(Self.command("m", stage: .contact))
    let moved = world.refusal(of: .move("n", from: .contact, to: .proposal))
    #expect(moved?.details == refused.details)
    // Imported history happened as it did, and what was missing stands in it.
    let imported = try Self.created(
      world.submit(Self.command("old", stage: .proposal), as: World.history))
    #expect(imported.unmetGates.map(\.description) == refused.details)
  }

  @Test("Flagged, it begins there and its event says what was missing; off, nobody looks")
  func flagAndOff() throws {
    var world = try World.company()
    let flagged = try Self.created(world.submit(Self.command(stage: .needs)))
    #expect(
      flagged.unmetGates
        == [
          UnmetGate(stage: .needs, condition: .evidence, anyOf: [.meetingAgreed]),
          UnmetGate(stage: .needs, condition: .profileComplete, anyOf: []),
        ])
    try world.publish { $0.gates?.mode = .off }
    #expect(try Self.created(world.submit(Self.command("m", stage: .closing))).unmetGates == [])
  }

  @Test("So does the opportunity of a qualified lead")
  func lead() throws {
    var world = try LeadTests.world()
    try world.publish { $0.gates?.mode = .enforce }
    guard case .qualifyLead(var command) = Command.qualify("full") else { throw Unexpected() }
    command.opportunity.stage = .quoted
    world.expectRefusal(.qualifyLead(command), .gateNotMet, "opportunity.stage")
  }

  @Test("It goes by the stages of its template, from the first of them on")
  func template() throws {
    var world = try World.company()
    world.expectRefusal(Self.command(template: "none"), .unknownTemplate, "template")
    world.expectRefusal(
      Self.command(stage: .needs, template: "five-steps"), .stageNotUsed, "stage")
    try world.submit(Self.command(template: "five-steps"))
    world.expectRefusal(.move("n", to: .needs), .stageNotUsed, "to")
    let moved = try world.submit(.move("n", to: .proposal))
    guard case .stageMoved(let event) = moved else { throw Unexpected() }
    #expect(event.skipped == [])
    #expect(event.unmetGates.map(\.stage) == [.proposal])
    // One that names none goes by the standard one, whichever that is now.
    try world.submit(.move("open", to: .needs))
    var document = PolicyDocument.standard
    document.pipelines?.templates.append(
      PipelineTemplate(
        code: "late", label: Label(zh: "晚", en: "Late"),
        stages: [
          TemplateStage(stage: .quoted, label: Label(zh: "报价", en: "Quoted"), plannedDay: 0)
        ], collection: nil))
    try world.submit(.publish(document))
    let late = try Self.created(world.submit(Self.command("late", template: "late")))
    #expect(late.stage == .quoted && late.unmetGates == [])
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("A template without a closing stage asks a win for no closing gate")
  func templateWithoutClosing() throws {
    var world = try World.company()
    try world.submit(Self.command(template: "minimal"))
    try world.publish { $0.gates?.mode = .enforce }
    let refusal = try #require(world.refusal(of: .win("n")))
    #expect(
      refusal.details
        == ["needs: evidence MEETING_AGREED", "needs: profile complete", "closing: any evidence"])
  }

  @Test("Products sum to the amount, each once and in its currency")
  func products() throws {
    var world = try World.company()
    let event = try Self.created(
      world.submit(
        Self.command(products: [Self.product("p1", 60_000), Self.product("p2", 40_000)])))
    #expect(event.products.map(\.amount.minorUnits) == [60_000, 40_000])
    world.expectRefusal(
      Self.command("m", products: [Self.product("p1", 99_999)]), .badAmount, "products")
    world.expectRefusal(
      Self.command("m", products: [Self.product("p1", 0), Self.product()]), .invalidField,
      "products[1].product_id")
    world.expectRefusal(
      Self.command("m", products: [Self.product("p 1")]), .invalidField, "products[0].product_id")
    world.expectRefusal(
      Self.command("m", products: [Self.product(currency: "EUR")]), .currencyChanged,
      "products[0].amount.currency")
    world.expectRefusal(
      Self.command("m", products: [Self.product("p1", -1)]), .badAmount,
      "products[0].amount.minor_units")
    world.expectRefusal(
      Self.command("m", products: (0..<33).map { Self.product("p\($0)", 0) }), .invalidField,
      "products")
  }
}
