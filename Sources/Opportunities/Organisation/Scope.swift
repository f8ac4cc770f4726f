// Who may do what, for whom. Systems, integrations and imports may do everything: the socket's
// permissions decide who can speak as one of them, and the sender's user id is in every record.

extension LedgerState {
  /// Checks that `actor` exists at all.
  ///
  /// - Throws: `INVALID_FIELD`, or `NOT_FOUND` for a user nobody registered.
  func validateActor(_ actor: Actor) throws(Rejection) {
    try IdentifierRules.validate(actor.id, field: "actor.id")
    if actor.kind == .user, users[UserID(actor.id)] == nil {
      throw .notFound("user", actor.id.text, field: "actor.id")
    }
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

  /// Checks that `actor` may act on what `owner` owns: as the owner, as a manager of the owner's
  /// team or of a team above it, or as owner or operations of the company.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireScope(of actor: Actor, over owner: UserID) throws(Rejection) {
    guard actor.kind == .user else { return }
    let id = UserID(actor.id)
    if id == owner { return }
    if let user = users[id], isWide(user) || manages(user, owner) { return }
    throw Rejection(
      .forbidden, field: "actor.id",
      "user '\(actor.id)' neither owns this opportunity nor manages its owner")
  }

  private func isWide(_ user: User) -> Bool {
    user.roles.contains(.owner) || user.roles.contains(.operations)
  }

  private func manages(_ manager: User, _ owner: UserID) -> Bool {
    guard manager.roles.contains(.manager) || manager.roles.contains(.departmentHead),
      let managed = manager.team
    else { return false }
    var team = users[owner]?.team
    while let current = team {
      if current == managed { return true }
      team = teams[current]?.parent
    }
    return false
  }
}
