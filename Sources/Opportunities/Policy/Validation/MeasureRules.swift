// What is measured, and who hears of it.

extension ScorecardRules {
  static let weightSum: UInt64 = 10
  static let pointsMaximum: UInt32 = 1_000

  func check(_ faults: inout PolicyFaults) {
    faults.check("scorecard.dimensions", count: dimensions.count, in: 1...10)
    faults.check("scorecard.dimensions", codes: dimensions.map(\.code))
    let sum = dimensions.reduce(0) { $0 + UInt64($1.weight) }
    if !dimensions.isEmpty, sum != Self.weightSum {
      faults.add("scorecard.dimensions", "their weights sum to \(Self.weightSum), not \(sum)")
    }
    for (index, dimension) in dimensions.enumerated() {
      dimension.check(&faults, path: "scorecard.dimensions[\(index)]")
    }
    faults.check("scorecard.hint_a_hundredths", hintAHundredths, in: 1...Self.pointsMaximum)
    faults.check("scorecard.hint_b_hundredths", hintBHundredths, in: 1...Self.pointsMaximum)
    if hintBHundredths >= hintAHundredths {
      faults.add("scorecard.hint_b_hundredths", "is less than hint_a_hundredths")
    }
  }
}

extension ScorecardDimension {
  fileprivate func check(_ faults: inout PolicyFaults, path: String) {
    faults.check("\(path).label", label)
    faults.check("\(path).weight", weight, in: 1...10)
    faults.check("\(path).options", count: options.count, in: 2...20)
    faults.check("\(path).options", codes: options.map(\.code))
    let full = 100 * min(weight, 10)
    for (index, option) in options.enumerated() {
      faults.check("\(path).options[\(index)].label", option.label)
      if option.pointsHundredths > full {
        faults.add(
          "\(path).options[\(index)].points_hundredths",
          "is at most \(full), a hundred times the weight, not \(option.pointsHundredths)")
      }
    }
    if !options.isEmpty, !options.contains(where: { $0.pointsHundredths >= full }) {
      faults.add("\(path).options", "the best option has \(full) points, all of the weight")
    }
  }
}

extension AlertRules {
  func check(_ faults: inout PolicyFaults) {
    faults.checkOnce("alerts.routes", routes.map(\.kind), field: "kind")
    for (index, route) in routes.enumerated() {
      let path = "alerts.routes[\(index)]"
      faults.check("\(path).action", route.action)
      faults.checkOnce("\(path).recipients", route.recipients, field: nil)
      faults.checkOnce("\(path).channels", route.channels, field: nil)
      guard !route.muted else { continue }
      if route.recipients.isEmpty { faults.add("\(path).recipients", "names nobody") }
      if route.channels.isEmpty { faults.add("\(path).channels", "names no channel") }
      if route.severity == .escalated, route.recipients == [.rep] {
        faults.add("\(path).recipients", "an escalation names somebody above the rep")
      }
    }
  }
}

extension ThresholdRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("thresholds.at_risk_score", atRiskScore, in: 0...100)
    faults.checkOnce("thresholds.backlog", backlog.map(\.stage), field: "stage")
    for (index, limit) in backlog.enumerated() {
      faults.check(
        "thresholds.backlog[\(index)].opportunities_maximum", limit.opportunitiesMaximum,
        in: 1...1_000_000)
    }
  }
}

extension WinOddsRules {
  static let silenceDaysMaximum: UInt32 = 3_650

  func check(_ faults: inout PolicyFaults, priors: [PartsPerMillion]) {
    faults.check("win_odds.silence_days", silenceDays, in: 0...Self.silenceDaysMaximum)
    // Without days it is not read, and a document that has neither says 0.
    faults.check(
      "win_odds.silence_odds_ppm", silenceOdds, in: (silenceDays == 0 ? 0 : 1)...1_000_000)
    guard kind == .relativeCapped else {
      faults.check("win_odds.cap_ppm", cap, in: 0...999_999)
      return
    }
    faults.check("win_odds.cap_ppm", cap, in: 1...999_999)
    for (index, prior) in priors.enumerated() where cap > .zero && cap < prior && prior < .one {
      faults.add("win_odds.cap_ppm", "is below grades[\(index)].win_prior_ppm")
    }
  }
}

extension GradeHonestyRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("grade_honesty.resolved_minimum", resolvedMinimum, in: 1...1_000_000)
    faults.check("grade_honesty.margin_ppm", margin, in: 0...999_999)
    faults.check("grade_honesty.certainty_ppm", certainty, in: 500_000...999_999)
  }
}

extension IncentiveRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("incentives.star_completeness_ppm", starCompleteness, in: 1...1_000_000)
    faults.check("incentives.kpi_share_ppm", kpiShare, in: 0...1_000_000)
    do throws(Rejection) {
      try starAward.validate(field: "incentives.star_award")
    } catch {
      faults.add(error.field, error.message)
    }
  }
}

extension GrowthRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("growth.churn_weeks", churnWeeks, in: 1...520)
    faults.check("growth.cross_sell_months", crossSellMonths, in: 1...600)
    faults.check("growth.renewal_tolerance_days", renewalToleranceDays, in: 0...365)
    faults.check("growth.low_value_permille", lowValuePermille, in: 0...1_000_000)
  }
}
