/// The rules in force, whole: what a grade takes, how often to follow up, what counts as healthy.
///
/// A document is published as one event (`PolicyPublished`), never edited and never retroactive.
package struct PolicyDocument: Hashable, Sendable {
  /// Fixed offset in which days and periods are cut, minutes east of UTC; +480 is China.
  package var utcOffsetMinutes: Int32
  package var grades: [GradeRule]
  package var stages: [StageRule]
  package var cadence: CadenceRules
  package var health: HealthRules
  package var recording: RecordingRules
  package var feedbackTags: [FeedbackTag]
  package var lossReasons: [LossReason]
  /// Refuse an A that its basis does not support, instead of flagging it (C3, `strictA`).
  package var strictGradeA: Bool

  package init(
    utcOffsetMinutes: Int32, grades: [GradeRule], stages: [StageRule], cadence: CadenceRules,
    health: HealthRules, recording: RecordingRules, feedbackTags: [FeedbackTag],
    lossReasons: [LossReason], strictGradeA: Bool
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
  }
}

/// A text in both languages of the users.
package struct Label: Hashable, Sendable {
  package var zh: String
  package var en: String

  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
}

/// One grade: what it takes, what it is worth, how often to follow up.
package struct GradeRule: Hashable, Sendable {
  /// nil: the rule for opportunities that nobody has graded.
  package var grade: Grade?
  package var requiresNeed: Bool
  package var requiresBudget: Bool
  /// The customer decides within so many days; 0: no condition.
  package var decisionDaysMaximum: UInt32
  package var cadenceDays: UInt32
  /// Chance to win from first contact, strictly between 0 and 1.
  package var winPrior: PartsPerMillion
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

  /// Whether `basis` meets every predicate of the grade.
  package func isSupported(by basis: GradeBasis) -> Bool {
    if requiresNeed, !basis.need { return false }
    if requiresBudget, !basis.budget { return false }
    guard decisionDaysMaximum > 0 else { return true }
    guard let days = basis.decisionDays else { return false }
    return days <= decisionDaysMaximum
  }
}

package struct StageRule: Hashable, Sendable {
  package var stage: Stage
  package var label: Label
  /// Planned day after creation (node plan D+n).
  package var plannedDay: UInt32
  /// Multiplier of the odds to win, thousandths: 1,500 is × 1.5.
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
  package var redDaysMinimum: UInt32
  package var stagnationDays: UInt32
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
  /// Elimination is advised below this score and after more than so many days without progress.
  package var eliminationScore: UInt32
  package var eliminationDays: UInt32

  package init(
    frequencyWeight: UInt32, feedbackWeight: UInt32, stageWeight: UInt32, positivePoints: UInt32,
    neutralPoints: UInt32, objectionPoints: UInt32, deferralPoints: UInt32,
    negativePoints: UInt32, eliminationScore: UInt32, eliminationDays: UInt32
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

  package func points(for sentiment: Sentiment) -> UInt32 {
    switch sentiment {
    case .positive: positivePoints
    case .neutral: neutralPoints
    case .objection: objectionPoints
    case .deferral: deferralPoints
    case .negative: negativePoints
    }
  }
}

/// How late a fact may be recorded (G3, C12).
package struct RecordingRules: Hashable, Sendable {
  package var futureToleranceMinutes: UInt32
  package var backfillFlagHours: UInt32
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

package struct LossReason: Hashable, Sendable {
  package var code: String
  package var label: Label

  package init(code: String, label: Label) {
    self.code = code
    self.label = label
  }
}
