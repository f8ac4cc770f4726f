// Written by tools/generate.sh from schemas/opportunity/v1/organisation.proto; edit that, not this.

/// 登记团队
package struct RegisterTeam: Hashable, Sendable {
  package var teamID: TeamID
  package var name: String
  /// Empty: a top team.
  package var parent: TeamID?

  package init(teamID: TeamID, name: String = "", parent: TeamID? = nil) {
    self.teamID = teamID
    self.name = name
    self.parent = parent
  }
}

/// 登记用户
package struct RegisterUser: Hashable, Sendable {
  package var userID: UserID
  package var name: String
  package var roles: [Role]
  package var team: TeamID?

  package init(userID: UserID, name: String = "", roles: [Role] = [], team: TeamID? = nil) {
    self.userID = userID
    self.name = name
    self.roles = roles
    self.team = team
  }
}

/// 登记团队
package struct TeamRegistered: Hashable, Sendable {
  package var name: String
  package var parent: TeamID?

  package init(name: String, parent: TeamID?) {
    self.name = name
    self.parent = parent
  }
}

/// 登记用户
package struct UserRegistered: Hashable, Sendable {
  package var name: String
  package var roles: [Role]
  package var team: TeamID?

  package init(name: String, roles: [Role], team: TeamID?) {
    self.name = name
    self.roles = roles
    self.team = team
  }
}
