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
  package internal(set) var opportunities = Table<OpportunityID, Opportunity>()
  package internal(set) var tasks = Table<DepartmentTaskID, DepartmentTask>()
  /// Batches of which a row about an opportunity was accepted.
  package internal(set) var importBatches = Table<IdentifierText, ImportBatch>()
  private var policiesAtMark = 0

  package init() {}

  /// Version of `stream`; 0: it does not exist.
  package func version(of stream: Stream) -> UInt64 {
    switch stream.kind {
    case .policy: policies.latestVersion
    case .team: teams.number(of: TeamID(stream.id)) == nil ? 0 : 1
    case .user: users.number(of: UserID(stream.id)) == nil ? 0 : 1
    case .customer: customers.number(of: CustomerID(stream.id)) == nil ? 0 : 1
    case .departmentTask: tasks[DepartmentTaskID(stream.id)]?.version ?? 0
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
    switch record.event {
    case .policyPublished(let event):
      policies.append(
        Policy(
          version: event.version, effectiveFrom: event.effectiveFrom, position: record.position,
          reason: event.reason, document: event.document))
    case .teamRegistered(let event):
      teams.insert(Team(name: event.name, parent: event.parent), at: TeamID(key))
    case .userRegistered(let event):
      users.insert(User(roles: event.roles, team: event.team), at: UserID(key))
    case .customerRegistered(let event):
      customers.insert(Customer(kind: event.kind), at: CustomerID(key))
      if event.kind == .organisation {
        organisationNames.insert(CustomerID(key), at: event.name)
      }
    case .opportunityCreated(let event):
      create(event, from: record)
    default:
      guard let subject else { return evolveBeside(with: record) }
      let mark = importMark(of: record)
      opportunities.modify(subject) { opportunity in
        opportunity.evolve(with: record.event, users)
        if let mark { opportunity.lastImport = mark }
      }
    }
  }

  /// What happens to the smaller nouns, each in the file of its capability.
  private mutating func evolveBeside(with record: RecordedEvent) {
    switch record.event {
    case .taskOpened(let event): evolve(with: event, on: DepartmentTaskID(record.stream.id))
    case .taskReassigned, .taskCompleted:
      tasks.modify(DepartmentTaskID(record.stream.id)) { $0.evolve(with: record.event) }
    default: preconditionFailure("an event is about something that does not exist")
    }
  }

  private mutating func create(_ event: OpportunityCreated, from record: RecordedEvent) {
    guard let customer = customers.number(of: event.customer),
      let owner = users.number(of: event.owner)
    else { preconditionFailure("an opportunity has a customer and an owner who are registered") }
    var opportunity = Opportunity(event, customer: customer, owner: owner)
    opportunity.lastImport = importMark(of: record)
    opportunities.insert(opportunity, at: OpportunityID(record.stream.id))
  }

  private mutating func importMark(of record: RecordedEvent) -> ImportMark? {
    guard let row = record.importRow else { return nil }
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
    teams.mark()
    users.mark()
    customers.mark()
    organisationNames.mark()
    opportunities.mark()
    importBatches.mark()
    tasks.mark()
  }

  /// Forgets the mark.
  package mutating func keep() {
    teams.keep()
    users.keep()
    customers.keep()
    organisationNames.keep()
    opportunities.keep()
    importBatches.keep()
    tasks.keep()
  }

  /// Puts everything back as it was at the mark.
  package mutating func restore() {
    while policies.versions.count > policiesAtMark { policies.removeLast() }
    teams.restore()
    users.restore()
    customers.restore()
    organisationNames.restore()
    opportunities.restore()
    importBatches.restore()
    tasks.restore()
  }
}
