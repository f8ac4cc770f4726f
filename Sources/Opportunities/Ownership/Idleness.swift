// How long an owner has left an opportunity alone, as far as he or she can be blamed for it.

extension LedgerState {
  /// From when on the rules count an owner's silence, as things are at `now`; ahead of `now` while
  /// something excuses it.
  ///
  /// That is when the owner did something with it last, or when what excused silence ended: a next step
  /// that was agreed or planned, for as long as the policy lets one suspend the clocks, or a time in
  /// which the customer wants to be left alone. After that the whole time counts anew: nobody loses an
  /// opportunity on the very day on which the customer may be called again.
  func silentSince(
    _ opportunity: borrowing Opportunity, at now: Instant, under policy: Policy
  ) -> Instant {
    var start = opportunity.idleSince
    let longest = TimeLength.days(policy.document.cadence.suspensionDaysMaximum)
    let pulse = opportunity.pulse
    if pulse.nextDueAt != .never {
      start = max(start, min(pulse.nextDueAt, pulse.lastFollowUpAt + longest))
    }
    // Counted from the last deed: to plan over and over is none.
    if let planned = opportunity.dossier?.plannedFollowUpAt {
      start = max(start, min(planned, opportunity.idleSince + longest))
    }
    if let period = customers[opportunity.customer].file?.quietPeriod,
      period.scope == .allContact, period.from <= now
    {
      start = max(start, period.until)
    }
    return start
  }
}

extension Opportunity {
  /// How long its owner may be silent before `reason` takes it away; nil: it does not apply here.
  ///
  /// It may be reclaimed when that time is over.
  func patience(before reason: ReclaimReason, under policy: Policy) -> TimeLength? {
    switch reason {
    case .untouched:
      guard stage == .contact, isUntouched else { return nil }
      return .days(policy.pool.untouchedReclaimDays)
    case .silent:
      return policy.reclaimDays(at: stage, graded: grade).map { .days($0) }
    }
  }

  /// The same for those above. It may be escalated when it has lasted for longer, as for the clocks
  /// that are shown: silent for exactly 7 days is not red.
  func patience(before reason: EscalationReason, under policy: Policy) -> TimeLength? {
    switch reason {
    case .closingMissed:
      stage == .closing ? .days(policy.document.cadence.closingDays) : nil
    case .red: .days(policy.redDays(graded: grade))
    case .decided: nil
    }
  }

  /// From when on `reason` counts a silence since `silentSince`: coming to closing is a deed too.
  func start(of reason: EscalationReason, silentSince: Instant) -> Instant {
    guard reason == .closingMissed else { return silentSince }
    return max(silentSince, pulse.stageEnteredAt)
  }
}
