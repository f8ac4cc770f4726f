extension LedgerState {
  /// Why `record` cannot follow what is here; nil: it fits, and ``evolve(with:)`` will not trap.
  ///
  /// A log from this ledger always fits. Replay asks before it evolves, so that a log from
  /// elsewhere, or a forged one with perfect checksums, ends in a named error.
  package func misfit(of record: RecordedEvent) -> String? {
    let current = version(of: record.stream)
    guard record.streamVersion == current + 1 else {
      return """
        \(record.stream.kind) \(Text.quoted(record.stream.id)) is at version \(current), so its \
        next event cannot be version \(record.streamVersion)
        """
    }
    if record.stream.kind != .policy, policies[version: record.policyVersion] == nil {
      return "it was decided under policy \(record.policyVersion), which nobody published"
    }
    return switch record.event {
    case .policyPublished(let event): misfit(of: event, in: record)
    case .teamRegistered(let event):
      expect(.team, record) ?? event.parent.flatMap { missing("team", $0.text, teams[$0]) }
    case .userRegistered(let event):
      expect(.user, record) ?? event.team.flatMap { missing("team", $0.text, teams[$0]) }
    case .customerRegistered(let event):
      expect(.customer, record)
        ?? (event.kind == .organisation && organisationNames[event.name] != nil
          ? "its organisation's name is taken already" : nil)
    case .opportunityCreated(let event):
      expect(.opportunity, record)
        ?? missing("customer", event.customer.text, customers[event.customer])
        ?? missing("user", event.owner.text, users[event.owner])
    default: misfitOnOpportunity(record)
    }
  }

  private func misfit(of event: PolicyPublished, in record: RecordedEvent) -> String? {
    if let wrong = expect(.policy, record) { return wrong }
    if record.stream != .policy { return "policies have one stream only" }
    if event.version != record.streamVersion { return "policy versions count up by one" }
    return event.document.faults().first.map { "its document is faulty: \($0)" }
  }

  private func misfitOnOpportunity(_ record: RecordedEvent) -> String? {
    if let wrong = expect(.opportunity, record) { return wrong }
    guard let opportunity = opportunities[OpportunityID(record.stream.id)] else {
      return "its opportunity was never created"
    }
    if case .opportunityReopened(let event) = record.event {
      return event.from == opportunity.status && !opportunity.isOpen
        ? nil : "it reopens what is \(opportunity.status)"
    }
    guard opportunity.isOpen else { return "its opportunity is \(opportunity.status)" }
    switch record.event {
    case .stageMoved(let event) where event.from != opportunity.stage:
      return "it leaves \(event.from), but the stage is \(opportunity.stage)"
    case .opportunityReassigned(let event) where event.from != opportunity.owner:
      return "it takes the opportunity from someone who does not own it"
    case .opportunityReassigned(let event):
      return missing("user", event.to.text, users[event.to])
    default:
      return nil
    }
  }

  private func expect(_ kind: Stream.Kind, _ record: RecordedEvent) -> String? {
    record.stream.kind == kind ? nil : "it stands in a stream of kind \(record.stream.kind)"
  }

  private func missing<Row>(_ kind: String, _ id: String, _ row: Row?) -> String? {
    row == nil ? "there is no \(kind) \(Text.quoted(id))" : nil
  }
}
