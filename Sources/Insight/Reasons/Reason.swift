package import Opportunities

/// One number, date or mark of a card with what it follows from.
package struct Reason: Sendable {
  /// What is explained.
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    case status
    case owner
    case stage
    case amount
    case expectedClose = "expected-close"
    case grade
    case gradeNeed = "grade-need"
    case gradeBudget = "grade-budget"
    case gradeDecision = "grade-decision"
    case health
    case healthFrequency = "health-frequency"
    case healthFeedback = "health-feedback"
    case healthStage = "health-stage"
    case stuck
    case winProbability = "win-probability"
    case gradePrior = "grade-prior"
    case stageOdds = "stage-odds"
    case silenceOdds = "silence-odds"
    case dueAt = "due-at"
    /// A rule that was looked at for the due date.
    case dueCandidate = "due-candidate"
    case suspended
    case red
    case stalled
    case gradeUnsupported = "grade-unsupported"
    case gradeContradicted = "grade-contradicted"
    case atRisk = "at-risk"
    case eliminationAdvised = "elimination-advised"
    case backfilled
  }

  package let subject: Subject
  package let value: Value
  /// Which of several rules it is; nil: there is one only.
  package let rule: DueRule?
  /// What went into it, by name: figures of the opportunity and, beginning with `policy_`, of the
  /// rules in force.
  package let inputs: [Input]
  /// The records it rests on, by position, in order.
  package let positions: [UInt64]

  package struct Input: Hashable, Sendable {
    package let name: String
    package let value: Value

    init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  package enum Value: Hashable, Sendable {
    case none
    case flag(Bool)
    case count(UInt64)
    /// Hundredths of a point.
    case points(UInt32)
    case share(PartsPerMillion)
    case permille(UInt32)
    case instant(Instant)
    case length(TimeLength)
    case day(Day)
    case money(Money)
    case stage(Stage)
    case status(Status)
    case grade(Grade)
    case sentiment(Sentiment)
    case user(UserID)
    case stuck(StuckReason)
  }

  init(
    _ subject: Subject, _ value: Value, rule: DueRule? = nil, _ inputs: [Input] = [],
    from positions: [UInt64] = []
  ) {
    self.subject = subject
    self.value = value
    self.rule = rule
    self.inputs = inputs
    self.positions = positions
  }
}

extension Reason.Value {
  static func optional<Wrapped>(_ value: Wrapped?, _ form: (Wrapped) -> Self) -> Self {
    value.map(form) ?? .none
  }
}
