// How the write model comes back from a checkpoint: row by row, in the order the rows once came in,
// and each checked against those before it, because the bytes may be anything.

extension Opportunity {
  package init(
    version: UInt64, customer: RowNumber<Customer>, owner: RowNumber<User>?, status: Status,
    stage: Stage, grade: Grade?, isUntouched: Bool, amount: Money, expectedClose: Day?,
    pushCount: UInt32, lastImport: ImportMark?, idleSince: Instant, pulse: Pulse,
    dossier: Dossier?
  ) {
    self.version = version
    self.customer = customer
    self.owner = owner
    self.status = status
    self.stage = stage
    self.grade = grade
    self.isUntouched = isUntouched
    self.idleSince = idleSince
    self.pulse = pulse
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

  /// A team that moved may stand before its parent, so nothing is known of the parent here; whoever
  /// goes up from team to team counts the steps.
  package mutating func restore(_ team: Team, as id: TeamID) -> Bool {
    teams.insertIfNew(team, at: id)
  }

  package mutating func restore(_ user: User, as id: UserID) -> Bool {
    users.insertIfNew(user, at: id)
  }

  package mutating func restore(_ customer: Customer, as id: CustomerID) -> Bool {
    guard customers.insertIfNew(customer, at: id) else { return false }
    for reference in customer.file?.externalRefs ?? [] {
      guard externalReferences.insertIfNew(id, at: reference) else { return false }
    }
    return true
  }

  package mutating func restore(organisation name: String, as id: CustomerID) -> Bool {
    customers.number(of: id) != nil && organisationNames.insertIfNew(id, at: name)
  }

  package mutating func restore(_ lead: Lead, as id: LeadID) -> Bool {
    leads.insertIfNew(lead, at: id)
  }

  package mutating func restore(importBatch id: IdentifierText) -> Bool {
    importBatches.insertIfNew(ImportBatch(), at: id)
  }

  package mutating func restore(_ task: DepartmentTask, as id: DepartmentTaskID) -> Bool {
    tasks.insertIfNew(task, at: id)
  }

  package mutating func restore(_ approval: Approval, as id: ApprovalID) -> Bool {
    approvals.insertIfNew(approval, at: id)
  }

  package mutating func restore(_ review: Review, as id: ReviewID) -> Bool {
    reviews.insertIfNew(review, at: id)
  }

  package mutating func restore(_ target: Target, as id: TargetID) -> Bool {
    targets.insertIfNew(target, at: id)
  }

  package mutating func restore(_ award: Award, as id: AwardID) -> Bool {
    awards.insertIfNew(award, at: id)
  }

  package mutating func restore(_ run: ImportRun, as id: ImportBatchID) -> Bool {
    importRuns.insertIfNew(run, at: id)
  }

  package mutating func restore(_ consumer: Outbound, as id: OutboundID) -> Bool {
    outbound.insertIfNew(consumer, at: id)
  }

  package mutating func restore(_ calibration: Calibration, as id: CalibrationID) -> Bool {
    calibrations.insertIfNew(calibration, at: id)
  }

  package mutating func restore(_ erasure: Erasure, as id: ErasureID) -> Bool {
    guard erasures.insertIfNew(erasure, at: id) else { return false }
    countErased(erasure.erased)
    return true
  }

  package mutating func restore(_ opportunity: Opportunity, as id: OpportunityID) -> Bool {
    guard Int(opportunity.customer.value) < customers.count,
      opportunity.owner.map({ Int($0.value) < users.count }) ?? true
    else { return false }
    if let mark = opportunity.lastImport, Int(mark.batch.value) >= importBatches.count {
      return false
    }
    let payments = opportunity.dossier?.payments ?? []
    if let dossier = opportunity.dossier, !accepts(paymentsOf: dossier) { return false }
    let number = RowNumber<Opportunity>(UInt32(opportunities.count))
    guard opportunities.insertIfNew(opportunity, at: id) else { return false }
    handOver(from: nil, to: opportunity.holder)
    return payments.allSatisfy { erpDocuments.insertIfNew(number, at: $0.erpDocument) }
  }
}

extension PolicyHistory {
  /// Whether `policy` may follow: versions count up by one.
  package func accepts(_ policy: Policy) -> Bool {
    let (next, overflow) = latestVersion.addingReportingOverflow(1)
    return !overflow && policy.version == next
  }
}
