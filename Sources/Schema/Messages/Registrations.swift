package import Opportunities

// Teams, users and customers: the commands that register them and the facts that follow.

extension RegisterTeam: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(teamID: TeamID(.empty), name: "", parent: nil)
    while let field = try reader.nextField() {
      switch field {
      case 1: teamID = try reader.identifier("team_id")
      case 2: name = try reader.string("name")
      case 3: parent = try reader.optionalIdentifier("parent_id")
      default: try reader.skip()
      }
    }
  }
}

extension TeamRegistered: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(name: "", parent: nil)
    while let field = try reader.nextField() {
      switch field {
      case 1: name = try reader.string("name")
      case 2: parent = try reader.optionalIdentifier("parent_id")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, name)
    writer.identifier(2, parent)
  }
}

extension RegisterUser: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(userID: UserID(.empty), name: "", roles: [], team: nil)
    while let field = try reader.nextField() {
      switch field {
      case 1: userID = try reader.identifier("user_id")
      case 2: name = try reader.string("name")
      case 3: try reader.append(to: &roles, "roles")
      case 4: team = try reader.optionalIdentifier("team_id")
      default: try reader.skip()
      }
    }
  }
}

extension UserRegistered: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(name: "", roles: [], team: nil)
    while let field = try reader.nextField() {
      switch field {
      case 1: name = try reader.string("name")
      case 2: try reader.append(to: &roles, "roles")
      case 3: team = try reader.optionalIdentifier("team_id")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, name)
    writer.enumerations(2, roles)
    writer.identifier(3, team)
  }
}

extension RegisterCustomer: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID = CustomerID(.empty)
    var profile = CustomerFields()
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      // The fields of the fact follow in the same order, each one further back.
      case 2...7: try profile.read(field - 1, from: &reader)
      default: try reader.skip()
      }
    }
    self.init(customerID: customerID, profile: try profile.finish(reader))
  }
}

extension CustomerRegistered: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var profile = CustomerFields()
    while let field = try reader.nextField() {
      try profile.read(field, from: &reader)
    }
    self = try profile.finish(reader)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.string(2, name)
    writer.string(3, personName)
    writer.string(4, industry)
    writer.string(5, region)
    writer.string(6, source)
  }
}

/// What command and fact have in common: everything but the id.
private struct CustomerFields {
  var kind: CustomerKind?
  var name = ""
  var personName = ""
  var industry = ""
  var region = ""
  var source = ""

  /// - Parameter field: its number in the fact.
  mutating func read(_ field: UInt32, from reader: inout WireReader) throws(WireError) {
    switch field {
    case 1: kind = try reader.enumeration("kind")
    case 2: name = try reader.string("name")
    case 3: personName = try reader.string("person_name")
    case 4: industry = try reader.detail("industry")
    case 5: region = try reader.detail("region")
    case 6: source = try reader.detail("source")
    default: try reader.skip()
    }
  }

  func finish(_ reader: borrowing WireReader) throws(WireError) -> CustomerRegistered {
    CustomerRegistered(
      kind: try reader.required(kind, "kind"), name: name, personName: personName,
      industry: industry, region: region, source: source)
  }
}
