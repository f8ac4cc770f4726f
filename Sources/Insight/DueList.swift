package import Opportunities

/// One line of the to-do list (projection 4): what is owed, since when, by which rule.
package struct DueRow: Hashable, Sendable {
  package var opportunity: OpportunityID
  package var title: String
  package var owner: UserID
  package var dueAt: Instant
  package var rule: DueRule
  /// Negative while not yet due.
  package var overdue: TimeLength
  /// nil: not red.
  package var redSince: Instant?
  package var isStalled: Bool
  package var recipients: [Recipient]
  /// nil: not suspended.
  package var suspendedUntil: Instant?
  /// Tag of the last follow-up, to open the next talk with; empty: there was none.
  package var lastTopic: String
  package var grade: Grade?
  package var stage: Stage

  package var isRed: Bool { redSince != nil }

  init(of facts: OpportunityFacts, reading clocks: Clocks) {
    opportunity = facts.id
    title = facts.title
    owner = facts.owner
    dueAt = clocks.dueAt
    rule = clocks.rule
    overdue = clocks.overdue
    redSince = clocks.redSince
    isStalled = clocks.isStalled
    recipients = clocks.recipients
    suspendedUntil = clocks.suspendedUntil
    lastTopic = facts.lastTag ?? ""
    grade = facts.grade
    stage = facts.stage
  }
}

extension Board {
  /// What is due, red or stalled among the open opportunities of `scope`.
  ///
  /// Red first, then the most overdue, then the larger amount (minor units, whatever the currency),
  /// then by id.
  ///
  /// - Parameters:
  ///   - withinHours: also what will be due within so many hours; 0: only what is up already.
  ///   - limit: of rows; 0: all.
  package func due(
    in scope: ScopeFilter = .everybody, withinHours: UInt32 = 0, limit: Int = 0, at moment: Moment
  ) -> Listing<DueRow> {
    let membership = directory.membership(of: scope)
    let horizon = moment.instant + .hours(withinHours)
    // Order is settled on small keys; only the rows that are shown are made.
    var entries: [DueEntry] = []
    opportunities.lendEach { index, facts in
      guard facts.isOpen, membership.contains(facts) else { return }
      let clocks = Clocks(of: facts, at: moment)
      guard clocks.dueAt <= horizon || clocks.isRed || clocks.isStalled else { return }
      entries.append(
        DueEntry(
          index: index, isRed: clocks.isRed, dueAt: clocks.dueAt,
          minorUnits: facts.amount.minorUnits))
    }
    let shown = entries.sorted(limitedTo: limit) { left, right in
      if left.isRed != right.isRed { return left.isRed }
      if left.dueAt != right.dueAt { return left.dueAt < right.dueAt }
      if left.minorUnits != right.minorUnits { return left.minorUnits > right.minorUnits }
      return opportunities[left.index].id.bytes < opportunities[right.index].id.bytes
    }
    let rows = shown.map { entry in
      let facts = opportunities[entry.index]
      return DueRow(of: facts, reading: Clocks(of: facts, at: moment))
    }
    return Listing(rows: rows, totalCount: entries.count)
  }
}

private struct DueEntry {
  var index: Int
  var isRed: Bool
  var dueAt: Instant
  var minorUnits: Int64
}
