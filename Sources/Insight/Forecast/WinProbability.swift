package import Opportunities

/// The chance to win by grade and stage, under one policy (C7): version 1, the prior alone.
///
/// The policy says what a stage's multiplier m (in thousandths) multiplies; q is the prior in ppm.
///
/// - The odds, so that "quoted wins 50 % more often" can never pass 100 %:
///   odds(win) = prior / (1 − prior) × multiplier, in integers
///   p = q·m / (q·m + (1,000,000 − q) · 1,000);
/// - or the probability itself, up to the policy's cap: p = min(q·m / 1,000, cap).
///
/// In parts per million, rounded half up, and never 0 or 1: an outcome is an event.
package struct WinProbabilities: Hashable, Sendable {
  /// Row 0 is "nobody has graded it", then A, B, C; a column for each stage.
  private let table: [PartsPerMillion]

  package init(under policy: Policy) {
    let grades: [Grade?] = [nil] + Grade.allCases
    table = grades.flatMap { grade in
      Stage.allCases.map { stage in
        Self.probability(
          prior: policy.rule(for: grade).winPrior,
          multiplierPermille: policy.rule(for: stage).oddsPermille, under: policy.winOdds)
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
  ///   - multiplierPermille: 1 to 1,000,000; 1,500 is × 1.5.
  ///   - rules: what it multiplies.
  package static func probability(
    prior: PartsPerMillion, multiplierPermille: UInt32, under rules: WinOddsRules
  ) -> PartsPerMillion {
    let whole: UInt64 = 1_000_000
    let win = UInt64(prior.count) * UInt64(multiplierPermille)
    let rounded =
      switch rules.kind {
      case .oddsRatio: oddsRatio(win, against: (whole - UInt64(prior.count)) * 1_000)
      case .relativeCapped: min((win + 500) / 1_000, UInt64(rules.cap.count))
      }
    return PartsPerMillion(UInt32(clamping: min(max(rounded, 1), whole - 1)))
  }

  /// win / (win + other) in parts per million; both at most 10¹², so it stays far inside 64 bits.
  private static func oddsRatio(_ win: UInt64, against other: UInt64) -> UInt64 {
    (2 * win * 1_000_000 + win + other) / (2 * (win + other))
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
