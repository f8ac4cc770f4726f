// 转移, 分配: somebody decides who owns an opportunity from now on. The owner changes and nothing else
// does: stage, grade, dwell, follow-ups and collaborators go with the opportunity.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `ILLEGAL_FLOW`, `USER_INACTIVE`,
  ///   `UNCHANGED`, `OUT_OF_SCOPE`, `LIMIT_REACHED`, `REASON_REQUIRED`.
  func decide(
    _ command: ReassignOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let former = opportunity.owner else {
      throw Rejection(
        .illegalFlow, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' is in the pool: assign it, or claim it")
    }
    let owner = try activeUser(command.owner, field: "owner_id")
    guard owner != former else {
      throw Rejection(.unchanged, field: "owner_id", "'\(command.owner)' owns it already")
    }
    try requireTransferScope(from: former, to: owner, in: context, field: "owner_id")
    try requireCapacity(of: owner, in: context, field: "owner_id")
    try Text.validateReason(command.reason)
    return .opportunityReassigned(
      OpportunityReassigned(
        from: users.key(of: former), to: command.owner, reason: command.reason))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `NOT_IN_POOL`, `USER_INACTIVE`,
  ///   `OUT_OF_SCOPE`, `LIMIT_REACHED`, `INVALID_FIELD`.
  func decide(
    _ command: AssignOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try pooledOpportunity(command.opportunityID, for: context)
    let owner = try activeUser(command.owner, field: "owner_id")
    try requireTransferScope(
      from: formerOwner(of: opportunity), to: owner, in: context, field: "owner_id")
    try requireCapacity(of: owner, in: context, field: "owner_id")
    let mode = command.mode ?? .manual
    try Text.validateName(command.rule, field: "rule", required: mode == .rule)
    guard mode == .rule || command.rule.isEmpty else {
      throw Rejection(.invalidField, field: "rule", "what is assigned by hand follows no rule")
    }
    return .opportunityAssigned(
      OpportunityAssigned(to: command.owner, mode: mode, rule: command.rule))
  }
}

extension LedgerState {
  /// Checks that somebody can take one more. Who leaves hands over all the same, what is escalated
  /// goes up all the same, and imported history happened as it did.
  ///
  /// - Throws: `LIMIT_REACHED`.
  private func requireCapacity(
    of owner: RowNumber<User>, in context: CommandContext, field: String
  ) throws(Rejection) {
    let user = users[owner]
    guard user.capacity > 0, user.openCount >= user.capacity, context.actor.kind != .import
    else { return }
    throw Rejection(
      .limitReached, field: field,
      "'\(users.key(of: owner))' has \(user.openCount) open opportunities, of \(user.capacity) at most"
    )
  }
}

extension Opportunity {
  /// Changes the owner and nothing else, but that the new one's time to act begins.
  mutating func take(_ owner: RowNumber<User>, at instant: Instant) {
    self.owner = owner
    idleSince = instant
    isUntouched = true
  }
}
