// What the customer wants, and who else offers it.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `REASON_REQUIRED`, `INVALID_FIELD`.
  func decide(_ command: UpdateNeeds, in context: CommandContext) throws(Rejection) -> Event {
    _ = try openOpportunity(command.opportunityID, for: context)
    guard (1...Text.listCountMaximum).contains(command.needs.count) else {
      throw Rejection(
        .invalidField, field: "needs", "1 to \(Text.listCountMaximum) needs are kept")
    }
    for (index, need) in command.needs.enumerated() {
      guard !Text.isBlank(need) else {
        throw Rejection(.invalidField, field: "needs[\(index)]", "must not be empty")
      }
      try Text.validateNote(need, field: "needs[\(index)]")
    }
    try Text.validateReason(command.reason)
    return .needsUpdated(NeedsUpdated(needs: command.needs, reason: command.reason))
  }

  /// A competitor of the catalogue is recorded by its code, whatever it was called; where the policy
  /// has a catalogue, no other is taken.
  ///
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `UNKNOWN_COMPETITOR`, `INVALID_FIELD`.
  func decide(_ command: NoteCompetitor, in context: CommandContext) throws(Rejection) -> Event {
    _ = try openOpportunity(command.opportunityID, for: context)
    try Text.validateName(command.competitor, field: "competitor")
    try Text.validateNote(command.note, field: "note")
    let known = context.policy.competitors.first { $0.isCalled(command.competitor) }
    guard known != nil || context.policy.competitors.isEmpty else {
      throw Rejection(
        .unknownCompetitor, field: "competitor",
        """
        \(Text.quoted(command.competitor)) is not in the competitors of policy \
        \(context.policy.version)
        """)
    }
    return .competitorNoted(
      CompetitorNoted(
        competitor: known?.code ?? command.competitor, isKnown: known != nil, note: command.note))
  }
}

extension Competitor {
  func isCalled(_ name: String) -> Bool {
    code == name || label.zh == name || label.en == name || aliases.contains(name)
  }
}
