// The groups that every document has: grades, stages, clocks, health, feedback and loss reasons.

extension PolicyDocument {
  func checkCore(_ faults: inout PolicyFaults) {
    checkGrades(&faults)
    checkStages(&faults)
    checkClocks(&faults)
    checkHealth(&faults)
    checkCatalogues(&faults)
  }

  private func checkGrades(_ faults: inout PolicyFaults) {
    let wanted: [Grade?] = [.a, .b, .c, nil]
    for grade in wanted where grades.count(where: { $0.grade == grade }) != 1 {
      faults.add("grades", "exactly one rule for \(Self.name(of: grade)) is needed")
    }
    for (index, rule) in grades.enumerated() {
      let path = "grades[\(index)]"
      if rule.winPrior <= .zero || rule.winPrior >= .one {
        faults.add("\(path).win_prior_ppm", "lies strictly between 0 and 1,000,000")
      }
      faults.check("\(path).cadence_days", rule.cadenceDays, in: 1...365)
      faults.check("\(path).mean_days_to_win", rule.meanDaysToWin, in: 1...3_650)
    }
  }

  private func checkStages(_ faults: inout PolicyFaults) {
    for stage in Stage.allCases where stages.count(where: { $0.stage == stage }) != 1 {
      faults.add("stages", "exactly one rule for \(stage) is needed")
    }
    var previous: UInt32 = 0
    let inOrder = stages.enumerated().sorted { $0.element.stage < $1.element.stage }
    for (index, rule) in inOrder {
      if !(1...1_000_000).contains(rule.oddsPermille) || rule.oddsPermille < previous {
        faults.add(
          "stages[\(index)].odds_permille",
          "is 1 to 1,000,000 and never falls from stage to stage")
      }
      previous = max(previous, rule.oddsPermille)
      faults.check("stages[\(index)].label", rule.label)
    }
  }

  private func checkClocks(_ faults: inout PolicyFaults) {
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
    for (path, value, range) in fields { faults.check(path, value, in: range) }
    if !(-1_440...1_440).contains(utcOffsetMinutes) {
      faults.add("utc_offset_minutes", "is -1,440 to 1,440, not \(utcOffsetMinutes)")
    }
  }

  private func checkHealth(_ faults: inout PolicyFaults) {
    let weights =
      UInt64(health.frequencyWeight) + UInt64(health.feedbackWeight) + UInt64(health.stageWeight)
    if weights != 100 {
      faults.add("health", "the three weights sum to 100, not \(weights)")
    }
    for sentiment in Sentiment.allCases {
      faults.check("health.\(sentiment)_points", health.points(for: sentiment), in: 0...100)
    }
    faults.check("health.elimination_days", health.eliminationDays, in: 1...3_650)
    faults.check("health.elimination_score", health.eliminationScore, in: 0...100)
  }

  private func checkCatalogues(_ faults: inout PolicyFaults) {
    faults.check("feedback_tags", count: feedbackTags.count, in: 1...500)
    faults.check("feedback_tags", codes: feedbackTags.map(\.code))
    faults.check("loss_reasons", count: lossReasons.count, in: 1...500)
    faults.check("loss_reasons", codes: lossReasons.map(\.code))
    for (index, tag) in feedbackTags.enumerated() {
      faults.check("feedback_tags[\(index)].label", tag.label)
    }
    for (index, reason) in lossReasons.enumerated() {
      faults.check("loss_reasons[\(index)].label", reason.label)
    }
  }

  private static func name(of grade: Grade?) -> String {
    grade.map { "grade \($0)" } ?? "ungraded opportunities"
  }
}
