/// A company or a person that may buy.
package struct Customer: Hashable, Sendable {
  package var version: UInt64
  package var kind: CustomerKind
  /// Where an organisation's name stands among the names in use; nil: a person, whose name no rule
  /// needs.
  package var name: RowNumber<CustomerID>?
  /// At most one; see ``file``. An array, because most customers have none.
  var files: [CustomerFile] = []

  package init(
    version: UInt64 = 1, kind: CustomerKind, name: RowNumber<CustomerID>? = nil,
    file: CustomerFile? = nil
  ) {
    self.version = version
    self.kind = kind
    self.name = name
    files = file.map { [$0] } ?? []
  }

  /// nil: nothing is known but that there is such a customer.
  package var file: CustomerFile? { files.first }

  /// Changes what is known, which is there from now on.
  mutating func note(_ change: (inout CustomerFile) -> Void) {
    if files.isEmpty { files.append(.empty) }
    change(&files[0])
  }
}

/// What other systems call a customer.
package enum ExternalReference {}

extension CustomerFile {
  static let empty = CustomerFile(
    profile: [], externalRefs: [], contacts: [], tags: [], tier: nil, quietPeriod: nil,
    mergedInto: nil)
}

extension LedgerState {
  /// Two organisations of one name would mix up their histories, and so would two customers that
  /// another system calls the same; two persons may share a name, and a decision never rests on a
  /// personal field.
  ///
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `DUPLICATE_CUSTOMER`.
  func decide(_ command: RegisterCustomer, in context: CommandContext) throws(Rejection) -> Event {
    try command.customerID.validate(field: "customer_id")
    try validateNames(of: command)
    try Text.validateName(command.industry, field: "industry", required: false)
    try Text.validateName(command.region, field: "region", required: false)
    try Text.validateName(command.source, field: "source", required: false)
    try Text.validateName(command.address, field: "address", required: false)
    try Text.validateName(command.size, field: "size", required: false)
    guard customers.number(of: command.customerID) == nil else {
      throw Rejection(
        .duplicateID, field: "customer_id",
        "customer '\(command.customerID)' is registered already")
    }
    if command.kind == .organisation, let other = organisationNames[command.name] {
      throw .duplicateCustomer(survivor(of: other), field: "name", "an organisation of this name")
    }
    try validate(command.externalRefs)
    return .customerRegistered(
      CustomerRegistered(
        kind: command.kind, name: command.name, personName: command.personName,
        industry: command.industry, region: command.region, source: command.source,
        address: command.address, size: command.size, externalRefs: command.externalRefs))
  }

  private func validateNames(of command: RegisterCustomer) throws(Rejection) {
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
  }

  private func validate(_ references: [ExternalReferenceID]) throws(Rejection) {
    guard references.count <= Text.listCountMaximum,
      Set(references).count == references.count
    else {
      throw Rejection(
        .invalidField, field: "external_refs",
        "at most \(Text.listCountMaximum) are kept, each once")
    }
    for reference in references {
      try reference.validate(field: "external_refs")
      if let other = externalReferences[reference] {
        throw .duplicateCustomer(
          survivor(of: other), field: "external_refs", "the customer \(Text.quoted(reference.text))"
        )
      }
    }
  }

  /// The customer, once it is known to exist and to be itself.
  ///
  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED` with the survivor's id as its detail.
  func customer(_ id: CustomerID, field: String = "customer_id") throws(Rejection) -> Customer {
    guard let customer = customers[id] else { throw .notFound("customer", id.text, field: field) }
    guard customer.file?.mergedInto == nil else {
      let survivor = survivor(of: id)
      throw Rejection(
        .customerMerged, field: field, details: [survivor.text],
        "customer '\(id)' was merged into '\(survivor)': name that one")
    }
    return customer
  }

  /// What an organisation is called now; nil: it is a person.
  package func organisationName(of id: CustomerID) -> String? {
    guard let name = customers[id]?.name, Int(name.value) < organisationNames.count else {
      return nil
    }
    return organisationNames.key(of: name)
  }
}

extension Rejection {
  fileprivate static func duplicateCustomer(
    _ other: CustomerID, field: String, _ what: String
  ) -> Rejection {
    Rejection(
      .duplicateCustomer, field: field, details: [other.text],
      "\(what) is registered already, as '\(other)'")
  }
}

extension LedgerState {
  mutating func evolve(with event: CustomerRegistered, on id: CustomerID) {
    var customer = Customer(kind: event.kind)
    if event.kind == .organisation {
      organisationNames.insert(id, at: event.name)
      customer.name = organisationNames.number(of: event.name)
    }
    let known = [
      ("industry", event.industry), ("region", event.region), ("source", event.source),
      ("size", event.size),
    ].filter { !$0.1.isEmpty }
    if !known.isEmpty || !event.externalRefs.isEmpty {
      customer.note { file in
        file.profile = known.map { ProfileValue(fieldCode: $0.0, value: $0.1) }
        file.externalRefs = event.externalRefs
      }
    }
    for reference in event.externalRefs { externalReferences.insert(id, at: reference) }
    customers.insert(customer, at: id)
  }

  /// Applies what happened to a customer who is registered. Never fails.
  mutating func evolve(customer record: RecordedEvent) {
    let id = CustomerID(record.stream.id)
    if case .profileUpdated(let event) = record.event, event.fieldCode == ProfileRules.nameField {
      rename(id, to: event)
    }
    customers.modify(id) { $0.evolve(with: record.event, on: id) }
  }

  /// A former name stays taken, so that nobody else's history begins under it.
  private mutating func rename(_ id: CustomerID, to event: ProfileUpdated) {
    guard customers[id]?.kind == .organisation else { return }
    if organisationNames.number(of: event.new) == nil {
      organisationNames.insert(id, at: event.new)
    }
    let name = organisationNames.number(of: event.new)
    customers.modify(id) { $0.name = name }
  }

  /// Why `record` cannot follow; nil: it can.
  func misfit(ofCustomer record: RecordedEvent) -> String? {
    let id = CustomerID(record.stream.id)
    if case .customerRegistered(let event) = record.event {
      if event.kind == .organisation, organisationNames[event.name] != nil {
        return "its organisation's name is taken already"
      }
      let isFree = event.externalRefs.allSatisfy { externalReferences[$0] == nil }
      return isFree && Set(event.externalRefs).count == event.externalRefs.count
        ? nil : "another system's name of its customer is taken already"
    }
    guard let customer = customers[id] else { return "its customer was never registered" }
    guard customer.file?.mergedInto == nil else { return "its customer was merged into another" }
    switch record.event {
    case .profileUpdated(let event)
    where event.fieldCode == ProfileRules.nameField && customer.kind == .organisation:
      return isTaken(event.new, for: id) ? "its organisation's name is taken already" : nil
    case .customersMerged(let event): return misfit(of: event, on: id)
    default: return nil
    }
  }
}

extension Customer {
  fileprivate mutating func evolve(with event: Event, on id: CustomerID) {
    version += 1
    switch event {
    case .profileUpdated(let event): evolve(with: event)
    case .contactAdded(let event): note { $0.add(event.contact) }
    // Who somebody is stands in the facts; no rule needs more than that there is such a person.
    case .contactUpdated, .customerSignalRecorded: break
    case .customerTagged(let event): note { $0.add(tag: event.tag) }
    case .customerUntagged(let event): note { $0.remove(tag: event.tag) }
    case .customerTierSet(let event): note { $0.tier = event.new }
    case .quietPeriodSet(let event): note { $0.quietPeriod = QuietPeriod(event) }
    case .quietPeriodLifted: note { $0.quietPeriod = nil }
    case .customersMerged(let event):
      if event.absorbed == id { note { $0.mergedInto = event.survivor } }
    default: preconditionFailure("an event of another stream reached a customer")
    }
  }
}
