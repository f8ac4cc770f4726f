// 线索清洗: from somebody's enquiry to an opportunity. Those who clean leads complete them and find out
// whether they are real, so that reps spend their time on deals, and quotas breed no fake ones.

extension LedgerState {
  /// Two leads never mix, however alike: each is its own history under its own id.
  ///
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND` (owner), `FORBIDDEN`, `UNKNOWN_FIELD`.
  func decide(_ command: CaptureLead, in context: CommandContext) throws(Rejection) -> Event {
    try command.leadID.validate(field: "lead_id")
    guard leads.number(of: command.leadID) == nil else {
      throw Rejection(
        .duplicateID, field: "lead_id", "lead '\(command.leadID)' was captured already")
    }
    if let owner = command.owner { try requireScope(of: context, over: owner) }
    try Text.validateName(command.source, field: "source")
    try Text.validateName(command.campaign, field: "campaign", required: false)
    try Text.validateNote(command.note, field: "note")
    try validate(command.fields, of: command.customerKind, under: context.policy)
    return .leadCaptured(
      LeadCaptured(
        customerKind: command.customerKind, source: command.source, campaign: command.campaign,
        isSelfDeveloped: command.isSelfDeveloped, owner: command.owner, fields: command.fields,
        note: command.note))
  }

  /// - Throws: `NOT_FOUND` (lead, owner), `FORBIDDEN`, `LEAD_CLOSED`, `UNKNOWN_FIELD`,
  ///   `INVALID_FIELD`, `UNCHANGED`.
  func decide(_ command: EnrichLead, in context: CommandContext) throws(Rejection) -> Event {
    let lead = try openLead(command.leadID)
    if let owner = command.owner, lead.owner == nil {
      try requireScope(of: context, over: owner)
    } else if let owner = command.owner, users.number(of: owner) == nil {
      throw .notFound("user", owner.text, field: "owner_id")
    }
    try validate(
      command.fields, of: command.customerKind ?? lead.customerKind, under: context.policy)
    try Text.validateNote(command.note, field: "note")
    let isSameKind = command.customerKind == nil || command.customerKind == lead.customerKind
    let isSameOwner = command.owner == nil || command.owner == lead.owner
    if command.fields.isEmpty, Text.isBlank(command.note), isSameKind, isSameOwner {
      throw Rejection(.unchanged, field: "fields", "nothing is said that was not known before")
    }
    return .leadEnriched(
      LeadEnriched(
        fields: command.fields, customerKind: command.customerKind, owner: command.owner,
        note: command.note))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `LEAD_CLOSED`, `REASON_REQUIRED`, `INVALID_FIELD`.
  func decide(_ command: DisqualifyLead, in context: CommandContext) throws(Rejection) -> Event {
    _ = try openLead(command.leadID)
    try Text.validateReason(command.reason)
    return .leadDisqualified(LeadDisqualified(reason: command.reason))
  }

  /// The lead, once it is known to exist and to be open. That it is within the actor's reach was
  /// checked before any rule.
  func openLead(_ id: LeadID) throws(Rejection) -> Lead {
    guard let lead = leads[id] else { throw .notFound("lead", id.text, field: "lead_id") }
    guard lead.status == .open else {
      throw Rejection(
        .leadClosed, field: "lead_id", currentVersion: lead.version,
        "lead '\(id)' is \(lead.status) already")
    }
    return lead
  }

  /// Checks that the actor may act on a lead: everybody on one without an owner, otherwise the owner
  /// and those above.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireScope(of context: CommandContext, overLead id: LeadID) throws(Rejection) {
    guard let owner = leads[id]?.owner.flatMap({ users.number(of: $0) }) else { return }
    try requireScope(of: context, over: owner)
  }

  private func requireScope(
    of context: CommandContext, over owner: UserID
  ) throws(Rejection) {
    guard let row = users.number(of: owner) else {
      throw .notFound("user", owner.text, field: "owner_id")
    }
    try requireScope(of: context, over: row)
  }

  /// Values are personal: that there is one is all that any rule asks.
  private func validate(
    _ fields: [LeadField], of kind: CustomerKind, under policy: Policy
  ) throws(Rejection) {
    let items = policy.qualification.checklist(for: kind)?.items ?? []
    guard fields.count <= Text.listCountMaximum,
      Set(fields.map(\.code)).count == fields.count
    else {
      throw Rejection(
        .invalidField, field: "fields",
        "at most \(Text.listCountMaximum) fields are told at once, each once")
    }
    for field in fields {
      guard items.contains(where: { $0.code == field.code }) else {
        throw Rejection(
          .unknownField, field: "fields.code", details: items.map(\.code),
          "\(Text.quoted(field.code)) is no item of the checklist for such a customer")
      }
      guard !Text.isBlank(field.value) else {
        throw Rejection(.invalidField, field: "fields.value", "says nothing")
      }
      try Text.validateNote(field.value, field: "fields.value")
    }
  }
}

extension Lead {
  init(_ event: LeadCaptured) {
    self.init(
      version: 1, customerKind: event.customerKind, status: .open, owner: event.owner,
      source: event.source, knownFields: [], customer: nil)
    note(event.fields)
  }

  mutating func evolve(with event: Event) {
    version += 1
    switch event {
    case .leadEnriched(let event):
      note(event.fields)
      customerKind = event.customerKind ?? customerKind
      owner = event.owner ?? owner
    case .leadQualified(let event):
      status = .qualified
      customer = event.customer
    case .leadDisqualified: status = .disqualified
    default: preconditionFailure("an event of another stream reached a lead")
    }
  }

  private mutating func note(_ fields: [LeadField]) {
    for field in fields where !knownFields.contains(field.code) {
      knownFields.append(field.code)
    }
  }
}

extension LedgerState {
  /// Why `record` cannot follow; nil: it can.
  func misfit(ofLead record: RecordedEvent) -> String? {
    if case .leadCaptured(let event) = record.event { return misfit(ofOwner: event.owner) }
    guard let lead = leads[LeadID(record.stream.id)] else { return "its lead was never captured" }
    guard lead.status == .open else { return "its lead is \(lead.status)" }
    if case .leadEnriched(let event) = record.event { return misfit(ofOwner: event.owner) }
    return nil
  }

  private func misfit(ofOwner owner: UserID?) -> String? {
    guard let owner, users.number(of: owner) == nil else { return nil }
    return "there is no user \(Text.quoted(owner.text))"
  }
}
