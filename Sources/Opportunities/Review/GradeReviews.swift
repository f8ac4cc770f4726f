// 抽查结果: somebody else than the owner asks the customer whether the grade is true; and who graded
// may say why a doubtful grade stands.

extension LedgerState {
  /// A corrected grade becomes a grading of its own, after the review that shows it.
  ///
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `SELF_REVIEW`, `NOT_GRADED`,
  ///   `INVALID_FIELD`, `UNCHANGED`, `PENALTY_LIMIT`, `GRADE_UNSUPPORTED`.
  func decide(_ command: RecordReview, in context: CommandContext) throws(Rejection) -> Facts {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    if let owner = opportunity.owner, owner == context.user {
      throw Rejection(
        .selfReview, field: "actor.id", "'\(context.actor.id)' owns it: somebody else checks it")
    }
    guard let grade = opportunity.grade else {
      throw Rejection(.notGraded, field: "opportunity_id", "it has no grade to check")
    }
    try Text.validateNote(command.note, field: "note")
    try validatePenalty(of: command, under: context.policy)
    let reviewed = Event.gradeReviewed(
      GradeReviewed(
        method: command.method, verdict: command.verdict, reviewedGrade: grade,
        correctedGrade: command.correctedGrade, penaltyPoints: command.penaltyPoints,
        note: command.note))
    guard let corrected = command.correctedGrade else {
      guard command.correctedBasis == nil else {
        throw Rejection(
          .invalidField, field: "corrected_basis", "goes with a corrected grade only")
      }
      return Facts(reviewed)
    }
    return Facts(reviewed, more: [try correction(to: corrected, from: grade, command, context)])
  }

  private func validatePenalty(
    of command: RecordReview, under policy: Policy
  ) throws(Rejection) {
    guard command.penaltyPoints > 0 else { return }
    guard command.verdict == .refuted else {
      throw Rejection(
        .invalidField, field: "penalty_points", "points are lost for a refuted grade only")
    }
    guard command.penaltyPoints <= policy.review.penaltyPoints else {
      throw Rejection(
        .penaltyLimit, field: "penalty_points",
        "policy \(policy.version) takes at most \(policy.review.penaltyPoints) points")
    }
  }

  private func correction(
    to corrected: Grade, from grade: Grade, _ command: RecordReview, _ context: CommandContext
  ) throws(Rejection) -> Event {
    guard command.verdict == .refuted else {
      throw Rejection(
        .invalidField, field: "corrected_grade", "only a refuted grade is corrected")
    }
    guard corrected != grade else {
      throw Rejection(.unchanged, field: "corrected_grade", "that is the grade it has")
    }
    guard let basis = command.correctedBasis else {
      throw Rejection(
        .invalidField, field: "corrected_basis", "say what the corrected grade rests on")
    }
    let supported = try judge(
      corrected, basis: basis, under: context.policy, field: "corrected_basis")
    return .opportunityGraded(
      OpportunityGraded(
        old: grade, new: corrected, basis: basis, supported: supported, evidence: []))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `NO_SUCH_ALERT` when nothing is
  ///   doubtful, `REASON_REQUIRED`, `INVALID_FIELD`.
  func decide(_ command: ExplainAnomaly, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard opportunity.alert(.gradeAnomaly, at: context.day, under: context.policy) != nil else {
      throw Rejection(
        .noSuchAlert, field: "opportunity_id",
        "nothing contradicts the grade of opportunity '\(command.opportunityID)'")
    }
    try Text.validateReason(command.text, field: "text")
    return .anomalyExplained(AnomalyExplained(text: command.text))
  }

  mutating func evolve(with event: ReviewSampleDrawn, on week: ReviewID) {
    reviews.insert(Review(version: 1), at: week)
  }
}
