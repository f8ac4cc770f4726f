// How the write model comes back from a checkpoint: row by row, in the order the rows once came in,
// and each checked against those before it, because the bytes may be anything.

extension Opportunity {
  package init(
    version: UInt64, customer: RowNumber<Customer>, owner: RowNumber<User>, status: Status,
    stage: Stage, grade: Grade?, amount: Money, expectedClose: Day?, pushCount: UInt32,
    lastImport: ImportMark?, dossier: Dossier?
  ) {
    self.version = version
    self.customer = customer
    self.owner = owner
    self.status = status
    self.stage = stage
    self.grade = grade
    self.amount = amount
    self.expectedClose = expectedClose
    self.pushCount = pushCount
    self.lastImport = lastImport
    dossiers = dossier.map { [$0] } ?? []
  }
}

extension ImportMark {
  package init(batch: UInt32, row: UInt64, part: UInt32) {
    self.init(batch: RowNumber(batch), row: row, part: part)
  }
}

/// Each answers whether the row may stand there; if not, nothing has changed.
extension LedgerState {
  package mutating func restore(_ policy: Policy) -> Bool {
    guard policies.accepts(policy) else { return false }
    policies.append(policy)
    return true
  }

  /// A parent stands before its child, so that no chain of parents is a circle.
  package mutating func restore(_ team: Team, as id: TeamID) -> Bool {
    if let parent = team.parent, teams.number(of: parent) == nil { return false }
    return teams.insertIfNew(team, at: id)
  }

  package mutating func restore(_ user: User, as id: UserID) -> Bool {
    users.insertIfNew(user, at: id)
  }

  package mutating func restore(_ customer: Customer, as id: CustomerID) -> Bool {
    customers.insertIfNew(customer, at: id)
  }

  package mutating func restore(organisation name: String, as id: CustomerID) -> Bool {
    customers.number(of: id) != nil && organisationNames.insertIfNew(id, at: name)
  }

  package mutating func restore(importBatch id: IdentifierText) -> Bool {
    importBatches.insertIfNew(ImportBatch(), at: id)
  }

  package mutating func restore(_ task: DepartmentTask, as id: DepartmentTaskID) -> Bool {
    tasks.insertIfNew(task, at: id)
  }

  package mutating func restore(_ opportunity: Opportunity, as id: OpportunityID) -> Bool {
    guard Int(opportunity.customer.value) < customers.count,
      Int(opportunity.owner.value) < users.count
    else { return false }
    if let mark = opportunity.lastImport, Int(mark.batch.value) >= importBatches.count {
      return false
    }
    return opportunities.insertIfNew(opportunity, at: id)
  }
}

extension PolicyHistory {
  /// Whether `policy` may follow: versions count up by one.
  package func accepts(_ policy: Policy) -> Bool {
    let (next, overflow) = latestVersion.addingReportingOverflow(1)
    return !overflow && policy.version == next
  }
}
