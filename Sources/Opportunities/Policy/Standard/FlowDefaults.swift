// How opportunities move in a new ledger, and in every policy that says nothing of it. The log holds
// policies that mean these by their silence, so no value here is ever changed: a better default is a
// new document that somebody publishes.

extension GateRules {
  /// The signs by which each stage is recognised. They flag and do not refuse: histories that began
  /// before there were gates go on as they did.
  package static let standard = GateRules(
    mode: .flag,
    stages: [
      gate(.contact, needs: [], checklistComplete: true),
      gate(.needs, needs: [.meetingAgreed], profileComplete: true),
      gate(.proposal, needs: [.proposalFile]),
      gate(.quoted, needs: [.quoteIssued, .customerCompared]),
      gate(.negotiation, needs: [.meetingMinutes], managerNamed: true),
      gate(.closing, needs: [.customerConfirmed]),
    ],
    win: [EvidenceNeed(anyOf: [.contract])], evidenceFrom: .quoted, noteOrFile: true,
    overrideByApproval: true, skippedStagesCount: true)

  private static func gate(
    _ stage: Stage, needs kinds: [EvidenceKind], checklistComplete: Bool = false,
    profileComplete: Bool = false, managerNamed: Bool = false
  ) -> StageGate {
    StageGate(
      stage: stage, evidence: kinds.map { EvidenceNeed(anyOf: [$0]) }, verifiedEvidence: false,
      checklistComplete: checklistComplete, profileComplete: profileComplete,
      managerNamed: managerNamed)
  }
}

extension PipelineRules {
  /// The stage lists in use among sales teams, each a renaming or a subset of the same stages.
  package static let standard = PipelineRules(
    templates: [
      template(
        "standard", "标准流程", "Standard",
        [
          step(.contact, "初步接触", "First contact", 0),
          step(.needs, "需求确认", "Needs confirmed", 2),
          step(.proposal, "方案提交", "Proposal sent", 4),
          step(.quoted, "报价", "Quoted", 4),
          step(.negotiation, "商务谈判", "Negotiation", 7),
          step(.closing, "合同签订", "Closing", 10),
        ], collection: Label(zh: "回款跟进", en: "Collection")),
      template(
        "five-steps", "五步流程", "Five steps",
        [
          step(.contact, "首次沟通", "First talk", 0),
          step(.proposal, "方案发送", "Proposal sent", 4),
          step(.quoted, "报价", "Quoted", 4),
          step(.negotiation, "谈判", "Negotiation", 7),
          step(.closing, "签约", "Signing", 10),
        ]),
      template(
        "node-plan", "节点计划", "Node plan",
        [
          step(.contact, "首次沟通", "First talk", 0),
          step(.needs, "需求确认", "Needs confirmed", 2),
          step(.proposal, "方案发送", "Proposal and quote sent", 4),
          step(.negotiation, "谈判推进", "Negotiation", 7),
          step(.closing, "签约", "Signing", 10),
        ]),
      template(
        "four-steps", "四步流程", "Four steps",
        [
          step(.contact, "初次接触", "First contact", 0),
          step(.needs, "需求确认", "Needs confirmed", 2),
          step(.proposal, "方案提交", "Proposal sent", 4),
          step(.negotiation, "商务谈判", "Negotiation", 7),
        ]),
      template(
        "with-collection", "含回款流程", "With collection",
        [
          step(.contact, "初步接触", "First contact", 0),
          step(.needs, "需求确认", "Needs confirmed", 2),
          step(.quoted, "方案报价", "Proposal with quote", 4),
          step(.negotiation, "商务谈判", "Negotiation", 7),
          step(.closing, "合同签订", "Closing", 10),
        ], collection: Label(zh: "回款跟进", en: "Collection")),
      template(
        "intent", "意向流程", "By intent",
        [
          step(.contact, "基础意向", "Basic intent", 0),
          step(.needs, "中意向", "Medium intent", 2),
          step(.quoted, "高意向", "High intent", 4),
          step(.negotiation, "决策关键期", "Decision phase", 7),
          step(.closing, "成交冲刺期", "Closing sprint", 10),
        ], collection: Label(zh: "客户管理衔接期", en: "Hand-over to account management")),
      template(
        "compact", "精简流程", "Compact",
        [
          step(.contact, "刚接触", "Just met", 0),
          step(.needs, "需求确认", "Needs confirmed", 2),
          step(.quoted, "已报价", "Quoted", 4),
        ], collection: Label(zh: "回款", en: "Payment")),
      template(
        "minimal", "最简流程", "Minimal",
        [
          step(.contact, "发现", "Found", 0),
          step(.needs, "跟进", "Followed up", 2),
        ]),
    ],
    standardTemplate: "standard")

  private static func template(
    _ code: String, _ zh: String, _ en: String, _ stages: [TemplateStage],
    collection: Label? = nil
  ) -> PipelineTemplate {
    PipelineTemplate(
      code: code, label: Label(zh: zh, en: en), stages: stages, collection: collection)
  }

  private static func step(
    _ stage: Stage, _ zh: String, _ en: String, _ plannedDay: UInt32
  ) -> TemplateStage {
    TemplateStage(stage: stage, label: Label(zh: zh, en: en), plannedDay: plannedDay)
  }
}

extension PoolRules {
  package static let standard = PoolRules(
    claimQuota: 20, priorOwnerBarDays: 7, transferScope: .department, untouchedReclaimDays: 7,
    reclaim: Stage.allCases.map { ReclaimRule(stage: $0, days: 0, redMultiple: 2) },
    reclaimConfirmed: true, reactivatedFollowUpDays: 7, eliminationPath: .viaDormant,
    directEliminationByApproval: true)
}

extension QuietRules {
  package static let standard = QuietRules(daysMaximum: 90, pushCapPerMonth: 2)
}

extension SplitRules {
  package static let standard = SplitRules(
    methods: [.negotiated, .cutAndChoose], mentorShareMaximum: PartsPerMillion(200_000),
    partiesMaximum: 10)
}

extension ApprovalRules {
  /// Bands at 100,000 and 1,000,000 yuan for what is offered; one chain for the rest.
  package static let standard = ApprovalRules(
    currency: "CNY",
    flows: [
      ApprovalFlow(kind: .quote, bands: offers, slaHours: 24),
      ApprovalFlow(kind: .discount, bands: offers, slaHours: 24),
      flow(.gateOverride, [.manager], slaHours: 24),
      flow(.elimination, [.manager], slaHours: 72),
      flow(.directElimination, [.manager, .departmentHead], slaHours: 72),
      flow(.split, [.manager], slaHours: 72),
      flow(.policy, [.owner], slaHours: 72),
      flow(.reassignment, [.departmentHead], slaHours: 24),
      flow(.contract, [.manager, .departmentHead], slaHours: 48),
      flow(.resource, [.departmentHead], slaHours: 48),
      flow(.other, [.manager], slaHours: 72),
    ], publicationByApproval: false)

  private static let offers = [
    ApprovalBand(upToMinorUnits: 10_000_000, chain: [.manager]),
    ApprovalBand(upToMinorUnits: 100_000_000, chain: [.manager, .departmentHead]),
    ApprovalBand(upToMinorUnits: 0, chain: [.manager, .departmentHead, .owner]),
  ]

  private static func flow(
    _ kind: ApprovalKind, _ chain: [Role], slaHours: UInt32
  ) -> ApprovalFlow {
    ApprovalFlow(
      kind: kind, bands: [ApprovalBand(upToMinorUnits: 0, chain: chain)], slaHours: slaHours)
  }
}

extension ReviewRules {
  package static let standard = ReviewRules(
    weekly: true, sampleMinimum: 5, sample: PartsPerMillion(200_000), penaltyPoints: 0,
    explanationDays: 3)
}
