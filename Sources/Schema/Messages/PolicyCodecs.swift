// Written by tools/generate.sh from schemas/opportunity/v1/policy.proto; edit that, not this.

package import Opportunities

extension PolicyDocument: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var utcOffsetMinutes: Int32 = 0
    var grades: [GradeRule] = []
    var stages: [StageRule] = []
    var cadence: CadenceRules?
    var health: HealthRules?
    var recording: RecordingRules?
    var feedbackTags: [FeedbackTag] = []
    var lossReasons: [LossReason] = []
    var strictGradeA: Bool = false
    var gates: GateRules?
    var pipelines: PipelineRules?
    var scorecard: ScorecardRules?
    var pool: PoolRules?
    var quiet: QuietRules?
    var splits: SplitRules?
    var approvals: ApprovalRules?
    var review: ReviewRules?
    var alerts: AlertRules?
    var thresholds: ThresholdRules?
    var winOdds: WinOddsRules?
    var incentives: IncentiveRules?
    var growth: GrowthRules?
    var qualification: QualificationRules?
    var profile: ProfileRules?
    var scripts: ScriptRules?
    var transcripts: TranscriptRules?
    var competitors: [Competitor] = []
    var gradeHonesty: GradeHonestyRules?
    while let field = try reader.nextField() {
      switch field {
      case 1: utcOffsetMinutes = try reader.sint32("utc_offset_minutes")
      case 2: try reader.append(to: &grades, "grades")
      case 3: try reader.append(to: &stages, "stages")
      case 4: cadence = try reader.message("cadence")
      case 5: health = try reader.message("health")
      case 6: recording = try reader.message("recording")
      case 7: try reader.append(to: &feedbackTags, "feedback_tags")
      case 8: try reader.append(to: &lossReasons, "loss_reasons")
      case 9: strictGradeA = try reader.bool("strict_grade_a")
      case 10: gates = try reader.message("gates")
      case 11: pipelines = try reader.message("pipelines")
      case 12: scorecard = try reader.message("scorecard")
      case 13: pool = try reader.message("pool")
      case 14: quiet = try reader.message("quiet")
      case 15: splits = try reader.message("splits")
      case 16: approvals = try reader.message("approvals")
      case 17: review = try reader.message("review")
      case 18: alerts = try reader.message("alerts")
      case 19: thresholds = try reader.message("thresholds")
      case 20: winOdds = try reader.message("win_odds")
      case 21: incentives = try reader.message("incentives")
      case 22: growth = try reader.message("growth")
      case 23: qualification = try reader.message("qualification")
      case 24: profile = try reader.message("profile")
      case 25: scripts = try reader.message("scripts")
      case 26: transcripts = try reader.message("transcripts")
      case 27: try reader.append(to: &competitors, "competitors")
      case 28: gradeHonesty = try reader.message("grade_honesty")
      default: try reader.skip()
      }
    }
    self.init(
      utcOffsetMinutes: utcOffsetMinutes, grades: grades, stages: stages,
      cadence: try reader.required(cadence, "cadence"),
      health: try reader.required(health, "health"),
      recording: try reader.required(recording, "recording"), feedbackTags: feedbackTags,
      lossReasons: lossReasons, strictGradeA: strictGradeA, gates: gates, pipelines: pipelines,
      scorecard: scorecard, pool: pool, quiet: quiet, splits: splits, approvals: approvals,
      review: review, alerts: alerts, thresholds: thresholds, winOdds: winOdds,
      incentives: incentives, growth: growth, qualification: qualification, profile: profile,
      scripts: scripts, transcripts: transcripts, competitors: competitors,
      gradeHonesty: gradeHonesty)
  }

  package func write(to writer: inout WireWriter) {
    writer.sint32(1, utcOffsetMinutes)
    writer.messages(2, grades)
    writer.messages(3, stages)
    writer.message(4, cadence)
    writer.message(5, health)
    writer.message(6, recording)
    writer.messages(7, feedbackTags)
    writer.messages(8, lossReasons)
    writer.bool(9, strictGradeA)
    writer.message(10, gates)
    writer.message(11, pipelines)
    writer.message(12, scorecard)
    writer.message(13, pool)
    writer.message(14, quiet)
    writer.message(15, splits)
    writer.message(16, approvals)
    writer.message(17, review)
    writer.message(18, alerts)
    writer.message(19, thresholds)
    writer.message(20, winOdds)
    writer.message(21, incentives)
    writer.message(22, growth)
    writer.message(23, qualification)
    writer.message(24, profile)
    writer.message(25, scripts)
    writer.message(26, transcripts)
    writer.messages(27, competitors)
    writer.message(28, gradeHonesty)
  }
}

extension GradeRule: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var grade: Grade?
    var requiresNeed: Bool = false
    var requiresBudget: Bool = false
    var decisionDaysMaximum: UInt32 = 0
    var cadenceDays: UInt32 = 0
    var winPrior: PartsPerMillion = PartsPerMillion(0)
    var meanDaysToWin: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: grade = try reader.enumeration("grade")
      case 2: requiresNeed = try reader.bool("requires_need")
      case 3: requiresBudget = try reader.bool("requires_budget")
      case 4: decisionDaysMaximum = try reader.uint32("decision_days_maximum")
      case 5: cadenceDays = try reader.uint32("cadence_days")
      case 6: winPrior = PartsPerMillion(try reader.uint32("win_prior_ppm"))
      case 7: meanDaysToWin = try reader.uint32("mean_days_to_win")
      default: try reader.skip()
      }
    }
    self.init(
      grade: grade, requiresNeed: requiresNeed, requiresBudget: requiresBudget,
      decisionDaysMaximum: decisionDaysMaximum, cadenceDays: cadenceDays, winPrior: winPrior,
      meanDaysToWin: meanDaysToWin)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, grade)
    writer.bool(2, requiresNeed)
    writer.bool(3, requiresBudget)
    writer.uint32(4, decisionDaysMaximum)
    writer.uint32(5, cadenceDays)
    writer.uint32(6, winPrior.count)
    writer.uint32(7, meanDaysToWin)
  }
}

extension StageRule: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var stage: Stage?
    var label: Label?
    var plannedDay: UInt32 = 0
    var oddsPermille: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: stage = try reader.enumeration("stage")
      case 2: label = try reader.message("label")
      case 3: plannedDay = try reader.uint32("planned_day")
      case 4: oddsPermille = try reader.uint32("odds_permille")
      default: try reader.skip()
      }
    }
    self.init(
      stage: try reader.required(stage, "stage"), label: try reader.required(label, "label"),
      plannedDay: plannedDay, oddsPermille: oddsPermille)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, stage)
    writer.message(2, label)
    writer.uint32(3, plannedDay)
    writer.uint32(4, oddsPermille)
  }
}

extension CadenceRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var firstResponseHours: UInt32 = 0
    var firstFollowUpDays: UInt32 = 0
    var closingDays: UInt32 = 0
    var promiseLeadHours: UInt32 = 0
    var redDaysMinimum: UInt32 = 0
    var stagnationDays: UInt32 = 0
    var suspensionDaysMaximum: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: firstResponseHours = try reader.uint32("first_response_hours")
      case 2: firstFollowUpDays = try reader.uint32("first_follow_up_days")
      case 3: closingDays = try reader.uint32("closing_days")
      case 4: promiseLeadHours = try reader.uint32("promise_lead_hours")
      case 5: redDaysMinimum = try reader.uint32("red_days_minimum")
      case 6: stagnationDays = try reader.uint32("stagnation_days")
      case 7: suspensionDaysMaximum = try reader.uint32("suspension_days_maximum")
      default: try reader.skip()
      }
    }
    self.init(
      firstResponseHours: firstResponseHours, firstFollowUpDays: firstFollowUpDays,
      closingDays: closingDays, promiseLeadHours: promiseLeadHours, redDaysMinimum: redDaysMinimum,
      stagnationDays: stagnationDays, suspensionDaysMaximum: suspensionDaysMaximum)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, firstResponseHours)
    writer.uint32(2, firstFollowUpDays)
    writer.uint32(3, closingDays)
    writer.uint32(4, promiseLeadHours)
    writer.uint32(5, redDaysMinimum)
    writer.uint32(6, stagnationDays)
    writer.uint32(7, suspensionDaysMaximum)
  }
}

extension HealthRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var frequencyWeight: UInt32 = 0
    var feedbackWeight: UInt32 = 0
    var stageWeight: UInt32 = 0
    var positivePoints: UInt32 = 0
    var neutralPoints: UInt32 = 0
    var objectionPoints: UInt32 = 0
    var deferralPoints: UInt32 = 0
    var negativePoints: UInt32 = 0
    var eliminationScore: UInt32 = 0
    var eliminationDays: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: frequencyWeight = try reader.uint32("frequency_weight")
      case 2: feedbackWeight = try reader.uint32("feedback_weight")
      case 3: stageWeight = try reader.uint32("stage_weight")
      case 4: positivePoints = try reader.uint32("positive_points")
      case 5: neutralPoints = try reader.uint32("neutral_points")
      case 6: objectionPoints = try reader.uint32("objection_points")
      case 7: deferralPoints = try reader.uint32("deferral_points")
      case 8: negativePoints = try reader.uint32("negative_points")
      case 9: eliminationScore = try reader.uint32("elimination_score")
      case 10: eliminationDays = try reader.uint32("elimination_days")
      default: try reader.skip()
      }
    }
    self.init(
      frequencyWeight: frequencyWeight, feedbackWeight: feedbackWeight, stageWeight: stageWeight,
      positivePoints: positivePoints, neutralPoints: neutralPoints,
      objectionPoints: objectionPoints, deferralPoints: deferralPoints,
      negativePoints: negativePoints, eliminationScore: eliminationScore,
      eliminationDays: eliminationDays)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, frequencyWeight)
    writer.uint32(2, feedbackWeight)
    writer.uint32(3, stageWeight)
    writer.uint32(4, positivePoints)
    writer.uint32(5, neutralPoints)
    writer.uint32(6, objectionPoints)
    writer.uint32(7, deferralPoints)
    writer.uint32(8, negativePoints)
    writer.uint32(9, eliminationScore)
    writer.uint32(10, eliminationDays)
  }
}

extension RecordingRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var futureToleranceMinutes: UInt32 = 0
    var backfillFlagHours: UInt32 = 0
    var backfillReasonDays: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: futureToleranceMinutes = try reader.uint32("future_tolerance_minutes")
      case 2: backfillFlagHours = try reader.uint32("backfill_flag_hours")
      case 3: backfillReasonDays = try reader.uint32("backfill_reason_days")
      default: try reader.skip()
      }
    }
    self.init(
      futureToleranceMinutes: futureToleranceMinutes, backfillFlagHours: backfillFlagHours,
      backfillReasonDays: backfillReasonDays)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, futureToleranceMinutes)
    writer.uint32(2, backfillFlagHours)
    writer.uint32(3, backfillReasonDays)
  }
}

extension FeedbackTag: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var sentiment: Sentiment?
    var contradictsGradeA: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: sentiment = try reader.enumeration("sentiment")
      case 4: contradictsGradeA = try reader.bool("contradicts_grade_a")
      default: try reader.skip()
      }
    }
    self.init(
      code: code, label: try reader.required(label, "label"),
      sentiment: try reader.required(sentiment, "sentiment"), contradictsGradeA: contradictsGradeA)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.enumeration(3, sentiment)
    writer.bool(4, contradictsGradeA)
  }
}

extension LossReason: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      default: try reader.skip()
      }
    }
    self.init(code: code, label: try reader.required(label, "label"))
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
  }
}

extension PublishPolicy: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var document: PolicyDocument?
    var reason: String = ""
    var effectiveFrom: Instant?
    var approvalID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: document = try reader.message("document")
      case 2: reason = try reader.string("reason")
      case 3: effectiveFrom = try reader.instant("effective_from_ms")
      case 4: approvalID = try reader.string("approval_id")
      default: try reader.skip()
      }
    }
    self.init(
      document: try reader.required(document, "document"), reason: reason,
      effectiveFrom: effectiveFrom, approvalID: approvalID)
  }
}

extension PolicyPublished: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var document: PolicyDocument?
    var reason: String = ""
    var effectiveFrom: Instant = Instant(milliseconds: 0)
    var approvalID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: document = try reader.message("document")
      case 3: reason = try reader.string("reason")
      case 4: effectiveFrom.milliseconds = try reader.int64("effective_from_ms")
      case 5: approvalID = try reader.string("approval_id")
      default: try reader.skip()
      }
    }
    self.init(
      version: version, document: try reader.required(document, "document"), reason: reason,
      effectiveFrom: effectiveFrom, approvalID: approvalID)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.message(2, document)
    writer.string(3, reason)
    writer.instant(4, effectiveFrom)
    writer.string(5, approvalID)
  }
}
