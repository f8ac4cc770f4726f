// 沉寂, 激活, 淘汰: the owner's axis beyond the pool. What is dormant or eliminated belongs to nobody.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `REASON_REQUIRED`.
  func decide(_ command: MakeDormant, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    try Text.validateReason(command.reason)
    return .opportunityMadeDormant(
      OpportunityMadeDormant(
        from: opportunity.owner.map { users.key(of: $0) }, reason: command.reason))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `ILLEGAL_FLOW`, `INVALID_FIELD`.
  func decide(
    _ command: ReactivateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try opportunity(command.opportunityID, for: context)
    guard opportunity.status == .dormant else {
      throw Rejection(
        .illegalFlow, field: "opportunity_id", currentVersion: opportunity.version,
        "opportunity '\(command.opportunityID)' is \(opportunity.status), not dormant")
    }
    try Text.validateName(command.campaign, field: "campaign")
    return .opportunityReactivated(OpportunityReactivated(campaign: command.campaign))
  }

  /// From dormancy always; directly if the policy's path is the direct one, or with an approval if
  /// the policy opens it so.
  ///
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `ILLEGAL_FLOW`,
  ///   `APPROVAL_REQUIRED`, `APPROVAL_USED`, `REASON_REQUIRED`, `INVALID_FIELD`.
  func decide(
    _ command: EliminateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try opportunity(command.opportunityID, for: context)
    guard opportunity.isOpen || opportunity.status == .dormant else {
      throw Rejection(
        .opportunityClosed, field: "opportunity_id", currentVersion: opportunity.version,
        "opportunity '\(command.opportunityID)' is \(opportunity.status)")
    }
    if !command.approvalID.isEmpty {
      try IdentifierRules.validate(command.approvalID, field: "approval_id")
    }
    let isShortCut = opportunity.isOpen && context.policy.pool.eliminationPath != .direct
    if isShortCut { try requireShortCut(of: command, in: context) }
    try Text.validateReason(command.reason)
    return .opportunityEliminated(
      OpportunityEliminated(
        from: opportunity.owner.map { users.key(of: $0) }, reason: command.reason,
        approvalID: isShortCut ? command.approvalID : ""))
  }

  /// - Throws: `ILLEGAL_FLOW`, `APPROVAL_REQUIRED`, `APPROVAL_USED`.
  private func requireShortCut(
    of command: EliminateOpportunity, in context: CommandContext
  ) throws(Rejection) {
    guard context.policy.pool.directEliminationByApproval else {
      throw Rejection(
        .illegalFlow, field: "opportunity_id",
        "policy \(context.policy.version) lets nothing be eliminated that is not dormant")
    }
    guard !command.approvalID.isEmpty else {
      throw Rejection(
        .illegalFlow, field: "approval_id", "make it dormant first, or name the approval")
    }
    try requireApproval(
      command.approvalID, kind: .directElimination, of: command.opportunityID,
      field: "approval_id")
  }
}

extension Opportunity {
  mutating func evolve(with event: OpportunityMadeDormant, at instant: Instant) {
    status = .dormant
    leave(event.from, at: instant)
  }

  /// It comes to the pool, where nobody owns it.
  mutating func evolve(with event: OpportunityReactivated, at instant: Instant) {
    status = .open
    idleSince = instant
    isUntouched = true
  }

  mutating func evolve(with event: OpportunityEliminated, at instant: Instant) {
    status = .eliminated
    leave(event.from, at: instant)
  }
}
