package import Opportunities

/// What the open opportunities of a scope will bring (projection 11, version 1).
package struct Forecast: Hashable, Sendable {
  /// By currency code.
  package var currencies: [ForecastCurrency]
  /// By grade A, B, C, ungraded, then by stage; only where there is an open opportunity.
  package var grades: [ForecastGrade]
  package var openCount: UInt64
  /// The number of wins among them.
  package var wins: CountDistribution
  package var winsP10: UInt64
  package var winsP50: UInt64
  package var winsP90: UInt64
  /// P(N ≥ k) for k = firstK, firstK + 1, …, while between 0.1 % and 99.9 %.
  package var firstK: UInt64
  package var atLeast: [PartsPerMillion]
  package var model: String

  /// Grade prior times odds of the stage, nothing learned.
  package static let modelName = "grade-stage-odds/1"
}

package struct ForecastCurrency: Hashable, Sendable {
  package var currency: Currency
  package var openCount: UInt64 = 0
  package var open = SaturatingSum()
  /// Σ p × amount, each rounded half away from zero.
  package var expected = SaturatingSum()
  package var wonCount: UInt64 = 0
  /// Final amounts of everything won so far.
  package var won = SaturatingSum()

  package var isSaturated: Bool {
    open.isSaturated || expected.isSaturated || won.isSaturated
  }
}

package struct ForecastGrade: Hashable, Sendable {
  /// nil: nobody has graded it.
  package var grade: Grade?
  package var stage: Stage
  package var count: UInt64
  package var probability: PartsPerMillion
}

extension Board {
  /// The forecast for the open opportunities of `scope`, each independent of the others.
  package func forecast(
    in scope: ScopeFilter = .everybody, at moment: Moment
  ) -> Forecast {
    let membership = directory.membership(of: scope)
    let probabilities = WinProbabilities(under: moment.policy)
    let rows = grades(probabilities, membership)
    let wins = CountDistribution(
      of: rows.map { CountDistribution.Share(count: $0.count, probability: $0.probability) })
    let table = wins.atLeast
    return Forecast(
      currencies: currencies(probabilities, membership), grades: rows,
      openCount: rows.reduce(0) { $0 + $1.count }, wins: wins, winsP10: wins.quantile(0.1),
      winsP50: wins.quantile(0.5), winsP90: wins.quantile(0.9), firstK: table.first,
      atLeast: table.probabilities, model: Forecast.modelName)
  }

  private func grades(
    _ probabilities: WinProbabilities, _ membership: ScopeMembership
  ) -> [ForecastGrade] {
    let grades: [Grade?] = [.a, .b, .c, nil]
    var rows = grades.flatMap { grade in
      Stage.allCases.map { stage in
        ForecastGrade(
          grade: grade, stage: stage, count: 0, probability: probabilities[grade, stage])
      }
    }
    opportunities.lendEach { _, facts in
      guard facts.isOpen, membership.contains(facts) else { return }
      let row = facts.grade.map { Int($0.rawValue) - 1 } ?? grades.count - 1
      rows[row * Stage.allCases.count + Int(facts.stage.rawValue) - 1].count += 1
    }
    return rows.filter { $0.count > 0 }
  }

  private func currencies(
    _ probabilities: WinProbabilities, _ membership: ScopeMembership
  ) -> [ForecastCurrency] {
    var rows: [ForecastCurrency] = []
    opportunities.lendEach { _, facts in
      guard facts.status == .open || facts.status == .won, membership.contains(facts) else {
        return
      }
      let currency = facts.amount.currency
      // A ledger has a handful of currencies, so looking through them beats hashing.
      let place = rows.firstIndex { $0.currency == currency } ?? rows.count
      if place == rows.count { rows.append(ForecastCurrency(currency: currency)) }
      let minorUnits = facts.amount.minorUnits
      if facts.isOpen {
        rows[place].openCount += 1
        rows[place].open.add(minorUnits)
        rows[place].expected.add(probabilities[facts.grade, facts.stage].share(of: minorUnits))
      } else {
        rows[place].wonCount += 1
        rows[place].won.add(minorUnits)
      }
    }
    return rows.sorted { $0.currency < $1.currency }
  }
}
