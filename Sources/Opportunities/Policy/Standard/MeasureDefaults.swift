// What is measured in a new ledger, and in every policy that says nothing of it. Never changed, for
// the reason that FlowDefaults.swift gives.

extension ScorecardRules {
  /// The middle option is worth half of the best.
  package static let standard = ScorecardRules(
    dimensions: [
      dimension(
        "industry-fit", "行业匹配度", "Industry fit", weight: 3,
        ("full", "完全匹配", "Full"), ("partial", "部分匹配", "Partial"),
        ("none", "不匹配", "None")),
      dimension(
        "company-size", "客户规模", "Company size", weight: 2,
        ("over-500", "500人以上", "Over 500 people"), ("100-500", "100–500人", "100 to 500 people"),
        ("under-100", "100人以下", "Under 100 people")),
      dimension(
        "purchase-intent", "采购意向", "Intent to buy", weight: 2,
        ("clear", "明确", "Clear"), ("vague", "模糊", "Vague"), ("none", "无意向", "None")),
      dimension(
        "budget", "预算水平", "Budget", weight: 2,
        ("ample", "充足", "Ample"), ("limited", "有限", "Limited"), ("none", "无预算", "None")),
      dimension(
        "decision-time", "决策周期", "Time to decide", weight: 1,
        ("under-1-month", "1个月内", "Under a month"), ("1-3-months", "1–3个月", "1 to 3 months"),
        ("over-3-months", "3个月以上", "Over 3 months")),
    ],
    hintAHundredths: 750, hintBHundredths: 450)

  private static func dimension(
    _ code: String, _ zh: String, _ en: String, weight: UInt32,
    _ best: (String, String, String), _ middle: (String, String, String),
    _ worst: (String, String, String)
  ) -> ScorecardDimension {
    let options = [(best, weight * 100), (middle, weight * 50), (worst, 0)]
    return ScorecardDimension(
      code: code, label: Label(zh: zh, en: en), weight: weight,
      options: options.map { option, points in
        ScorecardOption(
          code: option.0, label: Label(zh: option.1, en: option.2), pointsHundredths: points)
      })
  }
}

extension AlertRules {
  package static let standard = AlertRules(routes: [
    route(
      .firstResponse, .warning, to: [.rep, .manager], by: [.inApp, .wecom],
      "立即回复客户", "Answer the customer now"),
    route(
      .followUpDue, .notice, to: [.rep], by: [.sms, .wecom],
      "按上次话题跟进", "Follow up where the last talk ended"),
    route(
      .followUpRed, .red, to: [.rep, .manager], by: [.inApp, .redFlag],
      "电话或邮件催办", "Call or write at once"),
    route(
      .stagnation, .warning, to: [.manager], by: [.email, .sms],
      "召开复盘会议", "Hold a review meeting"),
    route(
      .lossRisk, .red, to: [.rep, .manager], by: [.redFlag],
      "重点跟踪", "Follow closely"),
    route(
      .gradeAnomaly, .red, to: [.rep], by: [.inApp, .redFlag],
      "说明等级依据或重新定级", "Explain the grade, or grade again"),
    route(
      .sprintMissed, .escalated, to: [.departmentHead], by: [.inApp, .sms],
      "由部门负责人接手协调", "The department head takes charge"),
    route(
      .promiseDue, .notice, to: [.rep], by: [.inApp, .wecom],
      "按时反馈客户", "Give the promised feedback in time"),
    route(
      .noReply, .warning, to: [.rep], by: [.inApp],
      "更换联系方式或联系人", "Try another channel or contact"),
    route(
      .competitor, .warning, to: [.rep], by: [.inApp],
      "准备差异化方案，提高优先级", "Show the difference, and raise the priority"),
    route(
      .stageBacklog, .warning, to: [.manager], by: [.inApp],
      "调配资源", "Shift resources"),
    route(
      .complaint, .escalated, to: [.rep, .manager], by: [.inApp, .sms],
      "主管介入处理", "The manager steps in"),
    route(
      .atRisk, .warning, to: [.rep, .manager], by: [.inApp],
      "分析卡壳原因", "Find out why it is stuck"),
    route(
      .eliminationAdvised, .notice, to: [.rep, .manager], by: [.inApp],
      "决定沉寂或淘汰", "Decide: dormant, or given up"),
    route(
      .reclaimDue, .warning, to: [.rep, .manager], by: [.inApp],
      "主管确认是否回收", "The manager confirms the reclaim"),
    route(
      .gateNotMet, .warning, to: [.rep, .manager], by: [.inApp],
      "补充进入条件", "Supply what the stage asks for"),
    route(
      .evidenceMissing, .warning, to: [.rep], by: [.inApp],
      "补充客户行动证据", "Attach evidence of what the customer did"),
    route(
      .approvalOverdue, .warning, to: [.manager, .departmentHead], by: [.inApp, .wecom],
      "尽快审批", "Decide the request"),
    route(
      .taskOverdue, .warning, to: [.rep, .manager], by: [.inApp, .wecom],
      "完成或改派任务", "Finish the task, or pass it on"),
    route(
      .reviewDue, .notice, to: [.manager], by: [.inApp],
      "完成每周抽查", "Do the weekly review"),
    route(
      .paymentOverdue, .red, to: [.rep, .manager], by: [.inApp, .redFlag],
      "催收回款", "Ask for the payment"),
    route(
      .churnSignal, .warning, to: [.rep, .operations], by: [.inApp],
      "客户成功介入", "Bring customer success in"),
    route(
      .renewalWindow, .notice, to: [.rep], by: [.inApp],
      "启动续约沟通", "Begin the talk about renewal"),
    route(
      .crossSell, .notice, to: [.rep], by: [.inApp],
      "推荐匹配产品", "Offer the product that fits"),
    route(
      .lowValue, .notice, to: [.manager], by: [.inApp],
      "控制投入", "Limit the effort"),
  ])

  private static func route(
    _ kind: AlertKind, _ severity: Severity, to recipients: [Role],
    by channels: [AlertChannel], _ zh: String, _ en: String
  ) -> AlertRoute {
    AlertRoute(
      kind: kind, severity: severity, recipients: recipients, channels: channels,
      action: Label(zh: zh, en: en), muted: false)
  }
}

extension ThresholdRules {
  package static let standard = ThresholdRules(
    redClock: .followUp, elimination: .all, atRiskScore: 50,
    backlog: Stage.allCases.map { StageBacklog(stage: $0, opportunitiesMaximum: 20) })
}

extension WinOddsRules {
  /// Silence changes no chance: documents could not say that it does.
  package static let standard = WinOddsRules(
    kind: .oddsRatio, cap: PartsPerMillion(950_000), silenceDays: 0, silenceOdds: .zero)

  /// What a new ledger starts with: "2 周没跟进,成交率降为 50%" of a grade that wins 70 % is 3/7 of its
  /// odds.
  package static let initial: WinOddsRules = {
    var rules = WinOddsRules.standard
    rules.silenceDays = 14
    rules.silenceOdds = PartsPerMillion(428_571)
    return rules
  }()
}

extension GradeHonestyRules {
  package static let standard = GradeHonestyRules(
    resolvedMinimum: 20, margin: PartsPerMillion(150_000), certainty: PartsPerMillion(900_000))
}

extension IncentiveRules {
  package static let standard = IncentiveRules(
    starCompleteness: .one,
    starAward: Money(minorUnits: 50_000, currency: Currency(code: "CNY")),
    kpiShare: PartsPerMillion(100_000))
}

extension GrowthRules {
  package static let standard = GrowthRules(
    churnWeeks: 3, crossSellMonths: 12, renewalToleranceDays: 7, lowValuePermille: 1_000)
}
