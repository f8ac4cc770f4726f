extension LedgerState {
  /// Imported wins rarely come with their contract, so only live ones must name it.
  ///
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `CONTRACT_REQUIRED`,
  ///   `GATE_NOT_MET`, `BAD_AMOUNT`, `BAD_CURRENCY`, `CURRENCY_CHANGED`, `INVALID_FIELD`.
  func decide(_ command: WinOpportunity, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    try Text.validateName(command.contractNumber, field: "contract_number", required: false)
    try Self.validateDigest(command.contractDigest, field: "contract_sha256")
    let hasContract = !Text.isBlank(command.contractNumber) || !command.contractDigest.isEmpty
    guard hasContract || context.actor.kind == .import else {
      throw Rejection(
        .contractRequired, field: "contract_number",
        "a win needs the number of the contract, or its SHA-256")
    }
    try requireClosingGate(of: opportunity, hasContract: hasContract, in: context)
    if let amount = command.finalAmount {
      try amount.validate(field: "final_amount")
      try requireSameCurrency(amount, as: opportunity, field: "final_amount.currency")
    }
    return .opportunityWon(
      OpportunityWon(
        finalAmount: command.finalAmount ?? opportunity.amount,
        contractNumber: command.contractNumber, contractDigest: command.contractDigest))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `REASON_REQUIRED`,
  ///   `UNKNOWN_REASON`, `INVALID_FIELD`.
  func decide(_ command: LoseOpportunity, in context: CommandContext) throws(Rejection) -> Event {
    _ = try openOpportunity(command.opportunityID, for: context)
    guard !command.reason.isEmpty else {
      throw Rejection(.reasonRequired, field: "reason", "name the loss reason by its code")
    }
    guard context.policy.hasLossReason(command.reason) else {
      throw Rejection(
        .unknownReason, field: "reason",
        details: context.policy.document.lossReasons.map(\.code),
        """
        \(Text.quoted(command.reason)) is not in the loss reasons of policy \
        \(context.policy.version)
        """)
    }
    try Text.validateName(command.competitor, field: "competitor", required: false)
    try Text.validateNote(command.note, field: "note")
    return .opportunityLost(
      OpportunityLost(
        reason: command.reason, competitor: command.competitor, note: command.note))
  }

  /// What was lost, won or archived has the owner it had, or none if that one left meanwhile; what was
  /// eliminated comes to the pool. What is dormant is reactivated instead.
  ///
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `NOT_CLOSED`, `ILLEGAL_FLOW`, `REASON_REQUIRED`.
  func decide(_ command: ReopenOpportunity, in context: CommandContext) throws(Rejection) -> Facts {
    let opportunity = try opportunity(command.opportunityID, for: context)
    guard !opportunity.isOpen else {
      throw Rejection(
        .notClosed, field: "opportunity_id", "opportunity '\(command.opportunityID)' is open")
    }
    guard opportunity.status != .dormant else {
      throw Rejection(
        .illegalFlow, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' is dormant: reactivate it")
    }
    try Text.validateReason(command.reason)
    let reopened = Event.opportunityReopened(
      OpportunityReopened(from: opportunity.status, reason: command.reason))
    guard let owner = opportunity.owner, !users[owner].isActive else { return Facts(reopened) }
    // Whoever had it works here no longer.
    let returned = OpportunityReturnedToPool(from: users.key(of: owner), reason: command.reason)
    return Facts(reopened, more: [.opportunityReturnedToPool(returned)])
  }
}

extension Opportunity {
  mutating func evolve(with event: OpportunityWon) {
    status = .won
    amount = event.finalAmount
  }

  mutating func evolve(with event: OpportunityLost) {
    status = .lost
  }

  mutating func evolve(with event: OpportunityReopened, at instant: Instant) {
    precondition(event.from == status, "reopening starts at the status it names")
    status = .open
    idleSince = max(idleSince, instant)
  }
}
