import EventLog
import Ledger
import Opportunities
import Sealing

/// Random numbers that are the same everywhere (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func roll(_ sides: UInt64) -> UInt64 { next() % sides }

  mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int(roll(UInt64(list.count)))]
  }
}

extension Workshop {
  /// A ledger with a random history: every kind of fact, and many refusals.
  static func random(
    seed: UInt64, commands: Int, keys: TextKeys? = nil
  ) throws -> Workshop {
    let workshop = try Workshop(keys: keys)
    var dice = Dice(seed: seed)
    try workshop.furnish()
    for _ in 0..<commands {
      workshop.clock.set(workshop.clock.now() + .minutes(UInt32(dice.roll(3_000))))
      _ = try workshop.submit(workshop.randomSubmission(&dice, id: nil))
    }
    return workshop
  }

  func randomSubmission(_ dice: inout Dice, id: UInt64?) -> Made {
    let back = TimeLength.hours(UInt32(dice.roll(200)))
    let isImport = dice.roll(6) == 0
    let importRow =
      isImport
      ? ImportRow(
        batchID: IdentifierText("batch-\(dice.roll(3))"), row: 1 + dice.roll(500),
        part: UInt32(dice.roll(3))) : nil
    return make(
      randomCommand(&dice), id: id, digest: dice.roll(2),
      actor: isImport ? Actor(kind: .import, id: "crm") : .ledger,
      occurredAt: dice.roll(3) == 0 ? clock.now() - back : nil, importRow: importRow)
  }

  private func randomCommand(_ dice: inout Dice) -> Command {
    let opportunity = OpportunityID("O-\(dice.roll(12))")
    let stage = dice.pick(Stage.allCases)
    switch dice.roll(23) {
    case 0: return Self.create(opportunity.text, owner: dice.pick(["wang", "li", "陈-1"]))
    case 1, 2: return Self.create("商机-\(dice.next())", owner: dice.pick(["wang", "li"]))
    case 3:
      return .registerUser(
        RegisterUser(
          userID: UserID("陈-\(dice.roll(4))"), name: "陈",
          roles: dice.pick([[.rep], [.manager, .owner]]),
          team: dice.pick([nil, TeamID("T-1")])))
    case 4:
      return .registerTeam(
        RegisterTeam(
          teamID: TeamID("T-\(dice.roll(4))"), name: "华东组",
          parent: dice.pick([nil, TeamID("T-1"), TeamID("T-2")])))
    case 5:
      let isPerson = dice.roll(2) == 0
      return .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("C-\(dice.roll(6))"),
          kind: isPerson ? .person : .organisation,
          name: isPerson ? "" : "第\(dice.roll(9))医院", personName: isPerson ? "李明" : "",
          industry: "医疗", region: "", source: ""))
    case 6, 7, 8:
      return .logFollowUp(
        LogFollowUp(
          opportunityID: opportunity, channel: .phone,
          tags: [dice.pick(["interested", "price-too-high", "no-need"])], sentiment: nil,
          note: "聊到报价", minutes: 10,
          promisedFeedbackAt: dice.pick([nil, clock.now() + .days(3)]),
          nextDueAt: dice.pick([nil, clock.now() + .days(2)])))
    case 9, 10:
      return Self.move(
        opportunity.text, from: dice.pick([.contact, dice.pick(Stage.allCases)]), to: stage)
    case 11:
      return .reassignOpportunity(
        ReassignOpportunity(
          opportunityID: opportunity, owner: UserID(dice.pick(["wang", "li", "陈-1"])),
          reason: "换人"))
    case 12:
      return .reviseAmount(
        ReviseAmount(
          opportunityID: opportunity,
          amount: Money(
            minorUnits: Int64(dice.roll(1_000_000)), currency: Currency(code: "EUR")),
          reason: "新报价"))
    case 13:
      return .reviseExpectedClose(
        ReviseExpectedClose(
          opportunityID: opportunity, expectedClose: Day(number: 20_900 + Int32(dice.roll(99))),
          reason: "客户推迟"))
    case 14 where dice.roll(5) == 0:
      return .publishPolicy(
        PublishPolicy(document: .standard, reason: "再次发布", effectiveFrom: nil))
    case 15:
      return .winOpportunity(
        WinOpportunity(
          opportunityID: opportunity,
          finalAmount: dice.pick([
            nil, Money(minorUnits: 77, currency: Currency(code: "CNY")),
          ]), contractNumber: "HT-1", contractDigest: []))
    case 16:
      return .loseOpportunity(
        LoseOpportunity(
          opportunityID: opportunity, reason: PolicyDocument.standard.lossReasons[0].code,
          competitor: "别家", note: ""))
    case 17:
      return dice.roll(2) == 0
        ? .archiveOpportunity(ArchiveOpportunity(opportunityID: opportunity, reason: "重复"))
        : .reopenOpportunity(ReopenOpportunity(opportunityID: opportunity, reason: "又来电"))
    case 18: return randomTask(&dice, about: opportunity)
    case 19:
      return .issueQuote(
        IssueQuote(
          opportunityID: opportunity, version: 1 + UInt32(dice.roll(2)),
          amount: Money(minorUnits: 5_000, currency: Currency(code: "CNY")),
          fileDigest: [UInt8](repeating: 9, count: 32), validUntil: clock.now() + .days(9)))
    case 20: return Self.randomCare(&dice, for: opportunity)
    default:
      return .gradeOpportunity(
        GradeOpportunity(
          opportunityID: opportunity, grade: dice.pick(Grade.allCases),
          basis: GradeBasis(
            need: true, budget: dice.roll(2) == 0, decisionDays: dice.pick([nil, 7]),
            comparing: UInt32(dice.roll(3)))))
    }
  }

  private func randomTask(_ dice: inout Dice, about opportunity: OpportunityID) -> Command {
    let task = DepartmentTaskID("任务-\(dice.roll(5))")
    switch dice.roll(3) {
    case 0:
      return .openTask(
        OpenTask(
          taskID: task, title: "合同", team: TeamID("T-\(dice.roll(4))"),
          dueAt: clock.now() + .days(2), opportunity: dice.pick([nil, opportunity]),
          assignee: dice.pick([nil, UserID("wang")]), slaHours: UInt32(dice.roll(50))))
    case 1:
      return .reassignTask(
        ReassignTask(taskID: task, assignee: UserID(dice.pick(["wang", "li"])), reason: "忙"))
    default: return .completeTask(CompleteTask(taskID: task, result: "已完成"))
    }
  }
}
