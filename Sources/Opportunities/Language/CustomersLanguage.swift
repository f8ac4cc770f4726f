// Written by tools/generate.sh from schemas/opportunity/v1/customers.proto; edit that, not this.

/// 登记客户
package struct RegisterCustomer: Hashable, Sendable {
  package var customerID: CustomerID
  package var kind: CustomerKind
  /// Of an organisation. A person's name goes into person_name.
  package var name: String
  package var personName: String
  package var industry: String
  package var region: String
  package var source: String

  package init(
    customerID: CustomerID, kind: CustomerKind, name: String = "", personName: String = "",
    industry: String = "", region: String = "", source: String = ""
  ) {
    self.customerID = customerID
    self.kind = kind
    self.name = name
    self.personName = personName
    self.industry = industry
    self.region = region
    self.source = source
  }
}

/// 登记客户
package struct CustomerRegistered: Hashable, Sendable {
  package var kind: CustomerKind
  /// Of an organisation; empty for a person.
  package var name: String
  /// Of a person; empty for an organisation.
  package var personName: String
  package var industry: String
  package var region: String
  package var source: String

  package init(
    kind: CustomerKind, name: String, personName: String, industry: String, region: String,
    source: String
  ) {
    self.kind = kind
    self.name = name
    self.personName = personName
    self.industry = industry
    self.region = region
    self.source = source
  }
}
