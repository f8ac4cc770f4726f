import Schema

/// A code of a fixed vocabulary: the word that programs read, and what people call it.
struct Word: Equatable, Sendable {
  /// Lower case, words joined by `-`; grades are capital letters. Empty: absent.
  let code: String
  private let zh: String
  private let en: String

  init(_ code: String, _ zh: String, _ en: String) {
    self.code = code
    self.zh = zh
    self.en = en
  }

  static let absent = Word("", "", "")

  /// A code this program does not know is shown as it is.
  static func unknown(_ code: String) -> Word { Word(code, code, code) }

  func label(_ language: Language) -> String { language.choose(zh, en) }
}

extension PBStage {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .contact: Word("contact", "初步接触", "First contact")
    case .needs: Word("needs", "需求确认", "Needs confirmed")
    case .proposal: Word("proposal", "方案提交", "Proposal sent")
    case .quoted: Word("quoted", "报价", "Quoted")
    case .negotiation: Word("negotiation", "商务谈判", "Negotiation")
    case .closing: Word("closing", "合同签订", "Closing")
    case .UNRECOGNIZED(let number): .unknown("stage-\(number)")
    }
  }
}

extension PBGrade {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .a: Word("A", "A", "A")
    case .b: Word("B", "B", "B")
    case .c: Word("C", "C", "C")
    case .UNRECOGNIZED(let number): .unknown("grade-\(number)")
    }
  }
}

extension PBStatus {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .open: Word("open", "进行中", "Open")
    case .won: Word("won", "成交", "Won")
    case .lost: Word("lost", "丢单", "Lost")
    case .archived: Word("archived", "归档", "Archived")
    case .UNRECOGNIZED(let number): .unknown("status-\(number)")
    }
  }
}

extension PBChannel {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .phone: Word("phone", "电话", "Phone")
    case .email: Word("email", "邮件", "E-mail")
    case .meeting: Word("meeting", "会议", "Meeting")
    case .visit: Word("visit", "拜访", "Visit")
    case .message: Word("message", "消息", "Message")
    case .video: Word("video", "视频", "Video")
    case .other: Word("other", "其他", "Other")
    case .UNRECOGNIZED(let number): .unknown("channel-\(number)")
    }
  }
}

extension PBSentiment {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .positive: Word("positive", "积极", "Positive")
    case .neutral: Word("neutral", "中性", "Neutral")
    case .objection: Word("objection", "异议", "Objection")
    case .deferral: Word("deferral", "拖延", "Deferral")
    case .negative: Word("negative", "消极", "Negative")
    case .UNRECOGNIZED(let number): .unknown("sentiment-\(number)")
    }
  }
}

extension PBRole {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .rep: Word("rep", "销售", "Rep")
    case .manager: Word("manager", "主管", "Manager")
    case .departmentHead: Word("department-head", "部门负责人", "Department head")
    case .owner: Word("owner", "老板", "Owner")
    case .operations: Word("operations", "销售运营", "Operations")
    case .UNRECOGNIZED(let number): .unknown("role-\(number)")
    }
  }
}

extension PBCustomerKind {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .organisation: Word("organisation", "企业", "Organisation")
    case .person: Word("person", "个人", "Person")
    case .UNRECOGNIZED(let number): .unknown("customer-kind-\(number)")
    }
  }
}

extension PBActor.Kind {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .user: Word("user", "用户", "User")
    case .system: Word("system", "系统", "System")
    case .integration: Word("integration", "集成", "Integration")
    case .import: Word("import", "导入", "Import")
    case .UNRECOGNIZED(let number): .unknown("actor-\(number)")
    }
  }
}

extension PBStreamKind {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .policy: Word("policy", "规则", "Policy")
    case .team: Word("team", "团队", "Team")
    case .user: Word("user", "用户", "User")
    case .customer: Word("customer", "客户", "Customer")
    case .opportunity: Word("opportunity", "商机", "Opportunity")
    case .departmentTask: Word("task", "任务", "Task")
    case .UNRECOGNIZED(let number): .unknown("stream-\(number)")
    }
  }
}

/// Codes that the ledger answers with as text, by the catalogue they belong to.
enum Catalogue {
  static func dueRule(_ code: String) -> Word { find(code, in: dueRules) }
  static func stuckReason(_ code: String) -> Word { find(code, in: stuckReasons) }
  static func notified(_ code: String) -> Word { find(code, in: notifyRoles) }
  static func flag(_ code: String) -> Word { find(code, in: flags) }
  static func feedbackTag(_ code: String) -> Word { find(code, in: feedbackTags) }
  static func lossReason(_ code: String) -> Word { find(code, in: lossReasons) }

  private static func find(_ code: String, in catalogue: [Word]) -> Word {
    if code.isEmpty { return .absent }
    return catalogue.first { $0.code == code } ?? .unknown(code)
  }

  private static let dueRules = [
    Word("first-response", "首次响应", "First response"),
    Word("first-follow-up", "首次跟进", "First follow-up"),
    Word("grade-cadence", "等级跟进周期", "Cadence of the grade"),
    Word("closing-daily", "成交冲刺每日跟进", "Daily while closing"),
    Word("promised-feedback", "承诺反馈", "Promised feedback"),
    Word("planned-next-step", "计划的下一步", "Planned next step"),
  ]

  private static let stuckReasons = [
    Word("none", "正常", "None"),
    Word("no-follow-up", "无人跟进", "Not followed up"),
    Word("need-unconfirmed", "需求未确认", "Need not confirmed"),
    Word("no-proposal", "未提交方案", "No proposal yet"),
    Word("quote-unanswered", "报价未回复", "Quote unanswered"),
    Word("negotiation-stuck", "谈判停滞", "Negotiation stuck"),
    Word("contract-unsigned", "合同未签", "Contract not signed"),
    Word("customer-deferred", "客户拖延", "Customer defers"),
    Word("customer-negative", "客户消极", "Customer negative"),
  ]

  private static let notifyRoles = [
    Word("owner", "负责人", "Owner"),
    Word("manager", "经理", "Manager"),
    Word("department-head", "部门负责人", "Department head"),
    Word("supervisor", "主管", "Supervisor"),
  ]

  private static let flags = [
    Word("grade-unsupported", "等级依据不足", "Grade unsupported"),
    Word("grade-contradicted", "等级异常", "Grade contradicted"),
    Word("red", "标红", "Red"),
    Word("stalled", "停滞", "Stalled"),
    Word("elimination-advised", "建议淘汰", "Elimination advised"),
    Word("backfilled", "补录", "Backfilled"),
  ]

  /// Labels of the catalogues a new ledger starts with; a company's own codes are shown as they are.
  private static let feedbackTags = [
    Word("interested", "有兴趣", "Interested"),
    Word("budget-confirmed", "预算已确认", "Budget confirmed"),
    Word("agreed-to-meet", "同意面谈", "Agreed to meet"),
    Word("likes-proposal", "认可方案", "Likes the proposal"),
    Word("ready-to-sign", "准备签约", "Ready to sign"),
    Word("routine-contact", "常规沟通", "Routine contact"),
    Word("asked-for-information", "索要资料", "Asked for information"),
    Word("needs-case-study", "需要案例", "Wants a case study"),
    Word("price-too-high", "觉得报价高", "Finds the price too high"),
    Word("discount-requested", "需申请折扣", "Asks for a discount"),
    Word("comparing-competitors", "正在对比同行", "Comparing competitors"),
    Word("security-concern", "担心数据安全", "Worried about data security"),
    Word("decide-later", "以后再说", "Will decide later"),
    Word("budget-frozen", "预算冻结", "Budget frozen"),
    Word("no-answer", "联系不上", "Does not answer"),
    Word("no-purchase-plan", "暂时不采购", "No purchase plan"),
    Word("chose-competitor", "已选同行", "Chose a competitor"),
    Word("complaint", "投诉", "Complained"),
  ]

  private static let lossReasons = [
    Word("price", "报价不合理", "Price not acceptable"),
    Word("needs-not-understood", "需求没摸清", "Needs not understood"),
    Word("too-slow", "跟进太慢", "Followed up too slowly"),
    Word("competitor", "输给同行", "Lost to a competitor"),
    Word("no-budget", "没有预算", "No budget"),
    Word("project-cancelled", "项目取消", "Project cancelled"),
    Word("product-gap", "产品不满足", "Product does not fit"),
    Word("declined", "客户拒绝", "Declined"),
    Word("other", "其他", "Other"),
  ]
}
