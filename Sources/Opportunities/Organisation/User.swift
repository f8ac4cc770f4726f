/// A person who works with opportunities.
package struct User: Hashable, Sendable {
  package var roles: [Role]
  package var team: TeamID?

  package init(roles: [Role], team: TeamID?) {
    self.roles = roles
    self.team = team
  }
}

extension LedgerState {
  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND`.
  func decide(_ command: RegisterUser, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.userID.validate(field: "user_id")
    try Text.validateName(command.name, field: "name")
    guard !command.roles.isEmpty, Set(command.roles).count == command.roles.count else {
      throw Rejection(.invalidField, field: "roles", "name at least one role, each once")
    }
    guard users[command.userID] == nil else {
      throw Rejection(
        .duplicateID, field: "user_id", "user '\(command.userID)' is registered already")
    }
    if let team = command.team, teams[team] == nil {
      throw .notFound("team", team.text, field: "team_id")
    }
    return .userRegistered(
      UserRegistered(name: command.name, roles: command.roles, team: command.team))
  }
}
