package import Opportunities

/// Why a card says what it says: every number of it again, from the same code, with the rule of the
/// policy in force and the records that it read.
package struct CardReasons: Sendable {
  package let card: OpportunityCard
  package let policy: Policy
  package private(set) var rows: [Reason] = []

  private let facts: OpportunityFacts
  private let moment: Moment
  private let positions: FactPositions
  private let quiet: QuietSpan?
  private let quietPosition: UInt64?

  private var core: OpportunityCore { facts.row.core }

  /// - Parameters:
  ///   - place: of the opportunity on `board`.
  ///   - positions: by which records its facts were settled.
  ///   - quietPosition: of the record that asked for its customer to be left alone; nil: none did.
  package init(
    of place: Int, on board: Board, at moment: Moment, settledBy positions: FactPositions,
    quietPosition: UInt64?
  ) {
    card = board.card(at: place, at: moment)
    policy = moment.policy
    facts = card.facts
    quiet = board.directory.quietSpan(of: facts.row.detail.customer)
    self.moment = moment
    self.positions = positions
    self.quietPosition = quietPosition
    addFacts()
    addGrade()
    if facts.isOpen {
      let reading = ClockReading(
        of: core, at: moment.instant.milliseconds, under: moment.clockRules, quiet: quiet)
      addHealth(reading)
      addChance()
      addDue(reading)
      addMarks(reading)
    }
    addBackfill()
  }

  private mutating func add(
    _ subject: Reason.Subject, _ value: Reason.Value, rule: DueRule? = nil,
    _ inputs: [Reason.Input] = [], from positions: [UInt64] = []
  ) {
    rows.append(
      Reason(subject, value, rule: rule, inputs, from: Set(positions).sorted()))
  }

  private mutating func addFacts() {
    add(
      .status, .status(facts.status),
      facts.closedAt.map { [Reason.Input("closed_at", .instant($0))] } ?? [],
      from: positions[.outcome] == nil ? positions(.creation) : positions(.outcome))
    add(.owner, .user(facts.owner), from: positions(.owner))
    add(
      .stage, .stage(facts.stage),
      [Reason.Input("stage_entered_at", .instant(facts.stageEnteredAt))], from: positions(.stage))
    add(.amount, .money(facts.amount), from: positions(.amount))
    add(
      .expectedClose, .optional(facts.expectedClose) { .day($0) },
      [Reason.Input("push_count", .count(UInt64(facts.pushCount)))],
      from: positions(.expectedClose))
  }

  /// The grade with the predicates of its rule (C3).
  private mutating func addGrade() {
    add(
      .grade, .optional(facts.grade) { .grade($0) },
      [Reason.Input("grade_supported", .flag(facts.gradeSupported))], from: positions(.grade))
    guard let grade = facts.grade else { return }
    let rule = policy.rule(for: grade)
    let given =
      facts.gradeBasis ?? GradeBasis(need: false, budget: false, decisionDays: nil, comparing: 0)
    let source = positions(.grade)
    add(
      .gradeNeed, .flag(given.need),
      [Reason.Input("policy_requires_need", .flag(rule.requiresNeed))], from: source)
    add(
      .gradeBudget, .flag(given.budget),
      [Reason.Input("policy_requires_budget", .flag(rule.requiresBudget))], from: source)
    add(
      .gradeDecision, .optional(given.decisionDays) { .count(UInt64($0)) },
      [Reason.Input("policy_decision_days_maximum", .count(UInt64(rule.decisionDaysMaximum)))],
      from: source)
    if !facts.gradeSupported { add(.gradeUnsupported, .flag(true), from: source) }
    if facts.gradeContradicted {
      add(.gradeContradicted, .flag(true), from: positions(.grade, .contradiction))
    }
  }

  private mutating func addHealth(_ reading: ClockReading) {
    let health = Health(of: core, reading: reading, at: moment)
    let parts = HealthParts(of: core, silentDays: health.silentDays, at: moment)
    let rules = moment.healthRules
    func points(_ term: UInt64) -> Reason.Value {
      .points(Health.roundedHalfUp(100 * term, over: parts.denominator))
    }
    add(
      .health, .count(UInt64(health.total)), from: positions.silence + positions(.stage))
    add(
      .healthFrequency, points(parts.frequencyTerm),
      [
        Reason.Input("frequency", .count(UInt64(health.frequency))),
        Reason.Input("policy_frequency_weight", .count(UInt64(rules.frequencyWeight))),
        Reason.Input("silent_days", .count(UInt64(health.silentDays))),
        Reason.Input("policy_cadence_days", .count(parts.cadence)),
      ], from: positions.silence)
    add(
      .healthFeedback, points(parts.feedbackTerm),
      [
        Reason.Input("feedback", .count(UInt64(health.feedback))),
        Reason.Input("policy_feedback_weight", .count(UInt64(rules.feedbackWeight))),
        Reason.Input("sentiment", .optional(facts.lastSentiment) { .sentiment($0) }),
      ], from: positions(.followUp))
    add(
      .healthStage, points(parts.stageTerm),
      [
        Reason.Input("stage_points", .count(UInt64(health.stage))),
        Reason.Input("policy_stage_weight", .count(UInt64(rules.stageWeight))),
        Reason.Input("stage_number", .count(parts.step)),
        Reason.Input("stages", .count(parts.steps)),
      ], from: positions(.stage))
    add(
      .stuck, .stuck(health.stuckReason),
      from: positions(.followUp, .stage))
  }

  private mutating func addChance() {
    let rule = policy.rule(for: facts.grade)
    let odds = policy.rule(for: facts.stage).oddsPermille
    let isSilent = card.flags.contains(.silent)
    let before = moment.probabilities[facts.grade, facts.stage, false]
    let chance = moment.probabilities[facts.grade, facts.stage, isSilent]
    let sources = positions(.grade, .stage)
    add(
      .winProbability, .share(chance), from: isSilent ? sources + positions.silence : sources)
    add(
      .gradePrior, .share(rule.winPrior),
      [
        Reason.Input("policy_mean_days_to_win", .count(UInt64(rule.meanDaysToWin)))
      ], from: positions(.grade))
    add(
      .stageOdds, .share(before), [Reason.Input("policy_odds_permille", .permille(odds))],
      from: positions(.stage))
    guard policy.winOdds.silenceDays > 0 else { return }
    add(
      .silenceOdds, .share(chance),
      [
        Reason.Input("silent", .flag(isSilent)),
        Reason.Input("policy_silence_days", .count(UInt64(policy.winOdds.silenceDays))),
        Reason.Input("policy_silence_odds", .share(policy.winOdds.silenceOdds)),
      ], from: positions.silence)
  }

  /// The record of the quiet period that still counts.
  private var quietSources: [UInt64] {
    guard quiet != nil, let quietPosition else { return [] }
    return [quietPosition]
  }

  private mutating func addDue(_ reading: ClockReading) {
    guard card.due != nil else { return }
    let stand = ClockStand(
      of: core, at: moment.instant.milliseconds, under: moment.clockRules, quiet: quiet)
    var candidates = DueCandidates()
    stand.considerAll(of: core, under: moment.clockRules, by: &candidates)
    add(
      .dueAt, .instant(Instant(milliseconds: reading.dueAt)), rule: reading.rule,
      from: positions.behind(reading.rule))
    for candidate in candidates.all {
      add(
        .dueCandidate, .instant(Instant(milliseconds: candidate.instant)), rule: candidate.rule,
        inputs(of: candidate.rule), from: positions.behind(candidate.rule))
    }
    if reading.isSuspended {
      add(
        .suspended, .instant(Instant(milliseconds: reading.suspensionEnd)),
        [
          Reason.Input(
            "policy_suspension_days_maximum",
            .count(UInt64(policy.document.cadence.suspensionDaysMaximum)))
        ], from: facts.nextDueAt == nil ? quietSources : positions(.plan) + quietSources)
    }
  }

  private func inputs(of rule: DueRule) -> [Reason.Input] {
    let rules = policy.document.cadence
    switch rule {
    case .firstResponse:
      return [Reason.Input("policy_first_response_hours", .count(UInt64(rules.firstResponseHours)))]
    case .firstFollowUp:
      return [Reason.Input("policy_first_follow_up_days", .count(UInt64(rules.firstFollowUpDays)))]
    case .gradeCadence:
      let days = policy.rule(for: facts.grade).cadenceDays
      return [Reason.Input("policy_cadence_days", .count(UInt64(days)))]
    case .closingDaily:
      return [Reason.Input("policy_closing_days", .count(UInt64(rules.closingDays)))]
    case .promisedFeedback:
      return [
        Reason.Input("policy_promise_lead_hours", .count(UInt64(rules.promiseLeadHours))),
        Reason.Input(
          "promised_feedback_at", .optional(facts.promisedFeedbackAt) { .instant($0) }),
      ]
    case .plannedNextStep: return []
    }
  }

  private mutating func addMarks(_ reading: ClockReading) {
    let rules = policy.document.cadence
    let isOwned = card.due != nil
    let stillSources =
      moment.clockRules.redCountsProgress ? positions(.progress, .reopening) : positions.silence
    add(
      .red, .flag(card.flags.contains(.red)),
      [
        Reason.Input(
          reading.isRed ? "red_since" : "red_from", .instant(Instant(milliseconds: reading.redAt))),
        reading.isClosingStricter
          ? Reason.Input("policy_closing_days", .count(UInt64(rules.closingDays)))
          : Reason.Input(
            "policy_red_days",
            .count(UInt64(max(rules.redDaysMinimum, policy.rule(for: facts.grade).cadenceDays)))),
        Reason.Input("silence", .length(TimeLength(milliseconds: reading.silence))),
        Reason.Input("owned", .flag(isOwned)),
      ], from: reading.isClosingStricter ? positions.silence + positions(.stage) : stillSources)
    add(
      .stalled, .flag(card.flags.contains(.stalled)),
      [
        Reason.Input(
          reading.isStalled ? "stalled_since" : "stalled_from",
          .instant(Instant(milliseconds: reading.stalledAt))),
        Reason.Input("policy_stagnation_days", .count(UInt64(rules.stagnationDays))),
        Reason.Input("owned", .flag(isOwned)),
      ], from: positions(.stage, .reopening))
    add(
      .atRisk, .flag(card.flags.contains(.atRisk)),
      [
        Reason.Input("total", .count(UInt64(card.health?.health.total ?? 0))),
        Reason.Input("policy_at_risk_score", .count(UInt64(policy.thresholds.atRiskScore))),
      ])
    let health = moment.healthRules
    add(
      .eliminationAdvised, .flag(card.flags.contains(.eliminationAdvised)),
      [
        Reason.Input("total", .count(UInt64(card.health?.health.total ?? 0))),
        Reason.Input("policy_elimination_score", .count(UInt64(health.eliminationScore))),
        Reason.Input(
          "days_without_progress", .count(UInt64(card.health?.health.daysWithoutProgress ?? 0))),
        Reason.Input("policy_elimination_days", .count(UInt64(health.eliminationDays))),
        Reason.Input("policy_either_is_enough", .flag(moment.isEitherEnough)),
      ], from: positions(.progress))
  }

  private mutating func addBackfill() {
    guard facts.isBackfilled else { return }
    add(
      .backfilled, .flag(true),
      [
        Reason.Input(
          "policy_backfill_hours", .count(UInt64(policy.document.recording.backfillFlagHours)))
      ], from: positions(.backfill))
  }
}
