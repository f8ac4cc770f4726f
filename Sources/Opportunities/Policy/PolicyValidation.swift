extension PolicyDocument {
  /// Every fault of the document at once, each with its path; empty when it may be published.
  package func faults() -> [String] {
    gradeFaults() + stageFaults() + cadenceFaults() + healthFaults() + catalogueFaults()
  }

  private func gradeFaults() -> [String] {
    var faults: [String] = []
    let wanted: [Grade?] = [.a, .b, .c, nil]
    for grade in wanted where grades.count(where: { $0.grade == grade }) != 1 {
      faults.append("grades: exactly one rule for \(Self.name(of: grade)) is needed")
    }
    for (index, rule) in grades.enumerated() {
      let path = "grades[\(index)]"
      if rule.winPrior <= .zero || rule.winPrior >= .one {
        faults.append("\(path).win_prior_ppm: lies strictly between 0 and 1,000,000")
      }
      if !(1...365).contains(rule.cadenceDays) {
        faults.append("\(path).cadence_days: is 1 to 365")
      }
      if !(1...3650).contains(rule.meanDaysToWin) {
        faults.append("\(path).mean_days_to_win: is 1 to 3,650")
      }
    }
    return faults
  }

  private func stageFaults() -> [String] {
    var faults: [String] = []
    for stage in Stage.allCases where stages.count(where: { $0.stage == stage }) != 1 {
      faults.append("stages: exactly one rule for \(stage) is needed")
    }
    var previous: UInt32 = 0
    let inOrder = stages.enumerated().sorted { $0.element.stage < $1.element.stage }
    for (index, rule) in inOrder {
      if !(1...1_000_000).contains(rule.oddsPermille) || rule.oddsPermille < previous {
        faults.append(
          "stages[\(index)].odds_permille: is 1 to 1,000,000 and never falls from stage to stage")
      }
      previous = max(previous, rule.oddsPermille)
      faults += Self.faults(of: rule.label, path: "stages[\(index)].label")
    }
    return faults
  }

  private func cadenceFaults() -> [String] {
    var faults: [String] = []
    let fields: [(String, UInt32, ClosedRange<UInt32>)] = [
      ("cadence.first_response_hours", cadence.firstResponseHours, 1...8_760),
      ("cadence.first_follow_up_days", cadence.firstFollowUpDays, 1...365),
      ("cadence.closing_days", cadence.closingDays, 1...365),
      ("cadence.promise_lead_hours", cadence.promiseLeadHours, 0...8_760),
      ("cadence.red_days_minimum", cadence.redDaysMinimum, 1...365),
      ("cadence.stagnation_days", cadence.stagnationDays, 1...3_650),
      ("cadence.suspension_days_maximum", cadence.suspensionDaysMaximum, 0...365),
      ("recording.future_tolerance_minutes", recording.futureToleranceMinutes, 0...1_440),
      ("recording.backfill_flag_hours", recording.backfillFlagHours, 1...8_760),
      ("recording.backfill_reason_days", recording.backfillReasonDays, 1...3_650),
    ]
    for (path, value, range) in fields where !range.contains(value) {
      faults.append("\(path): is \(range.lowerBound) to \(range.upperBound), not \(value)")
    }
    if !(-1_440...1_440).contains(utcOffsetMinutes) {
      faults.append("utc_offset_minutes: is -1,440 to 1,440, not \(utcOffsetMinutes)")
    }
    return faults
  }

  private func healthFaults() -> [String] {
    var faults: [String] = []
    let weights =
      UInt64(health.frequencyWeight) + UInt64(health.feedbackWeight) + UInt64(health.stageWeight)
    if weights != 100 {
      faults.append("health: the three weights sum to 100, not \(weights)")
    }
    for sentiment in Sentiment.allCases where health.points(for: sentiment) > 100 {
      faults.append("health.\(sentiment)_points: is 0 to 100")
    }
    if !(1...3_650).contains(health.eliminationDays) {
      faults.append("health.elimination_days: is 1 to 3,650, not \(health.eliminationDays)")
    }
    if health.eliminationScore > 100 { faults.append("health.elimination_score: is 0 to 100") }
    return faults
  }

  private func catalogueFaults() -> [String] {
    var faults: [String] = []
    faults += Self.faults(codes: feedbackTags.map(\.code), path: "feedback_tags")
    faults += Self.faults(codes: lossReasons.map(\.code), path: "loss_reasons")
    for (index, tag) in feedbackTags.enumerated() {
      faults += Self.faults(of: tag.label, path: "feedback_tags[\(index)].label")
    }
    for (index, reason) in lossReasons.enumerated() {
      faults += Self.faults(of: reason.label, path: "loss_reasons[\(index)].label")
    }
    return faults
  }

  private static func faults(codes: [String], path: String) -> [String] {
    var faults: [String] = []
    if !(1...500).contains(codes.count) { faults.append("\(path): has 1 to 500 entries") }
    var seen: Set<String> = []
    for (index, code) in codes.enumerated() {
      do throws(Rejection) {
        try IdentifierRules.validate(code, field: "\(path)[\(index)].code")
      } catch {
        faults.append("\(error.field): \(error.message)")
      }
      if !seen.insert(code).inserted {
        faults.append("\(path)[\(index)].code: \(Text.quoted(code)) stands there twice")
      }
    }
    return faults
  }

  private static func faults(of label: Label, path: String) -> [String] {
    var faults: [String] = []
    for (language, text) in [("zh", label.zh), ("en", label.en)] {
      do throws(Rejection) {
        try Text.validateName(text, field: "\(path).\(language)")
      } catch {
        faults.append("\(error.field): \(error.message)")
      }
    }
    return faults
  }

  private static func name(of grade: Grade?) -> String {
    grade.map { "grade \($0)" } ?? "ungraded opportunities"
  }
}
