// Written by tools/generate.sh from schemas/opportunity/v1/customers.proto; edit that, not this.

package import Opportunities

extension DecisionRole: WireEnum {}

extension RegisterCustomer: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var kind: CustomerKind?
    var name: String = ""
    var personName: String = ""
    var industry: String = ""
    var region: String = ""
    var source: String = ""
    var address: String = ""
    var size: String = ""
    var externalRefs: [ExternalReferenceID] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: name = try reader.string("name")
      case 4: personName = try reader.string("person_name")
      case 5: industry = try reader.string("industry")
      case 6: region = try reader.string("region")
      case 7: source = try reader.string("source")
      case 8: address = try reader.detail("address")
      case 9: size = try reader.string("size")
      case 10: try reader.append(to: &externalRefs, "external_refs")
      default: try reader.skip()
      }
    }
    self.init(
      customerID: customerID, kind: try reader.required(kind, "kind"), name: name,
      personName: personName, industry: industry, region: region, source: source, address: address,
      size: size, externalRefs: externalRefs)
  }
}

extension CustomerRegistered: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: CustomerKind?
    var name: String = ""
    var personName: String = ""
    var industry: String = ""
    var region: String = ""
    var source: String = ""
    var address: String = ""
    var size: String = ""
    var externalRefs: [ExternalReferenceID] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: name = try reader.string("name")
      case 3: personName = try reader.string("person_name")
      case 4: industry = try reader.string("industry")
      case 5: region = try reader.string("region")
      case 6: source = try reader.string("source")
      case 7: address = try reader.detail("address")
      case 8: size = try reader.string("size")
      case 9: try reader.append(to: &externalRefs, "external_refs")
      default: try reader.skip()
      }
    }
    self.init(
      kind: try reader.required(kind, "kind"), name: name, personName: personName,
      industry: industry, region: region, source: source, address: address, size: size,
      externalRefs: externalRefs)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.string(2, name)
    writer.string(3, personName)
    writer.string(4, industry)
    writer.string(5, region)
    writer.string(6, source)
    writer.string(7, address)
    writer.string(8, size)
    writer.identifiers(9, externalRefs)
  }
}

extension UpdateProfile: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var fieldCode: String = ""
    var value: String = ""
    var personalValue: String = ""
    var provenance: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: fieldCode = try reader.string("field")
      case 3: value = try reader.string("value")
      case 4: personalValue = try reader.string("personal_value")
      case 5: provenance = try reader.detail("provenance")
      default: try reader.skip()
      }
    }
    self.init(
      customerID: customerID, fieldCode: fieldCode, value: value, personalValue: personalValue,
      provenance: provenance)
  }
}

extension ProfileUpdated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var fieldCode: String = ""
    var old: String = ""
    var new: String = ""
    var personalNew: String = ""
    var provenance: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: fieldCode = try reader.string("field")
      case 2: old = try reader.string("old")
      case 3: new = try reader.string("new")
      case 4: personalNew = try reader.string("personal_new")
      case 5: provenance = try reader.detail("provenance")
      default: try reader.skip()
      }
    }
    self.init(
      fieldCode: fieldCode, old: old, new: new, personalNew: personalNew, provenance: provenance)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, fieldCode)
    writer.string(2, old)
    writer.string(3, new)
    writer.string(4, personalNew)
    writer.string(5, provenance)
  }
}

extension ContactWay: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var channel: Channel?
    var address: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: channel = try reader.enumeration("channel")
      case 2: address = try reader.string("address")
      default: try reader.skip()
      }
    }
    self.init(channel: try reader.required(channel, "channel"), address: address)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, channel)
    writer.string(2, address)
  }
}

extension AddContact: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var contact: ContactID = ContactID(.empty)
    var name: String = ""
    var title: String = ""
    var decisionRole: DecisionRole?
    var ways: [ContactWay] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: contact = try reader.identifier("contact_id")
      case 3: name = try reader.detail("name")
      case 4: title = try reader.detail("title")
      case 5: decisionRole = try reader.enumeration("decision_role")
      case 6: try reader.append(to: &ways, "ways")
      default: try reader.skip()
      }
    }
    self.init(
      customerID: customerID, contact: contact, name: name, title: title,
      decisionRole: decisionRole, ways: ways)
  }
}

extension ContactAdded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var contact: ContactID = ContactID(.empty)
    var name: String = ""
    var title: String = ""
    var decisionRole: DecisionRole?
    var ways: [ContactWay] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: contact = try reader.identifier("contact_id")
      case 2: name = try reader.detail("name")
      case 3: title = try reader.detail("title")
      case 4: decisionRole = try reader.enumeration("decision_role")
      case 5: try reader.append(to: &ways, "ways")
      default: try reader.skip()
      }
    }
    self.init(contact: contact, name: name, title: title, decisionRole: decisionRole, ways: ways)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, contact)
    writer.string(2, name)
    writer.string(3, title)
    writer.enumeration(4, decisionRole)
    writer.messages(5, ways)
  }
}

extension UpdateContact: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var contact: ContactID = ContactID(.empty)
    var name: String = ""
    var title: String = ""
    var decisionRole: DecisionRole?
    var ways: [ContactWay] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: contact = try reader.identifier("contact_id")
      case 3: name = try reader.detail("name")
      case 4: title = try reader.detail("title")
      case 5: decisionRole = try reader.enumeration("decision_role")
      case 6: try reader.append(to: &ways, "ways")
      default: try reader.skip()
      }
    }
    self.init(
      customerID: customerID, contact: contact, name: name, title: title,
      decisionRole: decisionRole, ways: ways)
  }
}

extension ContactUpdated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var contact: ContactID = ContactID(.empty)
    var name: String = ""
    var title: String = ""
    var decisionRole: DecisionRole?
    var ways: [ContactWay] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: contact = try reader.identifier("contact_id")
      case 2: name = try reader.detail("name")
      case 3: title = try reader.detail("title")
      case 4: decisionRole = try reader.enumeration("decision_role")
      case 5: try reader.append(to: &ways, "ways")
      default: try reader.skip()
      }
    }
    self.init(contact: contact, name: name, title: title, decisionRole: decisionRole, ways: ways)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, contact)
    writer.string(2, name)
    writer.string(3, title)
    writer.enumeration(4, decisionRole)
    writer.messages(5, ways)
  }
}
