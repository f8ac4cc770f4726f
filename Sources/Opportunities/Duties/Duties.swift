// 到期自办: what the ledger itself has to do because time has passed. Nothing is done here: what is due
// is proposed as commands, which are judged like anybody's, by the clock of whoever judges them.

/// A command that is due for the ledger to send.
package struct Duty: Sendable {
  /// From when on its rule holds.
  package let since: Instant
  package let stream: Stream
  /// Of the stream, as it was when this was found to be due.
  package let version: UInt64
  package let command: Command

  /// The id to send it with: the same whenever the same is found to be due at the same version of the
  /// stream, so that what is proposed twice lands once (G1).
  package var commandID: CommandID {
    var hash = SHA256()
    hash.update("opportunity ledger, duty, \(rule)".utf8)
    hash.update(UInt64(stream.kind.rawValue))
    hash.update(version)
    hash.update(stream.id.text.utf8)
    let digest = hash.finish()
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return CommandID(high: word(digest[..<8]), low: word(digest[8..<16]))
  }

  /// What is done and which rule says so; a word for logs.
  package var rule: String {
    switch command {
    case .reclaimOpportunity(let command):
      switch command.rule {
      case .untouched: "reclaim-untouched"
      case .silent: "reclaim-silent"
      case nil: "reclaim"
      }
    case .escalateOpportunity: "escalate-closing-missed"
    case .escalateApproval: "escalate-approval-overdue"
    default: preconditionFailure("the ledger has no other duties")
    }
  }
}

/// What is due for the ledger at a moment.
package struct Duties: Sendable {
  /// Those that have been due for longest, that one first.
  package var oldest: [Duty]
  /// How many are due in all.
  package var count: Int
}

extension LedgerState {
  /// What the ledger has to do at `now`, under the rules in force then:
  ///
  /// - escalate to the department head above the owner what missed its daily follow-up at closing;
  /// - reclaim for the pool what its owner has left alone for too long, where the policy wants no
  ///   manager to confirm that;
  /// - put steps of approvals that are overdue to the role above as well.
  ///
  /// Escalating comes before reclaiming: a deal about to be signed needs somebody. What the policy's
  /// route for its alert mutes is not done either. Nothing is done about an opportunity while its
  /// history is being imported: the next row may say that somebody called, or that it is closed.
  ///
  /// - Parameters:
  ///   - limit: how many of them are wanted at most.
  ///   - putOff: streams not to be looked at while they are at that version.
  package func duties(
    at now: Instant, atMost limit: Int, except putOff: [Stream: UInt64] = [:]
  ) -> Duties {
    var search = DutySearch(
      state: self, now: now, policy: policies.inForce(at: now), limit: limit, putOff: putOff)
    search.lookAtOpportunities()
    search.lookAtApprovals()
    return search.result()
  }
}

/// One look over everything that may be due. Most is not, so what is cheap to see comes first.
private struct DutySearch {
  private enum Deed {
    case reclaim(ReclaimReason)
    case escalate(to: RowNumber<User>)
    case escalateApproval
  }

  private struct Candidate {
    let since: Instant
    let deed: Deed
    let place: Int
  }

  let state: LedgerState
  let now: Instant
  let policy: Policy
  let limit: Int
  let putOff: [Stream: UInt64]
  private let escalates: Bool
  private let reclaims: Bool
  private var heads: DepartmentHeads
  private var kept: [Candidate] = []
  private var count = 0

  init(
    state: LedgerState, now: Instant, policy: Policy, limit: Int, putOff: [Stream: UInt64]
  ) {
    precondition(limit > 0, "something is wanted")
    self.state = state
    self.now = now
    self.policy = policy
    self.limit = limit
    self.putOff = putOff
    escalates = !policy.alerts.route(for: .sprintMissed).muted
    reclaims =
      !policy.pool.reclaimConfirmed && !policy.alerts.route(for: .reclaimDue).muted
    heads = DepartmentHeads(of: state)
  }

  mutating func lookAtOpportunities() {
    guard escalates || reclaims, let shortest = shortestPatience else { return }
    // Nothing of a later day can be due, which a glance at the row shows.
    let latest = now - shortest
    let rows = state.opportunities.rows
    rows.lendEach { place, opportunity in
      guard opportunity.idleSince <= latest, let owner = opportunity.holder else { return }
      guard reclaims || opportunity.stage == .closing else { return }
      let silentSince = state.silentSince(opportunity, at: now, under: policy)
      guard silentSince <= latest else { return }
      if let mark = opportunity.lastImport, state.isBeingImported(mark, at: now) { return }
      if let candidate = deed(about: opportunity, of: owner, silentSince, at: place) {
        keep(candidate)
      }
    }
  }

  mutating func lookAtApprovals() {
    guard !policy.alerts.route(for: .approvalOverdue).muted else { return }
    for place in 0..<state.approvals.count {
      let approval = state.approvals.rows[place]
      guard approval.isPending, approval.escalatedStep != approval.grantedSteps + 1,
        now > approval.stepDueAt
      else { continue }
      keep(Candidate(since: approval.stepDueAt, deed: .escalateApproval, place: place))
    }
  }

  mutating func result() -> Duties {
    prune()
    return Duties(oldest: kept.map(duty), count: count)
  }

  /// The least silence that anything is due after; nil: nothing ever is.
  private var shortestPatience: TimeLength? {
    var days: [UInt32] = []
    if escalates { days.append(policy.document.cadence.closingDays) }
    if reclaims {
      days.append(policy.pool.untouchedReclaimDays)
      for stage in Stage.allCases {
        for grade in [nil] + Grade.allCases.map(Optional.some) {
          if let limit = policy.reclaimDays(at: stage, graded: grade) { days.append(limit) }
        }
      }
    }
    return days.min().map { .days($0) }
  }

  private mutating func deed(
    about opportunity: borrowing Opportunity, of owner: RowNumber<User>, _ silentSince: Instant,
    at place: Int
  ) -> Candidate? {
    let missed = EscalationReason.closingMissed
    if escalates, let patience = opportunity.patience(before: missed, under: policy) {
      let since = opportunity.start(of: missed, silentSince: silentSince) + patience
      if now > since, let head = heads.head(above: owner) {
        return Candidate(since: since, deed: .escalate(to: head), place: place)
      }
    }
    guard reclaims else { return nil }
    for reason in ReclaimReason.allCases {
      guard let patience = opportunity.patience(before: reason, under: policy),
        now >= silentSince + patience
      else { continue }
      return Candidate(since: silentSince + patience, deed: .reclaim(reason), place: place)
    }
    return nil
  }

  private mutating func keep(_ candidate: Candidate) {
    if !putOff.isEmpty {
      let duty = duty(candidate)
      if putOff[duty.stream] == duty.version { return }
    }
    count += 1
    kept.append(candidate)
    // However much is due, only so much is held.
    if kept.count >= 8 * limit { prune() }
  }

  private mutating func prune() {
    kept.sort { ($0.since, $0.place) < ($1.since, $1.place) }
    if kept.count > limit { kept.removeLast(kept.count - limit) }
  }

  private func duty(_ candidate: Candidate) -> Duty {
    let place = candidate.place
    let command: Command
    let version: UInt64
    switch candidate.deed {
    case .reclaim(let reason):
      version = state.opportunities.rows[place].version
      command = .reclaimOpportunity(
        ReclaimOpportunity(
          opportunityID: state.opportunities.keys[place], rule: reason, confirmedBy: nil))
    case .escalate(let head):
      version = state.opportunities.rows[place].version
      command = .escalateOpportunity(
        EscalateOpportunity(
          opportunityID: state.opportunities.keys[place], to: state.users.key(of: head),
          rule: .closingMissed))
    case .escalateApproval:
      version = state.approvals.rows[place].version
      command = .escalateApproval(EscalateApproval(approvalID: state.approvals.keys[place]))
    }
    return Duty(
      since: candidate.since, stream: command.stream, version: version, command: command)
  }
}
