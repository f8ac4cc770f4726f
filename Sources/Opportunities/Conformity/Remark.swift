/// What the rules of the day allowed and an auditor wants to see all the same.
package enum Remark: String, CaseIterable, Sendable {
  /// Recorded later than the rules take without a word; it gives its reason.
  case backfilled = "BACKFILLED"
  /// An approval let it pass gates that were not met.
  case gateOverridden = "GATE_OVERRIDDEN"
  /// Gates were not met, and the rules only note it.
  case gateFlagged = "GATE_FLAGGED"
  /// The basis does not support the grade, and the rules only note it.
  case gradeFlagged = "GRADE_FLAGGED"
  /// Whoever owns the opportunity verified evidence that somebody else had attached to it.
  case selfChecked = "SELF_CHECKED"
  /// A lead became an opportunity without anybody's word that it is real.
  case leadUnverified = "LEAD_UNVERIFIED"
  /// An approval opened the direct way out.
  case eliminatedDirectly = "ELIMINATED_DIRECTLY"
  /// More was paid than the deal is worth.
  case overpaid = "OVERPAID"
}

extension LedgerState {
  /// What an auditor wants to see of a fact that may be quite right.
  ///
  /// - Parameter record: the next one, which is not folded yet.
  package func remarks(on record: RecordedEvent) -> [Remark] {
    var remarks: [Remark] = []
    if isBackfilled(record) { remarks.append(.backfilled) }
    switch record.event {
    case .stageMoved(let event):
      if !event.overrideApprovalID.isEmpty {
        remarks.append(.gateOverridden)
      } else if !event.unmetGates.isEmpty {
        remarks.append(.gateFlagged)
      }
    case .opportunityCreated(let event):
      if !event.unmetGates.isEmpty { remarks.append(.gateFlagged) }
      if !event.gradeSupported { remarks.append(.gradeFlagged) }
    case .opportunityGraded(let event):
      if !event.supported { remarks.append(.gradeFlagged) }
    case .evidenceVerified:
      if isOwner(record.actor, of: record) { remarks.append(.selfChecked) }
    case .leadQualified(let event):
      if event.realVerifiedBy == nil { remarks.append(.leadUnverified) }
    case .opportunityEliminated(let event):
      if !event.approvalID.isEmpty { remarks.append(.eliminatedDirectly) }
    case .paymentRecorded(let event):
      if event.overpaid { remarks.append(.overpaid) }
    default: break
    }
    return remarks
  }

  /// Whether it was recorded so late that the rules of that day ask why (G3).
  private func isBackfilled(_ record: RecordedEvent) -> Bool {
    guard !record.isImported, record.position > 1 else { return false }
    let days = policies.inForce(at: record.recordedAt).document.recording.backfillReasonDays
    return record.recordedAt.since(record.occurredAt) > .days(days)
  }

  private func isOwner(_ actor: Actor, of record: RecordedEvent) -> Bool {
    guard actor.kind == .user, let owner = subject(of: record).flatMap({ opportunities[$0].owner })
    else { return false }
    return users.key(of: owner) == UserID(actor.id)
  }

  /// The team of a person, as it is now; nil: no person, or of no team.
  package func team(of actor: Actor) -> TeamID? {
    actor.kind == .user ? users[UserID(actor.id)]?.team : nil
  }
}
