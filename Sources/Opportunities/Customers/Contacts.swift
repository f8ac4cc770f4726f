// 联系人: the people at a customer, with what they have to say in buying (决策岗位). Who they are is
// personal, so it stands in the facts alone.

/// A person at a customer; only the identifier matters here.
package enum Contact {}

extension LedgerState {
  package static let contactsMaximum = 200

  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED`, `INVALID_FIELD`, `DUPLICATE_ID`.
  func decide(_ command: AddContact, in context: CommandContext) throws(Rejection) -> Event {
    let customer = try customer(command.customerID)
    try command.contact.validate(field: "contact_id")
    let known = customer.file?.contacts ?? []
    guard !known.contains(command.contact) else {
      throw Rejection(
        .duplicateID, field: "contact_id",
        "customer '\(command.customerID)' has a contact '\(command.contact)' already")
    }
    guard known.count < Self.contactsMaximum else {
      throw Rejection(
        .invalidField, field: "contact_id",
        "a customer has at most \(Self.contactsMaximum) contacts")
    }
    try Self.validateContact(command.name, command.title, command.ways)
    return .contactAdded(
      ContactAdded(
        contact: command.contact, name: command.name, title: command.title,
        decisionRole: command.decisionRole, ways: command.ways))
  }

  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED`, `INVALID_FIELD`.
  func decide(_ command: UpdateContact, in context: CommandContext) throws(Rejection) -> Event {
    let customer = try customer(command.customerID)
    guard customer.file?.contacts.contains(command.contact) == true else {
      throw .notFound("contact", command.contact.text, field: "contact_id")
    }
    try Self.validateContact(command.name, command.title, command.ways)
    return .contactUpdated(
      ContactUpdated(
        contact: command.contact, name: command.name, title: command.title,
        decisionRole: command.decisionRole, ways: command.ways))
  }

  private static func validateContact(
    _ name: String, _ title: String, _ ways: [ContactWay]
  ) throws(Rejection) {
    try Text.validateName(name, field: "name")
    try Text.validateName(title, field: "title", required: false)
    guard ways.count <= Text.listCountMaximum else {
      throw Rejection(
        .invalidField, field: "ways", "at most \(Text.listCountMaximum) ways are kept")
    }
    for way in ways { try Text.validateName(way.address, field: "ways.address") }
  }
}

extension CustomerFile {
  mutating func add(_ contact: ContactID) {
    if !contacts.contains(contact) { contacts.append(contact) }
  }
}
