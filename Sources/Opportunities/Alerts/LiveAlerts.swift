// Which alerts of an opportunity are up at a moment (C4), as far as the rules of commands need it.
// The read models show the same alerts with everything around them; an alert is never recorded.

extension LedgerState {
  /// Since when an alert of `kind` about the opportunity has been up at `now`; nil: it is not.
  func alert(
    _ kind: AlertKind, of opportunity: Opportunity, at now: Instant, under policy: Policy
  ) -> Instant? {
    opportunity.alert(
      kind, at: now, under: policy, quiet: customers[opportunity.customer].file?.quietPeriod)
  }
}

extension Opportunity {
  /// Since when an alert of `kind` has been up at `now`; nil: it is not.
  ///
  /// - Parameter quiet: the customer's last quiet period.
  func alert(
    _ kind: AlertKind, at now: Instant, under policy: Policy, quiet: QuietPeriod? = nil
  ) -> Instant? {
    guard isOpen else { return nil }
    // Only products are not to be offered: that stops no clock.
    let quiet = quiet.flatMap { $0.scope == .allContact ? $0 : nil }
    return pulse.alert(
      kind, stage: stage, grade: grade, at: now, under: policy,
      quiet: quiet.map { (from: $0.from, until: $0.until) })
  }
}

extension Pulse {
  /// The kinds that can be up: those about the clocks and the grade of an opportunity.
  package static let alertKinds: [AlertKind] = [
    .firstResponse, .followUpDue, .followUpRed, .stagnation, .lossRisk, .gradeAnomaly,
    .sprintMissed, .promiseDue,
  ]

  /// Since when an alert of `kind` about the open opportunity that this is the pulse of has been up
  /// at `now`; nil: it is not.
  ///
  /// Alerts about anything but the opportunity's own clocks and grade are not acknowledged, so they
  /// are never up here.
  ///
  /// - Parameter quiet: when its customer wants to be left alone altogether.
  package func alert(
    _ kind: AlertKind, stage: Stage, grade: Grade?, at now: Instant, under policy: Policy,
    quiet: (from: Instant, until: Instant)?
  ) -> Instant? {
    let clocks = AlertClocks(
      pulse: self, stage: stage, now: now, rules: policy.document.cadence,
      cadence: .days(policy.rule(for: grade).cadenceDays),
      redCountsProgress: policy.thresholds.redClock == .progress, quiet: quiet)
    switch kind {
    case .firstResponse: return clocks.firstResponse
    case .followUpDue: return clocks.due
    case .followUpRed: return clocks.red
    case .sprintMissed: return clocks.sprintMissed
    case .stagnation: return clocks.stagnation
    case .promiseDue: return clocks.promiseDue
    case .lossRisk: return lastSentiment == .negative ? lastFollowUpAt : nil
    case .gradeAnomaly: return anomalySince == .never ? nil : anomalySince
    default: return nil
    }
  }
}

/// The clocks of one open opportunity at one moment; each is nil while it gives no alarm.
private struct AlertClocks {
  let pulse: Pulse
  let stage: Stage
  let now: Instant
  let rules: CadenceRules
  let cadence: TimeLength
  /// Red counts from the last progress, not from the last talk.
  let redCountsProgress: Bool
  let quiet: (from: Instant, until: Instant)?

  private var hasFollowUp: Bool { pulse.lastFollowUpAt != .never }

  /// Time in which it was closed does not count.
  private var silentSince: Instant {
    max(hasFollowUp ? pulse.lastFollowUpAt : pulse.createdAt, pulse.reopenedAt)
  }

  /// Until when a step agreed or planned after a talk, or the customer's wish to be left alone,
  /// suspends the clocks, or did; none for longer than the rules let it.
  private var suspension: Instant? {
    let longest = TimeLength.days(rules.suspensionDaysMaximum)
    var ends: [Instant] = []
    if hasFollowUp, pulse.nextDueAt != .never {
      ends.append(min(pulse.nextDueAt, pulse.lastFollowUpAt + longest))
    }
    if let quiet, quiet.from <= now {
      ends.append(min(quiet.until, quiet.from + longest))
    }
    return ends.max()
  }

  private var isSuspended: Bool { suspension.map { now < $0 } ?? false }

  /// `length` after the silence began, but not while it was suspended.
  private func silent(for length: TimeLength) -> Instant {
    max(silentSince + length, suspension ?? silentSince)
  }

  var firstResponse: Instant? {
    guard !hasFollowUp, !isSuspended else { return nil }
    let dueAt = silent(for: .hours(rules.firstResponseHours))
    return now >= dueAt ? dueAt : nil
  }

  var promiseDue: Instant? {
    guard pulse.promisedFeedbackAt != .never else { return nil }
    // Not before the talk in which it was promised.
    let lead = max(
      pulse.promisedFeedbackAt - .hours(rules.promiseLeadHours), pulse.lastFollowUpAt)
    let dueAt = max(lead, pulse.reopenedAt)
    return now >= dueAt ? dueAt : nil
  }

  /// The strictest of all rules.
  var due: Instant? {
    var owed = [promiseDue, firstResponse].compactMap(\.self)
    if pulse.nextDueAt != .never { owed.append(max(pulse.nextDueAt, pulse.reopenedAt)) }
    if !isSuspended {
      owed.append(silent(for: cadence))
      if stage == .closing { owed.append(silent(for: .days(rules.closingDays))) }
      if !hasFollowUp, stage == .contact {
        owed.append(silent(for: .days(rules.firstFollowUpDays)))
      }
    }
    return owed.min().flatMap { now >= $0 ? $0 : nil }
  }

  var sprintMissed: Instant? {
    guard stage == .closing, !isSuspended else { return nil }
    let missedAt = silent(for: .days(rules.closingDays))
    return now > missedAt ? missedAt : nil
  }

  var red: Instant? {
    guard !isSuspended else { return nil }
    let patience = max(.days(rules.redDaysMinimum), cadence)
    let stillSince =
      redCountsProgress ? max(pulse.lastProgressAt, pulse.reopenedAt) : silentSince
    var redAt = max(stillSince + patience, suspension ?? stillSince)
    if stage == .closing {
      // Before it came to closing, that limit did not bind.
      redAt = min(redAt, max(silent(for: .days(rules.closingDays)), pulse.stageEnteredAt))
    }
    return now > redAt ? redAt : nil
  }

  var stagnation: Instant? {
    let stalledAt = max(pulse.stageEnteredAt, pulse.reopenedAt) + .days(rules.stagnationDays)
    return now > stalledAt ? stalledAt : nil
  }
}
