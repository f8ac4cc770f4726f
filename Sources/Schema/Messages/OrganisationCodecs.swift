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
    while let field = try reader.nextField() {
      switch field {
      case 1: userID = try reader.identifier("user_id")
      case 2: name = try reader.string("name")
      case 3: try reader.append(to: &roles, "roles")
      case 4: team = try reader.optionalIdentifier("team_id")
      default: try reader.skip()
      }
    }
    self.init(userID: userID, name: name, roles: roles, team: team)
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

extension UserRegistered: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var name: String = ""
    var roles: [Role] = []
    var team: TeamID?
    while let field = try reader.nextField() {
      switch field {
      case 1: name = try reader.string("name")
      case 2: try reader.append(to: &roles, "roles")
      case 3: team = try reader.optionalIdentifier("team_id")
      default: try reader.skip()
      }
    }
    self.init(name: name, roles: roles, team: team)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, name)
    writer.enumerations(2, roles)
    writer.identifier(3, team)
  }
}
