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
  /// Everything is about wins within so many days; nil: at whatever time.
  package var withinDays: UInt32?

  /// Grade prior times odds of the stage, nothing learned; with what else the answer rests on.
  static func modelName(under moment: Moment, within times: WinTimes?) -> String {
    "grade-stage-odds/1" + (moment.silence == nil ? "" : "+silence/1")
      + (times == nil ? "" : "+geometric-dwell/1")
  }
}

package struct ForecastCurrency: Hashable, Sendable {
  package var currency: Currency
  package var openCount: UInt64
  package var open: SaturatingSum
  /// Σ p × amount, each rounded half away from zero.
  package var expected: SaturatingSum
  package var wonCount: UInt64
  /// Final amounts of everything won so far.
  package var won: SaturatingSum

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
  /// Without contact for so long that their odds are lower.
  package var isSilent = false
}

extension Board {
  /// The forecast for the open opportunities of `scope`, each independent of the others.
  ///
  /// - Parameter times: only what is won in time; nil: at whatever time.
  package func forecast(
    in scope: ScopeFilter = .everybody, within times: WinTimes? = nil, at moment: Moment
  ) -> Forecast {
    let membership = directory.membership(of: scope)
    var basis = SumBasis(moment, directory)
    if let times { basis.probabilities = basis.probabilities.within(times) }
    let kept = table.sums(on: basis)
    var chances = ForecastChances(under: basis.probabilities)
    var sums: [UInt32: ForecastSums] = [:]
    for (number, cell) in table.cells.cells.enumerated()
    where cell.count > 0 && membership.contains(owner: cell.owner) {
      if cell.place.isOpen { chances.add(cell, silent: kept.silentCounts[number]) }
      guard cell.place.isOpen || cell.place.status == .won else { continue }
      sums[cell.currency, default: ForecastSums()].add(cell, weighted: kept.weighted[number])
    }
    let rows = chances.rows.filter { $0.count > 0 }
    let wins = CountDistribution(
      of: rows.map { CountDistribution.Share(count: $0.count, probability: $0.probability) })
    let atLeast = wins.atLeast
    return Forecast(
      currencies: sums.map { $1.row(in: Currency(packed: $0)) }
        .sorted { $0.currency < $1.currency },
      grades: rows, openCount: rows.reduce(0) { $0 + $1.count }, wins: wins,
      winsP10: wins.quantile(0.1), winsP50: wins.quantile(0.5), winsP90: wins.quantile(0.9),
      firstK: atLeast.first, atLeast: atLeast.probabilities,
      model: Forecast.modelName(under: moment, within: times), withinDays: times?.days)
  }
}

/// How many are open by grade A, B, C, ungraded, then by stage, then those that are silent apart.
private struct ForecastChances {
  private(set) var rows: [ForecastGrade]
  private static let grades: [Grade?] = [.a, .b, .c, nil]

  init(under probabilities: WinProbabilities) {
    rows = Self.grades.flatMap { grade in
      Stage.allCases.flatMap { stage in
        [false, true].map { isSilent in
          ForecastGrade(
            grade: grade, stage: stage, count: 0,
            probability: probabilities[grade, stage, isSilent], isSilent: isSilent)
        }
      }
    }
  }

  /// - Parameter silent: how many of the cell are.
  mutating func add(_ cell: PipelineCell, silent: UInt32) {
    guard let stage = cell.place.stage else { return }
    let grade = cell.place.grade.map { Int($0.rawValue) - 1 } ?? Self.grades.count - 1
    let row = 2 * (grade * Stage.allCases.count + Int(stage.rawValue) - 1)
    rows[row].count += UInt64(cell.count - silent)
    rows[row + 1].count += UInt64(silent)
  }
}

/// A currency of the forecast in the making.
private struct ForecastSums {
  private var openCount: UInt64 = 0
  private var open: Int128 = 0
  private var expected: Int128 = 0
  private var wonCount: UInt64 = 0
  private var won: Int128 = 0

  mutating func add(_ cell: PipelineCell, weighted: Int128) {
    if cell.place.isOpen {
      openCount += UInt64(cell.count)
      open += cell.amount
      expected += weighted
    } else {
      wonCount += UInt64(cell.count)
      won += cell.amount
    }
  }

  func row(in currency: Currency) -> ForecastCurrency {
    ForecastCurrency(
      currency: currency, openCount: openCount, open: SaturatingSum(open),
      expected: SaturatingSum(expected), wonCount: wonCount, won: SaturatingSum(won))
  }
}
