import Schema

/// Codes that the ledger answers with as text, by the catalogue they belong to.
package enum Catalogue {
  package static func dueRule(_ code: String) -> Word { find(code, in: dueRules) }
  package static func stuckReason(_ code: String) -> Word { find(code, in: stuckReasons) }
  static func notified(_ code: String) -> Word { find(code, in: notifyRoles) }
  package static func flag(_ code: String) -> Word { find(code, in: flags) }
  static func gradeVerdict(_ code: String) -> Word { find(code, in: gradeVerdicts) }
  package static func waterfallStep(_ code: String) -> Word { find(code, in: waterfallSteps) }
  static func feedbackTag(_ code: String) -> Word { find(code, in: feedbackTags) }
  static func lossReason(_ code: String) -> Word { find(code, in: lossReasons) }

  package static func opportunityChange(_ code: String) -> Word {
    find(code, in: opportunityChanges)
  }
  package static func reasonSubject(_ code: String) -> Word { find(code, in: reasonSubjects) }

  /// The word of an enum of the schema by its number there, such as `AlertKind` 3.
  package static func word(of number: UInt8, in type: String) -> Word {
    let word = (Lexicon.current.words[type] ?? []).first { $0.number == UInt64(number) }
    return word.map { Word($0.code, $0.zh, $0.en) } ?? .unknown("\(type)-\(number)")
  }

  /// What a text of an event says, if it is a code of a catalogue; nil: it is a text.
  ///
  /// - Parameters:
  ///   - field: its name in the schema.
  ///   - message: the message it belongs to.
  static func word(_ code: String, of field: String, in message: String) -> Word? {
    switch (message, field) {
    case ("FollowUpLogged", "tags"), ("FollowUpLogged", "suggested_tags"): feedbackTag(code)
    case ("OpportunityLost", "reason"), ("PostMortemFinding", "cause"): lossReason(code)
    case ("CustomerTagged", "tag"), ("CustomerUntagged", "tag"): find(code, in: customerTags)
    case ("ProfileUpdated", "field"): find(code, in: profileFields)
    case ("LeadField", "code"): find(code, in: checklistItems)
    case ("ScoredItem", "dimension"): find(code, in: scoreDimensions)
    case ("ScoredItem", "option"): find(code, in: scoreOptions)
    case (_, "script_id"): find(code, in: scripts)
    default: nil
    }
  }

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
    Word("manager", "主管", "Manager"),
    Word("department-head", "部门负责人", "Department head"),
    Word("supervisor", "主管（复盘）", "Manager, for a review"),
  ]

  private static let flags = [
    Word("grade-unsupported", "等级依据不足", "Grade unsupported"),
    Word("grade-contradicted", "等级异常", "Grade contradicted"),
    Word("red", "标红", "Red"),
    Word("stalled", "停滞", "Stalled"),
    Word("silent", "久未联系", "Silent"),
    Word("at-risk", "有风险", "At risk"),
    Word("elimination-advised", "建议淘汰", "Elimination advised"),
    Word("backfilled", "补录", "Backfilled"),
  ]

  private static let gradeVerdicts = [
    Word("too-few", "样本不足", "Too few"),
    Word("as-expected", "符合预期", "As expected"),
    Word("grade-too-loose", "等级过松", "Grade too loose"),
  ]

  private static let waterfallSteps = [
    Word("start", "期初", "Start"),
    Word("new", "新增", "New"),
    Word("reactivated", "重新激活", "Reactivated"),
    Word("reassigned-in", "转入", "Reassigned in"),
    Word("pulled-in", "提前至本期", "Pulled in"),
    Word("pushed-in", "推迟至本期", "Pushed in"),
    Word("amount-up", "金额上调", "Amount up"),
    Word("won", "成交", "Won"),
    Word("lost", "丢单", "Lost"),
    Word("given-up", "沉寂、淘汰或归档", "Dormant, eliminated or archived"),
    Word("pushed-out", "推迟出本期", "Pushed out"),
    Word("pulled-out", "提前出本期", "Pulled out"),
    Word("amount-down", "金额下调", "Amount down"),
    Word("reassigned-out", "转出", "Reassigned out"),
    Word("end", "期末", "End"),
  ]

  private static let opportunityChanges = [
    Word("created", "新建", "Created"),
    Word("closed", "结束", "Closed"),
    Word("reopened", "重新打开", "Reopened"),
    Word("reassigned", "转移", "Reassigned"),
    Word("moved", "阶段变动", "Moved"),
    Word("regraded", "重新定级", "Regraded"),
    Word("amount", "金额变动", "Amount"),
    Word("expected-close", "预计成交变动", "Expected close"),
    Word("win-probability", "赢率变动", "Win chance"),
  ]

  private static let reasonSubjects = [
    Word("status", "状态", "Status"),
    Word("owner", "负责人", "Owner"),
    Word("stage", "阶段", "Stage"),
    Word("amount", "金额", "Amount"),
    Word("expected-close", "预计成交", "Expected close"),
    Word("grade", "等级", "Grade"),
    Word("grade-need", "定级依据：需求", "Grade: need"),
    Word("grade-budget", "定级依据：预算", "Grade: budget"),
    Word("grade-decision", "定级依据：决策天数", "Grade: decides in days"),
    Word("health", "健康度", "Health"),
    Word("health-frequency", "健康度：跟进频率得分", "Health: frequency"),
    Word("health-feedback", "健康度：客户反馈得分", "Health: feedback"),
    Word("health-stage", "健康度：阶段进度得分", "Health: stage"),
    Word("stuck", "卡壳原因", "Stuck because"),
    Word("win-probability", "赢率", "Win chance"),
    Word("grade-prior", "赢率：等级先验", "Chance: prior of the grade"),
    Word("stage-odds", "赢率：计入阶段后", "Chance: with the stage"),
    Word("silence-odds", "赢率：计入沉默后", "Chance: with silence"),
    Word("due-at", "到期时间", "Due"),
    Word("due-candidate", "到期：候选规则", "Due: rule looked at"),
    Word("suspended", "暂停至", "Suspended until"),
    Word("red", "标红", "Red"),
    Word("stalled", "停滞", "Stalled"),
    Word("grade-unsupported", "等级依据不足", "Grade unsupported"),
    Word("grade-contradicted", "等级异常", "Grade contradicted"),
    Word("at-risk", "有风险", "At risk"),
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

  private static let customerTags = [
    Word("new-customer", "新客户", "New customer"),
    Word("existing-customer", "老客户", "Existing customer"),
    Word("referred", "转介绍", "Referred"),
    Word("price-sensitive", "价格敏感", "Price-sensitive"),
    Word("quality-first", "重视质量", "Quality first"),
    Word("security-minded", "重视数据安全", "Security-minded"),
    Word("quick-decider", "决策快", "Quick decider"),
  ]

  private static let profileFields = [
    Word("name", "名称", "Name"),
    Word("address", "地址", "Address"),
    Word("industry", "行业", "Industry"),
    Word("size", "规模", "Size"),
    Word("region", "地区", "Region"),
    Word("source", "来源", "Source"),
    Word("decision-role", "决策岗位", "Who decides"),
    Word("budget", "预算", "Budget"),
    Word("pain-point", "需求痛点", "Pain point"),
    Word("company-size", "规模", "Company size"),
    Word("buying-habit", "采购习惯", "How they buy"),
    Word("budget-preference", "预算偏好", "Budget preference"),
    Word("decision-time", "决策周期", "Time to decide"),
  ]

  private static let checklistItems = [
    Word("company-name", "公司名称", "Company name"),
    Word("address", "地址", "Address"),
    Word("name", "姓名", "Name"),
    Word("contact", "联系人", "Contact"),
    Word("need", "需求", "Need"),
  ]

  private static let scoreDimensions = [
    Word("industry-fit", "行业匹配度", "Industry fit"),
    Word("company-size", "客户规模", "Company size"),
    Word("purchase-intent", "采购意向", "Intent to buy"),
    Word("budget", "预算水平", "Budget"),
    Word("decision-time", "决策周期", "Time to decide"),
  ]

  /// Of all dimensions together, where a code means the same in each.
  private static let scoreOptions = [
    Word("full", "完全匹配", "Full"),
    Word("partial", "部分匹配", "Partial"),
    Word("none", "无", "None"),
    Word("over-500", "500人以上", "Over 500 people"),
    Word("100-500", "100–500人", "100 to 500 people"),
    Word("under-100", "100人以下", "Under 100 people"),
    Word("clear", "明确", "Clear"),
    Word("vague", "模糊", "Vague"),
    Word("ample", "充足", "Ample"),
    Word("limited", "有限", "Limited"),
    Word("under-1-month", "1个月内", "Under a month"),
    Word("1-3-months", "1–3个月", "1 to 3 months"),
    Word("over-3-months", "3个月以上", "Over 3 months"),
  ]

  private static let scripts = [
    Word("first-contact", "首次沟通模板", "First contact"),
    Word("needs-check", "需求确认模板", "Needs check"),
    Word("proposal-follow-up", "方案跟进模板", "Proposal follow-up"),
    Word("quote-follow-up", "报价跟进模板", "Quote follow-up"),
    Word("price-objection", "价格异议模板", "Price objection"),
    Word("case-study", "案例分享模板", "Case study"),
    Word("competitor-comparison", "同行对比模板", "Comparison"),
    Word("security-answer", "数据安全答疑模板", "Security answer"),
    Word("closing-push", "签约推进模板", "Towards signing"),
  ]
}
