// 删除个人信息: the facts stay for ever, with every number and date; the key of somebody's texts is
// destroyed, so that nobody reads them again, in no copy of the log. No rule and no figure rests on
// a text that can be erased.

/// How often the texts of one owner were erased. What is typed afterwards has a new key.
package struct TimesErased: Hashable, Sendable {
  package var count: UInt32
}

extension LedgerState {
  /// Most keys that one erasure destroys.
  package static let erasedOwnersMaximum = 1_000

  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND`, `CUSTOMER_MERGED`,
  ///   `REASON_REQUIRED`, `LIMIT_REACHED`.
  func decide(_ command: ErasePersonalData, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.erasureID.validate(field: "erasure_id")
    guard erasures[command.erasureID] == nil else {
      throw Rejection(
        .duplicateID, field: "erasure_id", "'\(command.erasureID)' was carried out already")
    }
    try IdentifierRules.validate(command.subjectID, field: "subject_id")
    try Text.validateReason(command.basis, field: "basis")
    try validateOptions(of: command)
    let owners = try owners(of: command)
    guard owners.count <= Self.erasedOwnersMaximum else {
      throw Rejection(
        .limitReached, field: "subject_id", details: ["\(owners.count)"],
        """
        \(owners.count) keys belong to it, and one erasure destroys \(Self.erasedOwnersMaximum): \
        spare the opportunities, and erase the texts of each by itself
        """)
    }
    return .personalDataErased(
      PersonalDataErased(
        subject: command.subject, subjectID: command.subjectID, contact: command.contact,
        erased: owners, basis: command.basis))
  }

  private func validateOptions(of command: ErasePersonalData) throws(Rejection) {
    if command.subject == .contact {
      guard let contact = command.contact else {
        throw Rejection(.invalidField, field: "contact_id", "say which contact of the customer")
      }
      try contact.validate(field: "contact_id")
    } else if command.contact != nil {
      throw Rejection(
        .invalidField, field: "contact_id", "belongs to a contact, not to a \(command.subject)")
    }
    if command.sparesOpportunities, command.subject != .customer {
      throw Rejection(
        .invalidField, field: "spares_opportunities",
        "belongs to a customer, not to a \(command.subject)")
    }
  }

  /// All whose keys go, the subject first.
  private func owners(of command: ErasePersonalData) throws(Rejection) -> [ErasedOwner] {
    let id = command.subjectID
    let subject = ErasedOwner(
      kind: command.subject, id: id, contact: command.contact, isPerson: false)
    switch command.subject {
    case .user:
      guard users[UserID(id)] != nil else { throw .notFound("user", id, field: "subject_id") }
    case .lead:
      guard leads[LeadID(id)] != nil else { throw .notFound("lead", id, field: "subject_id") }
    case .opportunity:
      guard opportunities[OpportunityID(id)] != nil else {
        throw .notFound("opportunity", id, field: "subject_id")
      }
    case .contact:
      // Also one that was merged into another: its contacts are still under its id.
      guard let customer = customers[CustomerID(id)] else {
        throw .notFound("customer", id, field: "subject_id")
      }
      guard let contact = command.contact,
        customer.file?.contacts.contains(contact) == true
      else { throw .notFound("contact", command.contact?.text ?? "", field: "contact_id") }
    case .customer:
      _ = try customer(CustomerID(id), field: "subject_id")
      return owners(of: CustomerID(id), sparingOpportunities: command.sparesOpportunities)
    }
    return [subject]
  }

  /// The customer and those merged into it, their contacts, and what was typed about their deals.
  ///
  /// It looks at every customer, lead and opportunity there is, which happens seldom enough.
  private func owners(of id: CustomerID, sparingOpportunities: Bool) -> [ErasedOwner] {
    var owners: [ErasedOwner] = []
    var rows: Set<RowNumber<Customer>> = []
    for place in 0..<customers.count {
      let number = RowNumber<Customer>(UInt32(place))
      let other = customers.key(of: number)
      guard other == id || (customers[number].file?.mergedInto != nil && survivor(of: other) == id)
      else { continue }
      rows.insert(number)
      owners.append(
        ErasedOwner(
          kind: .customer, id: other.text, contact: nil,
          isPerson: customers[number].kind == .person))
      for contact in customers[number].file?.contacts ?? [] {
        owners.append(
          ErasedOwner(kind: .contact, id: other.text, contact: contact, isPerson: false))
      }
    }
    if sparingOpportunities { return owners }
    for place in 0..<opportunities.count {
      let number = RowNumber<Opportunity>(UInt32(place))
      guard rows.contains(opportunities[number].customer) else { continue }
      owners.append(
        ErasedOwner(
          kind: .opportunity, id: opportunities.key(of: number).text, contact: nil,
          isPerson: false))
    }
    for place in 0..<leads.count {
      let number = RowNumber<Lead>(UInt32(place))
      guard let customer = leads[number].customer.flatMap({ customers.number(of: $0) }),
        rows.contains(customer)
      else { continue }
      owners.append(
        ErasedOwner(
          kind: .lead, id: leads.key(of: number).text, contact: nil, isPerson: false))
    }
    return owners
  }

  mutating func evolve(with event: PersonalDataErased, on id: ErasureID) {
    erasures.insert(Erasure(version: 1, erased: event.erased), at: id)
    countErased(event.erased)
  }

  mutating func countErased(_ owners: [ErasedOwner]) {
    for owner in owners {
      let owner = TextKeyOwner(owner)
      if erasedTexts.number(of: owner) == nil {
        erasedTexts.insert(TimesErased(count: 1), at: owner)
      } else {
        // A hostile log may name one owner any number of times.
        erasedTexts.modify(owner) { $0.count &+= 1 }
      }
    }
  }

  /// Which key of the record's owner is in use, counted from 0: one more after each erasure.
  package func keyGeneration(of record: RecordedEvent) -> UInt32 {
    // Nearly always nothing was erased, and the owner need not be made.
    erasedTexts.count == 0 ? 0 : erasedTexts[record.textKeyOwner]?.count ?? 0
  }

  /// Every key that was destroyed so far: of each owner how many.
  package var destroyedKeys: [TextKeyOwner: UInt32] {
    var times: [TextKeyOwner: UInt32] = [:]
    for place in 0..<erasedTexts.count {
      let number = RowNumber<TimesErased>(UInt32(place))
      times[erasedTexts.key(of: number)] = erasedTexts[number].count
    }
    return times
  }

  /// Those of one erasure, with how often each owner's were destroyed by now.
  package func destroyedKeys(by event: PersonalDataErased) -> [TextKeyOwner: UInt32] {
    var times: [TextKeyOwner: UInt32] = [:]
    for erased in event.erased {
      let owner = TextKeyOwner(erased)
      times[owner] = erasedTexts[owner]?.count
    }
    return times
  }
}
