import Schema

// What people in the demonstration say and choose once more than deals is told of.

extension DemoTexts {
  static func campaign(_ source: String) -> String {
    source == "市场投流" ? "春季关键词投放" : "行业峰会展台"
  }

  static let hopelessLeads = ["同行打探价格", "号码错误，无法联系", "需求与产品完全不匹配", "学生做调研"]

  static let lessons = [
    "首次响应太慢，下次两小时内回复", "报价前没有确认预算", "需求没摸清就提交了方案", "没有找到真正的决策人",
    "应更早安排同行业案例",
  ]
  static let winLessons = ["先发同行业案例再报价，效果好", "技术同事早介入，少走弯路"]

  /// Content codes that go with a talk.
  static let contents = ["case-study", "demo-video", "roi-calculator"]

  /// Tags of the standard catalogue that contradict grade A.
  static let contradictingTags = ["no-purchase-plan", "chose-competitor"]

  /// The standard scorecard: each dimension with its options, best first.
  static let scorecard: [(dimension: String, options: [String])] = [
    ("industry-fit", ["full", "partial", "none"]),
    ("company-size", ["over-500", "100-500", "under-100"]),
    ("purchase-intent", ["clear", "vague", "none"]),
    ("budget", ["ample", "limited", "none"]),
    ("decision-time", ["under-1-month", "1-3-months", "over-3-months"]),
  ]

  /// What a service desk notices: kind, value (millionths or a count), days summed up.
  static let signals: [(PBCustomerSignalKind, UInt64, UInt32)] = [
    (.complaint, 1, 0), (.openRate, 180_000, 21), (.ticketRepeat, 3, 30), (.usage, 920_000, 90),
    (.paymentPunctuality, 950_000, 180), (.competitorSearch, 12, 30), (.contractChange, 2, 30),
  ]

  /// A script of the standard catalogue for the stage.
  static func script(at stage: PBStage) -> String {
    switch stage {
    case .contact: "first-contact"
    case .needs: "needs-check"
    case .proposal: "proposal-follow-up"
    case .quoted: "quote-follow-up"
    case .closing: "closing-push"
    default: "price-objection"
    }
  }

  static func purpose(at stage: PBStage) -> String {
    switch stage {
    case .contact: "约一次详谈"
    case .needs: "确认需求和使用人数"
    case .proposal: "收集对方案的意见"
    case .quoted: "解释报价构成"
    case .negotiation: "谈付款条款"
    default: "跟进合同盖章"
    }
  }

  /// What was dictated after the talk.
  static func transcript(for tag: String) -> String {
    switch tag {
    case "price-too-high", "discount-requested": "今天跟客户聊了报价，他觉得太贵，要申请预算，看能不能便宜点"
    case "comparing-competitors": "客户说还在对比其他家，下周给答复"
    case "interested", "agreed-to-meet": "客户很感兴趣，可以见面，约个时间到现场看看"
    default: "今天和客户通了电话，过段时间再联系"
    }
  }
}
