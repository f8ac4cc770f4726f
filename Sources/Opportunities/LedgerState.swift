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
  private var policiesAtMark = 0

  package init() {}

  /// Version of `stream`; 0: it does not exist.
  package func version(of stream: Stream) -> UInt64 {
    switch stream.kind {
    case .policy: policies.latestVersion
    case .team: teams[TeamID(stream.id)] == nil ? 0 : 1
    case .user: users[UserID(stream.id)] == nil ? 0 : 1
    case .customer: customers[CustomerID(stream.id)] == nil ? 0 : 1
    case .opportunity: opportunities[OpportunityID(stream.id)]?.version ?? 0
    }
  }

  /// Applies a recorded fact. Never fails: an event that does not fit is a bug, and traps.
  package mutating func evolve(with record: RecordedEvent) {
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
      var opportunity = Opportunity(event)
      opportunity.lastImportRow = record.importRow
      opportunities.insert(opportunity, at: OpportunityID(key))
    default:
      opportunities.modify(OpportunityID(key)) { opportunity in
        opportunity.evolve(with: record.event)
        if let row = record.importRow { opportunity.lastImportRow = row }
      }
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
  }

  /// Forgets the mark.
  package mutating func keep() {
    teams.keep()
    users.keep()
    customers.keep()
    organisationNames.keep()
    opportunities.keep()
  }

  /// Puts everything back as it was at the mark.
  package mutating func restore() {
    while policies.versions.count > policiesAtMark { policies.removeLast() }
    teams.restore()
    users.restore()
    customers.restore()
    organisationNames.restore()
    opportunities.restore()
  }
}
