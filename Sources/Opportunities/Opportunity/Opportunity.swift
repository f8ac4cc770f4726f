/// What the ledger must know of an opportunity (商机) to judge the next command on it.
///
/// Read models hold more; this is the write model. Its version counts the events of its stream.
package struct Opportunity: Hashable, Sendable {
  package var version: UInt64
  package var customer: RowNumber<Customer>
  /// nil: it is in the pool, or nobody works on it any more.
  package var owner: RowNumber<User>?
  package var status: Status
  package var stage: Stage
  package var grade: Grade?
  /// Nobody has followed up since it came to its owner.
  package var isUntouched: Bool
  package var amount: Money
  package var expectedClose: Day?
  /// How often the expected close has been moved to a later day.
  package var pushCount: UInt32
  /// The last imported row that was accepted; later rows of its batch only.
  package var lastImport: ImportMark?
  /// Since when the owner has done nothing with it: got it, or followed up last, by the time it
  /// occurred. Not the clock of silence, which runs on when the owner changes.
  package var idleSince: Instant
  package var pulse: Pulse
  /// At most one; see ``dossier``. An array, because it is shared until it changes.
  var dossiers: [Dossier] = []

  package var isOpen: Bool { status == .open }
  /// Who has to work on it; nil: nobody.
  package var holder: RowNumber<User>? { isOpen ? owner : nil }

  init(
    _ created: OpportunityCreated, customer: RowNumber<Customer>, owner: RowNumber<User>?,
    at instant: Instant
  ) {
    version = 1
    self.customer = customer
    self.owner = owner
    status = .open
    stage = created.stage
    grade = created.grade
    isUntouched = true
    idleSince = instant
    pulse = Pulse(created, at: instant)
    amount = created.amount
    expectedClose = created.expectedClose
    pushCount = 0
    lastImport = nil
  }

  /// Applies a fact of this opportunity's life. Never fails and never decides: an event that does
  /// not fit is a bug or a damaged log, and replay must be total, so it traps.
  ///
  /// - Parameter users: where the number of a new owner is found.
  mutating func evolve(with record: RecordedEvent, _ users: borrowing Table<UserID, User>) {
    version += 1
    switch record.event {
    case .opportunityGraded(let event): evolve(with: event)
    case .followUpLogged:
      idleSince = max(idleSince, record.occurredAt)
      isUntouched = false
      fulfilPlan()
    // No later decision rests on these.
    case .opportunityScored, .needsUpdated, .competitorNoted, .salesPromiseRecorded,
      .commitmentRecorded, .postMortemRecorded, .paymentPlanned:
      break
    case .stageMoved(let event): move(from: event.from, to: event.to)
    case .opportunityReassigned(let event): take(users.row(of: event.to), at: record.occurredAt)
    case .opportunityAssigned(let event): take(users.row(of: event.to), at: record.occurredAt)
    case .opportunityClaimed(let event): take(users.row(of: event.to), at: record.occurredAt)
    case .opportunityEscalated(let event): take(users.row(of: event.to), at: record.occurredAt)
    case .opportunityReturnedToPool(let event): leave(event.from, at: record.poolTime)
    case .opportunityReclaimed(let event): leave(event.from, at: record.poolTime)
    case .amountRevised(let event): evolve(with: event)
    case .expectedCloseRevised(let event): evolve(with: event)
    case .opportunityWon(let event): evolve(with: event)
    case .opportunityLost(let event): evolve(with: event)
    case .opportunityArchived(let event): evolve(with: event)
    case .opportunityReopened(let event): evolve(with: event, at: record.occurredAt)
    case .opportunityMadeDormant(let event): evolve(with: event, at: record.poolTime)
    case .opportunityReactivated(let event): evolve(with: event, at: record.occurredAt)
    case .opportunityEliminated(let event): evolve(with: event, at: record.poolTime)
    case .mentorShareSet: break
    default:
      var isKnown = false
      note { isKnown = $0.evolve(with: record) }
      precondition(isKnown, "an event of another stream reached an opportunity")
    }
  }
}

extension RecordedEvent {
  /// When an opportunity left its owner, as far as that bars him or her: by the ledger's clock, which
  /// nobody can set back. Imported history left when it says.
  fileprivate var poolTime: Instant { isImported ? occurredAt : recordedAt }
}

extension Table where Key == UserID, Row == User {
  /// Of somebody who is registered.
  fileprivate func row(of user: UserID) -> RowNumber<User> {
    guard let number = number(of: user) else {
      preconditionFailure("an opportunity goes to somebody who is registered")
    }
    return number
  }
}

/// Where in which import batch a row stands; see ``ImportRow``.
package struct ImportMark: Hashable, Sendable {
  package var batch: RowNumber<ImportBatch>
  package var row: UInt64
  package var part: UInt32

  /// Whether `next`, whose batch has the number `batch`, stands after it or in another batch.
  func precedes(_ next: ImportRow, batch nextBatch: RowNumber<ImportBatch>?) -> Bool {
    nextBatch != batch || (next.row, next.part) > (row, part)
  }
}

/// A batch of imported rows; only its number matters.
package struct ImportBatch: Hashable, Sendable {}

extension LedgerState {
  /// The opportunity the command is about, once it is known to exist. That it is within the actor's
  /// reach was checked before any rule.
  ///
  /// - Throws: `NOT_FOUND`.
  func opportunity(
    _ id: OpportunityID, for context: CommandContext
  ) throws(Rejection) -> Opportunity {
    guard let subject = context.subject else {
      throw .notFound("opportunity", id.text, field: "opportunity_id")
    }
    return opportunities[subject]
  }

  /// The same, and it is open. What a closed one accepts stands in ClosedOpportunities.swift (G5).
  ///
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`.
  func openOpportunity(
    _ id: OpportunityID, for context: CommandContext
  ) throws(Rejection) -> Opportunity {
    let opportunity = try opportunity(id, for: context)
    guard opportunity.isOpen else {
      let wayBack = opportunity.status == .dormant ? "reactivate" : "reopen"
      throw Rejection(
        .opportunityClosed, field: "opportunity_id", currentVersion: opportunity.version,
        "opportunity '\(id)' is \(opportunity.status); \(wayBack) it first")
    }
    return opportunity
  }
}
