// Written by tools/generate.sh from schemas/opportunity/v1/organisation.proto; edit that, not this.

/// 登记团队: Register a team.
package struct RegisterTeam: Hashable, Sendable {
  package var teamID: TeamID
  package var name: String
  /// nil: a top team.
  package var parent: TeamID?

  package init(teamID: TeamID, name: String = "", parent: TeamID? = nil) {
    self.teamID = teamID
    self.name = name
    self.parent = parent
  }
}

/// 登记用户: Register a user.
package struct RegisterUser: Hashable, Sendable {
  package var userID: UserID
  package var name: String
  package var roles: [Role]
  package var team: TeamID?
  /// To whom he or she answers. nil: nobody.
  package var manager: UserID?
  /// Open opportunities he or she may own at most. 0: no limit.
  package var capacity: UInt32

  package init(
    userID: UserID, name: String = "", roles: [Role] = [], team: TeamID? = nil,
    manager: UserID? = nil, capacity: UInt32 = 0
  ) {
    self.userID = userID
    self.name = name
    self.roles = roles
    self.team = team
    self.manager = manager
    self.capacity = capacity
  }
}

/// 离职交接: the user works here no more, and all that he or she held goes to somebody else at once.
package struct DeactivateUser: Hashable, Sendable {
  package var userID: UserID
  /// Who takes over. nil: nobody in particular.
  package var successor: UserID?
  /// The opportunities go to the pool and the tasks back to their teams. Not with a successor.
  package var toPool: Bool
  package var reason: String

  package init(userID: UserID, successor: UserID? = nil, toPool: Bool = false, reason: String = "")
  {
    self.userID = userID
    self.successor = successor
    self.toPool = toPool
    self.reason = reason
  }
}

/// 登记团队: Team registered.
package struct TeamRegistered: Hashable, Sendable {
  package var name: String
  package var parent: TeamID?

  package init(name: String, parent: TeamID?) {
    self.name = name
    self.parent = parent
  }
}

/// 变更团队: a team is called otherwise or stands elsewhere. All of it is said as it is from now on.
package struct ChangeTeam: Hashable, Sendable {
  package var teamID: TeamID
  package var name: String
  /// nil: a top team.
  package var parent: TeamID?

  package init(teamID: TeamID, name: String = "", parent: TeamID? = nil) {
    self.teamID = teamID
    self.name = name
    self.parent = parent
  }
}

/// 变更团队: Team changed.
package struct TeamChanged: Hashable, Sendable {
  package var oldName: String
  package var name: String
  package var oldParent: TeamID?
  package var parent: TeamID?

  package init(oldName: String, name: String, oldParent: TeamID?, parent: TeamID?) {
    self.oldName = oldName
    self.name = name
    self.oldParent = oldParent
    self.parent = parent
  }
}

/// 变更用户: somebody has another place in the company. All but the name is said as it is from now on.
package struct ChangeUser: Hashable, Sendable {
  package var userID: UserID
  /// Empty: it stays.
  package var name: String
  package var roles: [Role]
  package var team: TeamID?
  /// nil: nobody.
  package var manager: UserID?
  /// Open opportunities he or she may own at most. 0: no limit.
  package var capacity: UInt32

  package init(
    userID: UserID, name: String = "", roles: [Role] = [], team: TeamID? = nil,
    manager: UserID? = nil, capacity: UInt32 = 0
  ) {
    self.userID = userID
    self.name = name
    self.roles = roles
    self.team = team
    self.manager = manager
    self.capacity = capacity
  }
}

/// 变更用户: User changed.
package struct UserChanged: Hashable, Sendable {
  /// Empty: it stays.
  package var name: String
  package var roles: [Role]
  package var team: TeamID?
  package var manager: UserID?
  package var capacity: UInt32

  package init(name: String, roles: [Role], team: TeamID?, manager: UserID?, capacity: UInt32) {
    self.name = name
    self.roles = roles
    self.team = team
    self.manager = manager
    self.capacity = capacity
  }
}

/// 登记用户: User registered.
package struct UserRegistered: Hashable, Sendable {
  package var name: String
  package var roles: [Role]
  package var team: TeamID?
  package var manager: UserID?
  /// Open opportunities he or she may own at most. 0: no limit.
  package var capacity: UInt32

  package init(name: String, roles: [Role], team: TeamID?, manager: UserID?, capacity: UInt32) {
    self.name = name
    self.roles = roles
    self.team = team
    self.manager = manager
    self.capacity = capacity
  }
}

/// 停用用户: User deactivated.
package struct UserDeactivated: Hashable, Sendable {
  package var reason: String
  /// nil: to the pool, or there was nothing to hand over.
  package var successor: UserID?

  package init(reason: String, successor: UserID?) {
    self.reason = reason
    self.successor = successor
  }
}
