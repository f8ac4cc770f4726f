import Testing

@testable import Opportunities

@Suite("After the end: payments and post-mortems, and nothing else but reopening")
struct ClosedDealTests {
  @Test("A payment plan is taken whole")
  func plan() throws {
    var world = try World.afterWin()
    guard case .paymentPlanned(let planned) = try world.submit(.instalments("won")) else {
      return #expect(Bool(false), "another event")
    }
    #expect(planned.instalments.map(\.due.number) == [20_500, 20_530])
    #expect(planned.instalments.map(\.amount.minorUnits) == [60_000, 40_000])
  }

  @Test("Payments add up to the final amount; more only when that is said")
  func payments() throws {
    var world = try World.afterWin()
    #expect(
      try world.submit(.pay("won"))
        == .paymentRecorded(
          PaymentRecorded(
            erpDocument: "K-1", amount: Money(minorUnits: 60_000, currency: AcceptanceTests.cny),
            paid: Day(number: 20_454), overpaid: false)))
    world.expectRefusal(.pay("won", 40_001, document: "K-2"), .overpayment, "amount")
    try world.submit(.pay("won", 40_000, document: "K-2", day: 20_400))
    guard
      case .paymentRecorded(let over) = try world.submit(
        .pay("won", 1, document: "K-3", overpays: true))
    else { return #expect(Bool(false), "another event") }
    #expect(over.overpaid)
  }

  @Test("A document counts once in the ledger, also after a batch was taken back")
  func documents() throws {
    var world = try World.afterWin()
    try world.submit(.create("won2"))
    try world.submit(.win("won2"))
    world.state.mark()
    var inside = world
    try inside.submit(.pay("won", 1))
    inside.expectRefusal(.pay("won2", 1), .duplicateDocument, "erp_document")
    inside.state.restore()
    _ = try inside.judge(.pay("won2", 1))
    try world.submit(.pay("won2", 1))
    world.state.keep()
    world.expectRefusal(.pay("won", 1), .duplicateDocument, "erp_document")
  }

  static let refusals: [Refusal] = [
    Refusal("a plan for nothing", .instalments("x"), .notFound, "opportunity_id"),
    Refusal("a plan while open", .instalments("open"), .notWon, "opportunity_id"),
    Refusal("a plan for a lost one", .instalments("lost"), .notWon, "opportunity_id"),
    Refusal(
      "a plan out of reach", .instalments("won"), as: World.user("bo"), .forbidden, "actor.id"),
    Refusal("no instalment", .instalments("won", []), .invalidField, "instalments"),
    Refusal(
      "too much", .instalments("won", [(1, 60_000), (2, 40_001)]), .overpayment, "instalments"),
    Refusal(
      "of nothing", .instalments("won", [(1, 0)]), .badAmount,
      "instalments[0].amount.minor_units"),
    Refusal(
      "in another currency", .instalments("won", [(1, 5)], currency: "EUR"), .currencyChanged,
      "instalments[0].amount.currency"),
    Refusal(
      "out of order", .instalments("won", [(2, 5), (1, 5)]), .badDate, "instalments[1].due_day"),
    Refusal("before 1970", .instalments("won", [(-1, 5)]), .badDate, "instalments[0].due_day"),
    Refusal("a payment on nothing", .pay("x"), .notFound, "opportunity_id"),
    Refusal("a payment while open", .pay("open"), .notWon, "opportunity_id"),
    Refusal("a payment for a lost one", .pay("lost"), .notWon, "opportunity_id"),
    Refusal("a payment out of reach", .pay("won"), as: World.user("bo"), .forbidden, "actor.id"),
    Refusal("no document", .pay("won", document: ""), .invalidField, "erp_document"),
    Refusal("nothing paid", .pay("won", 0), .badAmount, "amount.minor_units"),
    Refusal("paid back", .pay("won", -1), .badAmount, "amount.minor_units"),
    Refusal("no currency", .pay("won", currency: "?"), .badCurrency, "amount.currency"),
    Refusal("another currency", .pay("won", currency: "EUR"), .currencyChanged, "amount.currency"),
    Refusal("paid tomorrow", .pay("won", day: 20_455), .badDate, "paid_day"),
    Refusal("paid before 1970", .pay("won", day: -1), .badDate, "paid_day"),
    Refusal("more than agreed", .pay("won", 100_001), .overpayment, "amount"),
    Refusal("a post-mortem of nothing", .postMortem("x"), .notFound, "opportunity_id"),
    Refusal("of what goes on", .postMortem("open"), .notClosed, "opportunity_id"),
    Refusal("of what was archived", .postMortem("gone"), .opportunityClosed, "opportunity_id"),
    Refusal("out of reach", .postMortem("won"), as: World.user("bo"), .forbidden, "actor.id"),
    Refusal("without finding", .postMortem("won", []), .invalidField, "findings"),
    Refusal(
      "of an unknown cause", .postMortem("won", [("mood", "l")]), .unknownReason,
      "findings[0].cause"),
    Refusal(
      "without lesson", .postMortem("won", [("", "l"), ("price", " ")]), .invalidField,
      "findings[1].lesson"),
    Refusal(
      "a lesson too long", .postMortem("won", [("", RefusalTests.huge)]), .invalidField,
      "findings[0].lesson"),
  ]

  @Test("A refused command names its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    var world = try World.afterWin()
    try world.submit(.create("gone"))
    try world.submit(.archive("gone"))
    world.expectRefusal(refusal.command, as: refusal.actor, refusal.code, refusal.field)
  }

  @Test("Won and lost deals are looked back on", arguments: ["won", "lost"])
  func postMortem(_ id: String) throws {
    var world = try World.afterWin()
    #expect(
      try world.submit(.postMortem(id))
        == .postMortemRecorded(
          PostMortemRecorded(
            findings: [PostMortemFinding(cause: "price", lesson: "quote earlier")])))
  }

  @Test("What a status takes stands in one list, and replay lets exactly that through")
  func misfits() throws {
    var world = try World.afterWin()
    try world.submit(.pay("won"))
    let events =
      world.records.map(\.event) + [
        .postMortemRecorded(PostMortemRecorded(findings: [])),
        .paymentPlanned(PaymentPlanned(instalments: [])),
        .commitmentRecorded(CommitmentRecorded(dueAt: World.start, channel: .phone)),
        .planCancelled(PlanCancelled(dueAt: World.start, reason: "")),
        .opportunityReopened(OpportunityReopened(from: .won, reason: "r")),
      ]
    for status in Status.allCases {
      for event in events {
        let expected =
          switch event {
          case .opportunityReopened: status != .open && status != .dormant
          case .paymentRecorded, .paymentPlanned: status == .won
          case .postMortemRecorded: status == .won || status == .lost
          default: status == .open
          }
        #expect(event.mayHappen(while: status) == expected)
      }
    }
    let record = try #require(world.records.last)
    var again = record
    again.streamVersion += 1
    #expect(world.state.misfit(of: again) == "its payment was counted before")
    again.event = .paymentRecorded(
      PaymentRecorded(
        erpDocument: "K-9", amount: Money(minorUnits: .max, currency: AcceptanceTests.cny),
        paid: Day(number: 1), overpaid: true))
    #expect(world.state.misfit(of: again) == "its amount is none that is taken")
    again.event = .competitorNoted(CompetitorNoted(competitor: "B", isKnown: false, note: ""))
    #expect(world.state.misfit(of: again) == "its opportunity is won")
    again.event = .postMortemRecorded(PostMortemRecorded(findings: []))
    #expect(world.state.misfit(of: again) == nil)
  }
}
