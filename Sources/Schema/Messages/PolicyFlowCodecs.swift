// Written by tools/generate.sh from schemas/opportunity/v1/policy_flow.proto; edit that, not this.

package import Opportunities

extension GateMode: WireEnum {}

extension EliminationPath: WireEnum {}

extension GateRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var mode: GateMode?
    var stages: [StageGate] = []
    var win: [EvidenceNeed] = []
    var evidenceFrom: Stage?
    var noteOrFile: Bool = false
    var overrideByApproval: Bool = false
    var skippedStagesCount: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: mode = try reader.enumeration("mode")
      case 2: try reader.append(to: &stages, "stages")
      case 3: try reader.append(to: &win, "win")
      case 4: evidenceFrom = try reader.enumeration("evidence_from")
      case 5: noteOrFile = try reader.bool("note_or_file")
      case 6: overrideByApproval = try reader.bool("override_by_approval")
      case 7: skippedStagesCount = try reader.bool("skipped_stages_count")
      default: try reader.skip()
      }
    }
    self.init(
      mode: try reader.required(mode, "mode"), stages: stages, win: win, evidenceFrom: evidenceFrom,
      noteOrFile: noteOrFile, overrideByApproval: overrideByApproval,
      skippedStagesCount: skippedStagesCount)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, mode)
    writer.messages(2, stages)
    writer.messages(3, win)
    writer.enumeration(4, evidenceFrom)
    writer.bool(5, noteOrFile)
    writer.bool(6, overrideByApproval)
    writer.bool(7, skippedStagesCount)
  }
}

extension StageGate: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var stage: Stage?
    var evidence: [EvidenceNeed] = []
    var verifiedEvidence: Bool = false
    var checklistComplete: Bool = false
    var profileComplete: Bool = false
    var managerNamed: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: stage = try reader.enumeration("stage")
      case 2: try reader.append(to: &evidence, "evidence")
      case 3: verifiedEvidence = try reader.bool("verified_evidence")
      case 4: checklistComplete = try reader.bool("checklist_complete")
      case 5: profileComplete = try reader.bool("profile_complete")
      case 6: managerNamed = try reader.bool("manager_named")
      default: try reader.skip()
      }
    }
    self.init(
      stage: try reader.required(stage, "stage"), evidence: evidence,
      verifiedEvidence: verifiedEvidence, checklistComplete: checklistComplete,
      profileComplete: profileComplete, managerNamed: managerNamed)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, stage)
    writer.messages(2, evidence)
    writer.bool(3, verifiedEvidence)
    writer.bool(4, checklistComplete)
    writer.bool(5, profileComplete)
    writer.bool(6, managerNamed)
  }
}

extension EvidenceNeed: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var anyOf: [EvidenceKind] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &anyOf, "any_of")
      default: try reader.skip()
      }
    }
    self.init(anyOf: anyOf)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumerations(1, anyOf)
  }
}

extension PipelineRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var templates: [PipelineTemplate] = []
    var standardTemplate: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &templates, "templates")
      case 2: standardTemplate = try reader.string("standard_template")
      default: try reader.skip()
      }
    }
    self.init(templates: templates, standardTemplate: standardTemplate)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, templates)
    writer.string(2, standardTemplate)
  }
}

extension PipelineTemplate: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var stages: [TemplateStage] = []
    var collection: Label?
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: try reader.append(to: &stages, "stages")
      case 4: collection = try reader.message("collection")
      default: try reader.skip()
      }
    }
    self.init(
      code: code, label: try reader.required(label, "label"), stages: stages, collection: collection
    )
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.messages(3, stages)
    writer.message(4, collection)
  }
}

extension TemplateStage: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var stage: Stage?
    var label: Label?
    var plannedDay: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: stage = try reader.enumeration("stage")
      case 2: label = try reader.message("label")
      case 3: plannedDay = try reader.uint32("planned_day")
      default: try reader.skip()
      }
    }
    self.init(
      stage: try reader.required(stage, "stage"), label: try reader.required(label, "label"),
      plannedDay: plannedDay)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, stage)
    writer.message(2, label)
    writer.uint32(3, plannedDay)
  }
}

extension PoolRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var claimQuota: UInt32 = 0
    var priorOwnerBarDays: UInt32 = 0
    var transferScope: TransferScope?
    var untouchedReclaimDays: UInt32 = 0
    var reclaim: [ReclaimRule] = []
    var reclaimConfirmed: Bool = false
    var reactivatedFollowUpDays: UInt32 = 0
    var eliminationPath: EliminationPath?
    var directEliminationByApproval: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: claimQuota = try reader.uint32("claim_quota")
      case 2: priorOwnerBarDays = try reader.uint32("prior_owner_bar_days")
      case 3: transferScope = try reader.enumeration("transfer_scope")
      case 4: untouchedReclaimDays = try reader.uint32("untouched_reclaim_days")
      case 5: try reader.append(to: &reclaim, "reclaim")
      case 6: reclaimConfirmed = try reader.bool("reclaim_confirmed")
      case 7: reactivatedFollowUpDays = try reader.uint32("reactivated_follow_up_days")
      case 8: eliminationPath = try reader.enumeration("elimination_path")
      case 9: directEliminationByApproval = try reader.bool("direct_elimination_by_approval")
      default: try reader.skip()
      }
    }
    self.init(
      claimQuota: claimQuota, priorOwnerBarDays: priorOwnerBarDays,
      transferScope: try reader.required(transferScope, "transfer_scope"),
      untouchedReclaimDays: untouchedReclaimDays, reclaim: reclaim,
      reclaimConfirmed: reclaimConfirmed, reactivatedFollowUpDays: reactivatedFollowUpDays,
      eliminationPath: try reader.required(eliminationPath, "elimination_path"),
      directEliminationByApproval: directEliminationByApproval)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, claimQuota)
    writer.uint32(2, priorOwnerBarDays)
    writer.enumeration(3, transferScope)
    writer.uint32(4, untouchedReclaimDays)
    writer.messages(5, reclaim)
    writer.bool(6, reclaimConfirmed)
    writer.uint32(7, reactivatedFollowUpDays)
    writer.enumeration(8, eliminationPath)
    writer.bool(9, directEliminationByApproval)
  }
}

extension ReclaimRule: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var stage: Stage?
    var days: UInt32 = 0
    var redMultiple: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: stage = try reader.enumeration("stage")
      case 2: days = try reader.uint32("days")
      case 3: redMultiple = try reader.uint32("red_multiple")
      default: try reader.skip()
      }
    }
    self.init(stage: try reader.required(stage, "stage"), days: days, redMultiple: redMultiple)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, stage)
    writer.uint32(2, days)
    writer.uint32(3, redMultiple)
  }
}

extension QuietRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var daysMaximum: UInt32 = 0
    var pushCapPerMonth: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: daysMaximum = try reader.uint32("days_maximum")
      case 2: pushCapPerMonth = try reader.uint32("push_cap_per_month")
      default: try reader.skip()
      }
    }
    self.init(daysMaximum: daysMaximum, pushCapPerMonth: pushCapPerMonth)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, daysMaximum)
    writer.uint32(2, pushCapPerMonth)
  }
}

extension SplitRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var methods: [SplitMethod] = []
    var mentorShareMaximum: PartsPerMillion = PartsPerMillion(0)
    var partiesMaximum: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &methods, "methods")
      case 2: mentorShareMaximum = PartsPerMillion(try reader.uint32("mentor_share_maximum_ppm"))
      case 3: partiesMaximum = try reader.uint32("parties_maximum")
      default: try reader.skip()
      }
    }
    self.init(
      methods: methods, mentorShareMaximum: mentorShareMaximum, partiesMaximum: partiesMaximum)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumerations(1, methods)
    writer.uint32(2, mentorShareMaximum.count)
    writer.uint32(3, partiesMaximum)
  }
}

extension ApprovalRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var currency: String = ""
    var flows: [ApprovalFlow] = []
    var publicationByApproval: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: currency = try reader.string("currency")
      case 2: try reader.append(to: &flows, "flows")
      case 3: publicationByApproval = try reader.bool("publication_by_approval")
      default: try reader.skip()
      }
    }
    self.init(currency: currency, flows: flows, publicationByApproval: publicationByApproval)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, currency)
    writer.messages(2, flows)
    writer.bool(3, publicationByApproval)
  }
}

extension ApprovalFlow: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: ApprovalKind?
    var bands: [ApprovalBand] = []
    var slaHours: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: try reader.append(to: &bands, "bands")
      case 3: slaHours = try reader.uint32("sla_hours")
      default: try reader.skip()
      }
    }
    self.init(kind: try reader.required(kind, "kind"), bands: bands, slaHours: slaHours)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.messages(2, bands)
    writer.uint32(3, slaHours)
  }
}

extension ApprovalBand: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var upToMinorUnits: Int64 = 0
    var chain: [Role] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: upToMinorUnits = try reader.int64("up_to_minor_units")
      case 2: try reader.append(to: &chain, "chain")
      default: try reader.skip()
      }
    }
    self.init(upToMinorUnits: upToMinorUnits, chain: chain)
  }

  package func write(to writer: inout WireWriter) {
    writer.int64(1, upToMinorUnits)
    writer.enumerations(2, chain)
  }
}

extension ReviewRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var weekly: Bool = false
    var sampleMinimum: UInt32 = 0
    var sample: PartsPerMillion = PartsPerMillion(0)
    var penaltyPoints: UInt32 = 0
    var explanationDays: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: weekly = try reader.bool("weekly")
      case 2: sampleMinimum = try reader.uint32("sample_minimum")
      case 3: sample = PartsPerMillion(try reader.uint32("sample_ppm"))
      case 4: penaltyPoints = try reader.uint32("penalty_points")
      case 5: explanationDays = try reader.uint32("explanation_days")
      default: try reader.skip()
      }
    }
    self.init(
      weekly: weekly, sampleMinimum: sampleMinimum, sample: sample, penaltyPoints: penaltyPoints,
      explanationDays: explanationDays)
  }

  package func write(to writer: inout WireWriter) {
    writer.bool(1, weekly)
    writer.uint32(2, sampleMinimum)
    writer.uint32(3, sample.count)
    writer.uint32(4, penaltyPoints)
    writer.uint32(5, explanationDays)
  }
}
