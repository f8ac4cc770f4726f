package import Opportunities

/// What deserves a mark on the card, in the order shown.
package enum OpportunityFlag: String, Hashable, Sendable, CaseIterable {
  /// The grade claims more than its basis supports (C3).
  case gradeUnsupported = "grade-unsupported"
  /// A follow-up since the last grading contradicts the grade (等级异常).
  case gradeContradicted = "grade-contradicted"
  case red
  case stalled
  /// Nobody has talked with the customer for so long that the policy lowers its odds to win.
  case silent
  /// Its health is below the policy's at-risk score.
  case atRisk = "at-risk"
  case eliminationAdvised = "elimination-advised"
  /// Some record of it was entered late (C12).
  case backfilled
}

/// Everything about one opportunity at one moment (projection 1).
package struct OpportunityCard: Hashable, Sendable {
  package var facts: OpportunityFacts
  /// Empty: the customer is not registered (in a selection of the log).
  package var customerName: String
  /// nil unless open: an outcome is an event, not a probability of 0 or 1.
  package var winProbability: PartsPerMillion?
  /// nil unless open.
  package var health: HealthRow?
  /// nil unless open and owned: the pool owes nobody anything.
  package var due: DueRow?
  package var flags: [OpportunityFlag]
}

extension Board {
  /// The card of one opportunity; nil: there is none of this id.
  package func opportunity(_ id: OpportunityID, at moment: Moment) -> OpportunityCard? {
    place(of: id).map { card(at: $0, at: moment) }
  }

  /// Cards of `scope` by id.
  ///
  /// - Parameters:
  ///   - status: only those; nil: all.
  ///   - limit: of cards; 0: all.
  package func opportunities(
    in scope: ScopeFilter = .everybody, status: Status? = nil, limit: Int = 0, at moment: Moment
  ) -> Listing<OpportunityCard> {
    let listing = listing(in: scope, status: status, limit: limit, at: moment)
    return Listing(rows: listing.indices.map { listing[$0] }, totalCount: listing.totalCount)
  }

  /// The card of the opportunity at `place` in order of creation.
  package func card(at place: Int, at moment: Moment) -> OpportunityCard {
    let facts = opportunities[place]
    let name = directory.customers.name(of: facts.row.detail.customer)
    var flags: [OpportunityFlag] = []
    if !facts.gradeSupported { flags.append(.gradeUnsupported) }
    if facts.gradeContradicted { flags.append(.gradeContradicted) }
    guard facts.isOpen else {
      if facts.isBackfilled { flags.append(.backfilled) }
      return OpportunityCard(facts: facts, customerName: name, flags: flags)
    }
    let clocks = clocks(of: facts, at: moment)
    let health = Health(of: facts, reading: clocks, at: moment)
    let isSilent = isSilent(facts.row, at: moment)
    let isPooled = facts.owner == .nobody
    if clocks.isRed, !isPooled { flags.append(.red) }
    if clocks.isStalled, !isPooled { flags.append(.stalled) }
    if isSilent { flags.append(.silent) }
    if health.total < moment.policy.thresholds.atRiskScore { flags.append(.atRisk) }
    if health.isEliminationAdvised { flags.append(.eliminationAdvised) }
    if facts.isBackfilled { flags.append(.backfilled) }
    return OpportunityCard(
      facts: facts, customerName: name,
      winProbability: moment.probabilities[facts.grade, facts.stage, isSilent],
      health: HealthRow(of: facts, health: health),
      due: isPooled ? nil : DueRow(of: facts, reading: clocks), flags: flags)
  }
}
