/// 归档: it was a mistake, a duplicate or of no more use. Deletion is archiving; nothing is lost.
package struct ArchiveOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var reason: String

  package init(opportunityID: OpportunityID, reason: String) {
    self.opportunityID = opportunityID
    self.reason = reason
  }
}

package struct OpportunityArchived: Hashable, Sendable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

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
