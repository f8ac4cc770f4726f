// Written by tools/generate.sh from schemas/opportunity/v1/follow_ups.proto; edit that, not this.

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
  /// When we promised to come back to the customer. nil: no promise.
  package var promisedFeedbackAt: Instant?
  /// The next step agreed with the customer. nil: none.
  package var nextDueAt: Instant?
  /// Who of the customer took part.
  package var contacts: [String]
  /// Codes of what was shown or sent: a case study, a film, a calculation.
  package var contentUsed: [String]
  /// Code of the policy's scripts. Empty: none was followed.
  package var scriptID: String
  /// What was said, word by word, for instance from a recording. Tags are suggested by it.
  package var transcript: String

  package init(
    opportunityID: OpportunityID, channel: Channel, tags: [String] = [],
    sentiment: Sentiment? = nil, note: String = "", minutes: UInt32 = 0,
    promisedFeedbackAt: Instant? = nil, nextDueAt: Instant? = nil, contacts: [String] = [],
    contentUsed: [String] = [], scriptID: String = "", transcript: String = ""
  ) {
    self.opportunityID = opportunityID
    self.channel = channel
    self.tags = tags
    self.sentiment = sentiment
    self.note = note
    self.minutes = minutes
    self.promisedFeedbackAt = promisedFeedbackAt
    self.nextDueAt = nextDueAt
    self.contacts = contacts
    self.contentUsed = contentUsed
    self.scriptID = scriptID
    self.transcript = transcript
  }
}

/// 跟进: Followed up.
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
  package var contacts: [String]
  package var contentUsed: [String]
  package var scriptID: String
  package var transcript: String
  /// Tags whose phrases stand in the transcript. A suggestion only: what people ticked stands above.
  package var suggestedTags: [String]

  package init(
    channel: Channel, tags: [String], sentiment: Sentiment, note: String, minutes: UInt32,
    promisedFeedbackAt: Instant?, nextDueAt: Instant?, contradictsGrade: Bool, contacts: [String],
    contentUsed: [String], scriptID: String, transcript: String, suggestedTags: [String]
  ) {
    self.channel = channel
    self.tags = tags
    self.sentiment = sentiment
    self.note = note
    self.minutes = minutes
    self.promisedFeedbackAt = promisedFeedbackAt
    self.nextDueAt = nextDueAt
    self.contradictsGrade = contradictsGrade
    self.contacts = contacts
    self.contentUsed = contentUsed
    self.scriptID = scriptID
    self.transcript = transcript
    self.suggestedTags = suggestedTags
  }
}

/// The customer was promised an answer. Follows the follow-up in which that was done.
package struct CommitmentRecorded: Hashable, Sendable {
  package var dueAt: Instant
  /// How the customer was spoken to when it was promised.
  package var channel: Channel

  package init(dueAt: Instant, channel: Channel) {
    self.dueAt = dueAt
    self.channel = channel
  }
}
