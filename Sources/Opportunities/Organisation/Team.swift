/// A sales team. Teams form trees; a top team is a department.
package struct Team: Hashable, Sendable {
  package var name: String
  package var parent: TeamID?

  package init(name: String, parent: TeamID?) {
    self.name = name
    self.parent = parent
  }
}

extension LedgerState {
  /// A parent must exist already, so a registration cannot close a cycle, except onto itself.
  ///
  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `DUPLICATE_ID`, `TEAM_CYCLE`, `NOT_FOUND`.
  func decide(_ command: RegisterTeam, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.teamID.validate(field: "team_id")
    try Text.validateName(command.name, field: "name")
    guard teams[command.teamID] == nil else {
      throw Rejection(
        .duplicateID, field: "team_id", "team '\(command.teamID)' is registered already")
    }
    if let parent = command.parent {
      guard parent != command.teamID else {
        throw Rejection(.teamCycle, field: "parent_id", "a team cannot be its own parent")
      }
      guard teams[parent] != nil else { throw .notFound("team", parent.text, field: "parent_id") }
    }
    return .teamRegistered(TeamRegistered(name: command.name, parent: command.parent))
  }
}
