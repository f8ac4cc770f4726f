// G5: what is over is over. Only what belongs to the time after it may still be recorded.

extension Event {
  /// Whether it may happen to an opportunity that is `status`. Events of other streams never do.
  package func mayHappen(while status: Status) -> Bool {
    switch self {
    case .opportunityReopened: status != .open && status != .dormant
    case .opportunityReactivated: status == .dormant
    case .opportunityEliminated: status == .open || status == .dormant
    case .paymentPlanned, .paymentRecorded: status == .won
    case .postMortemRecorded: status == .won || status == .lost
    case .recordCorrected: true
    case _ where mayFollowTheEnd: true
    default: status == .open
    }
  }
}

extension LedgerState {
  /// The opportunity, once it is known to be won: only what was sold is paid for.
  ///
  /// - Throws: `NOT_FOUND`, `NOT_WON`.
  func wonOpportunity(
    _ id: OpportunityID, for context: CommandContext
  ) throws(Rejection) -> Opportunity {
    let opportunity = try opportunity(id, for: context)
    guard opportunity.status == .won else {
      throw Rejection(
        .notWon, field: "opportunity_id", currentVersion: opportunity.version,
        "opportunity '\(id)' is \(opportunity.status), so nothing is paid for it")
    }
    return opportunity
  }
}
