// 公海: opportunities that nobody owns, for those to take who will follow them up.

extension LedgerState {
  /// The transfer scope was checked before any rule, like the reach of others; what is checked here
  /// is whether whoever claims may have one more, and this one.
  ///
  /// - Throws: `NOT_FOUND`, `OUT_OF_SCOPE`, `OPPORTUNITY_CLOSED`, `NOT_IN_POOL`, `FORBIDDEN`,
  ///   `INVALID_FIELD`, `USER_INACTIVE`, `PRIOR_OWNER_COOLDOWN`, `CLAIM_LIMIT`.
  func decide(_ command: ClaimOpportunity, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try pooledOpportunity(command.opportunityID, for: context)
    let claimant = try person(command.owner, in: context, field: "owner_id")
    try requireTransferScope(
      from: formerOwner(of: opportunity), to: claimant, under: context.policy, field: "owner_id")
    try requireNoBar(on: claimant, for: opportunity, in: context)
    let capacity = users[claimant].capacity
    let quota = min(context.policy.pool.claimQuota, capacity == 0 ? .max : capacity)
    guard users[claimant].openCount < quota else {
      throw Rejection(
        .claimLimit, field: "owner_id",
        "'\(users.key(of: claimant))' has \(users[claimant].openCount) open opportunities; with "
          + "\(quota) nobody claims another")
    }
    return .opportunityClaimed(OpportunityClaimed(to: users.key(of: claimant)))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `UNCHANGED`, `REASON_REQUIRED`.
  func decide(_ command: ReturnToPool, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let owner = opportunity.owner else {
      throw Rejection(
        .unchanged, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' is in the pool already")
    }
    try Text.validateReason(command.reason)
    return .opportunityReturnedToPool(
      OpportunityReturnedToPool(from: users.key(of: owner), reason: command.reason))
  }

  /// The open opportunity, once it is known to be in the pool.
  ///
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `NOT_IN_POOL`.
  func pooledOpportunity(
    _ id: OpportunityID, for context: CommandContext
  ) throws(Rejection) -> Opportunity {
    let opportunity = try openOpportunity(id, for: context)
    guard opportunity.owner == nil else {
      throw Rejection(
        .notInPool, field: "opportunity_id", currentVersion: opportunity.version,
        "opportunity '\(id)' has an owner")
    }
    return opportunity
  }

  /// Who had it last before the pool; nil: nobody has had it.
  func formerOwner(of opportunity: Opportunity) -> RowNumber<User>? {
    (opportunity.dossier?.formerOwners.last?.user).flatMap { users.number(of: $0) }
  }

  /// Whoever gives an opportunity up and takes it back would never be reclaimed from.
  ///
  /// - Throws: `PRIOR_OWNER_COOLDOWN`.
  private func requireNoBar(
    on claimant: RowNumber<User>, for opportunity: Opportunity, in context: CommandContext
  ) throws(Rejection) {
    let id = users.key(of: claimant)
    let days = context.policy.pool.priorOwnerBarDays
    guard let left = opportunity.dossier?.formerOwners.first(where: { $0.user == id })?.leftAt,
      context.now < left + .days(days)
    else { return }
    throw Rejection(
      .priorOwnerCooldown, field: "owner_id",
      "'\(id)' had it and cannot claim it for \(days) days after it came to the pool")
  }
}

extension Opportunity {
  /// Nobody owns it from now on.
  ///
  /// - Parameter former: who did; nil: it was in the pool already.
  mutating func leave(_ former: UserID?, at instant: Instant) {
    owner = nil
    guard let former else { return }
    note { $0.remember(FormerOwner(user: former, leftAt: instant)) }
  }
}

extension Dossier {
  /// As many former owners are remembered: more in a few days is no trade but a game.
  private static var formerOwnersMaximum: Int { 8 }

  mutating func remember(_ former: FormerOwner) {
    formerOwners.removeAll { $0.user == former.user }
    formerOwners.append(former)
    if formerOwners.count > Self.formerOwnersMaximum { formerOwners.removeFirst() }
  }
}
