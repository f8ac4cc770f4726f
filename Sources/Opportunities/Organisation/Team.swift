/// A sales team. Teams form trees; a top team is a department.
package struct Team: Hashable, Sendable {
  package var version: UInt64
  package var name: String
  package var parent: TeamID?

  package init(version: UInt64 = 1, name: String, parent: TeamID?) {
    self.version = version
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
    try validateParent(command.parent, of: command.teamID)
    return .teamRegistered(TeamRegistered(name: command.name, parent: command.parent))
  }

  /// - Throws: `FORBIDDEN`, `NOT_FOUND`, `INVALID_FIELD`, `TEAM_CYCLE`, `UNCHANGED`.
  func decide(_ command: ChangeTeam, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    guard let team = teams[command.teamID] else {
      throw .notFound("team", command.teamID.text, field: "team_id")
    }
    try Text.validateName(command.name, field: "name")
    try validateParent(command.parent, of: command.teamID)
    guard command.name != team.name || command.parent != team.parent else {
      throw Rejection(
        .unchanged, field: "team_id", "the team is called so and stands there already")
    }
    return .teamChanged(
      TeamChanged(
        oldName: team.name, name: command.name, oldParent: team.parent, parent: command.parent))
  }

  private func validateParent(_ parent: TeamID?, of team: TeamID) throws(Rejection) {
    guard let parent else { return }
    guard parent == team || teams[parent] != nil else {
      throw .notFound("team", parent.text, field: "parent_id")
    }
    guard !isBelow(parent, or: team) else {
      throw Rejection(
        .teamCycle, field: "parent_id",
        "team '\(parent)' is '\(team)' or stands below it, so it cannot be above it")
    }
  }

  /// Whether `team` is `top` or stands somewhere below it.
  func isBelow(_ team: TeamID, or top: TeamID) -> Bool {
    var current: TeamID? = team
    // No way up is longer than there are teams, whatever a checkpoint says.
    for _ in 0...teams.count {
      guard let step = current else { return false }
      if step == top { return true }
      current = teams[step]?.parent
    }
    return false
  }

  /// Why `event` cannot follow in the history of team `id`; nil: it can.
  func misfit(of event: TeamChanged, on id: TeamID) -> String? {
    guard teams[id] != nil else { return "its team was never registered" }
    guard let parent = event.parent else { return nil }
    guard teams[parent] != nil else { return "there is no team \(Text.quoted(parent.text))" }
    return isBelow(parent, or: id) ? "its parent stands below it" : nil
  }
}

extension Team {
  mutating func evolve(with event: TeamChanged) {
    version += 1
    name = event.name
    parent = event.parent
  }
}
