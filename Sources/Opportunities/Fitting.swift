extension LedgerState {
  /// Why `record` cannot follow what is here; nil: it fits, and ``evolve(with:)`` will not trap.
  ///
  /// A log from this ledger always fits. Replay asks before it evolves, so that a log from
  /// elsewhere, or a forged one with perfect checksums, ends in a named error.
  package func misfit(of record: RecordedEvent) -> String? {
    misfit(of: record, on: subject(of: record))
  }

  func misfit(of record: RecordedEvent, on subject: RowNumber<Opportunity>?) -> String? {
    let current =
      record.stream.kind == .opportunity
      ? subject.map { opportunities[$0].version } ?? 0 : version(of: record.stream)
    guard record.streamVersion == current + 1 else {
      return """
        \(record.stream.kind) \(Text.quoted(record.stream.id.text)) is at version \(current), so its \
        next event cannot be version \(record.streamVersion)
        """
    }
    if record.stream.kind != .policy, policies[version: record.policyVersion] == nil {
      return "it was decided under policy \(record.policyVersion), which nobody published"
    }
    if record.streamVersion > 1, isBeginning(record.event) {
      return "what it begins exists already"
    }
    return switch record.event {
    case .policyPublished(let event): misfit(of: event, in: record)
    case .teamRegistered(let event):
      expect(.team, record) ?? event.parent.flatMap { missing("team", $0, teams.number(of: $0)) }
    case .userRegistered(let event):
      expect(.user, record) ?? event.team.flatMap { missing("team", $0, teams.number(of: $0)) }
    case .customerRegistered(let event):
      expect(.customer, record)
        ?? (event.kind == .organisation && organisationNames[event.name] != nil
          ? "its organisation's name is taken already" : nil)
    case .opportunityCreated(let event):
      expect(.opportunity, record)
        ?? missing("customer", event.customer, customers.number(of: event.customer))
        ?? missing("user", event.owner, users.number(of: event.owner))
    case .taskOpened, .taskReassigned, .taskCompleted:
      expect(.departmentTask, record) ?? misfit(ofTask: record)
    default: misfit(of: record, onOpportunity: subject)
    }
  }

  /// Whether nothing of its stream can stand before it.
  private func isBeginning(_ event: Event) -> Bool {
    switch event {
    case .teamRegistered, .userRegistered, .customerRegistered, .opportunityCreated, .taskOpened:
      true
    default: false
    }
  }

  private func misfit(of event: PolicyPublished, in record: RecordedEvent) -> String? {
    if let wrong = expect(.policy, record) { return wrong }
    if record.stream != .policy { return "policies have one stream only" }
    if event.version != record.streamVersion { return "policy versions count up by one" }
    return event.document.faults().first.map { "its document is faulty: \($0)" }
  }

  private func misfit(
    of record: RecordedEvent, onOpportunity subject: RowNumber<Opportunity>?
  ) -> String? {
    if let wrong = expect(.opportunity, record) { return wrong }
    guard let subject else { return "its opportunity was never created" }
    let opportunity = opportunities[subject]
    if case .opportunityReopened(let event) = record.event {
      return event.from == opportunity.status && !opportunity.isOpen
        ? nil : "it reopens what is \(opportunity.status)"
    }
    guard opportunity.isOpen else { return "its opportunity is \(opportunity.status)" }
    switch record.event {
    case .stageMoved(let event) where event.from != opportunity.stage:
      return "it leaves \(event.from), but the stage is \(opportunity.stage)"
    case .opportunityReassigned(let event)
    where event.from != users.key(of: opportunity.owner):
      return "it takes the opportunity from someone who does not own it"
    case .opportunityReassigned(let event):
      return missing("user", event.to, users.number(of: event.to))
    default:
      return nil
    }
  }

  private func expect(_ kind: Stream.Kind, _ record: RecordedEvent) -> String? {
    record.stream.kind == kind ? nil : "it stands in a stream of kind \(record.stream.kind)"
  }

  private func missing<Row>(
    _ kind: String, _ id: Identifier<Row>, _ number: RowNumber<Row>?
  ) -> String? {
    number == nil ? "there is no \(kind) \(Text.quoted(id.text))" : nil
  }
}
