// 回收, 上调: an opportunity that its owner does not follow up goes to the pool, or to somebody above.
// How long is too long stands in Idleness.swift.

extension LedgerState {
  /// A manager confirms, by sending it or by name, where the policy wants that. The owner cannot: who
  /// wants to be rid of an opportunity returns it.
  ///
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `UNCHANGED`, `RULE_NOT_MET`,
  ///   `INVALID_FIELD`, `USER_INACTIVE`.
  func decide(
    _ command: ReclaimOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let owner = opportunity.owner else {
      throw Rejection(
        .unchanged, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' is in the pool already")
    }
    let confirmer = try confirmation(of: command, over: owner, in: context)
    let policy = context.policy
    let idle = context.occurredAt.since(opportunity.idleSince)
    let silence = context.occurredAt.since(
      silentSince(opportunity, at: context.occurredAt, under: policy))
    let holding = ReclaimReason.allCases.first { reason in
      guard command.rule == nil || command.rule == reason,
        let patience = opportunity.patience(before: reason, under: policy)
      else { return false }
      return silence >= patience
    }
    guard let rule = holding else {
      let patience = ReclaimReason.allCases.compactMap { reason in
        command.rule == nil || command.rule == reason
          ? opportunity.patience(before: reason, under: policy) : nil
      }.min()
      throw .ruleNotMet(silent: silence, patience: patience, under: policy)
    }
    return .opportunityReclaimed(
      OpportunityReclaimed(
        from: users.key(of: owner), rule: rule, idleDays: idle.wholeDays,
        confirmedBy: confirmer.map { users.key(of: $0) }))
  }

  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `NOT_FOUND`, `USER_INACTIVE`.
  private func confirmation(
    of command: ReclaimOpportunity, over owner: RowNumber<User>, in context: CommandContext
  ) throws(Rejection) -> RowNumber<User>? {
    if let actor = context.user {
      guard isAbove(actor, owner) else {
        throw Rejection(
          .forbidden, field: "actor.id", "only somebody above its owner reclaims an opportunity")
      }
      return try person(command.confirmedBy, in: context, field: "confirmed_by_id")
    }
    guard let named = command.confirmedBy else {
      guard !context.policy.pool.reclaimConfirmed || context.actor.kind == .import else {
        throw Rejection(
          .invalidField, field: "confirmed_by_id",
          "policy \(context.policy.version) wants a manager to confirm: name the one who did")
      }
      return nil
    }
    let confirmer = try activeUser(named, field: "confirmed_by_id")
    guard isAbove(confirmer, owner) else {
      throw Rejection(
        .forbidden, field: "confirmed_by_id", "'\(named)' does not manage the owner")
    }
    return confirmer
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `ILLEGAL_FLOW`, `USER_INACTIVE`,
  ///   `UNCHANGED`, `OUT_OF_SCOPE`, `RULE_NOT_MET`.
  func decide(
    _ command: EscalateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let owner = opportunity.owner else {
      throw Rejection(
        .illegalFlow, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' is in the pool: assign it")
    }
    let next = try activeUser(command.to, field: "owner_id")
    guard next != owner else {
      throw Rejection(.unchanged, field: "owner_id", "'\(command.to)' owns it already")
    }
    guard isAbove(next, owner) else {
      throw Rejection(
        .outOfScope, field: "owner_id",
        "'\(command.to)' does not stand above '\(users.key(of: owner))'")
    }
    let isDecidedAbove = context.user.map { isAbove($0, owner) } ?? true
    let policy = context.policy
    let silentSince = silentSince(opportunity, at: context.occurredAt, under: policy)
    let holding = EscalationReason.allCases.first { reason in
      guard command.rule == nil || command.rule == reason else { return false }
      if reason == .decided { return isDecidedAbove }
      guard let patience = opportunity.patience(before: reason, under: policy) else { return false }
      return context.occurredAt
        > opportunity.start(of: reason, silentSince: silentSince) + patience
    }
    guard let rule = holding else {
      let patience = EscalationReason.allCases.compactMap { reason in
        (command.rule == nil || command.rule == reason) && reason != .decided
          ? opportunity.patience(before: reason, under: policy) : nil
      }.min()
      throw .ruleNotMet(
        silent: context.occurredAt.since(silentSince), patience: patience, under: policy)
    }
    return .opportunityEscalated(
      OpportunityEscalated(from: users.key(of: owner), to: command.to, rule: rule))
  }
}

extension Rejection {
  /// - Parameter silence: that nothing excuses.
  fileprivate static func ruleNotMet(
    silent silence: TimeLength, patience: TimeLength?, under policy: Policy
  ) -> Rejection {
    guard let patience else {
      return Rejection(
        .ruleNotMet, field: "rule",
        "policy \(policy.version) has no rule by which anybody may step in as it stands")
    }
    return Rejection(
      .ruleNotMet, field: "rule",
      "its owner has been silent for \(silence.wholeDays) days that no planned step and no quiet period "
        + "excuses; policy \(policy.version) lets somebody step in after \(patience.wholeDays)")
  }
}
