// Who may do what, for whom. Systems, integrations and imports may do everything: the socket's
// permissions decide who can speak as one of them, and the sender's user id is in every record.

extension LedgerState {
  /// The row of an actor who is a user; nil for other actors. Checks that the actor exists at all.
  ///
  /// - Throws: `INVALID_FIELD`, `NOT_FOUND` for a user nobody registered, `USER_INACTIVE`.
  func row(of actor: Actor) throws(Rejection) -> RowNumber<User>? {
    // Who is registered under an id has a valid one.
    if actor.kind == .user, let row = users.number(of: UserID(actor.id)) {
      guard users[row].isActive else {
        throw Rejection(
          .userInactive, field: "actor.id", "user '\(actor.id)' works here no more")
      }
      return row
    }
    try IdentifierRules.validate(actor.id, field: "actor.id")
    guard actor.kind != .user else {
      throw .notFound("user", actor.id.text, field: "actor.id")
    }
    return nil
  }

  /// Checks that `actor` may change organisation, customers' master data or policy.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireAdministration(by actor: Actor) throws(Rejection) {
    guard actor.kind == .user, let user = users[UserID(actor.id)] else { return }
    guard user.roles.contains(.owner) || user.roles.contains(.operations) else {
      throw Rejection(
        .forbidden, field: "actor.id",
        "user '\(actor.id)' is neither owner nor operations, so may not do this")
    }
  }

  /// Checks that the actor is no plain rep: a manager of whatever team, or above.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireManagement(by context: CommandContext) throws(Rejection) {
    guard let actor = context.user else { return }
    let user = users[actor]
    if isWide(user) || user.roles.contains(.manager) || user.roles.contains(.departmentHead) {
      return
    }
    throw Rejection(
      .forbidden, field: "actor.id", "user '\(context.actor.id)' manages nobody, so may not do this"
    )
  }

  /// Checks that the actor may act on what `owner` owns: as the owner, as a manager of the owner's
  /// team or of a team above it, or as owner or operations of the company.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireScope(
    of context: CommandContext, over owner: RowNumber<User>
  ) throws(Rejection) {
    guard let actor = context.user, actor != owner else { return }
    let user = users[actor]
    if isWide(user) || manages(user, owner) { return }
    throw Rejection(
      .forbidden, field: "actor.id",
      "user '\(context.actor.id)' neither owns it nor manages its owner")
  }

  /// Checks that the actor may send `command` about an opportunity that exists. Comes before
  /// everything that would tell about it.
  ///
  /// - Throws: `FORBIDDEN`, `OUT_OF_SCOPE`.
  func requireReach(
    of context: CommandContext, for command: Command, over subject: RowNumber<Opportunity>
  ) throws(Rejection) {
    switch command {
    case .claimOpportunity:
      // Whoever may get it may ask for it.
      guard let actor = context.user else { return }
      let opportunity = opportunities[subject]
      try requireTransferScope(
        from: opportunity.owner ?? formerOwner(of: opportunity), to: actor, under: context.policy,
        field: "owner_id")
    case .acceptSplit, .rejectSplit:
      if isParty(context, on: subject) { return }
      try requireScope(of: context, over: subject)
    case .logFollowUp, .proposeSplit:
      if context.user != opportunities[subject].owner, isCollaborator(context, on: subject) {
        return
      }
      try requireScope(of: context, over: subject)
    default: try requireScope(of: context, over: subject)
    }
  }

  /// The same for a stream of anything else. Who may begin one, the rules of its kind say.
  ///
  /// - Throws: `FORBIDDEN`, `SELF_APPROVAL`.
  func requireReach(
    of context: CommandContext, for command: Command, on stream: Stream
  ) throws(Rejection) {
    switch stream.kind {
    case .lead: try requireScope(of: context, overLead: LeadID(stream.id))
    case .departmentTask:
      guard let task = tasks[DepartmentTaskID(stream.id)] else { return }
      try requireScope(of: context, over: task)
    case .approval:
      guard let approver = context.user, let approval = approvals[ApprovalID(stream.id)]
      else { return }
      switch command {
      case .decideApproval: try requireReach(of: approver, over: approval, in: context)
      case .escalateApproval: try requireReach(toPushOn: approval, in: context)
      default: break
      }
    case .target:
      guard targets[TargetID(stream.id)] != nil else { return }
      _ = try reachableSubject(TargetID(stream.id), in: context)
    default: break
    }
  }

  /// Checks that the actor may act on an opportunity: see ``requireScope(of:over:)`` of its owner.
  /// What nobody owns is for those who manage who had it last; what nobody ever had, for every
  /// manager.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireScope(
    of context: CommandContext, over subject: RowNumber<Opportunity>
  ) throws(Rejection) {
    guard let actor = context.user else { return }
    if let owner = opportunities[subject].owner {
      return try requireScope(of: context, over: owner)
    }
    let isInReach =
      if let former = formerOwner(of: opportunities[subject]) {
        isAbove(actor, former)
      } else {
        isWide(users[actor]) || isManager(users[actor])
      }
    guard !isInReach else { return }
    throw Rejection(
      .forbidden, field: "actor.id",
      "nobody owns this opportunity, and user '\(context.actor.id)' manages none who did")
  }

  /// Whether `user` manages `other`, or everybody.
  func isAbove(_ user: RowNumber<User>, _ other: RowNumber<User>) -> Bool {
    user != other && (isWide(users[user]) || manages(users[user], other))
  }

  private func isManager(_ user: User) -> Bool {
    user.roles.contains(.manager) || user.roles.contains(.departmentHead)
  }

  func isWide(_ user: User) -> Bool {
    user.roles.contains(.owner) || user.roles.contains(.operations)
  }

  /// The same for a team: as its manager, as a manager of a team above it, or as owner or operations.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireScope(of context: CommandContext, overTeam team: TeamID) throws(Rejection) {
    guard let actor = context.user else { return }
    if isWide(users[actor]) || manages(users[actor], team: team) { return }
    throw Rejection(
      .forbidden, field: "actor.id", "user '\(context.actor.id)' does not manage this team")
  }

  private func manages(_ manager: User, _ owner: RowNumber<User>) -> Bool {
    manages(manager, team: users[owner].team)
  }

  private func manages(_ manager: User, team: TeamID?) -> Bool {
    guard isManager(manager), let managed = manager.team, let team else { return false }
    return isBelow(team, or: managed)
  }
}
