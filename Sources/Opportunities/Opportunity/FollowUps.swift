extension LedgerState {
  /// The longest talk that is believed: a day.
  private static var minutesMaximum: UInt32 { 1_440 }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `FEEDBACK_REQUIRED`, `UNKNOWN_TAG`,
  ///   `BAD_DATE`, `QUIET_PERIOD`, `UNKNOWN_SCRIPT`, `INVALID_FIELD`.
  func decide(_ command: LogFollowUp, in context: CommandContext) throws(Rejection) -> Facts {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    let tags = try knownTags(command.tags, under: context.policy)
    try Text.validateNote(command.note, field: "note")
    guard command.minutes <= Self.minutesMaximum else {
      throw Rejection(
        .invalidField, field: "minutes", "a talk lasts at most \(Self.minutesMaximum) minutes")
    }
    try requireLater(command.promisedFeedbackAt, than: context, field: "promised_feedback_at_ms")
    try requireLater(command.nextDueAt, than: context, field: "next_due_at_ms")
    if let next = command.nextDueAt {
      try requireNoQuietPeriod(of: opportunity.customer, at: next, field: "next_due_at_ms")
    }
    try validateDetails(of: command, under: context.policy)
    let contradicts = opportunity.grade == .a && tags.contradictsGradeA
    let followUp = Event.followUpLogged(
      FollowUpLogged(
        channel: command.channel, tags: command.tags,
        sentiment: command.sentiment ?? tags.worst ?? .neutral,
        note: command.note, minutes: command.minutes,
        promisedFeedbackAt: command.promisedFeedbackAt, nextDueAt: command.nextDueAt,
        contradictsGrade: contradicts, contacts: command.contacts,
        contentUsed: command.contentUsed, scriptID: command.scriptID,
        transcript: command.transcript,
        suggestedTags: suggestedTags(for: command.transcript, under: context.policy)))
    guard let promised = command.promisedFeedbackAt else { return Facts(followUp) }
    let commitment = CommitmentRecorded(dueAt: promised, channel: command.channel)
    return Facts(followUp, more: [.commitmentRecorded(commitment)])
  }

  /// What was used and who took part, all of it optional.
  ///
  /// - Throws: `UNKNOWN_SCRIPT`, `INVALID_FIELD`.
  private func validateDetails(
    of command: LogFollowUp, under policy: Policy
  ) throws(Rejection) {
    for (field, codes) in [
      ("contact_ids", command.contacts), ("content_used", command.contentUsed),
    ] {
      guard codes.count <= Text.listCountMaximum else {
        throw Rejection(
          .invalidField, field: field, "at most \(Text.listCountMaximum) of them are kept")
      }
      for (index, code) in codes.enumerated() {
        try IdentifierRules.validate(code, field: "\(field)[\(index)]")
      }
    }
    try requireScript(command.scriptID, under: policy)
    try Text.validateNote(command.transcript, field: "transcript")
  }

  /// Reading a transcript costs time, so nothing is prepared for those without.
  private func suggestedTags(for transcript: String, under policy: Policy) -> [String] {
    transcript.isEmpty
      ? [] : TranscriptClassifier(policy.transcripts).suggestedTags(for: transcript)
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
          details: policy.document.feedbackTags.map(\.code),
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
