package import Opportunities

/// The chance to win by grade and stage, under one policy (C7): version 1, the prior alone.
///
/// odds(win) = prior / (1 − prior) × multiplier of the stage, so "quoted wins 50 % more often" can
/// never pass 100 %. In integers, with q the prior in ppm and m the multiplier in thousandths:
///
///     p = q·m / (q·m + (1,000,000 − q) · 1,000)
///
/// in parts per million, rounded half up, and never 0 or 1: an outcome is an event.
package struct WinProbabilities: Hashable, Sendable {
  /// Row 0 is "nobody has graded it", then A, B, C; a column for each stage.
  private let table: [PartsPerMillion]

  package init(under policy: Policy) {
    let grades: [Grade?] = [nil] + Grade.allCases
    table = grades.flatMap { grade in
      Stage.allCases.map { stage in
        Self.probability(
          prior: policy.rule(for: grade).winPrior,
          oddsPermille: policy.rule(for: stage).oddsPermille)
      }
    }
  }

  package subscript(grade: Grade?, stage: Stage) -> PartsPerMillion {
    table[Int(grade?.rawValue ?? 0) * Stage.allCases.count + Int(stage.rawValue) - 1]
  }

  /// Of an open place.
  subscript(place: PipelineCell.Place) -> PartsPerMillion { table[Int(place.number)] }

  /// - Parameters:
  ///   - prior: strictly between 0 and 1.
  ///   - oddsPermille: 1 to 1,000,000; 1,500 is × 1.5.
  package static func probability(
    prior: PartsPerMillion, oddsPermille: UInt32
  ) -> PartsPerMillion {
    let whole: UInt64 = 1_000_000
    let win = UInt64(prior.count) * UInt64(oddsPermille)
    let other = (whole - UInt64(prior.count)) * 1_000
    // At most 2 × 10¹² × 10⁶, far inside 64 bits.
    let rounded = (2 * win * whole + win + other) / (2 * (win + other))
    return PartsPerMillion(UInt32(clamping: min(max(rounded, 1), whole - 1)))
  }
}

/// A sum of minor units that stops at the largest Int64 and says so, instead of trapping or turning
/// negative in front of a manager.
package struct SaturatingSum: Hashable, Sendable {
  package let minorUnits: Int64
  package let isSaturated: Bool

  /// As much of the exact sum as there is room for.
  package init(_ exact: Int128) {
    minorUnits = Int64(clamping: exact)
    isSaturated = exact != Int128(minorUnits)
  }
}
