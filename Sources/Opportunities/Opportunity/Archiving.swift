extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `REASON_REQUIRED`.
  func decide(
    _ command: ArchiveOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    _ = try openOpportunity(command.opportunityID, for: context)
    try Text.validateReason(command.reason)
    return .opportunityArchived(OpportunityArchived(reason: command.reason))
  }
}

extension Opportunity {
  mutating func evolve(with event: OpportunityArchived) {
    status = .archived
  }
}
