/// A company or a person that may buy.
package struct Customer: Hashable, Sendable {
  package var kind: CustomerKind

  package init(kind: CustomerKind) {
    self.kind = kind
  }
}

extension LedgerState {
  /// Two organisations of one name would mix up their histories; two persons may share a name, and
  /// a decision never rests on a personal field.
  ///
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `DUPLICATE_CUSTOMER`.
  func decide(_ command: RegisterCustomer, in context: CommandContext) throws(Rejection) -> Event {
    try command.customerID.validate(field: "customer_id")
    switch command.kind {
    case .organisation:
      try Text.validateName(command.name, field: "name")
      guard command.personName.isEmpty else {
        throw Rejection(.invalidField, field: "person_name", "belongs to a person, not a company")
      }
    case .person:
      try Text.validateName(command.personName, field: "person_name")
      guard command.name.isEmpty else {
        throw Rejection(.invalidField, field: "name", "a person's name goes into person_name")
      }
    }
    try Text.validateName(command.industry, field: "industry", required: false)
    try Text.validateName(command.region, field: "region", required: false)
    try Text.validateName(command.source, field: "source", required: false)
    guard customers[command.customerID] == nil else {
      throw Rejection(
        .duplicateID, field: "customer_id",
        "customer '\(command.customerID)' is registered already")
    }
    if command.kind == .organisation, let other = organisationNames[command.name] {
      throw Rejection(
        .duplicateCustomer, field: "name", details: [other.text],
        "an organisation of this name is registered already, as '\(other)'")
    }
    return .customerRegistered(
      CustomerRegistered(
        kind: command.kind, name: command.name, personName: command.personName,
        industry: command.industry, region: command.region, source: command.source))
  }
}
