// Written by tools/generate.sh from schemas/opportunity/v1/policy.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func policyDocument() -> PolicyDocument {
    PolicyDocument(
      utcOffsetMinutes: int32(), grades: list { $0.gradeRule() }, stages: list { $0.stageRule() },
      cadence: cadenceRules(), health: healthRules(), recording: recordingRules(),
      feedbackTags: list { $0.feedbackTag() }, lossReasons: list { $0.lossReason() },
      strictGradeA: bool(), gates: maybe { $0.gateRules() },
      pipelines: maybe { $0.pipelineRules() }, scorecard: maybe { $0.scorecardRules() },
      pool: maybe { $0.poolRules() }, quiet: maybe { $0.quietRules() },
      splits: maybe { $0.splitRules() }, approvals: maybe { $0.approvalRules() },
      review: maybe { $0.reviewRules() }, alerts: maybe { $0.alertRules() },
      thresholds: maybe { $0.thresholdRules() }, winOdds: maybe { $0.winOddsRules() },
      incentives: maybe { $0.incentiveRules() }, growth: maybe { $0.growthRules() },
      qualification: maybe { $0.qualificationRules() }, profile: maybe { $0.profileRules() },
      scripts: maybe { $0.scriptRules() }, transcripts: maybe { $0.transcriptRules() },
      competitors: list { $0.competitor() }, gradeHonesty: maybe { $0.gradeHonestyRules() })
  }
}

extension PBPolicyDocument {
  init(_ value: PolicyDocument) {
    self.init()
    utcOffsetMinutes = value.utcOffsetMinutes
    grades = value.grades.map { PBGradeRule($0) }
    stages = value.stages.map { PBStageRule($0) }
    cadence = PBCadenceRules(value.cadence)
    health = PBHealthRules(value.health)
    recording = PBRecordingRules(value.recording)
    feedbackTags = value.feedbackTags.map { PBFeedbackTag($0) }
    lossReasons = value.lossReasons.map { PBLossReason($0) }
    strictGradeA = value.strictGradeA
    if let gates = value.gates { self.gates = PBGateRules(gates) }
    if let pipelines = value.pipelines { self.pipelines = PBPipelineRules(pipelines) }
    if let scorecard = value.scorecard { self.scorecard = PBScorecardRules(scorecard) }
    if let pool = value.pool { self.pool = PBPoolRules(pool) }
    if let quiet = value.quiet { self.quiet = PBQuietRules(quiet) }
    if let splits = value.splits { self.splits = PBSplitRules(splits) }
    if let approvals = value.approvals { self.approvals = PBApprovalRules(approvals) }
    if let review = value.review { self.review = PBReviewRules(review) }
    if let alerts = value.alerts { self.alerts = PBAlertRules(alerts) }
    if let thresholds = value.thresholds { self.thresholds = PBThresholdRules(thresholds) }
    if let winOdds = value.winOdds { self.winOdds = PBWinOddsRules(winOdds) }
    if let incentives = value.incentives { self.incentives = PBIncentiveRules(incentives) }
    if let growth = value.growth { self.growth = PBGrowthRules(growth) }
    if let qualification = value.qualification {
      self.qualification = PBQualificationRules(qualification)
    }
    if let profile = value.profile { self.profile = PBProfileRules(profile) }
    if let scripts = value.scripts { self.scripts = PBScriptRules(scripts) }
    if let transcripts = value.transcripts { self.transcripts = PBTranscriptRules(transcripts) }
    competitors = value.competitors.map { PBCompetitor($0) }
    if let gradeHonesty = value.gradeHonesty {
      self.gradeHonesty = PBGradeHonestyRules(gradeHonesty)
    }
  }
}

extension Random {
  mutating func gradeRule() -> GradeRule {
    GradeRule(
      grade: maybe { $0.one() }, requiresNeed: bool(), requiresBudget: bool(),
      decisionDaysMaximum: uint32(), cadenceDays: uint32(), winPrior: PartsPerMillion(uint32()),
      meanDaysToWin: uint32())
  }
}

extension PBGradeRule {
  init(_ value: GradeRule) {
    self.init()
    if let grade = value.grade { self.grade = word(grade) }
    requiresNeed = value.requiresNeed
    requiresBudget = value.requiresBudget
    decisionDaysMaximum = value.decisionDaysMaximum
    cadenceDays = value.cadenceDays
    winPriorPpm = value.winPrior.count
    meanDaysToWin = value.meanDaysToWin
  }
}

extension Random {
  mutating func stageRule() -> StageRule {
    StageRule(stage: one(), label: label(), plannedDay: uint32(), oddsPermille: uint32())
  }
}

extension PBStageRule {
  init(_ value: StageRule) {
    self.init()
    stage = word(value.stage)
    label = PBLabel(value.label)
    plannedDay = value.plannedDay
    oddsPermille = value.oddsPermille
  }
}

extension Random {
  mutating func cadenceRules() -> CadenceRules {
    CadenceRules(
      firstResponseHours: uint32(), firstFollowUpDays: uint32(), closingDays: uint32(),
      promiseLeadHours: uint32(), redDaysMinimum: uint32(), stagnationDays: uint32(),
      suspensionDaysMaximum: uint32())
  }
}

extension PBCadenceRules {
  init(_ value: CadenceRules) {
    self.init()
    firstResponseHours = value.firstResponseHours
    firstFollowUpDays = value.firstFollowUpDays
    closingDays = value.closingDays
    promiseLeadHours = value.promiseLeadHours
    redDaysMinimum = value.redDaysMinimum
    stagnationDays = value.stagnationDays
    suspensionDaysMaximum = value.suspensionDaysMaximum
  }
}

extension Random {
  mutating func healthRules() -> HealthRules {
    HealthRules(
      frequencyWeight: uint32(), feedbackWeight: uint32(), stageWeight: uint32(),
      positivePoints: uint32(), neutralPoints: uint32(), objectionPoints: uint32(),
      deferralPoints: uint32(), negativePoints: uint32(), eliminationScore: uint32(),
      eliminationDays: uint32())
  }
}

extension PBHealthRules {
  init(_ value: HealthRules) {
    self.init()
    frequencyWeight = value.frequencyWeight
    feedbackWeight = value.feedbackWeight
    stageWeight = value.stageWeight
    positivePoints = value.positivePoints
    neutralPoints = value.neutralPoints
    objectionPoints = value.objectionPoints
    deferralPoints = value.deferralPoints
    negativePoints = value.negativePoints
    eliminationScore = value.eliminationScore
    eliminationDays = value.eliminationDays
  }
}

extension Random {
  mutating func recordingRules() -> RecordingRules {
    RecordingRules(
      futureToleranceMinutes: uint32(), backfillFlagHours: uint32(), backfillReasonDays: uint32())
  }
}

extension PBRecordingRules {
  init(_ value: RecordingRules) {
    self.init()
    futureToleranceMinutes = value.futureToleranceMinutes
    backfillFlagHours = value.backfillFlagHours
    backfillReasonDays = value.backfillReasonDays
  }
}

extension Random {
  mutating func feedbackTag() -> FeedbackTag {
    FeedbackTag(code: text(), label: label(), sentiment: one(), contradictsGradeA: bool())
  }
}

extension PBFeedbackTag {
  init(_ value: FeedbackTag) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    sentiment = word(value.sentiment)
    contradictsGradeA = value.contradictsGradeA
  }
}

extension Random {
  mutating func lossReason() -> LossReason {
    LossReason(code: text(), label: label())
  }
}

extension PBLossReason {
  init(_ value: LossReason) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
  }
}

extension Random {
  mutating func publishPolicy() -> PublishPolicy {
    PublishPolicy(
      document: policyDocument(), reason: text(), effectiveFrom: maybe { $0.laterInstant() },
      approvalID: text())
  }
}

extension PBPublishPolicy {
  init(_ value: PublishPolicy) {
    self.init()
    document = PBPolicyDocument(value.document)
    reason = value.reason
    if let effectiveFrom = value.effectiveFrom { self.effectiveFromMs = effectiveFrom.milliseconds }
    approvalID = value.approvalID
  }
}

extension Random {
  mutating func policyPublished() -> PolicyPublished {
    PolicyPublished(
      version: uint64(), document: policyDocument(), reason: text(), effectiveFrom: instant(),
      approvalID: text())
  }
}

extension PBPolicyPublished {
  init(_ value: PolicyPublished) {
    self.init()
    version = value.version
    document = PBPolicyDocument(value.document)
    reason = value.reason
    effectiveFromMs = value.effectiveFrom.milliseconds
    approvalID = value.approvalID
  }
}
