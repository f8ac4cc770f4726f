package import Opportunities

/// Why something is due: the rules of C4, of which the strictest wins and is named.
package enum DueRule: String, Hashable, Sendable, CaseIterable {
  case firstResponse = "first-response"
  case firstFollowUp = "first-follow-up"
  case gradeCadence = "grade-cadence"
  case closingDaily = "closing-daily"
  case promisedFeedback = "promised-feedback"
  case plannedNextStep = "planned-next-step"
}

/// Who is told. How they are reached is the caller's business.
package enum Recipient: String, Hashable, Sendable, CaseIterable {
  case owner
  case manager
  case departmentHead = "department-head"
  case supervisor
}

/// The clocks of one open opportunity at one moment (C4): due, red, stalled.
///
/// - *due* is when the next contact is owed: the earliest of first response, first follow-up at the
///   contact stage, the grade's cadence, the daily contact at closing, the lead before a promised
///   feedback, and the step planned with the customer.
/// - *red* is silence longer than max(red minimum, cadence), at closing longer than the closing
///   limit. Strictly longer: silent exactly 7 days is not red. Where the policy's red clock is that of
///   progress, the time since the last forward move or verified evidence stands for silence, but not at
///   the closing limit.
/// - *stalled* is more than the stagnation days at one stage.
///
/// A step planned with the customer suspends due and red until it comes, at most so many days after
/// the follow-up that planned it. What it suspended starts anew when the suspension ends: nobody is
/// blamed for the time in which the customer wanted to be left alone. A quiet period of the customer
/// does the same, for as many days at most after it began.
///
/// Silence counts from the last follow-up, or else from creation; time in which the opportunity was
/// closed does not count, so reopening starts the clocks of silence and stage anew.
package struct Clocks: Hashable, Sendable {
  let reading: ClockReading

  /// - Parameter facts: of an open opportunity; a closed one owes nobody anything.
  /// - Parameter quiet: the customer's; nil: none.
  package init(of facts: OpportunityFacts, at moment: Moment, quiet: QuietSpan? = nil) {
    reading = ClockReading(
      of: facts.row.core, at: moment.instant.milliseconds, under: moment.clockRules, quiet: quiet)
  }

  package var dueAt: Instant { Instant(milliseconds: reading.dueAt) }
  package var rule: DueRule { reading.rule }
  /// nil: not red.
  package var redSince: Instant? {
    reading.isRed ? Instant(milliseconds: reading.redAt) : nil
  }
  /// Silent beyond the limit of the closing stage.
  package var isClosingMissed: Bool { reading.isClosingMissed }
  /// nil: not stalled.
  package var stalledSince: Instant? {
    reading.isStalled ? Instant(milliseconds: reading.stalledAt) : nil
  }
  /// nil: nothing is suspended.
  package var suspendedUntil: Instant? {
    reading.isSuspended ? Instant(milliseconds: reading.suspensionEnd) : nil
  }
  /// Time since the last follow-up, else creation.
  package var silence: TimeLength { TimeLength(milliseconds: reading.silence) }
  /// Silent for longer than the cadence of the grade, and nothing planned excuses it.
  package var isBeyondCadence: Bool { reading.isBeyondCadence }

  package var isRed: Bool { reading.isRed }
  package var isStalled: Bool { reading.isStalled }
  package var isDue: Bool { reading.isDue }

  /// Milliseconds since it was due; negative while not yet due.
  package var overdue: TimeLength {
    Instant(milliseconds: reading.now).since(dueAt)
  }

  /// Due: the owner. Red: also the manager, and at closing the department head. Stalled: the
  /// supervisor, for a review meeting. In this order; empty while there is nothing to tell.
  package var recipients: [Recipient] {
    var recipients: [Recipient] = []
    if isDue || isRed { recipients.append(.owner) }
    if isRed { recipients.append(.manager) }
    if isRed, isClosingMissed { recipients.append(.departmentHead) }
    if isStalled { recipients.append(.supervisor) }
    return recipients
  }
}
