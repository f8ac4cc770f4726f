package import Opportunities

/// When those that will be won are won, by grade and stage: nothing learned, the policy's mean days
/// alone.
///
/// An opportunity stays at each stage for a whole number of days, at least one. What a day brings
/// does not depend on how long it has been there (a geometric dwell time), so neither does the time
/// that is left. The mean days to a win of the grade are shared over the six stages 2 : 2 : 2 : 3 :
/// 3 : 3. The time from a stage to the win is the sum of what it and the later stages take.
///
/// Only + − × ÷ in a fixed order are used, so that a past answer computes to the same bits on any
/// machine.
package struct WinTimes: Hashable, Sendable {
  /// Days from the moment that is asked about.
  package let days: UInt32
  /// As in ``WinProbabilities``: "nobody has graded it", then A, B, C; a column for each stage.
  private let shares: [Double]

  /// Beyond it nothing is asked: ten years.
  package static let daysMaximum: UInt32 = 3_650

  private static let dwellShares: [Double] = [2, 2, 2, 3, 3, 3]

  package init(within days: UInt32, under policy: Policy) {
    precondition(days <= Self.daysMaximum, "whoever asks keeps to the limit")
    self.days = days
    let grades: [Grade?] = [nil] + Grade.allCases
    shares = grades.flatMap { grade in
      Self.shares(within: days, meanDays: Double(policy.rule(for: grade).meanDaysToWin))
    }
  }

  /// Of the opportunities of this grade and stage that will be won, how many are won in time.
  package func share(_ grade: Grade?, from stage: Stage) -> Double {
    shares[Int(grade?.rawValue ?? 0) * Stage.allCases.count + Int(stage.rawValue) - 1]
  }

  /// By stage.
  private static func shares(within days: UInt32, meanDays: Double) -> [Double] {
    let whole = dwellShares.reduce(0, +)
    // P(the win is t days away), of which nothing stands beyond the last day asked for.
    var masses = [Double](repeating: 0, count: Int(days) + 1)
    masses[0] = 1
    var shares: [Double] = []
    for dwell in dwellShares.reversed() {
      // The chance to leave the stage on any one day; a mean below a day is a day.
      let leaving = min(1, whole / (dwell * max(meanDays, 1)))
      var staying = 0.0
      var sum = 0.0
      for day in masses.indices {
        // Who leaves today was here before and stayed, or came the day before.
        let coming = masses[day]
        masses[day] = staying * leaving
        staying = staying * (1 - leaving) + coming
        sum += masses[day]
      }
      shares.append(min(sum, 1))
    }
    return shares.reversed()
  }
}
