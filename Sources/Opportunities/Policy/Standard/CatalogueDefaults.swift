// The lists people choose from in a new ledger, and in every policy that says nothing of them. Never
// changed, for the reason that FlowDefaults.swift gives.

extension QualificationRules {
  package static let standard = QualificationRules(
    checklists: [
      QualificationChecklist(
        customerKind: .organisation,
        items: [
          item("company-name", "公司名称", "Company name"),
          item("address", "地址", "Address"),
          item("contact", "联系人", "Contact"),
          item("need", "需求产品", "Product needed"),
        ]),
      QualificationChecklist(
        customerKind: .person,
        items: [
          item("name", "姓名", "Name"),
          item("contact", "联系方式", "How to reach them"),
          item("need", "核心诉求", "Core need"),
        ]),
    ],
    realVerified: true)

  private static func item(_ code: String, _ zh: String, _ en: String) -> ChecklistItem {
    ChecklistItem(code: code, label: Label(zh: zh, en: en), isMandatory: true)
  }
}

extension ProfileRules {
  package static let standard = ProfileRules(
    fields: [
      ProfileField(
        code: "industry", label: Label(zh: "行业", en: "Industry"), valueKind: .choice,
        choices: [
          choice("healthcare", "医疗", "Healthcare"), choice("education", "教育", "Education"),
          choice("manufacturing", "制造", "Manufacturing"), choice("other", "其他", "Other"),
        ], isMandatory: true),
      field("decision-role", "决策岗位", "Who decides", .text, isMandatory: true),
      field("budget", "预算", "Budget", .money, isMandatory: true),
      field("pain-point", "需求痛点", "Pain point", .text, isMandatory: true),
      ProfileField(
        code: "company-size", label: Label(zh: "规模", en: "Company size"), valueKind: .choice,
        choices: [
          choice("over-500", "500人以上", "Over 500 people"),
          choice("100-500", "100–500人", "100 to 500 people"),
          choice("under-100", "100人以下", "Under 100 people"),
        ], isMandatory: false),
      field("buying-habit", "采购习惯", "How they buy", .text),
      field("budget-preference", "预算偏好", "Budget preference", .text),
      field("decision-time", "决策周期", "Time to decide", .text),
    ],
    tagGroups: [
      TagGroup(
        code: "relation", label: Label(zh: "客户关系", en: "Relation"), isExclusive: true),
      TagGroup(
        code: "motive", label: Label(zh: "关注点", en: "What they look at"), isExclusive: false),
    ],
    tags: [
      tag("new-customer", "新客户", "New customer", "relation"),
      tag("existing-customer", "老客户", "Existing customer", "relation"),
      tag("referred", "转介绍", "Referred", ""),
      tag("price-sensitive", "价格敏感", "Price-sensitive", "motive"),
      tag("quality-first", "重视质量", "Quality first", "motive"),
      tag("security-minded", "重视数据安全", "Security-minded", "motive"),
      tag("quick-decider", "决策快", "Quick decider", ""),
    ])

  private static func field(
    _ code: String, _ zh: String, _ en: String, _ kind: ProfileValueKind,
    isMandatory: Bool = false
  ) -> ProfileField {
    ProfileField(
      code: code, label: Label(zh: zh, en: en), valueKind: kind, choices: [],
      isMandatory: isMandatory)
  }

  private static func choice(_ code: String, _ zh: String, _ en: String) -> ProfileChoice {
    ProfileChoice(code: code, label: Label(zh: zh, en: en))
  }

  private static func tag(
    _ code: String, _ zh: String, _ en: String, _ group: String
  ) -> CustomerTag {
    CustomerTag(code: code, label: Label(zh: zh, en: en), group: group)
  }
}

extension ScriptRules {
  package static let standard = ScriptRules(templates: [
    script(
      "first-contact", "首次沟通模板", "First contact",
      "{contact}您好，我是{owner}。了解到您关注{need}，方便约个时间详细聊聊吗？",
      "Hello {contact}, this is {owner}. I hear that you care about {need}: when may we talk?",
      stages: [.contact]),
    script(
      "needs-check", "需求确认模板", "Needs check",
      "{contact}，上次聊到{last_topic}。想再确认一下您最关心的需求和预算安排，可以吗？",
      "{contact}, last time we spoke of {last_topic}. May I check what matters most, and the budget?",
      stages: [.needs]),
    script(
      "proposal-follow-up", "方案跟进模板", "Proposal follow-up",
      "{contact}，方案已发给您，有哪些地方需要调整吗？",
      "{contact}, you have our proposal: what should we change?", stages: [.proposal]),
    script(
      "quote-follow-up", "报价跟进模板", "Quote follow-up",
      "{contact}，上次给您的报价方案，您这边有疑问吗？需要我再解释下费用构成吗？",
      "{contact}, have you any question about our quote? Shall I explain what it is made of?",
      stages: [.quoted]),
    script(
      "price-objection", "价格异议模板", "Price objection",
      "{contact}，理解您对价格的考虑。我们按总拥有成本帮您算一笔账，您看可以吗？",
      "{contact}, I see your point about the price. May I show you the total cost of ownership?",
      tags: ["price-too-high", "discount-requested"]),
    script(
      "case-study", "案例分享模板", "Case study",
      "{contact}，给您发一个同行业客户的案例，供您参考。",
      "{contact}, here is how a customer of your industry did it.", tags: ["needs-case-study"]),
    script(
      "competitor-comparison", "同行对比模板", "Comparison",
      "{contact}，您在对比时最看重哪几点？我把我们的差异整理给您。",
      "{contact}, what matters most in your comparison? I will list where we differ.",
      tags: ["comparing-competitors"]),
    script(
      "security-answer", "数据安全答疑模板", "Security answer",
      "{contact}，关于数据安全，我请技术同事为您详细说明。",
      "{contact}, our engineers will gladly answer your questions about data security.",
      tags: ["security-concern"]),
    script(
      "closing-push", "签约推进模板", "Towards signing",
      "{contact}，合同已准备好，预计{expected_close}签署，您看还需要我们配合什么？",
      "{contact}, the contract is ready to be signed by {expected_close}: what do you still need?",
      stages: [.closing]),
  ])

  private static func script(
    _ code: String, _ zh: String, _ en: String, _ bodyZh: String, _ bodyEn: String,
    stages: [Stage] = [], tags: [String] = []
  ) -> ScriptTemplate {
    ScriptTemplate(
      code: code, label: Label(zh: zh, en: en), body: Label(zh: bodyZh, en: bodyEn),
      stages: stages, feedbackTags: tags)
  }
}

extension TranscriptRules {
  package static let standard = TranscriptRules(tags: [
    phrases("interested", ["有兴趣", "感兴趣", "想了解"], ["interested", "sounds good"]),
    phrases(
      "budget-confirmed", ["预算批了", "预算已确认", "预算下来了", "预算没问题"],
      ["budget is approved", "budget is confirmed"]),
    phrases("agreed-to-meet", ["可以见面", "约个时间", "同意面谈"], ["let us meet", "let's meet"]),
    phrases("likes-proposal", ["方案不错", "认可方案", "方案可以"], ["like the proposal"]),
    phrases(
      "ready-to-sign", ["准备签约", "可以签合同", "走合同"], ["ready to sign", "send the contract"]),
    phrases(
      "asked-for-information", ["发份资料", "发个资料", "要资料"], ["send me information"]),
    phrases(
      "needs-case-study", ["需要案例", "有没有案例", "看看案例"], ["case study", "reference customer"]),
    phrases(
      "price-too-high", ["报价高", "太贵", "价格高", "贵了"], ["too expensive", "price is too high"]),
    phrases("discount-requested", ["折扣", "便宜点", "优惠"], ["discount", "better price"]),
    phrases(
      "comparing-competitors", ["对比", "其他家", "同行"], ["comparing", "other suppliers"]),
    phrases("security-concern", ["数据安全", "信息泄露"], ["data security", "data leak"]),
    phrases("decide-later", ["以后再说", "再考虑", "过段时间"], ["decide later", "think about it"]),
    phrases(
      "budget-frozen", ["预算冻结", "没有预算", "申请预算"], ["budget is frozen", "no budget"]),
    phrases("no-answer", ["没接", "联系不上", "无人接听"], ["no answer", "did not answer"]),
    phrases(
      "no-purchase-plan", ["暂时不采购", "不采购", "没有采购计划"], ["no plan to buy", "not buying"]),
    phrases(
      "chose-competitor", ["选了别家", "已选同行", "和别家签"], ["chose a competitor", "went with"]),
    phrases("complaint", ["投诉", "不满意"], ["complain", "not satisfied"]),
  ])

  private static func phrases(_ tag: String, _ zh: [String], _ en: [String]) -> TagPhrases {
    TagPhrases(tag: tag, zh: zh, en: en)
  }
}
