package import Opportunities

/// What an opportunity is stuck on.
package enum StuckReason: String, Hashable, Sendable, CaseIterable {
  case none
  case noFollowUp = "no-follow-up"
  case needUnconfirmed = "need-unconfirmed"
  case noProposal = "no-proposal"
  case quoteUnanswered = "quote-unanswered"
  case negotiationStuck = "negotiation-stuck"
  case contractUnsigned = "contract-unsigned"
  case customerDeferred = "customer-deferred"
  case customerNegative = "customer-negative"
}

/// How well an open opportunity is being worked (C11): not how well it fits, not what to do first.
///
/// Three components of 0 to 100, weighted by the policy (30/40/30):
/// - frequency F = clamp(100 · (1 − max(0, d − c) / (1.5 c))), d whole days silent, c the cadence;
/// - feedback B = the policy's points for the last reaction; neutral while there was none;
/// - stage S = 100 · k / 6, k the number of the stage, contact 1 to closing 6.
///
/// All of it is rational arithmetic over integers; rounding half up happens once, at the end.
package struct Health: Hashable, Sendable {
  /// 0 to 100, rounded half up for showing; the total is made from the unrounded ones.
  package var frequency: UInt32
  package var feedback: UInt32
  package var stage: UInt32
  package var total: UInt32
  package var stuckReason: StuckReason
  package var silentDays: UInt32
  package var daysWithoutProgress: UInt32
  /// C5: the score lies below the policy's AND progress is longer ago than the policy's days; or one of
  /// both, where the policy says so.
  package var isEliminationAdvised: Bool

  package init(of facts: OpportunityFacts, reading clocks: Clocks, at moment: Moment) {
    self.init(of: facts.row.core, reading: clocks.reading, at: moment)
  }

  init(of facts: OpportunityCore, reading clocks: ClockReading, at moment: Moment) {
    let rules = moment.healthRules
    let idle = moment.instant.since(facts.lastProgressAt)
    silentDays = TimeLength(milliseconds: clocks.silence).wholeDays
    daysWithoutProgress = idle.wholeDays
    let parts = HealthParts(of: facts, silentDays: silentDays, at: moment)
    frequency = Self.roundedHalfUp(100 * parts.remaining, over: parts.whole)
    feedback = UInt32(parts.points)
    stage = Self.roundedHalfUp(100 * parts.step, over: parts.steps)
    total = Self.roundedHalfUp(
      parts.frequencyTerm + parts.feedbackTerm + parts.stageTerm, over: parts.denominator)
    stuckReason = Self.stuckReason(of: facts, reading: clocks)
    let isLow = total < rules.eliminationScore
    let isIdle = idle > .days(rules.eliminationDays)
    isEliminationAdvised = moment.isEitherEnough ? isLow || isIdle : isLow && isIdle
  }

  static func roundedHalfUp(_ numerator: UInt64, over denominator: UInt64) -> UInt32 {
    UInt32(clamping: (2 * numerator + denominator) / (2 * denominator))
  }

  /// The first that holds: the customer said no, or not now; it moves, so it is not stuck; nobody
  /// has talked to the customer; else the milestone that comes after the present stage.
  ///
  /// Stuck is: silent beyond the cadence with nothing planned, or stalled at the stage.
  private static func stuckReason(
    of facts: OpportunityCore, reading clocks: ClockReading
  ) -> StuckReason {
    switch facts.lastSentiment {
    case .negative: return .customerNegative
    case .deferral: return .customerDeferred
    case .positive, .neutral, .objection, nil: break
    }
    if !facts.hasFollowUp { return clocks.isDue ? .noFollowUp : .none }
    guard clocks.isBeyondCadence || clocks.isStalled else { return .none }
    switch facts.stage {
    case .contact: return .needUnconfirmed
    case .needs: return .noProposal
    case .proposal, .quoted: return .quoteUnanswered
    case .negotiation: return .negotiationStuck
    case .closing: return .contractUnsigned
    }
  }
}

/// What a score is made of, in whole numbers.
struct HealthParts {
  /// Days.
  let cadence: UInt64
  /// F = 100 · remaining / whole: 1 − over / (1.5 c) with both sides times 3 c.
  let remaining: UInt64
  let whole: UInt64
  /// B.
  let points: UInt64
  /// S = 100 · step / steps.
  let step: UInt64
  let steps = UInt64(Stage.allCases.count)
  let rules: HealthRules

  init(of facts: OpportunityCore, silentDays: UInt32, at moment: Moment) {
    rules = moment.healthRules
    let cadenceMs = moment.clockRules.cadence(ofGradeCode: facts.marks.gradeCode)
    cadence = UInt64(TimeLength(milliseconds: cadenceMs).wholeDays)
    whole = 3 * cadence
    let late = 2 * (max(UInt64(silentDays), cadence) - cadence)
    remaining = whole - min(late, whole)
    points = UInt64(rules.points(for: facts.lastSentiment ?? .neutral))
    step = UInt64(facts.stage.rawValue)
  }

  /// What each adds to the score, over the denominator.
  var frequencyTerm: UInt64 { UInt64(rules.frequencyWeight) * 100 * remaining * steps }
  var feedbackTerm: UInt64 { UInt64(rules.feedbackWeight) * points * whole * steps }
  var stageTerm: UInt64 { UInt64(rules.stageWeight) * 100 * step * whole }
  var denominator: UInt64 { 100 * whole * steps }
}

/// One line of the health list (projections 9 and 10).
package struct HealthRow: Hashable, Sendable {
  package var opportunity: OpportunityID
  package var title: String
  package var owner: UserID
  package var health: Health

  init(of facts: OpportunityFacts, health: Health) {
    opportunity = facts.id
    title = facts.title
    owner = facts.owner
    self.health = health
  }
}

extension Board {
  /// Health of the open opportunities of `scope`, worst first: by total, then the longest without
  /// progress, then by id.
  ///
  /// - Parameters:
  ///   - eliminationOnly: only those whose elimination is advised.
  ///   - limit: of rows; 0: all.
  package func health(
    in scope: ScopeFilter = .everybody, eliminationOnly: Bool = false, limit: Int = 0,
    at moment: Moment
  ) -> Listing<HealthRow> {
    let (table, now) = (table, moment.instant.milliseconds)
    let spans = directory.quietSpans
    var selection = Selection<HealthEntry>(limit: limit) { left, right in
      if left.total != right.total { return left.total < right.total }
      if left.idleDays != right.idleDays { return left.idleDays > right.idleDays }
      return table.id(left.place).bytes < table.id(right.place).bytes
    }
    table.forEachOpen(in: directory.membership(of: scope)) { place, core in
      let clocks = ClockReading(
        of: core, at: now, under: moment.clockRules,
        quiet: spans.isEmpty ? nil : spans[table.details[place].customer])
      let health = Health(of: core, reading: clocks, at: moment)
      if eliminationOnly, !health.isEliminationAdvised { return }
      selection.offer(
        HealthEntry(
          place: place, total: health.total, idleDays: health.daysWithoutProgress))
    }
    let count = selection.offered
    let rows = selection.sorted().map { entry in
      let facts = opportunities[entry.place]
      let clocks = clocks(of: facts, at: moment)
      return HealthRow(of: facts, health: Health(of: facts, reading: clocks, at: moment))
    }
    return Listing(rows: rows, totalCount: count)
  }
}

private struct HealthEntry {
  var place: Int
  var total: UInt32
  var idleDays: UInt32
}
