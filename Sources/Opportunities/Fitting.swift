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
    if record.event.isBeginning, current > 0 { return "it begins what exists already" }
    if record.stream.kind != .policy, !policies.holds(version: record.policyVersion) {
      return "it was decided under policy \(record.policyVersion), which nobody published"
    }
    if current > 0, record.event.beginsOnly { return "it begins what is there already" }
    return switch record.event {
    case .policyPublished(let event): misfit(of: event, in: record)
    case .teamRegistered(let event):
      expect(.team, record) ?? event.parent.flatMap { missing("team", $0, teams.number(of: $0)) }
    case .teamChanged(let event):
      expect(.team, record) ?? misfit(of: event, on: TeamID(record.stream.id))
    case .userRegistered(let event):
      expect(.user, record)
        ?? misfit(ofUser: UserID(record.stream.id), in: event.team, under: event.manager)
    case .userChanged(let event): expect(.user, record) ?? misfit(of: event, in: record)
    case .customerRegistered, .profileUpdated, .contactAdded, .contactUpdated, .customerTagged,
      .customerUntagged, .customerTierSet, .quietPeriodSet, .quietPeriodLifted,
      .customerSignalRecorded, .customersMerged:
      expect(.customer, record) ?? misfit(ofCustomer: record)
    case .leadCaptured, .leadEnriched, .leadQualified, .leadDisqualified:
      expect(.lead, record) ?? misfit(ofLead: record)
    case .opportunityCreated(let event):
      expect(.opportunity, record)
        ?? missing("customer", event.customer, customers.number(of: event.customer))
        ?? event.owner.flatMap { missing("user", $0, users.number(of: $0)) }
    case .userDeactivated(let event):
      expect(.user, record)
        ?? (current == 0 ? "its user was never registered" : nil)
        ?? event.successor.flatMap { missing("user", $0, users.number(of: $0)) }
    case .taskOpened, .taskReassigned, .taskCompleted:
      expect(.departmentTask, record) ?? misfit(ofTask: record)
    case .approvalRequested, .approvalGranted, .approvalRejected, .approvalEscalated:
      expect(.approval, record) ?? misfit(ofApproval: record)
    case .reviewSampleDrawn: expect(.review, record)
    case .targetSet, .forecastCallSubmitted, .forecastSnapshotTaken: expect(.target, record)
    case .forecastCalibrated: expect(.calibration, record)
    case .awardGranted: expect(.award, record)
    case .importBatchOpened, .importBatchClosed:
      expect(.importBatch, record) ?? misfit(ofImportBatch: record)
    case .outboundAdvanced: expect(.outbound, record)
    case .personalDataErased: expect(.erasure, record)
    default: misfit(of: record, onOpportunity: subject)
    }
  }

  private func misfit(of event: UserChanged, in record: RecordedEvent) -> String? {
    let id = UserID(record.stream.id)
    if users.number(of: id) == nil { return "its user was never registered" }
    return misfit(ofUser: id, in: event.team, under: event.manager)
  }

  private func misfit(of event: PolicyPublished, in record: RecordedEvent) -> String? {
    if let wrong = expect(.policy, record) { return wrong }
    if record.stream != .policy { return "policies have one stream only" }
    if event.version != record.streamVersion { return "policy versions count up by one" }
    if let wrong = misfit(ofApprovalOf: record) { return wrong }
    return event.document.faults().first.map { "its document is faulty: \($0)" }
  }

  private func misfit(
    of record: RecordedEvent, onOpportunity subject: RowNumber<Opportunity>?
  ) -> String? {
    if let wrong = expect(.opportunity, record) { return wrong }
    guard let subject else { return "its opportunity was never created" }
    // No copy is kept of the row, which is wide.
    if let wrong = misfit(of: record.event, with: opportunities[subject].status) { return wrong }
    if let wrong = misfit(ofApprovalOf: record) { return wrong }
    switch record.event {
    case .evidenceAttached, .evidenceVerified, .evidenceRejected:
      return opportunities[subject].misfit(ofEvidence: record.event)
    case .paymentRecorded(let event):
      return misfit(of: event, on: opportunities[subject])
    case .stageMoved(let event) where event.from != opportunities[subject].stage:
      return "it leaves \(event.from), but the stage is \(opportunities[subject].stage)"
    case _ where record.event.formerOwner.map({ $0 != owner(of: subject) }) ?? false:
      return "it takes the opportunity from someone who does not own it"
    case _ where record.event.nextOwner != nil:
      return record.event.nextOwner.flatMap { missing("user", $0, users.number(of: $0)) }
    default:
      return nil
    }
  }

  private func owner(of subject: RowNumber<Opportunity>) -> UserID? {
    opportunities[subject].owner.map { users.key(of: $0) }
  }

  /// Why the event cannot happen to what has this status; nil: it can.
  private func misfit(of event: Event, with status: Status) -> String? {
    if case .opportunityReopened(let event) = event, event.from != status {
      return "it reopens what is \(status)"
    }
    return event.mayHappen(while: status) ? nil : "its opportunity is \(status)"
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

extension Event {
  /// Whether it can only be the first of its stream.
  fileprivate var beginsOnly: Bool {
    switch self {
    case .teamRegistered, .userRegistered, .customerRegistered, .leadCaptured,
      .opportunityCreated, .taskOpened, .approvalRequested, .reviewSampleDrawn, .awardGranted,
      .importBatchOpened, .personalDataErased:
      true
    default: false
    }
  }
}
