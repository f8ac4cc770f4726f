extension LedgerState {
  /// The longest talk that is believed: a day.
  private static var minutesMaximum: UInt32 { 1_440 }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `FEEDBACK_REQUIRED`, `UNKNOWN_TAG`,
  ///   `BAD_DATE`, `INVALID_FIELD`.
  func decide(_ command: LogFollowUp, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    let tags = try knownTags(command.tags, under: context.policy)
    try Text.validateNote(command.note, field: "note")
    guard command.minutes <= Self.minutesMaximum else {
      throw Rejection(
        .invalidField, field: "minutes", "a talk lasts at most \(Self.minutesMaximum) minutes")
    }
    try requireLater(command.promisedFeedbackAt, than: context, field: "promised_feedback_at_ms")
    try requireLater(command.nextDueAt, than: context, field: "next_due_at_ms")
    let contradicts = opportunity.grade == .a && tags.contradictsGradeA
    return .followUpLogged(
      FollowUpLogged(
        channel: command.channel, tags: command.tags,
        sentiment: command.sentiment ?? tags.worst ?? .neutral,
        note: command.note, minutes: command.minutes,
        promisedFeedbackAt: command.promisedFeedbackAt, nextDueAt: command.nextDueAt,
        contradictsGrade: contradicts))
  }

  /// What the ticked tags say together.
  private func knownTags(
    _ codes: [String], under policy: Policy
  ) throws(Rejection) -> (worst: Sentiment?, contradictsGradeA: Bool) {
    guard !codes.isEmpty else {
      throw Rejection(
        .feedbackRequired, field: "tags", "tick at least one customer feedback tag")
    }
    guard codes.count <= Text.listCountMaximum else {
      throw Rejection(
        .invalidField, field: "tags", "at most \(Text.listCountMaximum) tags are kept")
    }
    var worst: Sentiment?
    var contradictsGradeA = false
    for (index, code) in codes.enumerated() {
      guard let tag = policy.feedbackMeaning(code) else {
        throw Rejection(
          .unknownTag, field: "tags[\(index)]",
          "\(Text.quoted(code)) is not in the feedback catalogue of policy \(policy.version)")
      }
      guard index == 0 || !codes[..<index].contains(code) else {
        throw Rejection(.invalidField, field: "tags[\(index)]", "'\(code)' is ticked twice")
      }
      worst = worst.map { max($0, tag.sentiment) } ?? tag.sentiment
      contradictsGradeA = contradictsGradeA || tag.contradictsGradeA
    }
    return (worst, contradictsGradeA)
  }

  private func requireLater(
    _ instant: Instant?, than context: CommandContext, field: String
  ) throws(Rejection) {
    guard let instant, instant <= context.occurredAt else { return }
    throw Rejection(.badDate, field: field, "must lie after the follow-up itself")
  }
}
