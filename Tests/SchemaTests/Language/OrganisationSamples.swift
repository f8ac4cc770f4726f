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
    RegisterUser(userID: id(), name: text(), roles: list { $0.one() }, team: maybe { $0.id() })
  }
}

extension PBRegisterUser {
  init(_ value: RegisterUser) {
    self.init()
    userID = value.userID.text
    name = value.name
    roles = value.roles.map { word($0) }
    if let team = value.team { self.teamID = team.text }
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
  mutating func userRegistered() -> UserRegistered {
    UserRegistered(name: text(), roles: list { $0.one() }, team: maybe { $0.id() })
  }
}

extension PBUserRegistered {
  init(_ value: UserRegistered) {
    self.init()
    name = value.name
    roles = value.roles.map { word($0) }
    if let team = value.team { self.teamID = team.text }
  }
}
