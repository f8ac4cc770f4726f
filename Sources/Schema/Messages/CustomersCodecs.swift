// Written by tools/generate.sh from schemas/opportunity/v1/customers.proto; edit that, not this.

package import Opportunities

extension RegisterCustomer: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var kind: CustomerKind?
    var name: String = ""
    var personName: String = ""
    var industry: String = ""
    var region: String = ""
    var source: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: name = try reader.string("name")
      case 4: personName = try reader.string("person_name")
      case 5: industry = try reader.detail("industry")
      case 6: region = try reader.detail("region")
      case 7: source = try reader.detail("source")
      default: try reader.skip()
      }
    }
    self.init(
      customerID: customerID, kind: try reader.required(kind, "kind"), name: name,
      personName: personName, industry: industry, region: region, source: source)
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
    while let field = try reader.nextField() {
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
    self.init(
      kind: try reader.required(kind, "kind"), name: name, personName: personName,
      industry: industry, region: region, source: source)
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
