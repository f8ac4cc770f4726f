extension LedgerState {
  /// Grading again with the same grade is allowed: the basis may have changed.
  ///
  /// - Throws: `NOT_FOUND` (opportunity, evidence), `FORBIDDEN`, `OPPORTUNITY_CLOSED`,
  ///   `GRADE_UNSUPPORTED`, `INVALID_FIELD`.
  func decide(_ command: GradeOpportunity, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    let supported = try judge(
      command.grade, basis: command.basis, under: context.policy, field: "basis")
    try requireEvidence(command.evidence, of: opportunity)
    return .opportunityGraded(
      OpportunityGraded(
        old: opportunity.grade, new: command.grade, basis: command.basis, supported: supported,
        evidence: command.evidence))
  }

  /// Whether `basis` supports `grade` (C3). Only grade A is refused for it, and only when the
  /// policy is strict; otherwise the event carries the flag.
  ///
  /// - Throws: `GRADE_UNSUPPORTED`.
  func judge(
    _ grade: Grade?, basis: GradeBasis?, under policy: Policy, field: String
  ) throws(Rejection) -> Bool {
    guard let grade else { return true }
    let rule = policy.rule(for: grade)
    let given = basis ?? GradeBasis(need: false, budget: false, decisionDays: nil, comparing: 0)
    if rule.isSupported(by: given) { return true }
    guard grade == .a, policy.document.strictGradeA else { return false }
    throw Rejection(
      .gradeUnsupported, field: field, details: Self.missing(in: given, for: rule),
      "the basis does not support grade A")
  }

  private static func missing(in basis: GradeBasis, for rule: GradeRule) -> [String] {
    var missing: [String] = []
    if rule.requiresNeed, !basis.need { missing.append("need: a clear need to buy") }
    if rule.requiresBudget, !basis.budget { missing.append("budget: a budget of the customer") }
    if rule.decisionDaysMaximum > 0, (basis.decisionDays ?? .max) > rule.decisionDaysMaximum {
      missing.append("decision_days: a decision within \(rule.decisionDaysMaximum) days")
    }
    return missing
  }
}

extension Opportunity {
  mutating func evolve(with event: OpportunityGraded) {
    grade = event.new
  }
}
