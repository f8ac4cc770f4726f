extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `UNCHANGED`, `REASON_REQUIRED`.
  func decide(
    _ command: ReassignOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let owner = users.number(of: command.owner) else {
      throw .notFound("user", command.owner.text, field: "owner_id")
    }
    guard owner != opportunity.owner else {
      throw Rejection(.unchanged, field: "owner_id", "'\(command.owner)' owns it already")
    }
    try Text.validateReason(command.reason)
    return .opportunityReassigned(
      OpportunityReassigned(
        from: users.key(of: opportunity.owner), to: command.owner, reason: command.reason))
  }
}

extension Opportunity {
  /// Changes the owner and nothing else: stage, grade, dwell and history go with the opportunity.
  mutating func evolve(
    with event: OpportunityReassigned, _ users: borrowing Table<UserID, User>
  ) {
    guard let number = users.number(of: event.to) else {
      preconditionFailure("an opportunity goes to somebody who is registered")
    }
    owner = number
  }
}
