extension PolicyDocument {
  /// What a new ledger starts with: the standard, and what documents have learned to say since.
  package static let initial: PolicyDocument = {
    var document = PolicyDocument.standard
    document.winOdds = .initial
    return document
  }()

  /// What a document means by what it leaves out, for ever. The numbers are those of the product briefs
  /// where these give one (grades, cadences, health weights, quoted odds × 1.5); the rest are ours.
  package static let standard = PolicyDocument(
    utcOffsetMinutes: 480,
    grades: [
      GradeRule(
        grade: .a, requiresNeed: true, requiresBudget: true, decisionDaysMaximum: 30,
        cadenceDays: 3, winPrior: PartsPerMillion(700_000), meanDaysToWin: 21),
      GradeRule(
        grade: .b, requiresNeed: true, requiresBudget: false, decisionDaysMaximum: 0,
        cadenceDays: 7, winPrior: PartsPerMillion(300_000), meanDaysToWin: 56),
      GradeRule(
        grade: .c, requiresNeed: false, requiresBudget: false, decisionDaysMaximum: 0,
        cadenceDays: 15, winPrior: PartsPerMillion(50_000), meanDaysToWin: 112),
      // Nobody has judged it, so it is treated like the grade that claims nothing.
      GradeRule(
        grade: nil, requiresNeed: false, requiresBudget: false, decisionDaysMaximum: 0,
        cadenceDays: 15, winPrior: PartsPerMillion(50_000), meanDaysToWin: 112),
    ],
    stages: standardStages,
    cadence: CadenceRules(
      firstResponseHours: 2, firstFollowUpDays: 7, closingDays: 1, promiseLeadHours: 48,
      redDaysMinimum: 7, stagnationDays: 14, suspensionDaysMaximum: 30),
    health: HealthRules(
      frequencyWeight: 30, feedbackWeight: 40, stageWeight: 30, positivePoints: 100,
      neutralPoints: 50, objectionPoints: 40, deferralPoints: 10, negativePoints: 0,
      eliminationScore: 30, eliminationDays: 60),
    recording: RecordingRules(
      futureToleranceMinutes: 5, backfillFlagHours: 24, backfillReasonDays: 3),
    feedbackTags: standardFeedbackTags,
    lossReasons: standardLossReasons,
    strictGradeA: false, gates: .standard, pipelines: .standard, scorecard: .standard,
    pool: .standard, quiet: .standard, splits: .standard, approvals: .standard, review: .standard,
    alerts: .standard, thresholds: .standard, winOdds: .standard, incentives: .standard,
    growth: .standard, qualification: .standard, profile: .standard, scripts: .standard,
    transcripts: .standard, competitors: [], gradeHonesty: .standard)

  private static let standardStages = [
    StageRule(
      stage: .contact, label: Label(zh: "初步接触", en: "First contact"), plannedDay: 0,
      oddsPermille: 1_000),
    StageRule(
      stage: .needs, label: Label(zh: "需求确认", en: "Needs confirmed"), plannedDay: 2,
      oddsPermille: 1_150),
    StageRule(
      stage: .proposal, label: Label(zh: "方案提交", en: "Proposal sent"), plannedDay: 4,
      oddsPermille: 1_300),
    StageRule(
      stage: .quoted, label: Label(zh: "报价", en: "Quoted"), plannedDay: 4,
      oddsPermille: 1_500),
    StageRule(
      stage: .negotiation, label: Label(zh: "商务谈判", en: "Negotiation"), plannedDay: 7,
      oddsPermille: 2_000),
    StageRule(
      stage: .closing, label: Label(zh: "合同签订", en: "Closing"), plannedDay: 10,
      oddsPermille: 4_000),
  ]

  private static let standardFeedbackTags = [
    tag("interested", "有兴趣", "Interested", .positive),
    tag("budget-confirmed", "预算已确认", "Budget confirmed", .positive),
    tag("agreed-to-meet", "同意面谈", "Agreed to meet", .positive),
    tag("likes-proposal", "认可方案", "Likes the proposal", .positive),
    tag("ready-to-sign", "准备签约", "Ready to sign", .positive),
    tag("routine-contact", "常规沟通", "Routine contact", .neutral),
    tag("asked-for-information", "索要资料", "Asked for information", .neutral),
    tag("needs-case-study", "需要案例", "Wants a case study", .neutral),
    tag("price-too-high", "觉得报价高", "Finds the price too high", .objection),
    tag("discount-requested", "需申请折扣", "Asks for a discount", .objection),
    tag("comparing-competitors", "正在对比同行", "Comparing competitors", .objection),
    tag("security-concern", "担心数据安全", "Worried about data security", .objection),
    tag("decide-later", "以后再说", "Will decide later", .deferral),
    tag("budget-frozen", "预算冻结", "Budget frozen", .deferral),
    tag("no-answer", "联系不上", "Does not answer", .deferral),
    tag("no-purchase-plan", "暂时不采购", "No purchase plan", .negative, contradictsGradeA: true),
    tag("chose-competitor", "已选同行", "Chose a competitor", .negative, contradictsGradeA: true),
    tag("complaint", "投诉", "Complained", .negative),
  ]

  private static let standardLossReasons = [
    reason("price", "报价不合理", "Price not acceptable"),
    reason("needs-not-understood", "需求没摸清", "Needs not understood"),
    reason("too-slow", "跟进太慢", "Followed up too slowly"),
    reason("competitor", "输给同行", "Lost to a competitor"),
    reason("no-budget", "没有预算", "No budget"),
    reason("project-cancelled", "项目取消", "Project cancelled"),
    reason("product-gap", "产品不满足", "Product does not fit"),
    reason("declined", "客户拒绝", "Declined"),
    reason("other", "其他", "Other"),
  ]

  private static func tag(
    _ code: String, _ zh: String, _ en: String, _ sentiment: Sentiment,
    contradictsGradeA: Bool = false
  ) -> FeedbackTag {
    FeedbackTag(
      code: code, label: Label(zh: zh, en: en), sentiment: sentiment,
      contradictsGradeA: contradictsGradeA)
  }

  private static func reason(_ code: String, _ zh: String, _ en: String) -> LossReason {
    LossReason(code: code, label: Label(zh: zh, en: en))
  }
}
