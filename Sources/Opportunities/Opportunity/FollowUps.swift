/// 跟进: what was said to the customer and how the customer reacted, in ticks rather than essays.
package struct LogFollowUp: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var channel: Channel
  /// Codes of the policy's catalogue; at least one.
  package var tags: [String]
  /// nil: the most negative one of the tags.
  package var sentiment: Sentiment?
  package var note: String
  package var minutes: UInt32
  package var promisedFeedbackAt: Instant?
  package var nextDueAt: Instant?

  package init(
    opportunityID: OpportunityID, channel: Channel, tags: [String], sentiment: Sentiment?,
    note: String, minutes: UInt32, promisedFeedbackAt: Instant?, nextDueAt: Instant?
  ) {
    self.opportunityID = opportunityID
    self.channel = channel
    self.tags = tags
    self.sentiment = sentiment
    self.note = note
    self.minutes = minutes
    self.promisedFeedbackAt = promisedFeedbackAt
    self.nextDueAt = nextDueAt
  }
}

package struct FollowUpLogged: Hashable, Sendable {
  package var channel: Channel
  package var tags: [String]
  package var sentiment: Sentiment
  package var note: String
  package var minutes: UInt32
  package var promisedFeedbackAt: Instant?
  package var nextDueAt: Instant?
  /// A tag contradicts grade A, and the opportunity was graded A (等级异常).
  package var contradictsGrade: Bool

  package init(
    channel: Channel, tags: [String], sentiment: Sentiment, note: String, minutes: UInt32,
    promisedFeedbackAt: Instant?, nextDueAt: Instant?, contradictsGrade: Bool
  ) {
    self.channel = channel
    self.tags = tags
    self.sentiment = sentiment
    self.note = note
    self.minutes = minutes
    self.promisedFeedbackAt = promisedFeedbackAt
    self.nextDueAt = nextDueAt
    self.contradictsGrade = contradictsGrade
  }
}

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
    let contradicts = opportunity.grade == .a && tags.contains(where: \.contradictsGradeA)
    return .followUpLogged(
      FollowUpLogged(
        channel: command.channel, tags: command.tags,
        sentiment: command.sentiment ?? tags.map(\.sentiment).max() ?? .neutral,
        note: command.note, minutes: command.minutes,
        promisedFeedbackAt: command.promisedFeedbackAt, nextDueAt: command.nextDueAt,
        contradictsGrade: contradicts))
  }

  private func knownTags(
    _ codes: [String], under policy: Policy
  ) throws(Rejection) -> [FeedbackTag] {
    guard !codes.isEmpty else {
      throw Rejection(
        .feedbackRequired, field: "tags", "tick at least one customer feedback tag")
    }
    guard codes.count <= Text.listCountMaximum else {
      throw Rejection(
        .invalidField, field: "tags", "at most \(Text.listCountMaximum) tags are kept")
    }
    var tags: [FeedbackTag] = []
    for (index, code) in codes.enumerated() {
      guard let tag = policy.feedbackTag(code) else {
        throw Rejection(
          .unknownTag, field: "tags[\(index)]",
          "\(Text.quoted(code)) is not in the feedback catalogue of policy \(policy.version)")
      }
      guard !codes[..<index].contains(code) else {
        throw Rejection(.invalidField, field: "tags[\(index)]", "'\(code)' is ticked twice")
      }
      tags.append(tag)
    }
    return tags
  }

  private func requireLater(
    _ instant: Instant?, than context: CommandContext, field: String
  ) throws(Rejection) {
    guard let instant, instant <= context.occurredAt else { return }
    throw Rejection(.badDate, field: field, "must lie after the follow-up itself")
  }
}
