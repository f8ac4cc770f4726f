package import Opportunities

/// The chance to win by grade, stage and silence, under one policy (C7): the prior, nothing
/// learned.
///
/// The policy says what a stage's multiplier m (in thousandths) multiplies; q is the prior in ppm.
///
/// - The odds, so that "quoted wins 50 % more often" can never pass 100 %:
///   odds(win) = prior / (1 − prior) × multiplier, in integers
///   p = q·m / (q·m + (1,000,000 − q) · 1,000);
/// - or the probability itself, up to the policy's cap: p = min(q·m / 1,000, cap).
///
/// Where the policy says so, silence multiplies the odds that result by ρ ("A silent for 14 days
/// wins 50 %": ρ = 3/7).
///
/// In parts per million, rounded half up, and never 0 or 1: an outcome is an event.
package struct WinProbabilities: Hashable, Sendable {
  /// Row 0 is "nobody has graded it", then A, B, C; a column for each stage. Then the same of
  /// silent ones.
  private var table: [PartsPerMillion]

  package init(under policy: Policy) {
    let grades: [Grade?] = [nil] + Grade.allCases
    table = [false, true].flatMap { isSilent in
      grades.flatMap { grade in
        Stage.allCases.map { stage in
          Self.probability(
            prior: policy.rule(for: grade).winPrior,
            multiplierPermille: policy.rule(for: stage).oddsPermille, isSilent: isSilent,
            under: policy.winOdds)
        }
      }
    }
  }

  package subscript(grade: Grade?, stage: Stage, isSilent: Bool = false) -> PartsPerMillion {
    table[Self.index(grade, stage, isSilent)]
  }

  private static let places = 4 * Stage.allCases.count

  private static func index(_ grade: Grade?, _ stage: Stage, _ isSilent: Bool) -> Int {
    let place = Int(grade?.rawValue ?? 0) * Stage.allCases.count + Int(stage.rawValue) - 1
    return place + (isSilent ? places : 0)
  }

  /// Of an open place.
  subscript(place: PipelineCell.Place, isSilent: Bool) -> PartsPerMillion {
    table[Int(place.number) + (isSilent ? Self.places : 0)]
  }

  /// The chances to win in time: each times the share of wins that come by then, rounded half up.
  /// May be 0: six stages need six days.
  func within(_ times: WinTimes) -> WinProbabilities {
    var narrowed = self
    for grade in [nil] + Grade.allCases {
      for stage in Stage.allCases {
        for isSilent in [false, true] {
          let index = Self.index(grade, stage, isSilent)
          let chance = Double(table[index].count) * times.share(grade, from: stage)
          narrowed.table[index] = PartsPerMillion(UInt32(chance + 0.5))
        }
      }
    }
    return narrowed
  }

  /// - Parameters:
  ///   - prior: strictly between 0 and 1.
  ///   - multiplierPermille: 1 to 1,000,000; 1,500 is × 1.5.
  ///   - isSilent: without contact for as long as the rules say.
  ///   - rules: what it multiplies.
  package static func probability(
    prior: PartsPerMillion, multiplierPermille: UInt32, isSilent: Bool = false,
    under rules: WinOddsRules
  ) -> PartsPerMillion {
    let whole: UInt64 = 1_000_000
    let factor = UInt128(
      isSilent && rules.silenceDays > 0 ? UInt64(rules.silenceOdds.count) : whole)
    let win = UInt64(prior.count) * UInt64(multiplierPermille)
    let rounded =
      switch rules.kind {
      case .oddsRatio:
        oddsRatio(
          UInt128(win) * factor, against: UInt128(whole - UInt64(prior.count)) * 1_000_000_000)
      case .relativeCapped:
        silenced(min((win + 500) / 1_000, UInt64(rules.cap.count)), by: factor)
      }
    return PartsPerMillion(UInt32(clamping: min(max(rounded, 1), whole - 1)))
  }

  /// A chance in parts per million with its odds multiplied.
  private static func silenced(_ chance: UInt64, by factor: UInt128) -> UInt64 {
    if factor == 1_000_000 || chance >= 1_000_000 { return chance }
    return oddsRatio(
      UInt128(chance) * factor, against: UInt128(1_000_000 - chance) * 1_000_000)
  }

  /// win / (win + other) in parts per million; both at most 10¹⁸.
  private static func oddsRatio(_ win: UInt128, against other: UInt128) -> UInt64 {
    UInt64((2 * win * 1_000_000 + win + other) / (2 * (win + other)))
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
