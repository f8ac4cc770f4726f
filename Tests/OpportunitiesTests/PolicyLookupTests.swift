import Testing

@testable import Opportunities

@Suite("Rules find in a policy what they ask for")
struct PolicyLookupTests {
  private let policy = Policy(document: .standard)

  @Test("Every kind of alert and of approval has a standard answer")
  func everyKind() {
    for kind in AlertKind.allCases {
      #expect(policy.alerts.route(for: kind).kind == kind)
      #expect(!policy.alerts.route(for: kind).recipients.isEmpty)
    }
    for kind in ApprovalKind.allCases {
      #expect(policy.approvals.flow(for: kind).kind == kind)
    }
    for stage in Stage.allCases {
      #expect(policy.gates.gate(for: stage) != nil)
    }
  }

  @Test(
    "A kind of alert that the rules leave out has the standard route; other stands for approvals")
  func leftOut() {
    var document = PolicyDocument.standard
    document.alerts = AlertRules(routes: [])
    document.approvals?.flows.removeAll { $0.kind == .split }
    let policy = Policy(document: document)
    #expect(document.faults() == [])
    #expect(policy.alerts.route(for: .stagnation).recipients == [.manager])
    #expect(policy.approvals.flow(for: .split).kind == .other)
  }

  @Test(
    "The band of an amount names who approves",
    arguments: [
      (Int64(0), "CNY", [Role.manager]),
      (10_000_000, "CNY", [.manager]),
      (10_000_001, "CNY", [.manager, .departmentHead]),
      (100_000_000, "CNY", [.manager, .departmentHead]),
      (100_000_001, "CNY", [.manager, .departmentHead, .owner]),
      // The bands are written in yuan, so of other money the strictest holds.
      (1, "EUR", [.manager, .departmentHead, .owner]),
    ])
  func band(_ minorUnits: Int64, _ currency: String, _ chain: [Role]) {
    let amount = Money(minorUnits: minorUnits, currency: Currency(code: currency))
    #expect(policy.approvals.chain(for: .quote, amount: amount) == chain)
  }

  @Test("Without an amount the first band holds")
  func noAmount() {
    #expect(policy.approvals.chain(for: .quote, amount: nil) == [.manager])
    #expect(policy.approvals.chain(for: .policy, amount: nil) == [.owner])
  }

  @Test(
    "Reclaiming waits twice the red silence",
    arguments: [
      (Grade.a, UInt32(14)), (.b, 14), (.c, 30), (nil, 30),
    ])
  func reclaim(_ grade: Grade?, _ days: UInt32) {
    #expect(policy.reclaimDays(at: .quoted, graded: grade) == days)
  }

  @Test("A stage reclaims after its own days, or never")
  func reclaimByStage() {
    var document = PolicyDocument.standard
    document.pool?.reclaim = [ReclaimRule(stage: .closing, days: 3, redMultiple: 0)]
    let policy = Policy(document: document)
    #expect(document.faults() == [])
    #expect(policy.reclaimDays(at: .closing, graded: .a) == 3)
    #expect(policy.reclaimDays(at: .contact, graded: .a) == nil)
  }

  @Test(
    "The scorecard suggests a grade",
    arguments: [(UInt32(1_000), Grade.a), (750, .a), (749, .b), (450, .b), (449, .c), (0, .c)])
  func hint(_ hundredths: UInt32, _ grade: Grade) {
    #expect(policy.scorecard.hint(for: hundredths) == grade)
  }

  @Test("The best answers make ten points")
  func bestIsTen() {
    let best = policy.scorecard.dimensions.compactMap { dimension in
      dimension.options.map(\.pointsHundredths).max()
    }
    #expect(best == [300, 200, 200, 200, 100])
    #expect(policy.scorecard.dimension("budget")?.option("limited")?.pointsHundredths == 100)
  }

  @Test("An evidence need is met by any of its kinds")
  func need() {
    let need = EvidenceNeed(anyOf: [.meetingMinutes, .email])
    #expect(need.isMet(by: [.contract, .email]))
    #expect(!need.isMet(by: [.contract]))
    #expect(!need.isMet(by: []))
  }

  @Test("A script is filled in, and shows what nobody knows")
  func script() throws {
    let body = try #require(policy.scripts.template("first-contact")).body
    let text = ScriptText(body.zh).filled { $0 == .contact ? "张总" : nil }
    #expect(text == "张总您好，我是{owner}。了解到您关注{need}，方便约个时间详细聊聊吗？")
    #expect(
      ScriptText("{contact}{amount}").parts == [.placeholder(.contact), .placeholder(.amount)])
    #expect(ScriptText("").filled { _ in "x" } == "")
  }

  @Test("Catalogues are found by their codes")
  func codes() {
    #expect(policy.profile.field("budget")?.valueKind == .money)
    #expect(policy.profile.group("relation")?.isExclusive == true)
    #expect(policy.profile.tag("price-sensitive")?.group == "motive")
    #expect(policy.qualification.checklist(for: .organisation)?.items.count == 4)
    #expect(policy.qualification.checklist(for: .person)?.items.count == 3)
    #expect(policy.pipelines.template("intent")?.step(at: .closing)?.label.zh == "成交冲刺期")
    #expect(policy.pipelines.template("intent")?.step(at: .proposal) == nil)
    #expect(policy.backlogMaximum(at: .quoted) == 20)
    #expect(policy.competitor("nobody") == nil)
  }
}
