import Opportunities

/// One record of every kind of event, for the golden bytes. Never changed: a new meaning is a new
/// kind, and gets a new line.
enum GoldenRecords {
  static let all: [(name: String, record: RecordedEvent)] = events.enumerated().map {
    index, entry in (entry.name, record(at: UInt64(index + 1), entry.event))
  }

  /// Most fields of the record are set in the odd ones, as few as can be in the even ones.
  private static func record(at position: UInt64, _ event: Event) -> RecordedEvent {
    guard position % 2 == 1 else {
      return RecordedEvent(
        position: position, recordedAt: Instant(milliseconds: 1_700_000_000_000),
        occurredAt: Instant(milliseconds: 1_700_000_000_000), commandID: CommandID(high: 1, low: 2),
        commandDigest: .zero, commandRecords: 0, actor: .ledger, peerUserID: 0, policyVersion: 1,
        stream: Stream(OpportunityID("opp-2")), streamVersion: 1, event: event)
    }
    return RecordedEvent(
      position: position << 40, recordedAt: Instant(milliseconds: 1_700_000_000_123),
      occurredAt: Instant(milliseconds: -1),
      commandID: CommandID(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF),
      commandDigest: CommandID(high: .max, low: 0), commandRecords: 1,
      actor: Actor(kind: .import, id: "crm/旧"), peerUserID: 1_000, policyVersion: 300,
      stream: Stream(kind: .customer, id: "客户-1"), streamVersion: 128, causationPosition: 5,
      correlation: CommandID(high: 3, low: 4), backfillReason: "补录",
      importRow: ImportRow(batchID: "b", row: 200, part: 1), event: event)
  }

  private static let events: [(name: String, event: Event)] = [
    (
      "policy_published",
      .policyPublished(
        PolicyPublished(
          version: 2, document: policy, reason: "调整",
          effectiveFrom: Instant(milliseconds: 1_700_000_000_000), approvalID: ""))
    ),
    ("team_registered", .teamRegistered(TeamRegistered(name: "华东", parent: TeamID("sales")))),
    (
      "user_registered",
      .userRegistered(
        UserRegistered(
          name: "李雷", roles: [.rep, .manager], team: TeamID("east"), manager: nil, capacity: 0))
    ),
    (
      "customer_registered",
      .customerRegistered(
        CustomerRegistered(
          kind: .organisation, name: "甲公司", personName: "", industry: "制造", region: "上海",
          source: "展会", address: "", size: "", externalRefs: []))
    ),
    (
      "opportunity_created",
      .opportunityCreated(
        OpportunityCreated(
          customer: CustomerID("c1"), title: "ERP", amount: yuan(12_345), owner: UserID("u1"),
          needs: ["预算", ""], expectedClose: Day(number: 19_700), source: "web", stage: .needs,
          grade: .a,
          gradeBasis: GradeBasis(need: true, budget: true, decisionDays: 0, comparing: 3),
          gradeSupported: true, products: [], template: "", unmetGates: []))
    ),
    (
      "opportunity_graded",
      .opportunityGraded(
        OpportunityGraded(
          old: .a, new: .c,
          basis: GradeBasis(need: false, budget: false, decisionDays: nil, comparing: 0),
          supported: true, evidence: []))
    ),
    (
      "follow_up_logged",
      .followUpLogged(
        FollowUpLogged(
          channel: .visit, tags: ["interested", "price-too-high"], sentiment: .objection,
          note: "谈价格\n再约", minutes: 45,
          promisedFeedbackAt: Instant(milliseconds: 1_700_000_100_000),
          nextDueAt: Instant(milliseconds: 1_700_000_200_000), contradictsGrade: true,
          contacts: [], contentUsed: [], scriptID: "", transcript: "", suggestedTags: []))
    ),
    (
      "stage_moved",
      .stageMoved(
        StageMoved(
          from: .contact, to: .closing, note: "n", fileDigest: Array(0..<32), skipped: [],
          unmetGates: [], evidence: [], overrideApprovalID: "", manager: nil))
    ),
    (
      "opportunity_reassigned",
      .opportunityReassigned(
        OpportunityReassigned(from: UserID("u1"), to: UserID("u2"), reason: "离职"))
    ),
    (
      "amount_revised",
      .amountRevised(AmountRevised(old: yuan(0), new: yuan(1_000_000_000_000_000), reason: "r"))
    ),
    (
      "expected_close_revised",
      .expectedCloseRevised(
        ExpectedCloseRevised(
          old: Day(number: 0), new: Day(number: -1), reason: "r", pushCount: 2))
    ),
    (
      "opportunity_won",
      .opportunityWon(
        OpportunityWon(finalAmount: yuan(99), contractNumber: "HT-1", contractDigest: []))
    ),
    (
      "opportunity_lost",
      .opportunityLost(OpportunityLost(reason: "price", competitor: "乙", note: ""))
    ),
    ("opportunity_archived", .opportunityArchived(OpportunityArchived(reason: "重复"))),
    (
      "opportunity_reopened",
      .opportunityReopened(OpportunityReopened(from: .lost, reason: "again"))
    ),
  ]

  private static func yuan(_ minorUnits: Int64) -> Money {
    Money(minorUnits: minorUnits, currency: Currency(code: "CNY"))
  }

  private static let policy = PolicyDocument(
    utcOffsetMinutes: -480,
    grades: [
      GradeRule(
        grade: .a, requiresNeed: true, requiresBudget: true, decisionDaysMaximum: 30,
        cadenceDays: 3, winPrior: PartsPerMillion(700_000), meanDaysToWin: 21),
      GradeRule(
        grade: nil, requiresNeed: false, requiresBudget: false, decisionDaysMaximum: 0,
        cadenceDays: 15, winPrior: PartsPerMillion(50_000), meanDaysToWin: 112),
    ],
    stages: [
      StageRule(
        stage: .quoted, label: Label(zh: "报价", en: "Quoted"), plannedDay: 4, oddsPermille: 1_500)
    ],
    cadence: CadenceRules(
      firstResponseHours: 2, firstFollowUpDays: 7, closingDays: 1, promiseLeadHours: 48,
      redDaysMinimum: 7, stagnationDays: 14, suspensionDaysMaximum: 30),
    health: HealthRules(
      frequencyWeight: 30, feedbackWeight: 40, stageWeight: 30, positivePoints: 100,
      neutralPoints: 50, objectionPoints: 40, deferralPoints: 10, negativePoints: 1,
      eliminationScore: 30, eliminationDays: 60),
    recording: RecordingRules(
      futureToleranceMinutes: 5, backfillFlagHours: 24, backfillReasonDays: 3),
    feedbackTags: [
      FeedbackTag(
        code: "complaint", label: Label(zh: "投诉", en: "Complained"), sentiment: .negative,
        contradictsGradeA: true)
    ],
    lossReasons: [LossReason(code: "other", label: Label(zh: "其他", en: "Other"))],
    strictGradeA: true, gates: nil, pipelines: nil, scorecard: nil, pool: nil, quiet: nil,
    splits: nil, approvals: nil, review: nil, alerts: nil, thresholds: nil, winOdds: nil,
    incentives: nil, growth: nil, qualification: nil, profile: nil, scripts: nil,
    transcripts: nil, competitors: [], gradeHonesty: nil)
}
