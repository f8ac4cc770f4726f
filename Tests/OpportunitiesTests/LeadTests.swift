import Testing

@testable import Opportunities

@Suite("A lead becomes an opportunity when it is complete, real and of a registered customer")
struct LeadTests {
  /// Lead `full` is ana's and complete; `raw` has nothing and nobody; `person` is one; `gone` is
  /// disqualified.
  static func world() throws -> World {
    var world = try World.company()
    try world.submit(.capture("full", owner: "ana", known: all))
    try world.submit(.capture("raw"))
    try world.submit(.capture("person", kind: .person, known: ["name", "contact", "need"]))
    try world.submit(.capture("gone"))
    try world.submit(.disqualify("gone"))
    return world
  }

  static let all = ["company-name", "address", "contact", "need"]

  @Test("Qualifying makes two facts: the lead's and its opportunity")
  func qualifies() throws {
    var world = try Self.world()
    let decision = try world.judge(.qualify("full"))
    #expect(
      decision.facts.events == [
        .leadQualified(
          LeadQualified(
            opportunity: OpportunityID("n"), customer: CustomerID("acme"),
            realVerifiedBy: UserID("oli")))
      ])
    #expect(decision.facts.elsewhere.map(\.stream) == [Stream(OpportunityID("n"))])
    guard case .opportunityCreated(let created)? = decision.facts.elsewhere.first?.event else {
      Issue.record("no opportunity")
      return
    }
    // It has the lead's source, unless it says its own.
    #expect(created.source == "fair" && created.title == "Reports")
    try world.submit(.qualify("full"))
    #expect(world.state.leads[LeadID("full")]?.status == .qualified)
    #expect(world.state.version(of: Stream(kind: .lead, id: "full")) == 2)
    #expect(world.state.opportunities[OpportunityID("n")]?.isOpen == true)
    #expect(world.refusal(of: .qualify("full", opportunity: "m"))?.code == .leadClosed)
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("What is missing stands in the details, and the policy says what is required")
  func incomplete() throws {
    var world = try Self.world()
    #expect(world.refusal(of: .qualify("raw"))?.details == Self.all)
    try world.submit(.enrich("raw", known: ["need", "address"]))
    let rejection = world.refusal(of: .qualify("raw"))
    #expect(rejection?.code == .incompleteFields)
    #expect(rejection?.details == ["company-name", "contact"])
    var document = PolicyDocument.standard
    var rules = QualificationRules.standard
    for place in rules.checklists.indices {
      for item in rules.checklists[place].items.indices {
        rules.checklists[place].items[item].isMandatory = false
      }
    }
    rules.realVerified = false
    document.qualification = rules
    try world.submit(.publish(document))
    #expect(world.refusal(of: .qualify("raw", verifier: nil)) == nil)
  }

  @Test("Everybody may care for a lead without an owner; then only the owner and those above")
  func scope() throws {
    var world = try Self.world()
    let bo = World.user("bo")
    #expect(world.refusal(of: .enrich("raw", owner: "ana"), as: bo)?.code == .forbidden)
    try world.submit(.enrich("raw", owner: "bo"), as: bo)
    #expect(world.state.leads[LeadID("raw")]?.owner == UserID("bo"))
    for stranger in ["ana", "mia"] {
      let rejection = world.refusal(of: .disqualify("raw"), as: World.user(stranger))
      #expect(rejection?.code == .forbidden && rejection?.field == "actor.id")
      // Nor is its version told.
      do throws(Rejection) {
        _ = try world.judge(.disqualify("raw"), as: World.user(stranger), expectedVersion: 9)
        Issue.record("accepted")
      } catch {
        #expect(error.code == .forbidden && error.currentVersion == 0)
      }
    }
    #expect(world.refusal(of: .disqualify("raw"), as: World.user("hal")) == nil)
    // Handed on, as an opportunity would be.
    try world.submit(.enrich("raw", owner: "ana"), as: bo)
    #expect(world.refusal(of: .enrich("raw", known: ["need"]), as: bo)?.code == .forbidden)
  }

  @Test("Two leads of one customer stay two, and values are kept nowhere")
  func apart() throws {
    var world = try Self.world()
    try world.submit(.capture("twin", owner: "ana", known: Self.all))
    try world.submit(.enrich("full", known: ["need"]))
    #expect(world.state.leads[LeadID("full")]?.version == 2)
    #expect(world.state.leads[LeadID("twin")]?.version == 1)
    #expect(world.state.leads[LeadID("full")]?.knownFields == Self.all)
    // A person after all: the fields of the other list do not count.
    try world.submit(.enrich("twin", kind: .person, known: ["name"]))
    #expect(world.refusal(of: .qualify("twin", customer: "li")) == nil)
    #expect(world.refusal(of: .qualify("twin"))?.field == "opportunity.customer_id")
  }

  @Test("Refused, with its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws { refusal.check(in: try Self.world()) }

  static let ana = World.user("ana")

  static let refusals: [Refusal] = [
    Refusal("no id", .capture(""), .invalidField, "lead_id"),
    Refusal("an id twice", .capture("raw"), .duplicateID, "lead_id"),
    Refusal("from nowhere", .capture("n", source: ""), .invalidField, "source"),
    Refusal("for nobody", .capture("n", owner: "x"), .notFound, "owner_id"),
    Refusal("for somebody else", .capture("n", owner: "bo"), as: ana, .forbidden, "actor.id"),
    Refusal("a field of no list", .capture("n", known: ["colour"]), .unknownField, "fields.code"),
    Refusal(
      "a field of the other list", .capture("n", kind: .person, known: ["company-name"]),
      .unknownField, "fields.code"),
    Refusal(
      "a field twice", .capture("n", known: ["need", "need"]), .invalidField, "fields"),
    Refusal(
      "a field without value", .capture("n", known: ["need"], value: " "), .invalidField,
      "fields.value"),
    Refusal("no such lead", .enrich("x", known: ["need"]), .notFound, "lead_id"),
    Refusal("enriched by nothing", .enrich("raw"), .unchanged, "fields"),
    Refusal("for the owner it has", .enrich("full", owner: "ana"), .unchanged, "fields"),
    Refusal("to nobody", .enrich("full", owner: "x"), .notFound, "owner_id"),
    Refusal("enriched too late", .enrich("gone", known: ["need"]), .leadClosed, "lead_id"),
    Refusal("no lead to disqualify", .disqualify("x"), .notFound, "lead_id"),
    Refusal("disqualified twice", .disqualify("gone"), .leadClosed, "lead_id"),
    Refusal(
      "disqualified without reason", .disqualify("raw", reason: ""), .reasonRequired, "reason"),
    Refusal("no lead to qualify", .qualify("x"), .notFound, "lead_id"),
    Refusal("qualified too late", .qualify("gone"), .leadClosed, "lead_id"),
    Refusal("qualified with holes", .qualify("raw"), .incompleteFields, "lead_id"),
    Refusal(
      "another's lead", .qualify("full"), as: World.user("bo"), .forbidden, "actor.id"),
    Refusal(
      "verified by nobody", .qualify("full", verifier: nil), .verificationRequired,
      "real_verified_by"),
    Refusal(
      "verified by a stranger", .qualify("full", verifier: "x"), .notFound, "real_verified_by"),
    Refusal(
      "verified by the owner of the lead", .qualify("full", verifier: "ana", owner: "bo"),
      .selfVerification, "real_verified_by"),
    Refusal(
      "verified by the owner of the opportunity", .qualify("full", verifier: "bo", owner: "bo"),
      .selfVerification, "real_verified_by"),
    Refusal(
      "of nobody", .qualify("full", customer: "x"), .notFound, "opportunity.customer_id"),
    Refusal(
      "a company's lead for a person", .qualify("full", customer: "li"), .invalidField,
      "opportunity.customer_id"),
    Refusal(
      "an opportunity twice", .qualify("full", opportunity: "open"), .duplicateID,
      "opportunity.opportunity_id"),
    Refusal(
      "an opportunity without title", .qualify("full", title: ""), .invalidField,
      "opportunity.title"),
    Refusal(
      "an opportunity for somebody else", .qualify("full", owner: "bo"), as: ana, .forbidden,
      "actor.id"),
  ]
}

extension Command {
  static func capture(
    _ id: String, kind: CustomerKind = .organisation, source: String = "fair",
    owner: String? = nil, known: [String] = [], value: String = "known"
  ) -> Command {
    .captureLead(
      CaptureLead(
        leadID: LeadID(id), customerKind: kind, source: source, owner: owner.map { UserID($0) },
        fields: known.map { LeadField(code: $0, value: value) }))
  }

  static func enrich(
    _ id: String, kind: CustomerKind? = nil, owner: String? = nil, known: [String] = []
  ) -> Command {
    .enrichLead(
      EnrichLead(
        leadID: LeadID(id), fields: known.map { LeadField(code: $0, value: "known") },
        customerKind: kind, owner: owner.map { UserID($0) }))
  }

  static func disqualify(_ id: String, reason: String = "no such company") -> Command {
    .disqualifyLead(DisqualifyLead(leadID: LeadID(id), reason: reason))
  }

  static func qualify(
    _ id: String, opportunity: String = "n", customer: String = "acme", title: String = "Reports",
    verifier: String? = "oli", owner: String = "ana"
  ) -> Command {
    guard
      case .createOpportunity(let create) = Command.create(
        opportunity, customer: customer, title: title, owner: owner)
    else { preconditionFailure("it makes what it says") }
    return .qualifyLead(
      QualifyLead(
        leadID: LeadID(id), opportunity: create, realVerifiedBy: verifier.map { UserID($0) }))
  }
}
