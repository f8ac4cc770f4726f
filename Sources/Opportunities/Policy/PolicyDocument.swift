extension GradeRule {
  /// Whether `basis` meets every predicate of the grade.
  package func isSupported(by basis: GradeBasis) -> Bool {
    if requiresNeed, !basis.need { return false }
    if requiresBudget, !basis.budget { return false }
    guard decisionDaysMaximum > 0 else { return true }
    guard let days = basis.decisionDays else { return false }
    return days <= decisionDaysMaximum
  }
}

extension HealthRules {
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
