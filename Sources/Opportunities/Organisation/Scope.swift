// Who may do what, for whom. Systems, integrations and imports may do everything: the socket's
// permissions decide who can speak as one of them, and the sender's user id is in every record.

extension LedgerState {
  /// The row of an actor who is a user; nil for other actors. Checks that the actor exists at all.
  ///
  /// - Throws: `INVALID_FIELD`, or `NOT_FOUND` for a user nobody registered.
  func row(of actor: Actor) throws(Rejection) -> RowNumber<User>? {
    // Who is registered under an id has a valid one.
    if actor.kind == .user, let row = users.number(of: UserID(actor.id)) { return row }
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
      "user '\(context.actor.id)' neither owns this opportunity nor manages its owner")
  }

  private func isWide(_ user: User) -> Bool {
    user.roles.contains(.owner) || user.roles.contains(.operations)
  }

  private func manages(_ manager: User, _ owner: RowNumber<User>) -> Bool {
    guard manager.roles.contains(.manager) || manager.roles.contains(.departmentHead),
      let managed = manager.team
    else { return false }
    var team = users[owner].team
    while let current = team {
      if current == managed { return true }
      team = teams[current]?.parent
    }
    return false
  }
}
