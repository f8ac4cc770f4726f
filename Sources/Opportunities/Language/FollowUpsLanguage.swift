// Written by tools/generate.sh from schemas/opportunity/v1/follow_ups.proto; edit that, not this.

/// 跟进: what was said to the customer and how the customer reacted, in ticks rather than essays.
package struct LogFollowUp: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var channel: Channel
  /// Codes of the policy's catalogue; at least one.
  package var tags: [String]
  /// SENTIMENT_UNSPECIFIED: the most negative one of the tags.
  package var sentiment: Sentiment?
  package var note: String
  package var minutes: UInt32
  /// When we promised to come back to the customer. 0: no promise.
  package var promisedFeedbackAt: Instant?
  /// The next step agreed with the customer. 0: none.
  package var nextDueAt: Instant?

  package init(
    opportunityID: OpportunityID, channel: Channel, tags: [String] = [],
    sentiment: Sentiment? = nil, note: String = "", minutes: UInt32 = 0,
    promisedFeedbackAt: Instant? = nil, nextDueAt: Instant? = nil
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

/// 跟进
package struct FollowUpLogged: Hashable, Sendable {
  package var channel: Channel
  package var tags: [String]
  package var sentiment: Sentiment
  package var note: String
  package var minutes: UInt32
  package var promisedFeedbackAt: Instant?
  package var nextDueAt: Instant?
  /// A tag contradicts grade A while the opportunity was graded A.
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
