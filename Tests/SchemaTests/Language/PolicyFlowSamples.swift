// Written by tools/generate.sh from schemas/opportunity/v1/policy_flow.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func gateRules() -> GateRules {
    GateRules(
      mode: one(), stages: list { $0.stageGate() }, win: list { $0.evidenceNeed() },
      evidenceFrom: maybe { $0.one() }, noteOrFile: bool(), overrideByApproval: bool(),
      skippedStagesCount: bool())
  }
}

extension PBGateRules {
  init(_ value: GateRules) {
    self.init()
    mode = word(value.mode)
    stages = value.stages.map { PBStageGate($0) }
    win = value.win.map { PBEvidenceNeed($0) }
    if let evidenceFrom = value.evidenceFrom { self.evidenceFrom = word(evidenceFrom) }
    noteOrFile = value.noteOrFile
    overrideByApproval = value.overrideByApproval
    skippedStagesCount = value.skippedStagesCount
  }
}

extension Random {
  mutating func stageGate() -> StageGate {
    StageGate(
      stage: one(), evidence: list { $0.evidenceNeed() }, verifiedEvidence: bool(),
      checklistComplete: bool(), profileComplete: bool(), managerNamed: bool())
  }
}

extension PBStageGate {
  init(_ value: StageGate) {
    self.init()
    stage = word(value.stage)
    evidence = value.evidence.map { PBEvidenceNeed($0) }
    verifiedEvidence = value.verifiedEvidence
    checklistComplete = value.checklistComplete
    profileComplete = value.profileComplete
    managerNamed = value.managerNamed
  }
}

extension Random {
  mutating func evidenceNeed() -> EvidenceNeed {
    EvidenceNeed(anyOf: list { $0.one() })
  }
}

extension PBEvidenceNeed {
  init(_ value: EvidenceNeed) {
    self.init()
    anyOf = value.anyOf.map { word($0) }
  }
}

extension Random {
  mutating func pipelineRules() -> PipelineRules {
    PipelineRules(templates: list { $0.pipelineTemplate() }, standardTemplate: text())
  }
}

extension PBPipelineRules {
  init(_ value: PipelineRules) {
    self.init()
    templates = value.templates.map { PBPipelineTemplate($0) }
    standardTemplate = value.standardTemplate
  }
}

extension Random {
  mutating func pipelineTemplate() -> PipelineTemplate {
    PipelineTemplate(
      code: text(), label: label(), stages: list { $0.templateStage() },
      collection: maybe { $0.label() })
  }
}

extension PBPipelineTemplate {
  init(_ value: PipelineTemplate) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    stages = value.stages.map { PBTemplateStage($0) }
    if let collection = value.collection { self.collection = PBLabel(collection) }
  }
}

extension Random {
  mutating func templateStage() -> TemplateStage {
    TemplateStage(stage: one(), label: label(), plannedDay: uint32())
  }
}

extension PBTemplateStage {
  init(_ value: TemplateStage) {
    self.init()
    stage = word(value.stage)
    label = PBLabel(value.label)
    plannedDay = value.plannedDay
  }
}

extension Random {
  mutating func poolRules() -> PoolRules {
    PoolRules(
      claimQuota: uint32(), priorOwnerBarDays: uint32(), transferScope: one(),
      untouchedReclaimDays: uint32(), reclaim: list { $0.reclaimRule() }, reclaimConfirmed: bool(),
      reactivatedFollowUpDays: uint32(), eliminationPath: one(), directEliminationByApproval: bool()
    )
  }
}

extension PBPoolRules {
  init(_ value: PoolRules) {
    self.init()
    claimQuota = value.claimQuota
    priorOwnerBarDays = value.priorOwnerBarDays
    transferScope = word(value.transferScope)
    untouchedReclaimDays = value.untouchedReclaimDays
    reclaim = value.reclaim.map { PBReclaimRule($0) }
    reclaimConfirmed = value.reclaimConfirmed
    reactivatedFollowUpDays = value.reactivatedFollowUpDays
    eliminationPath = word(value.eliminationPath)
    directEliminationByApproval = value.directEliminationByApproval
  }
}

extension Random {
  mutating func reclaimRule() -> ReclaimRule {
    ReclaimRule(stage: one(), days: uint32(), redMultiple: uint32())
  }
}

extension PBReclaimRule {
  init(_ value: ReclaimRule) {
    self.init()
    stage = word(value.stage)
    days = value.days
    redMultiple = value.redMultiple
  }
}

extension Random {
  mutating func quietRules() -> QuietRules {
    QuietRules(daysMaximum: uint32(), pushCapPerMonth: uint32())
  }
}

extension PBQuietRules {
  init(_ value: QuietRules) {
    self.init()
    daysMaximum = value.daysMaximum
    pushCapPerMonth = value.pushCapPerMonth
  }
}

extension Random {
  mutating func splitRules() -> SplitRules {
    SplitRules(
      methods: list { $0.one() }, mentorShareMaximum: PartsPerMillion(uint32()),
      partiesMaximum: uint32())
  }
}

extension PBSplitRules {
  init(_ value: SplitRules) {
    self.init()
    methods = value.methods.map { word($0) }
    mentorShareMaximumPpm = value.mentorShareMaximum.count
    partiesMaximum = value.partiesMaximum
  }
}

extension Random {
  mutating func approvalRules() -> ApprovalRules {
    ApprovalRules(
      currency: text(), flows: list { $0.approvalFlow() }, publicationByApproval: bool())
  }
}

extension PBApprovalRules {
  init(_ value: ApprovalRules) {
    self.init()
    currency = value.currency
    flows = value.flows.map { PBApprovalFlow($0) }
    publicationByApproval = value.publicationByApproval
  }
}

extension Random {
  mutating func approvalFlow() -> ApprovalFlow {
    ApprovalFlow(kind: one(), bands: list { $0.approvalBand() }, slaHours: uint32())
  }
}

extension PBApprovalFlow {
  init(_ value: ApprovalFlow) {
    self.init()
    kind = word(value.kind)
    bands = value.bands.map { PBApprovalBand($0) }
    slaHours = value.slaHours
  }
}

extension Random {
  mutating func approvalBand() -> ApprovalBand {
    ApprovalBand(upToMinorUnits: int64(), chain: list { $0.one() })
  }
}

extension PBApprovalBand {
  init(_ value: ApprovalBand) {
    self.init()
    upToMinorUnits = value.upToMinorUnits
    chain = value.chain.map { word($0) }
  }
}

extension Random {
  mutating func reviewRules() -> ReviewRules {
    ReviewRules(
      weekly: bool(), sampleMinimum: uint32(), sample: PartsPerMillion(uint32()),
      penaltyPoints: uint32(), explanationDays: uint32())
  }
}

extension PBReviewRules {
  init(_ value: ReviewRules) {
    self.init()
    weekly = value.weekly
    sampleMinimum = value.sampleMinimum
    samplePpm = value.sample.count
    penaltyPoints = value.penaltyPoints
    explanationDays = value.explanationDays
  }
}
