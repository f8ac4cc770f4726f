package import Opportunities

/// Whether a grade means what the policy says it means.
package enum GradeVerdict: String, Hashable, Sendable, CaseIterable {
  /// Too few are resolved to say anything.
  case tooFew = "too-few"
  case asExpected = "as-expected"
  /// It is given to opportunities that are not worth it (等级过松).
  case tooLoose = "grade-too-loose"
}

/// What became of the opportunities of one grade (projection 15): a line of the grade report.
package struct GradeRow: Hashable, Sendable {
  /// ``Identifier/nobody`` for the whole scope, and for what nobody owned when it was resolved.
  package var owner: UserID
  /// nil: nobody had graded them.
  package var grade: Grade?
  /// Won, lost or eliminated. Those called dormant may come back, and archived ones never were any.
  package var resolved: UInt64
  package var won: UInt64
  /// won / resolved, rounded half up.
  package var rate: PartsPerMillion
  /// Where the true rate lies with 80 %.
  package var low: PartsPerMillion
  package var high: PartsPerMillion
  /// What the policy in force expects of the grade.
  package var prior: PartsPerMillion
  /// P(true rate < prior − the policy's margin), rounded half up.
  package var certainty: PartsPerMillion
  package var verdict: GradeVerdict
}

/// What is known of a rate after so many wins and losses: a Beta distribution, which before the
/// first of them held every rate for equally probable.
struct BetaPosterior {
  let wins: UInt64
  let losses: UInt64

  /// P(rate < bound). A Beta distribution of whole numbers is a sum over a binomial one: with one
  /// more trial at that rate there would be more wins than there were.
  func probability(below bound: PartsPerMillion) -> Double {
    let more = CountDistribution(
      of: [CountDistribution.Share(count: wins + losses + 1, probability: bound)])
    var sum = 0.0
    for (offset, mass) in more.masses.enumerated().reversed() {
      guard more.first + UInt64(offset) > wins else { break }
      sum += mass
    }
    return min(sum, 1)
  }

  /// The least rate, in steps of a hundredth of a per cent, below which the true one lies with this
  /// probability.
  func quantile(_ probability: Double) -> PartsPerMillion {
    let step: UInt32 = 100
    var (low, high): (UInt32, UInt32) = (0, 1_000_000 / step)
    while low < high {
      let middle = (low + high) / 2
      if self.probability(below: PartsPerMillion(middle * step)) >= probability {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return PartsPerMillion(low * step)
  }
}

extension Board {
  /// What became of the grades that were given in `scope`: by owner id if wanted, then A, B, C,
  /// ungraded; only where something is resolved.
  ///
  /// An opportunity counts under the grade and the owner it had when it was resolved. It costs a
  /// look at the cells of the pipeline, however many opportunities there are.
  package func grades(
    in scope: ScopeFilter = .everybody, byOwner: Bool = false, at moment: Moment
  ) -> [GradeRow] {
    let membership = directory.membership(of: scope)
    var tallies: [GradeTally.Key: GradeTally] = [:]
    for cell in table.cells.cells where cell.count > 0 && membership.contains(owner: cell.owner) {
      let key = GradeTally.Key(
        owner: byOwner ? directory.owner(cell.owner) : .nobody, grade: cell.place.grade)
      switch cell.place.status {
      case .won: tallies[key, default: GradeTally()].won += UInt64(cell.count)
      case .lost, .eliminated: tallies[key, default: GradeTally()].lost += UInt64(cell.count)
      case .open, .dormant, .archived: continue
      }
    }
    return tallies.map { $1.row(of: $0, under: moment.policy) }.sorted(by: GradeRow.precedes)
  }
}

extension GradeRow {
  fileprivate static func precedes(_ left: GradeRow, _ right: GradeRow) -> Bool {
    if left.owner != right.owner { return left.owner.bytes < right.owner.bytes }
    return (left.grade?.rawValue ?? .max) < (right.grade?.rawValue ?? .max)
  }
}

/// A line of the grade report in the making.
private struct GradeTally {
  struct Key: Hashable {
    var owner: UserID
    var grade: Grade?
  }

  var won: UInt64 = 0
  var lost: UInt64 = 0

  func row(of key: Key, under policy: Policy) -> GradeRow {
    let (rules, prior) = (policy.gradeHonesty, policy.rule(for: key.grade).winPrior)
    let posterior = BetaPosterior(wins: won, losses: lost)
    let resolved = won + lost
    let bound = PartsPerMillion(prior.count - min(prior.count, rules.margin.count))
    let certainty = UInt32(posterior.probability(below: bound) * 1e6 + 0.5)
    let verdict: GradeVerdict =
      resolved < UInt64(rules.resolvedMinimum)
      ? .tooFew : certainty >= rules.certainty.count ? .tooLoose : .asExpected
    return GradeRow(
      owner: key.owner, grade: key.grade, resolved: resolved, won: won,
      rate: PartsPerMillion(UInt32((2_000_000 * won + resolved) / (2 * resolved))),
      low: posterior.quantile(0.1), high: posterior.quantile(0.9), prior: prior,
      certainty: PartsPerMillion(certainty), verdict: verdict)
  }
}
