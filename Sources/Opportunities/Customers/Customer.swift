/// A company or a person that may buy.
package struct Customer: Hashable, Sendable {
  package var kind: CustomerKind

  package init(kind: CustomerKind) {
    self.kind = kind
  }
}

package struct RegisterCustomer: Hashable, Sendable {
  package var customerID: CustomerID
  package var profile: CustomerRegistered

  package init(customerID: CustomerID, profile: CustomerRegistered) {
    self.customerID = customerID
    self.profile = profile
  }
}

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

extension LedgerState {
  /// Two organisations of one name would mix up their histories; two persons may share a name, and
  /// a decision never rests on a personal field.
  ///
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `DUPLICATE_CUSTOMER`.
  func decide(_ command: RegisterCustomer, in context: CommandContext) throws(Rejection) -> Event {
    let profile = command.profile
    try command.customerID.validate(field: "customer_id")
    switch profile.kind {
    case .organisation:
      try Text.validateName(profile.name, field: "name")
      guard profile.personName.isEmpty else {
        throw Rejection(.invalidField, field: "person_name", "belongs to a person, not a company")
      }
    case .person:
      try Text.validateName(profile.personName, field: "person_name")
      guard profile.name.isEmpty else {
        throw Rejection(.invalidField, field: "name", "a person's name goes into person_name")
      }
    }
    try Text.validateName(profile.industry, field: "industry", required: false)
    try Text.validateName(profile.region, field: "region", required: false)
    try Text.validateName(profile.source, field: "source", required: false)
    guard customers[command.customerID] == nil else {
      throw Rejection(
        .duplicateID, field: "customer_id",
        "customer '\(command.customerID)' is registered already")
    }
    if profile.kind == .organisation, let other = organisationNames[profile.name] {
      throw Rejection(
        .duplicateCustomer, field: "name", details: [other.text],
        "an organisation of this name is registered already, as '\(other)'")
    }
    return .customerRegistered(profile)
  }
}
