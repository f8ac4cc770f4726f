import Opportunities

/// What ``Clocks`` say, in plain milliseconds: the due list reads those of every open opportunity, so
/// nothing here calls into another module.
struct ClockReading: Hashable, Sendable {
  let now: Int64
  private(set) var dueAt: Int64
  private(set) var rule: DueRule
  private(set) var isRed: Bool
  /// When silence becomes, or became, red.
  private(set) var redAt: Int64
  private(set) var isClosingMissed = false
  /// Whether the limit at closing makes it red first.
  private(set) var isClosingStricter = false
  let isStalled: Bool
  let stalledAt: Int64
  let isSuspended: Bool
  /// Meaningful only while suspended.
  let suspensionEnd: Int64
  let silence: Int64
  let isBeyondCadence: Bool

  /// - Parameters:
  ///   - facts: of an open opportunity.
  ///   - quiet: the customer's quiet period; nil: none.
  init(of facts: OpportunityCore, at now: Int64, under rules: ClockRules, quiet: QuietSpan?) {
    self.now = now
    let marks = facts.marks
    let stand = ClockStand(of: facts, at: now, under: rules, quiet: quiet)
    let (reopening, silentSince, end) = (stand.reopening, stand.silentSince, stand.suspensionEnd)
    let (cadence, start) = (stand.cadence, stand.start)
    suspensionEnd = end
    isSuspended = stand.isSuspended
    silence = distance(from: silentSince, to: now)
    isBeyondCadence = silence > cadence && !isSuspended

    var first = Earliest()
    stand.considerAll(of: facts, under: rules, by: &first)
    // There is always one: suspended by a plan, the planned step itself; otherwise the cadence.
    dueAt = first.dueAt
    rule = first.rule

    let stillSince =
      rules.redCountsProgress ? max(facts.lastProgressMs, reopening) : silentSince
    redAt = max(
      later(stillSince, by: max(rules.red, cadence)), end == .min ? stillSince : end)
    if marks.stageCode == OpportunityMarks.closingCode, !isSuspended {
      let closingAt = max(later(silentSince, by: rules.closing), start)
      isClosingMissed = now > closingAt
      // Before it came to closing, that limit did not bind.
      let closingRedAt = max(closingAt, facts.stageEnteredMs)
      isClosingStricter = closingRedAt < redAt
      redAt = min(redAt, closingRedAt)
    }
    isRed = !isSuspended && now > redAt

    stalledAt = later(max(facts.stageEnteredMs, reopening), by: rules.stagnation)
    isStalled = now > stalledAt
  }

  var isDue: Bool { now >= dueAt }
}

/// From when the clocks of one opportunity count, and what suspends them.
struct ClockStand {
  let cadence: Int64
  /// The least of all numbers: it was never reopened.
  let reopening: Int64
  let silentSince: Int64
  /// The least of all numbers: nothing suspends or has suspended it.
  let suspensionEnd: Int64
  let isSuspended: Bool

  init(of facts: OpportunityCore, at now: Int64, under rules: ClockRules, quiet: QuietSpan?) {
    let marks = facts.marks
    reopening = marks[.reopening] ? facts.reopeningMs : Int64.min
    cadence = rules.cadence(ofGradeCode: marks.gradeCode)
    silentSince = max(marks[.followUp] ? facts.followUpMs : facts.createdMs, reopening)
    let isPlanned = marks[.plan] && marks[.followUp]
    // What nothing suspends is suspended until the beginning of all time.
    var end = isPlanned ? min(facts.planMs, later(facts.followUpMs, by: rules.suspension)) : .min
    if let quiet, quiet.from <= now {
      end = max(end, min(quiet.until, later(quiet.from, by: rules.suspension)))
    }
    suspensionEnd = end
    isSuspended = now < end
  }

  /// What a suspension held back starts anew when it ends.
  var start: Int64 { suspensionEnd == .min ? silentSince : suspensionEnd }

  /// Shows every rule by which something is due to `judge`.
  @inline(__always)
  func considerAll(
    of facts: OpportunityCore, under rules: ClockRules, by judge: inout some DueJudge
  ) {
    judge.considerAgreed(in: facts, notBefore: reopening, under: rules)
    // In a quiet period without a plan it is what will be owed when that ends.
    if !isSuspended || !facts.marks[.plan] {
      judge.considerHabitual(
        in: facts.marks, silentSince: silentSince, cadence: cadence, notBefore: start,
        under: rules)
    }
  }
}

/// The moment `length` milliseconds later, stopping at the ends of the representable range.
func later(_ instant: Int64, by length: Int64) -> Int64 {
  let (sum, overflow) = instant.addingReportingOverflow(length)
  if overflow { return length > 0 ? .max : .min }
  return sum
}

private func distance(from start: Int64, to end: Int64) -> Int64 {
  let (difference, overflow) = end.subtractingReportingOverflow(start)
  if overflow { return end > start ? .max : .min }
  return difference
}

/// What the clocks need of a policy, in milliseconds.
struct ClockRules: Sendable {
  let firstResponse: Int64
  let firstFollowUp: Int64
  let closing: Int64
  let promiseLead: Int64
  let red: Int64
  let stagnation: Int64
  let suspension: Int64
  /// Red counts from the last progress, not from the last talk.
  let redCountsProgress: Bool
  /// Nobody has graded it, A, B, C.
  private let cadences: InlineArray<4, Int64>

  init(of policy: Policy) {
    let rules = policy.document.cadence
    firstResponse = TimeLength.hours(rules.firstResponseHours).milliseconds
    firstFollowUp = TimeLength.days(rules.firstFollowUpDays).milliseconds
    closing = TimeLength.days(rules.closingDays).milliseconds
    promiseLead = TimeLength.hours(rules.promiseLeadHours).milliseconds
    red = TimeLength.days(rules.redDaysMinimum).milliseconds
    stagnation = TimeLength.days(rules.stagnationDays).milliseconds
    suspension = TimeLength.days(rules.suspensionDaysMaximum).milliseconds
    redCountsProgress = policy.thresholds.redClock == .progress
    let grades: InlineArray<4, Grade?> = [nil, .a, .b, .c]
    cadences = InlineArray {
      TimeLength.days(policy.rule(for: grades[$0]).cadenceDays).milliseconds
    }
  }

  func cadence(ofGradeCode code: UInt8) -> Int64 { cadences[Int(code)] }
}

/// Whoever looks at the rules by which something is due, one after the other.
protocol DueJudge {
  mutating func consider(_ instant: Int64, _ candidate: DueRule)
}

/// The strictest of the rules looked at so far. Of two that fall due together the first looked at
/// is named, so what was agreed with the customer is looked at first.
private struct Earliest: DueJudge {
  var dueAt = Int64.max
  var rule = DueRule.gradeCadence

  @inline(__always)
  mutating func consider(_ instant: Int64, _ candidate: DueRule) {
    guard instant < dueAt else { return }
    dueAt = instant
    rule = candidate
  }
}

/// All of them, in the order in which they were looked at.
struct DueCandidates: DueJudge {
  private(set) var all: [(instant: Int64, rule: DueRule)] = []

  mutating func consider(_ instant: Int64, _ candidate: DueRule) {
    all.append((instant, candidate))
  }
}

extension DueJudge {
  /// What was agreed with the customer; after a reopening not before it.
  @inline(__always)
  fileprivate mutating func considerAgreed(
    in facts: OpportunityCore, notBefore: Int64, under rules: ClockRules
  ) {
    if facts.marks[.plan] { consider(max(facts.planMs, notBefore), .plannedNextStep) }
    // Facts keep the promise of the latest follow-up only: a later talk has answered it.
    if facts.marks[.promise] {
      // Who promises something for tomorrow is reminded at once, and was not late before.
      let lead = max(later(facts.promiseMs, by: 0 &- rules.promiseLead), facts.followUpMs)
      consider(max(lead, notBefore), .promisedFeedback)
    }
  }

  /// What is owed without any agreement; not before a suspension ends.
  @inline(__always)
  fileprivate mutating func considerHabitual(
    in marks: OpportunityMarks, silentSince: Int64, cadence: Int64, notBefore: Int64,
    under rules: ClockRules
  ) {
    if !marks[.followUp] {
      consider(max(later(silentSince, by: rules.firstResponse), notBefore), .firstResponse)
      if marks.stageCode == OpportunityMarks.contactCode {
        consider(max(later(silentSince, by: rules.firstFollowUp), notBefore), .firstFollowUp)
      }
    }
    if marks.stageCode == OpportunityMarks.closingCode {
      consider(max(later(silentSince, by: rules.closing), notBefore), .closingDaily)
    }
    consider(max(later(silentSince, by: cadence), notBefore), .gradeCadence)
  }
}
