// Written by tools/generate.sh from schemas/opportunity/v1/organisation.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func registerTeam() -> RegisterTeam {
    RegisterTeam(teamID: id(), name: text(), parent: maybe { $0.id() })
  }
}

extension PBRegisterTeam {
  init(_ value: RegisterTeam) {
    self.init()
    teamID = value.teamID.text
    name = value.name
    if let parent = value.parent { self.parentID = parent.text }
  }
}

extension Random {
  mutating func registerUser() -> RegisterUser {
    RegisterUser(
      userID: id(), name: text(), roles: list { $0.one() }, team: maybe { $0.id() },
      manager: maybe { $0.id() }, capacity: uint32())
  }
}

extension PBRegisterUser {
  init(_ value: RegisterUser) {
    self.init()
    userID = value.userID.text
    name = value.name
    roles = value.roles.map { word($0) }
    if let team = value.team { self.teamID = team.text }
    if let manager = value.manager { self.managerID = manager.text }
    capacity = value.capacity
  }
}

extension Random {
  mutating func deactivateUser() -> DeactivateUser {
    DeactivateUser(userID: id(), successor: maybe { $0.id() }, toPool: bool(), reason: text())
  }
}

extension PBDeactivateUser {
  init(_ value: DeactivateUser) {
    self.init()
    userID = value.userID.text
    if let successor = value.successor { self.successorID = successor.text }
    toPool = value.toPool
    reason = value.reason
  }
}

extension Random {
  mutating func teamRegistered() -> TeamRegistered {
    TeamRegistered(name: text(), parent: maybe { $0.id() })
  }
}

extension PBTeamRegistered {
  init(_ value: TeamRegistered) {
    self.init()
    name = value.name
    if let parent = value.parent { self.parentID = parent.text }
  }
}

extension Random {
  mutating func changeTeam() -> ChangeTeam {
    ChangeTeam(teamID: id(), name: text(), parent: maybe { $0.id() })
  }
}

extension PBChangeTeam {
  init(_ value: ChangeTeam) {
    self.init()
    teamID = value.teamID.text
    name = value.name
    if let parent = value.parent { self.parentID = parent.text }
  }
}

extension Random {
  mutating func teamChanged() -> TeamChanged {
    TeamChanged(
      oldName: text(), name: text(), oldParent: maybe { $0.id() }, parent: maybe { $0.id() })
  }
}

extension PBTeamChanged {
  init(_ value: TeamChanged) {
    self.init()
    oldName = value.oldName
    name = value.name
    if let oldParent = value.oldParent { self.oldParentID = oldParent.text }
    if let parent = value.parent { self.parentID = parent.text }
  }
}

extension Random {
  mutating func changeUser() -> ChangeUser {
    ChangeUser(
      userID: id(), name: text(), roles: list { $0.one() }, team: maybe { $0.id() },
      manager: maybe { $0.id() }, capacity: uint32())
  }
}

extension PBChangeUser {
  init(_ value: ChangeUser) {
    self.init()
    userID = value.userID.text
    name = value.name
    roles = value.roles.map { word($0) }
    if let team = value.team { self.teamID = team.text }
    if let manager = value.manager { self.managerID = manager.text }
    capacity = value.capacity
  }
}

extension Random {
  mutating func userChanged() -> UserChanged {
    UserChanged(
      name: text(), roles: list { $0.one() }, team: maybe { $0.id() }, manager: maybe { $0.id() },
      capacity: uint32())
  }
}

extension PBUserChanged {
  init(_ value: UserChanged) {
    self.init()
    name = value.name
    roles = value.roles.map { word($0) }
    if let team = value.team { self.teamID = team.text }
    if let manager = value.manager { self.managerID = manager.text }
    capacity = value.capacity
  }
}

extension Random {
  mutating func userRegistered() -> UserRegistered {
    UserRegistered(
      name: text(), roles: list { $0.one() }, team: maybe { $0.id() }, manager: maybe { $0.id() },
      capacity: uint32())
  }
}

extension PBUserRegistered {
  init(_ value: UserRegistered) {
    self.init()
    name = value.name
    roles = value.roles.map { word($0) }
    if let team = value.team { self.teamID = team.text }
    if let manager = value.manager { self.managerID = manager.text }
    capacity = value.capacity
  }
}

extension Random {
  mutating func userDeactivated() -> UserDeactivated {
    UserDeactivated(reason: text(), successor: maybe { $0.id() })
  }
}

extension PBUserDeactivated {
  init(_ value: UserDeactivated) {
    self.init()
    reason = value.reason
    if let successor = value.successor { self.successorID = successor.text }
  }
}
