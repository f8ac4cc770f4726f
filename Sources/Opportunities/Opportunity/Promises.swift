// 销售承诺: what a customer was told that we will do. Those who must do it see it.

extension LedgerState {
  /// - Throws: `NOT_FOUND` (opportunity, team), `OPPORTUNITY_CLOSED`, `BAD_DATE`, `INVALID_FIELD`.
  func decide(
    _ command: RecordSalesPromise, in context: CommandContext
  ) throws(Rejection) -> Event {
    _ = try openOpportunity(command.opportunityID, for: context)
    guard !Text.isBlank(command.text) else {
      throw Rejection(.invalidField, field: "text", "say what was promised")
    }
    try Text.validateNote(command.text, field: "text")
    guard let dueAt = command.dueAt, dueAt > context.occurredAt else {
      throw Rejection(
        .badDate, field: "due_at_ms", "a promise is due some time after it is given")
    }
    guard teams[command.team] != nil else {
      throw .notFound("team", command.team.text, field: "team_id")
    }
    return .salesPromiseRecorded(
      SalesPromiseRecorded(text: command.text, dueAt: dueAt, team: command.team))
  }
}
