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
///   limit. Strictly longer: silent exactly 7 days is not red.
/// - *stalled* is more than the stagnation days at one stage.
///
/// A step planned with the customer suspends due and red until it comes, at most so many days after
/// the follow-up that planned it. What it suspended starts anew when the suspension ends: nobody is
/// blamed for the time in which the customer wanted to be left alone.
///
/// Silence counts from the last follow-up, or else from creation; time in which the opportunity was
/// closed does not count, so reopening starts the clocks of silence and stage anew.
package struct Clocks: Hashable, Sendable {
  package var dueAt: Instant
  package var rule: DueRule
  /// nil: not red.
  package var redSince: Instant?
  /// Silent beyond the limit of the closing stage.
  package var isClosingMissed: Bool
  /// nil: not stalled.
  package var stalledSince: Instant?
  /// nil: nothing is suspended.
  package var suspendedUntil: Instant?
  /// Time since the last follow-up, else creation.
  package var silence: TimeLength
  /// Silent for longer than the cadence of the grade, and nothing planned excuses it.
  package var isBeyondCadence: Bool
  private let instant: Instant

  /// - Parameter facts: of an open opportunity; a closed one owes nobody anything.
  package init(of facts: OpportunityFacts, at moment: Moment) {
    let now = moment.instant
    instant = now
    let rules = moment.policy.document.cadence
    let cadence = TimeLength.days(moment.policy.rule(for: facts.grade).cadenceDays)
    let silentSince = Self.silenceStart(of: facts)
    let suspension = Self.suspensionEnd(of: facts, under: rules)
    let isSuspended = suspension.map { now < $0 } ?? false
    silence = now.since(silentSince)
    suspendedUntil = isSuspended ? suspension : nil
    isBeyondCadence = silence > cadence && !isSuspended

    var first = Earliest()
    first.considerAgreed(in: facts, under: rules)
    if !isSuspended {
      first.considerHabitual(
        in: facts, silentSince: silentSince, cadence: cadence,
        notBefore: suspension ?? silentSince, under: rules)
    }
    // There is always one: suspended, the planned step itself; otherwise the cadence.
    dueAt = first.dueAt
    rule = first.rule

    var redAt = max(
      silentSince + max(.days(rules.redDaysMinimum), cadence), suspension ?? silentSince)
    isClosingMissed = false
    if facts.stage == .closing, !isSuspended {
      let closingAt = max(silentSince + .days(rules.closingDays), suspension ?? silentSince)
      isClosingMissed = now > closingAt
      // Before it came to closing, that limit did not bind.
      redAt = min(redAt, max(closingAt, facts.stageEnteredAt))
    }
    redSince = !isSuspended && now > redAt ? redAt : nil

    let stageSince = max(facts.stageEnteredAt, facts.reopenedAt ?? facts.stageEnteredAt)
    let stalledAt = stageSince + .days(rules.stagnationDays)
    stalledSince = now > stalledAt ? stalledAt : nil
  }

  package var isRed: Bool { redSince != nil }
  package var isStalled: Bool { stalledSince != nil }
  package var isDue: Bool { instant >= dueAt }

  /// Milliseconds since it was due; negative while not yet due.
  package var overdue: TimeLength { instant.since(dueAt) }

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

  static func silenceStart(of facts: OpportunityFacts) -> Instant {
    let last = facts.lastFollowUpAt ?? facts.createdAt
    return max(last, facts.reopenedAt ?? last)
  }

  /// Until when the planned step suspends due and red, or did; nil: nothing was planned.
  private static func suspensionEnd(
    of facts: OpportunityFacts, under rules: CadenceRules
  ) -> Instant? {
    guard let planned = facts.nextDueAt, let plannedAt = facts.lastFollowUpAt else { return nil }
    return min(planned, plannedAt + .days(rules.suspensionDaysMaximum))
  }
}

/// The strictest of the rules looked at so far. Of two that fall due together the first looked at
/// is named, so what was agreed with the customer is looked at first.
private struct Earliest {
  var dueAt = Instant(milliseconds: .max)
  var rule = DueRule.gradeCadence

  private mutating func consider(_ instant: Instant, _ candidate: DueRule) {
    guard instant < dueAt else { return }
    dueAt = instant
    rule = candidate
  }

  /// What was agreed with the customer; after a reopening not before it.
  mutating func considerAgreed(in facts: OpportunityFacts, under rules: CadenceRules) {
    let earliest = facts.reopenedAt ?? Instant(milliseconds: .min)
    if let planned = facts.nextDueAt { consider(max(planned, earliest), .plannedNextStep) }
    // Facts keep the promise of the latest follow-up only: a later talk has answered it.
    if let promised = facts.promisedFeedbackAt {
      consider(max(promised - .hours(rules.promiseLeadHours), earliest), .promisedFeedback)
    }
  }

  /// What is owed without any agreement; not before a suspension ends.
  mutating func considerHabitual(
    in facts: OpportunityFacts, silentSince: Instant, cadence: TimeLength, notBefore: Instant,
    under rules: CadenceRules
  ) {
    if facts.followUpCount == 0 {
      consider(
        max(silentSince + .hours(rules.firstResponseHours), notBefore), .firstResponse)
      if facts.stage == .contact {
        consider(max(silentSince + .days(rules.firstFollowUpDays), notBefore), .firstFollowUp)
      }
    }
    if facts.stage == .closing {
      consider(max(silentSince + .days(rules.closingDays), notBefore), .closingDaily)
    }
    consider(max(silentSince + cadence, notBefore), .gradeCadence)
  }
}
