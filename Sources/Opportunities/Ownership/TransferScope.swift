// How far an opportunity may go from hand to hand (转移范围): wider means more competition for it.

extension LedgerState {
  /// Checks that the rules let an opportunity go from the former to the latter: within the team, the
  /// department or the company, as the policy says, or up to somebody who manages the former.
  ///
  /// Whoever belongs to no team belongs to the company at large, and so is within every scope.
  ///
  /// - Parameter from: nil: nobody has had it yet, so everybody may.
  /// - Throws: `OUT_OF_SCOPE`.
  func requireTransferScope(
    from former: RowNumber<User>?, to next: RowNumber<User>, under policy: Policy, field: String
  ) throws(Rejection) {
    let scope = policy.pool.transferScope
    guard scope != .company, let former,
      let old = territory(of: former, scope), let new = territory(of: next, scope),
      old != new, !isAbove(next, former)
    else { return }
    throw Rejection(
      .outOfScope, field: field,
      """
      '\(users.key(of: next))' is of another \(scope == .team ? "team" : "department"), and policy \
      \(policy.version) lets no opportunity go there
      """)
  }

  /// The same for a user who hands over. Systems may hand over to anybody, and so may owner and
  /// operations of the company, who stand above all departments.
  ///
  /// - Throws: `OUT_OF_SCOPE`.
  func requireTransferScope(
    from former: RowNumber<User>?, to next: RowNumber<User>, in context: CommandContext,
    field: String
  ) throws(Rejection) {
    guard let actor = context.user, !isWide(users[actor]) else { return }
    try requireTransferScope(from: former, to: next, under: context.policy, field: field)
  }

  /// The team whose people are within one scope.
  private func territory(of user: RowNumber<User>, _ scope: TransferScope) -> TeamID? {
    guard var team = users[user].team else { return nil }
    guard scope == .department else { return team }
    while let parent = teams[team]?.parent { team = parent }
    return team
  }
}

extension LedgerState {
  /// The row of somebody who works here.
  ///
  /// - Throws: `NOT_FOUND`, `USER_INACTIVE`.
  func activeUser(_ id: UserID, field: String) throws(Rejection) -> RowNumber<User> {
    guard let number = users.number(of: id) else {
      throw .notFound("user", id.text, field: field)
    }
    guard users[number].isActive else {
      throw Rejection(.userInactive, field: field, "user '\(id)' works here no more")
    }
    return number
  }

  /// Who acts for himself or herself: a user who sends the command, or whom a system names.
  ///
  /// - Throws: `FORBIDDEN` for a user who names somebody else, `INVALID_FIELD` for a system that
  ///   names nobody, `NOT_FOUND`, `USER_INACTIVE`.
  func person(
    _ named: UserID?, in context: CommandContext, field: String
  ) throws(Rejection) -> RowNumber<User> {
    if let actor = context.user {
      guard named == nil || named == users.key(of: actor) else {
        throw Rejection(
          .forbidden, field: field,
          "user '\(context.actor.id)' can do this for himself or herself only")
      }
      return actor
    }
    guard let named else {
      throw Rejection(.invalidField, field: field, "a system names the user for whom it acts")
    }
    return try activeUser(named, field: field)
  }
}
