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
  /// What is due, red or stalled among the open opportunities of `scope`. Those in the pool owe nobody
  /// anything: they wait for somebody to claim them.
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
    let now = moment.instant.milliseconds
    let horizon = (moment.instant + .hours(withinHours)).milliseconds
    let (table, rules) = (table, moment.clockRules)
    // Order is settled on small keys; only the rows that are shown are made.
    var selection = Selection<DueEntry>(limit: limit) { left, right in
      if left.isRed != right.isRed { return left.isRed }
      if left.dueAt != right.dueAt { return left.dueAt < right.dueAt }
      let amounts = (table.details[left.place].minorUnits, table.details[right.place].minorUnits)
      if amounts.0 != amounts.1 { return amounts.0 > amounts.1 }
      return table.id(left.place).bytes < table.id(right.place).bytes
    }
    let (pool, spans) = (directory.poolNumber, directory.quietSpans)
    table.forEachOpen(in: directory.membership(of: scope)) { place, core in
      if core.owner == pool { return }
      let clocks = ClockReading(
        of: core, at: now, under: rules,
        quiet: spans.isEmpty ? nil : spans[table.details[place].customer])
      guard clocks.dueAt <= horizon || clocks.isRed || clocks.isStalled else { return }
      selection.offer(DueEntry(place: place, isRed: clocks.isRed, dueAt: clocks.dueAt))
    }
    let count = selection.offered
    let rows = selection.sorted().map { entry in
      let facts = opportunities[entry.place]
      return DueRow(of: facts, reading: clocks(of: facts, at: moment))
    }
    return Listing(rows: rows, totalCount: count)
  }
}

private struct DueEntry {
  var place: Int
  var isRed: Bool
  var dueAt: Int64
}
