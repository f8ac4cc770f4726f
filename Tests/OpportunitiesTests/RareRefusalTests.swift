import Testing

@testable import Opportunities

/// What hardly anybody does, and the ledger has an answer for all the same.
@Suite("Rare refusals name their code and field too")
struct RareRefusalTests {
  private static let unknownMoney = Money(minorUnits: 100, currency: Currency(code: "yuan"))
  private static let control = "\u{7}"

  @Test("No command takes an amount in a currency that is none")
  func currency() throws {
    var world = try World.afterWin()
    try world.submit(.create("next"))
    try world.submit(TargetTests.set("user/ana:2026-Q1"), as: World.user("mia"))
    let commands: [(Command, String)] = [
      (
        .grantAward(
          GrantAward(
            awardID: AwardID("a"), user: UserID("ana"), kind: .dataStar,
            amount: Self.unknownMoney)), "amount.currency"
      ),
      (
        .issueQuote(
          IssueQuote(
            opportunityID: OpportunityID("next"), version: 1, amount: Self.unknownMoney,
            fileDigest: AcceptanceTests.digest)), "amount.currency"
      ),
      (.instalments("won", currency: "yuan"), "instalments[0].amount.currency"),
      (
        .requestApproval(
          RequestApproval(
            approvalID: ApprovalID("q"), kind: .quote, opportunity: OpportunityID("next"),
            amount: Self.unknownMoney)), "amount.currency"
      ),
      (
        TargetTests.call("user/ana:2026-Q1", commit: Self.unknownMoney, best: Self.unknownMoney),
        "commit.currency"
      ),
    ]
    for (command, field) in commands {
      let refusal = world.refusal(of: command)
      #expect(refusal?.code == .badCurrency, "\(command)")
      #expect(refusal?.field == field)
    }
  }

  @Test("Leads: fields the checklist does not know, texts nobody can read, merged customers")
  func leads() throws {
    var world = try LeadTests.world()
    #expect(world.refusal(of: .enrich("raw", known: ["shoe-size"]))?.code == .unknownField)
    let note = Command.enrichLead(
      EnrichLead(leadID: LeadID("raw"), fields: [], note: Self.control))
    #expect(world.refusal(of: note)?.code == .invalidField)
    #expect(
      world.refusal(of: .disqualify("raw", reason: "no\(Self.control)"))?.code == .invalidField)
    try world.submit(.customer("twin", name: "Twin"))
    try world.submit(.merge("acme", "twin"), as: World.user("oli"))
    let refusal = world.refusal(of: .qualify("full", customer: "twin"))
    #expect(refusal?.code == .customerMerged && refusal?.field == "opportunity.customer_id")
  }

  @Test("Customers: texts nobody can read")
  func customers() throws {
    var world = try World.company()
    try world.submit(.contact("acme", "zhang"))
    try world.submit(.quiet("acme", days: 30))
    let commands: [(Command, String)] = [
      (.lift("acme", reason: Self.control), "reason"),
      (.tier("acme", .benchmark, basis: Self.control), "basis"),
      (
        .updateContact(
          UpdateContact(
            customerID: CustomerID("acme"), contact: ContactID("zhang"), name: Self.control)),
        "name"
      ),
    ]
    for (command, field) in commands {
      let refusal = world.refusal(of: command)
      #expect(refusal?.code == .invalidField && refusal?.field == field, "\(command)")
    }
  }

  @Test("A talk agrees on no next step in the customer's quiet period, but may be logged within it")
  func quietPeriod() throws {
    var world = try World.company()
    try world.submit(.quiet("acme", days: 30))
    let refusal = world.refusal(of: .follow("open", next: world.now + .days(3)))
    #expect(refusal?.code == .quietPeriod && refusal?.field == "next_due_at_ms")
    #expect(world.refusal(of: .follow("open")) == nil)
    #expect(world.refusal(of: .follow("open", next: World.start + .days(31))) == nil)
  }

  @Test("Rules are published a year ahead at most")
  func farAhead() throws {
    let world = try World.company()
    let far = Command.publish(from: world.now + .days(367))
    #expect(world.refusal(of: far, as: World.user("oli"))?.code == .badDate)
    let near = Command.publish(from: world.now + .days(366))
    #expect(world.refusal(of: near, as: World.user("oli")) == nil)
  }

  @Test("An opportunity has a thousand payments at most")
  func payments() throws {
    var world = try World.afterWin()
    for number in 0..<LedgerState.paymentCountMaximum {
      try world.submit(.pay("won", 1, document: "K-\(number)"))
    }
    let refusal = world.refusal(of: .pay("won", 1, document: "K-last"))
    #expect(refusal?.code == .limitReached && refusal?.field == "erp_document")
  }

  @Test("Who names no tag or reason of the catalogue is told those there are")
  func catalogues() throws {
    let world = try World.company()
    let tag = world.refusal(of: .follow("open", tags: ["hm"]))
    #expect(tag?.details == PolicyDocument.standard.feedbackTags.map(\.code))
    let reason = world.refusal(of: .lose("open", reason: "mood"))
    #expect(reason?.details == PolicyDocument.standard.lossReasons.map(\.code))
    let cause = world.refusal(of: .postMortem("lost", [("mood", "ask")]))
    #expect(cause?.details == reason?.details)
  }

  @Test("Who refuses a split says why in words that can be read")
  func split() throws {
    let world = try World.team()
    let refusal = world.refusal(of: .reject("open", 1, "bo", Self.control))
    #expect(refusal?.code == .invalidField && refusal?.field == "reason")
  }
}
