// Written by tools/generate.sh from schemas/opportunity/v1/organisation.proto; edit that, not this.

package import Opportunities

extension RegisterTeam: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var teamID: TeamID = TeamID(.empty)
    var name: String = ""
    var parent: TeamID?
    while let field = try reader.nextField() {
      switch field {
      case 1: teamID = try reader.identifier("team_id")
      case 2: name = try reader.string("name")
      case 3: parent = try reader.optionalIdentifier("parent_id")
      default: try reader.skip()
      }
    }
    self.init(teamID: teamID, name: name, parent: parent)
  }
}

extension RegisterUser: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var userID: UserID = UserID(.empty)
    var name: String = ""
    var roles: [Role] = []
    var team: TeamID?
    var manager: UserID?
    var capacity: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: userID = try reader.identifier("user_id")
      case 2: name = try reader.string("name")
      case 3: try reader.append(to: &roles, "roles")
      case 4: team = try reader.optionalIdentifier("team_id")
      case 5: manager = try reader.optionalIdentifier("manager_id")
      case 6: capacity = try reader.uint32("capacity")
      default: try reader.skip()
      }
    }
    self.init(
      userID: userID, name: name, roles: roles, team: team, manager: manager, capacity: capacity)
  }
}

extension DeactivateUser: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var userID: UserID = UserID(.empty)
    var successor: UserID?
    var toPool: Bool = false
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: userID = try reader.identifier("user_id")
      case 2: successor = try reader.optionalIdentifier("successor_id")
      case 3: toPool = try reader.bool("to_pool")
      case 4: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(userID: userID, successor: successor, toPool: toPool, reason: reason)
  }
}

extension TeamRegistered: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var name: String = ""
    var parent: TeamID?
    while let field = try reader.nextField() {
      switch field {
      case 1: name = try reader.string("name")
      case 2: parent = try reader.optionalIdentifier("parent_id")
      default: try reader.skip()
      }
    }
    self.init(name: name, parent: parent)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, name)
    writer.identifier(2, parent)
  }
}

extension ChangeTeam: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var teamID: TeamID = TeamID(.empty)
    var name: String = ""
    var parent: TeamID?
    while let field = try reader.nextField() {
      switch field {
      case 1: teamID = try reader.identifier("team_id")
      case 2: name = try reader.string("name")
      case 3: parent = try reader.optionalIdentifier("parent_id")
      default: try reader.skip()
      }
    }
    self.init(teamID: teamID, name: name, parent: parent)
  }
}

extension TeamChanged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var oldName: String = ""
    var name: String = ""
    var oldParent: TeamID?
    var parent: TeamID?
    while let field = try reader.nextField() {
      switch field {
      case 1: oldName = try reader.string("old_name")
      case 2: name = try reader.string("name")
      case 3: oldParent = try reader.optionalIdentifier("old_parent_id")
      case 4: parent = try reader.optionalIdentifier("parent_id")
      default: try reader.skip()
      }
    }
    self.init(oldName: oldName, name: name, oldParent: oldParent, parent: parent)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, oldName)
    writer.string(2, name)
    writer.identifier(3, oldParent)
    writer.identifier(4, parent)
  }
}

extension ChangeUser: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var userID: UserID = UserID(.empty)
    var name: String = ""
    var roles: [Role] = []
    var team: TeamID?
    var manager: UserID?
    var capacity: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: userID = try reader.identifier("user_id")
      case 2: name = try reader.string("name")
      case 3: try reader.append(to: &roles, "roles")
      case 4: team = try reader.optionalIdentifier("team_id")
      case 5: manager = try reader.optionalIdentifier("manager_id")
      case 6: capacity = try reader.uint32("capacity")
      default: try reader.skip()
      }
    }
    self.init(
      userID: userID, name: name, roles: roles, team: team, manager: manager, capacity: capacity)
  }
}

extension UserChanged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var name: String = ""
    var roles: [Role] = []
    var team: TeamID?
    var manager: UserID?
    var capacity: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: name = try reader.string("name")
      case 2: try reader.append(to: &roles, "roles")
      case 3: team = try reader.optionalIdentifier("team_id")
      case 4: manager = try reader.optionalIdentifier("manager_id")
      case 5: capacity = try reader.uint32("capacity")
      default: try reader.skip()
      }
    }
    self.init(name: name, roles: roles, team: team, manager: manager, capacity: capacity)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, name)
    writer.enumerations(2, roles)
    writer.identifier(3, team)
    writer.identifier(4, manager)
    writer.uint32(5, capacity)
  }
}

extension UserRegistered: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var name: String = ""
    var roles: [Role] = []
    var team: TeamID?
    var manager: UserID?
    var capacity: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: name = try reader.string("name")
      case 2: try reader.append(to: &roles, "roles")
      case 3: team = try reader.optionalIdentifier("team_id")
      case 4: manager = try reader.optionalIdentifier("manager_id")
      case 5: capacity = try reader.uint32("capacity")
      default: try reader.skip()
      }
    }
    self.init(name: name, roles: roles, team: team, manager: manager, capacity: capacity)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, name)
    writer.enumerations(2, roles)
    writer.identifier(3, team)
    writer.identifier(4, manager)
    writer.uint32(5, capacity)
  }
}

extension UserDeactivated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var reason: String = ""
    var successor: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: reason = try reader.detail("reason")
      case 2: successor = try reader.optionalIdentifier("successor_id")
      default: try reader.skip()
      }
    }
    self.init(reason: reason, successor: successor)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, reason)
    writer.identifier(2, successor)
  }
}
