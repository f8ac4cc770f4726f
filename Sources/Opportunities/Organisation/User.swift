/// A person who works with opportunities.
package struct User: Hashable, Sendable {
  package var version: UInt64
  package var roles: [Role]
  package var team: TeamID?
  /// To whom he or she answers; nil: nobody.
  package var manager: UserID?
  /// Open opportunities he or she may own at most; 0: no limit.
  package var capacity: UInt32
  /// Works here: may act, and be given something to do.
  package var isActive: Bool
  /// Open opportunities he or she owns now; follows from these, so no checkpoint has it.
  package internal(set) var openCount: UInt32 = 0

  package init(
    version: UInt64 = 1, roles: [Role], team: TeamID?, manager: UserID? = nil, capacity: UInt32 = 0,
    isActive: Bool = true
  ) {
    self.version = version
    self.roles = roles
    self.team = team
    self.manager = manager
    self.capacity = capacity
    self.isActive = isActive
  }
}

extension LedgerState {
  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND`.
  func decide(_ command: RegisterUser, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.userID.validate(field: "user_id")
    try Text.validateName(command.name, field: "name")
    try Self.validate(command.roles)
    guard users[command.userID] == nil else {
      throw Rejection(
        .duplicateID, field: "user_id", "user '\(command.userID)' is registered already")
    }
    try validatePlace(of: command.userID, team: command.team, manager: command.manager)
    return .userRegistered(
      UserRegistered(
        name: command.name, roles: command.roles, team: command.team, manager: command.manager,
        capacity: command.capacity))
  }

  /// What somebody is called never decides whether something changed: names of people are personal.
  ///
  /// - Throws: `FORBIDDEN`, `NOT_FOUND`, `INVALID_FIELD`, `UNCHANGED`.
  func decide(_ command: ChangeUser, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    guard let user = users[command.userID] else {
      throw .notFound("user", command.userID.text, field: "user_id")
    }
    if !command.name.isEmpty { try Text.validateName(command.name, field: "name") }
    try Self.validate(command.roles)
    try validatePlace(of: command.userID, team: command.team, manager: command.manager)
    let isSame =
      command.roles == user.roles && command.team == user.team
      && command.manager == user.manager && command.capacity == user.capacity
    guard !isSame || !command.name.isEmpty else {
      throw Rejection(.unchanged, field: "user_id", "the user has this place already")
    }
    return .userChanged(
      UserChanged(
        name: command.name, roles: command.roles, team: command.team, manager: command.manager,
        capacity: command.capacity))
  }

  private static func validate(_ roles: [Role]) throws(Rejection) {
    guard !roles.isEmpty, Set(roles).count == roles.count else {
      throw Rejection(.invalidField, field: "roles", "name at least one role, each once")
    }
  }

  private func validatePlace(
    of id: UserID, team: TeamID?, manager: UserID?
  ) throws(Rejection) {
    if let team, teams[team] == nil { throw .notFound("team", team.text, field: "team_id") }
    guard let manager else { return }
    guard manager != id, users[manager] != nil else {
      if manager == id {
        throw Rejection(.invalidField, field: "manager_id", "nobody answers to himself or herself")
      }
      throw .notFound("user", manager.text, field: "manager_id")
    }
    guard !answers(manager, to: id) else {
      throw Rejection(
        .invalidField, field: "manager_id", "'\(manager)' answers to '\(id)', directly or not")
    }
  }

  /// Whether `user` answers to `manager`, directly or through others.
  private func answers(_ user: UserID, to manager: UserID) -> Bool {
    var current = users[user]?.manager
    // No way up is longer than there are users, whatever a checkpoint says.
    for _ in 0..<users.count {
      guard let step = current else { return false }
      if step == manager { return true }
      current = users[step]?.manager
    }
    return false
  }

  /// Why a user cannot have this place; nil: he or she can.
  func misfit(ofUser id: UserID, in team: TeamID?, under manager: UserID?) -> String? {
    if let team, teams.number(of: team) == nil {
      return "there is no team \(Text.quoted(team.text))"
    }
    guard let manager else { return nil }
    guard users.number(of: manager) != nil else {
      return "there is no user \(Text.quoted(manager.text))"
    }
    return manager == id || answers(manager, to: id) ? "its manager answers to it" : nil
  }
}

extension User {
  mutating func evolve(with event: UserChanged) {
    version += 1
    roles = event.roles
    team = event.team
    manager = event.manager
    capacity = event.capacity
  }
}
