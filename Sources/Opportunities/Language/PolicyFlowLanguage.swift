// Written by tools/generate.sh from schemas/opportunity/v1/policy_flow.proto; edit that, not this.

/// What happens to a move whose gate is not met.
package enum GateMode: UInt8, Hashable, Sendable, CaseIterable {
  /// Gates are not looked at.
  case off = 1
  /// The move happens; what was missing stands in its event.
  case flag = 2
  /// The move is refused unless an approved override stands for it.
  case enforce = 3
}

extension GateMode: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .off: "off"
    case .flag: "flag"
    case .enforce: "enforce"
    }
  }
}

/// How an opportunity is given up (淘汰).
package enum EliminationPath: UInt8, Hashable, Sendable, CaseIterable {
  case viaDormant = 1
  case direct = 2
}

extension EliminationPath: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .viaDormant: "via-dormant"
    case .direct: "direct"
    }
  }
}

/// What must be there before a stage is entered (进入条件, 判定标志).
package struct GateRules: Hashable, Sendable {
  package var mode: GateMode
  /// At most one a stage; a stage without one is open.
  package var stages: [StageGate]
  /// What a win needs.
  package var win: [EvidenceNeed]
  /// From this stage on an opportunity must have evidence of some kind. nil: never.
  package var evidenceFrom: Stage?
  /// A move needs a note or a file.
  package var noteOrFile: Bool
  /// An approved override opens a gate that is not met.
  package var overrideByApproval: Bool
  /// Who skips a stage must meet its gate too.
  package var skippedStagesCount: Bool

  package init(
    mode: GateMode, stages: [StageGate], win: [EvidenceNeed], evidenceFrom: Stage?,
    noteOrFile: Bool, overrideByApproval: Bool, skippedStagesCount: Bool
  ) {
    self.mode = mode
    self.stages = stages
    self.win = win
    self.evidenceFrom = evidenceFrom
    self.noteOrFile = noteOrFile
    self.overrideByApproval = overrideByApproval
    self.skippedStagesCount = skippedStagesCount
  }
}

/// All of it must hold.
package struct StageGate: Hashable, Sendable {
  package var stage: Stage
  /// Each must be met.
  package var evidence: [EvidenceNeed]
  /// Only evidence that a second person has verified counts.
  package var verifiedEvidence: Bool
  /// The items that the qualification checklist of the customer's kind requires. Asked where a lead is
  /// qualified; no move is asked for it, since what names people is not kept but in its record.
  package var checklistComplete: Bool
  /// The required fields of the customer's profile.
  package var profileComplete: Bool
  /// A manager is named.
  package var managerNamed: Bool

  package init(
    stage: Stage, evidence: [EvidenceNeed], verifiedEvidence: Bool, checklistComplete: Bool,
    profileComplete: Bool, managerNamed: Bool
  ) {
    self.stage = stage
    self.evidence = evidence
    self.verifiedEvidence = verifiedEvidence
    self.checklistComplete = checklistComplete
    self.profileComplete = profileComplete
    self.managerNamed = managerNamed
  }
}

/// Met by evidence of any one of these kinds.
package struct EvidenceNeed: Hashable, Sendable {
  package var anyOf: [EvidenceKind]

  package init(anyOf: [EvidenceKind]) {
    self.anyOf = anyOf
  }
}

/// Stage lists of different kinds of business, comparable because each is made of the same stages.
package struct PipelineRules: Hashable, Sendable {
  package var templates: [PipelineTemplate]
  /// Code of the template that an opportunity has whose creation names none.
  package var standardTemplate: String

  package init(templates: [PipelineTemplate], standardTemplate: String) {
    self.templates = templates
    self.standardTemplate = standardTemplate
  }
}

/// A named way through the stages (流程模板), for a team or a product.
package struct PipelineTemplate: Hashable, Sendable {
  package var code: String
  package var label: Label
  /// In the order of the stages; a stage that is missing is not used.
  package var stages: [TemplateStage]
  /// What following the payments after a win is called. nil: it is not a step of its own.
  package var collection: Label?

  package init(code: String, label: Label, stages: [TemplateStage], collection: Label?) {
    self.code = code
    self.label = label
    self.stages = stages
    self.collection = collection
  }
}

/// A stage of a template, under the name that its team gives it.
package struct TemplateStage: Hashable, Sendable {
  package var stage: Stage
  package var label: Label
  /// Planned day after creation.
  package var plannedDay: UInt32

  package init(stage: Stage, label: Label, plannedDay: UInt32) {
    self.stage = stage
    self.label = label
    self.plannedDay = plannedDay
  }
}

/// Public and private pool: who may hold, take and move opportunities (公海与私海).
package struct PoolRules: Hashable, Sendable {
  /// Open opportunities with which an owner can still claim one more: below this.
  package var claimQuota: UInt32
  /// So long a former owner cannot claim what he or she gave or lost to the pool.
  package var priorOwnerBarDays: UInt32
  package var transferScope: TransferScope
  /// At contact without any follow-up since the owner got it, it may be reclaimed after this long.
  package var untouchedReclaimDays: UInt32
  /// Silence after which an opportunity may be reclaimed. At most one a stage; none: never.
  package var reclaim: [ReclaimRule]
  /// A manager confirms each reclaim.
  package var reclaimConfirmed: Bool
  /// The first follow-up after a reactivation is due within this.
  package var reactivatedFollowUpDays: UInt32
  package var eliminationPath: EliminationPath
  /// Beside the way through dormancy, an approval opens the direct one.
  package var directEliminationByApproval: Bool

  package init(
    claimQuota: UInt32, priorOwnerBarDays: UInt32, transferScope: TransferScope,
    untouchedReclaimDays: UInt32, reclaim: [ReclaimRule], reclaimConfirmed: Bool,
    reactivatedFollowUpDays: UInt32, eliminationPath: EliminationPath,
    directEliminationByApproval: Bool
  ) {
    self.claimQuota = claimQuota
    self.priorOwnerBarDays = priorOwnerBarDays
    self.transferScope = transferScope
    self.untouchedReclaimDays = untouchedReclaimDays
    self.reclaim = reclaim
    self.reclaimConfirmed = reclaimConfirmed
    self.reactivatedFollowUpDays = reactivatedFollowUpDays
    self.eliminationPath = eliminationPath
    self.directEliminationByApproval = directEliminationByApproval
  }
}

/// Exactly one of the two is set.
package struct ReclaimRule: Hashable, Sendable {
  package var stage: Stage
  package var days: UInt32
  /// As many times the silence that is red.
  package var redMultiple: UInt32

  package init(stage: Stage, days: UInt32, redMultiple: UInt32) {
    self.stage = stage
    self.days = days
    self.redMultiple = redMultiple
  }
}

/// Customers who want to be left alone (静默期, 推送频率).
package struct QuietRules: Hashable, Sendable {
  package var daysMaximum: UInt32
  /// Product messages a customer gets in a month at most. 0: none.
  package var pushCapPerMonth: UInt32

  package init(daysMaximum: UInt32, pushCapPerMonth: UInt32) {
    self.daysMaximum = daysMaximum
    self.pushCapPerMonth = pushCapPerMonth
  }
}

/// How the gain of a deal may be shared (分润, 师徒制).
package struct SplitRules: Hashable, Sendable {
  package var methods: [SplitMethod]
  package var mentorShareMaximum: PartsPerMillion
  package var partiesMaximum: UInt32

  package init(methods: [SplitMethod], mentorShareMaximum: PartsPerMillion, partiesMaximum: UInt32)
  {
    self.methods = methods
    self.mentorShareMaximum = mentorShareMaximum
    self.partiesMaximum = partiesMaximum
  }
}

/// Who approves what (审批).
package struct ApprovalRules: Hashable, Sendable {
  /// In which the bands are written. An amount in another currency takes the last band.
  package var currency: String
  /// At most one a kind, and one for ApprovalKind OTHER, which stands for kinds without one.
  package var flows: [ApprovalFlow]
  /// Rules are published only with a granted approval of kind POLICY, each approval once.
  package var publicationByApproval: Bool

  package init(currency: String, flows: [ApprovalFlow], publicationByApproval: Bool) {
    self.currency = currency
    self.flows = flows
    self.publicationByApproval = publicationByApproval
  }
}

/// Who has to agree to requests of one kind, and how soon.
package struct ApprovalFlow: Hashable, Sendable {
  package var kind: ApprovalKind
  /// Ascending; the last has no limit.
  package var bands: [ApprovalBand]
  /// Each step is overdue after this.
  package var slaHours: UInt32

  package init(kind: ApprovalKind, bands: [ApprovalBand], slaHours: UInt32) {
    self.kind = kind
    self.bands = bands
    self.slaHours = slaHours
  }
}

/// Who has to agree up to an amount.
package struct ApprovalBand: Hashable, Sendable {
  /// Amounts up to this, itself included. 0: no limit.
  package var upToMinorUnits: Int64
  /// Who approves, one after the other.
  package var chain: [Role]

  package init(upToMinorUnits: Int64, chain: [Role]) {
    self.upToMinorUnits = upToMinorUnits
    self.chain = chain
  }
}

/// Weekly sampling of high grades (每周抽查).
package struct ReviewRules: Hashable, Sendable {
  /// A sample is drawn each week.
  package var weekly: Bool
  /// The larger of the two, but never more than there are.
  package var sampleMinimum: UInt32
  package var sample: PartsPerMillion
  /// Points an owner loses for a grade that proves false. 0: the verdict alone is recorded.
  package var penaltyPoints: UInt32
  /// An anomaly is to be explained within this.
  package var explanationDays: UInt32

  package init(
    weekly: Bool, sampleMinimum: UInt32, sample: PartsPerMillion, penaltyPoints: UInt32,
    explanationDays: UInt32
  ) {
    self.weekly = weekly
    self.sampleMinimum = sampleMinimum
    self.sample = sample
    self.penaltyPoints = penaltyPoints
    self.explanationDays = explanationDays
  }
}
