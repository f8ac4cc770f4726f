/// The write model: what `decide` needs to know, folded from the log, and nothing more.
///
/// `decide` and `evolve` are the only rules there are: the live daemon, recovery, replay and
/// simulation all run these two. Both are pure: time, identity and order come in as values (G7).
package struct LedgerState: Sendable {
  package internal(set) var policies = PolicyHistory()
  package internal(set) var teams = Table<TeamID, Team>()
  package internal(set) var users = Table<UserID, User>()
  package internal(set) var customers = Table<CustomerID, Customer>()
  package internal(set) var organisationNames = Table<String, CustomerID>()
  /// By what other systems call them.
  package internal(set) var externalReferences = Table<ExternalReferenceID, CustomerID>()
  package internal(set) var leads = Table<LeadID, Lead>()
  package internal(set) var opportunities = Table<OpportunityID, Opportunity>()
  package internal(set) var tasks = Table<DepartmentTaskID, DepartmentTask>()
  /// Which opportunity a document of the ERP system was counted for. Follows from the dossiers, so
  /// that no checkpoint holds it.
  package internal(set) var erpDocuments = Table<String, RowNumber<Opportunity>>()
  package internal(set) var approvals = Table<ApprovalID, Approval>()
  package internal(set) var reviews = Table<ReviewID, Review>()
  package internal(set) var targets = Table<TargetID, Target>()
  package internal(set) var awards = Table<AwardID, Award>()
  package internal(set) var importRuns = Table<ImportBatchID, ImportRun>()
  package internal(set) var outbound = Table<OutboundID, Outbound>()
  package internal(set) var calibrations = Table<CalibrationID, Calibration>()
  package internal(set) var erasures = Table<ErasureID, Erasure>()
  /// How often the texts of one owner were erased. Follows from the erasures, so that no checkpoint
  /// holds it.
  package internal(set) var erasedTexts = Table<TextKeyOwner, TimesErased>()
  /// Batches of which a row about an opportunity was accepted.
  package internal(set) var importBatches = Table<IdentifierText, ImportBatch>()
  /// When a row of an import was recorded last, as far as this process has seen it: no checkpoint
  /// holds it, and no decision rests on it.
  private(set) var lastImportedAt: Instant?
  /// Position of the last record folded; 0: none.
  package private(set) var head: UInt64 = 0
  private var headAtMark: UInt64 = 0
  private var policiesAtMark = 0

  package init() {}

  /// How much there is of what people ask for first.
  package struct Counts: Sendable {
    package var opportunities: Int
    package var customers: Int
    package var users: Int
    /// Which one is in force is for whoever has a clock to say.
    package var policies: PolicyHistory
  }

  package var counts: Counts {
    Counts(
      opportunities: opportunities.count, customers: customers.count, users: users.count,
      policies: policies)
  }

  /// Version of `stream`; 0: it does not exist.
  package func version(of stream: Stream) -> UInt64 {
    switch stream.kind {
    case .policy: policies.latestVersion
    case .team: teams[TeamID(stream.id)]?.version ?? 0
    case .user: users[UserID(stream.id)]?.version ?? 0
    case .customer: customers[CustomerID(stream.id)]?.version ?? 0
    case .lead: leads[LeadID(stream.id)]?.version ?? 0
    case .departmentTask: tasks[DepartmentTaskID(stream.id)]?.version ?? 0
    case .approval: approvals[ApprovalID(stream.id)]?.version ?? 0
    case .review: reviews[ReviewID(stream.id)]?.version ?? 0
    case .target: targets[TargetID(stream.id)]?.version ?? 0
    case .award: awards[AwardID(stream.id)]?.version ?? 0
    case .importBatch: importRuns[ImportBatchID(stream.id)]?.version ?? 0
    case .outbound: outbound[OutboundID(stream.id)]?.version ?? 0
    case .calibration: calibrations[CalibrationID(stream.id)]?.version ?? 0
    case .erasure: erasures[ErasureID(stream.id)]?.version ?? 0
    case .opportunity: subject(of: stream).map { opportunities[$0].version } ?? 0
    }
  }

  /// Applies a recorded fact. Never fails: an event that does not fit is a bug, and traps.
  package mutating func evolve(with record: RecordedEvent) {
    evolve(with: record, on: subject(of: record))
  }

  /// Applies the next record of a log that may come from anywhere.
  ///
  /// - Returns: why it cannot follow what is here, which is then unchanged; nil: it did.
  package mutating func follow(_ record: RecordedEvent) -> String? {
    let subject = subject(of: record)
    if let what = misfit(of: record, on: subject) { return what }
    evolve(with: record, on: subject)
    return nil
  }

  /// The opportunity the record is about, looked up once.
  func subject(of record: RecordedEvent) -> RowNumber<Opportunity>? {
    subject(of: record.stream)
  }

  /// The opportunity whose stream it is; nil: there is none of that id, or it is another kind's.
  func subject(of stream: Stream) -> RowNumber<Opportunity>? {
    guard stream.kind == .opportunity else { return nil }
    return opportunities.number(of: OpportunityID(stream.id))
  }

  mutating func evolve(
    with record: RecordedEvent, on subject: RowNumber<Opportunity>?
  ) {
    let key = record.stream.id
    head = record.position
    switch record.event {
    case .policyPublished(let event):
      policies.append(
        Policy(
          version: event.version, effectiveFrom: event.effectiveFrom, position: record.position,
          reason: event.reason, document: event.document))
      useApproval(of: record.event)
    case .teamRegistered(let event):
      teams.insert(Team(name: event.name, parent: event.parent), at: TeamID(key))
    case .userRegistered(let event):
      users.insert(
        User(
          roles: event.roles, team: event.team, manager: event.manager, capacity: event.capacity),
        at: UserID(key))
    case .customerRegistered(let event): evolve(with: event, on: CustomerID(key))
    case .opportunityCreated(let event):
      create(event, from: record)
    default:
      guard let subject else { return evolveBeside(with: record) }
      let mark = importMark(of: record)
      var before: RowNumber<User>?
      var after: RowNumber<User>?
      opportunities.modify(subject) { opportunity in
        before = opportunity.holder
        opportunity.evolve(with: record, users)
        opportunity.pulse.evolve(with: record.event, at: record.occurredAt)
        if let mark { opportunity.lastImport = mark }
        after = opportunity.holder
      }
      if before != after { handOver(from: before, to: after) }
      if case .paymentRecorded(let event) = record.event {
        erpDocuments.insert(subject, at: event.erpDocument)
      }
      useApproval(of: record.event)
    }
  }

  /// What happens to the smaller nouns, each in the file of its capability.
  private mutating func evolveBeside(with record: RecordedEvent) {
    switch record.event {
    case .userDeactivated(let event): evolve(with: event, on: UserID(record.stream.id))
    case .taskOpened(let event): evolve(with: event, on: DepartmentTaskID(record.stream.id))
    case .taskReassigned, .taskCompleted:
      tasks.modify(DepartmentTaskID(record.stream.id)) { $0.evolve(with: record.event) }
    case .teamChanged(let event):
      teams.modify(TeamID(record.stream.id)) { $0.evolve(with: event) }
    case .userChanged(let event):
      users.modify(UserID(record.stream.id)) { $0.evolve(with: event) }
    case .profileUpdated, .contactAdded, .contactUpdated, .customerTagged, .customerUntagged,
      .customerTierSet, .quietPeriodSet, .quietPeriodLifted, .customerSignalRecorded,
      .customersMerged:
      evolve(customer: record)
    case .leadCaptured(let event): leads.insert(Lead(event), at: LeadID(record.stream.id))
    case .leadEnriched, .leadQualified, .leadDisqualified:
      leads.modify(LeadID(record.stream.id)) { $0.evolve(with: record.event) }
    case .approvalRequested(let event):
      evolve(with: event, on: ApprovalID(record.stream.id), at: record.occurredAt)
    case .approvalGranted, .approvalRejected, .approvalEscalated:
      approvals.modify(ApprovalID(record.stream.id)) {
        $0.evolve(with: record.event, at: record.occurredAt)
      }
    case .reviewSampleDrawn(let event): evolve(with: event, on: ReviewID(record.stream.id))
    case .targetSet, .forecastCallSubmitted, .forecastSnapshotTaken: evolve(onTarget: record)
    case .forecastCalibrated(let event): evolve(with: event, on: CalibrationID(record.stream.id))
    case .awardGranted(let event): evolve(with: event, on: AwardID(record.stream.id))
    case .importBatchOpened(let event): evolve(with: event, on: ImportBatchID(record.stream.id))
    case .importBatchClosed(let event):
      importRuns.modify(ImportBatchID(record.stream.id)) { $0.evolve(with: event) }
    case .outboundAdvanced(let event): evolve(with: event, on: OutboundID(record.stream.id))
    case .personalDataErased(let event): evolve(with: event, on: ErasureID(record.stream.id))
    default: preconditionFailure("an event is about something that does not exist")
    }
  }

  private mutating func create(_ event: OpportunityCreated, from record: RecordedEvent) {
    let owner = event.owner.flatMap { users.number(of: $0) }
    guard let customer = customers.number(of: event.customer),
      (owner == nil) == (event.owner == nil)
    else { preconditionFailure("an opportunity has a customer and an owner who are registered") }
    var opportunity = Opportunity(
      event, customer: customer, owner: owner, at: record.occurredAt)
    opportunity.lastImport = importMark(of: record)
    if !event.template.isEmpty { opportunity.note { $0.template = event.template } }
    opportunities.insert(opportunity, at: OpportunityID(record.stream.id))
    handOver(from: nil, to: owner)
  }

  /// Counts an open opportunity out of one owner's and into another's.
  mutating func handOver(from old: RowNumber<User>?, to new: RowNumber<User>?) {
    if let old { users.modify(old) { $0.openCount -= 1 } }
    if let new { users.modify(new) { $0.openCount += 1 } }
  }

  private mutating func importMark(of record: RecordedEvent) -> ImportMark? {
    guard let row = record.importRow else { return nil }
    lastImportedAt = record.recordedAt
    if importBatches.number(of: row.batchID) == nil {
      importBatches.insert(ImportBatch(), at: row.batchID)
    }
    return importBatches.number(of: row.batchID).map {
      ImportMark(batch: $0, row: row.row, part: row.part)
    }
  }

  /// Remembers the state, until ``keep()`` or ``restore()``. Marks do not nest.
  package mutating func mark() {
    policiesAtMark = policies.versions.count
    headAtMark = head
    teams.mark()
    users.mark()
    customers.mark()
    organisationNames.mark()
    externalReferences.mark()
    leads.mark()
    opportunities.mark()
    importBatches.mark()
    tasks.mark()
    erpDocuments.mark()
    approvals.mark()
    reviews.mark()
    targets.mark()
    awards.mark()
    importRuns.mark()
    outbound.mark()
    calibrations.mark()
    erasures.mark()
    erasedTexts.mark()
  }

  /// Forgets the mark.
  package mutating func keep() {
    teams.keep()
    users.keep()
    customers.keep()
    organisationNames.keep()
    externalReferences.keep()
    leads.keep()
    opportunities.keep()
    importBatches.keep()
    tasks.keep()
    erpDocuments.keep()
    approvals.keep()
    reviews.keep()
    targets.keep()
    awards.keep()
    importRuns.keep()
    outbound.keep()
    calibrations.keep()
    erasures.keep()
    erasedTexts.keep()
  }

  /// Puts everything back as it was at the mark.
  package mutating func restore() {
    while policies.versions.count > policiesAtMark { policies.removeLast() }
    head = headAtMark
    teams.restore()
    users.restore()
    customers.restore()
    organisationNames.restore()
    externalReferences.restore()
    leads.restore()
    opportunities.restore()
    importBatches.restore()
    tasks.restore()
    erpDocuments.restore()
    approvals.restore()
    reviews.restore()
    targets.restore()
    awards.restore()
    importRuns.restore()
    outbound.restore()
    calibrations.restore()
    erasures.restore()
    erasedTexts.restore()
  }

  /// Says how far the log was folded into rows that came back from a checkpoint.
  package mutating func restore(head position: UInt64) {
    head = position
  }
}
