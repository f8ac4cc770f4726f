// Written by tools/generate.sh from schemas/opportunity/v1/policy.proto; edit that, not this.

/// The rules in force, whole. Published as one event; never edited, never retroactive.
///
/// A document that leaves a group out means the group as it stood before documents could say it: the
/// one of PolicyDocument.standard. That meaning never changes, because the log holds such documents.
package struct PolicyDocument: Hashable, Sendable {
  /// Fixed offset in which days and periods are cut; +480 is China Standard Time.
  package var utcOffsetMinutes: Int32
  package var grades: [GradeRule]
  package var stages: [StageRule]
  package var cadence: CadenceRules
  package var health: HealthRules
  package var recording: RecordingRules
  package var feedbackTags: [FeedbackTag]
  package var lossReasons: [LossReason]
  /// Refuse an A whose basis does not support it, instead of flagging it.
  package var strictGradeA: Bool
  /// What must be there before a stage is entered.
  package var gates: GateRules?
  /// The stage lists of different kinds of business, as renamings of the canonical stages.
  package var pipelines: PipelineRules?
  package var scorecard: ScorecardRules?
  package var pool: PoolRules?
  package var quiet: QuietRules?
  package var splits: SplitRules?
  package var approvals: ApprovalRules?
  package var review: ReviewRules?
  /// Who hears of what, and how loudly.
  package var alerts: AlertRules?
  /// From when on something is red, at risk, stalled, piled up or to be given up.
  package var thresholds: ThresholdRules?
  package var winOdds: WinOddsRules?
  package var incentives: IncentiveRules?
  /// Customers who have bought: churn, renewal, cross-selling.
  package var growth: GrowthRules?
  package var qualification: QualificationRules?
  package var profile: ProfileRules?
  package var scripts: ScriptRules?
  /// Which words of a transcript mean which feedback tag.
  package var transcripts: TranscriptRules?
  /// Known competitors. None: any name is taken.
  package var competitors: [Competitor]
  /// From when on a grade is said to be given too freely.
  package var gradeHonesty: GradeHonestyRules?

  package init(
    utcOffsetMinutes: Int32, grades: [GradeRule], stages: [StageRule], cadence: CadenceRules,
    health: HealthRules, recording: RecordingRules, feedbackTags: [FeedbackTag],
    lossReasons: [LossReason], strictGradeA: Bool, gates: GateRules?, pipelines: PipelineRules?,
    scorecard: ScorecardRules?, pool: PoolRules?, quiet: QuietRules?, splits: SplitRules?,
    approvals: ApprovalRules?, review: ReviewRules?, alerts: AlertRules?,
    thresholds: ThresholdRules?, winOdds: WinOddsRules?, incentives: IncentiveRules?,
    growth: GrowthRules?, qualification: QualificationRules?, profile: ProfileRules?,
    scripts: ScriptRules?, transcripts: TranscriptRules?, competitors: [Competitor],
    gradeHonesty: GradeHonestyRules?
  ) {
    self.utcOffsetMinutes = utcOffsetMinutes
    self.grades = grades
    self.stages = stages
    self.cadence = cadence
    self.health = health
    self.recording = recording
    self.feedbackTags = feedbackTags
    self.lossReasons = lossReasons
    self.strictGradeA = strictGradeA
    self.gates = gates
    self.pipelines = pipelines
    self.scorecard = scorecard
    self.pool = pool
    self.quiet = quiet
    self.splits = splits
    self.approvals = approvals
    self.review = review
    self.alerts = alerts
    self.thresholds = thresholds
    self.winOdds = winOdds
    self.incentives = incentives
    self.growth = growth
    self.qualification = qualification
    self.profile = profile
    self.scripts = scripts
    self.transcripts = transcripts
    self.competitors = competitors
    self.gradeHonesty = gradeHonesty
  }
}

/// One grade: what it takes, what it is worth, how often to follow up. GRADE_UNSPECIFIED is the rule
/// for opportunities that nobody has graded.
package struct GradeRule: Hashable, Sendable {
  package var grade: Grade?
  package var requiresNeed: Bool
  package var requiresBudget: Bool
  /// 0: no condition.
  package var decisionDaysMaximum: UInt32
  package var cadenceDays: UInt32
  /// Chance to win from first contact, parts per million.
  package var winPrior: PartsPerMillion
  /// Mean days from first contact to a win.
  package var meanDaysToWin: UInt32

  package init(
    grade: Grade?, requiresNeed: Bool, requiresBudget: Bool, decisionDaysMaximum: UInt32,
    cadenceDays: UInt32, winPrior: PartsPerMillion, meanDaysToWin: UInt32
  ) {
    self.grade = grade
    self.requiresNeed = requiresNeed
    self.requiresBudget = requiresBudget
    self.decisionDaysMaximum = decisionDaysMaximum
    self.cadenceDays = cadenceDays
    self.winPrior = winPrior
    self.meanDaysToWin = meanDaysToWin
  }
}

/// A stage, and when it is planned for.
package struct StageRule: Hashable, Sendable {
  package var stage: Stage
  package var label: Label
  /// Planned day after creation.
  package var plannedDay: UInt32
  /// Multiplier of the odds to win, in thousandths: 1500 is times 1.5.
  package var oddsPermille: UInt32

  package init(stage: Stage, label: Label, plannedDay: UInt32, oddsPermille: UInt32) {
    self.stage = stage
    self.label = label
    self.plannedDay = plannedDay
    self.oddsPermille = oddsPermille
  }
}

/// The clocks of C4: when a follow-up is due, when silence is red, when a stage has stalled.
package struct CadenceRules: Hashable, Sendable {
  package var firstResponseHours: UInt32
  package var firstFollowUpDays: UInt32
  package var closingDays: UInt32
  package var promiseLeadHours: UInt32
  /// Red when silent longer than the larger of this and the grade's cadence.
  package var redDaysMinimum: UInt32
  package var stagnationDays: UInt32
  /// A planned next step suspends due and red for at most this long.
  package var suspensionDaysMaximum: UInt32

  package init(
    firstResponseHours: UInt32, firstFollowUpDays: UInt32, closingDays: UInt32,
    promiseLeadHours: UInt32, redDaysMinimum: UInt32, stagnationDays: UInt32,
    suspensionDaysMaximum: UInt32
  ) {
    self.firstResponseHours = firstResponseHours
    self.firstFollowUpDays = firstFollowUpDays
    self.closingDays = closingDays
    self.promiseLeadHours = promiseLeadHours
    self.redDaysMinimum = redDaysMinimum
    self.stagnationDays = stagnationDays
    self.suspensionDaysMaximum = suspensionDaysMaximum
  }
}

/// Health = follow-up frequency, customer feedback and stage progress, weighted (weights sum to 100).
package struct HealthRules: Hashable, Sendable {
  package var frequencyWeight: UInt32
  package var feedbackWeight: UInt32
  package var stageWeight: UInt32
  /// Points for the last feedback, 0 to 100.
  package var positivePoints: UInt32
  package var neutralPoints: UInt32
  package var objectionPoints: UInt32
  package var deferralPoints: UInt32
  package var negativePoints: UInt32
  /// Elimination is advised below this score and after this many days without progress.
  package var eliminationScore: UInt32
  package var eliminationDays: UInt32

  package init(
    frequencyWeight: UInt32, feedbackWeight: UInt32, stageWeight: UInt32, positivePoints: UInt32,
    neutralPoints: UInt32, objectionPoints: UInt32, deferralPoints: UInt32, negativePoints: UInt32,
    eliminationScore: UInt32, eliminationDays: UInt32
  ) {
    self.frequencyWeight = frequencyWeight
    self.feedbackWeight = feedbackWeight
    self.stageWeight = stageWeight
    self.positivePoints = positivePoints
    self.neutralPoints = neutralPoints
    self.objectionPoints = objectionPoints
    self.deferralPoints = deferralPoints
    self.negativePoints = negativePoints
    self.eliminationScore = eliminationScore
    self.eliminationDays = eliminationDays
  }
}

/// How late a fact may be recorded (G3, C12).
package struct RecordingRules: Hashable, Sendable {
  /// How far occurred_at may lie ahead of the ledger's clock.
  package var futureToleranceMinutes: UInt32
  /// A record later than this is flagged as backfilled.
  package var backfillFlagHours: UInt32
  /// A record later than this needs a reason.
  package var backfillReasonDays: UInt32

  package init(
    futureToleranceMinutes: UInt32, backfillFlagHours: UInt32, backfillReasonDays: UInt32
  ) {
    self.futureToleranceMinutes = futureToleranceMinutes
    self.backfillFlagHours = backfillFlagHours
    self.backfillReasonDays = backfillReasonDays
  }
}

/// One box to tick after a talk (客户反馈).
package struct FeedbackTag: Hashable, Sendable {
  package var code: String
  package var label: Label
  package var sentiment: Sentiment
  /// The customer said something that an A opportunity cannot say.
  package var contradictsGradeA: Bool

  package init(code: String, label: Label, sentiment: Sentiment, contradictsGradeA: Bool) {
    self.code = code
    self.label = label
    self.sentiment = sentiment
    self.contradictsGradeA = contradictsGradeA
  }
}

/// A reason why deals are lost.
package struct LossReason: Hashable, Sendable {
  package var code: String
  package var label: Label

  package init(code: String, label: Label) {
    self.code = code
    self.label = label
  }
}

/// 发布规则: puts a whole document in force, from now on or from a later moment.
package struct PublishPolicy: Hashable, Sendable {
  package var document: PolicyDocument
  package var reason: String
  /// nil: at once. Never in the past.
  package var effectiveFrom: Instant?
  /// The approval it rests on, of kind POLICY where one of that id was requested here; required where
  /// the rules in force want one. Another system's name of an approval is kept as it is.
  package var approvalID: String

  package init(
    document: PolicyDocument, reason: String = "", effectiveFrom: Instant? = nil,
    approvalID: String = ""
  ) {
    self.document = document
    self.reason = reason
    self.effectiveFrom = effectiveFrom
    self.approvalID = approvalID
  }
}

/// 发布规则: Policy published.
package struct PolicyPublished: Hashable, Sendable {
  package var version: UInt64
  package var document: PolicyDocument
  package var reason: String
  package var effectiveFrom: Instant
  package var approvalID: String

  package init(
    version: UInt64, document: PolicyDocument, reason: String, effectiveFrom: Instant,
    approvalID: String
  ) {
    self.version = version
    self.document = document
    self.reason = reason
    self.effectiveFrom = effectiveFrom
    self.approvalID = approvalID
  }
}
