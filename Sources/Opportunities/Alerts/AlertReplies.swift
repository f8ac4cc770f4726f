// What people do about an alert: see to it, or put it off for a reason. Neither makes it go away.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `NO_SUCH_ALERT`, `INVALID_FIELD`.
  func decide(_ command: AcknowledgeAlert, in context: CommandContext) throws(Rejection) -> Event {
    let since = try liveAlert(command.kind, of: command.opportunityID, in: context)
    try Text.validateNote(command.note, field: "note")
    return .alertAcknowledged(
      AlertAcknowledged(kind: command.kind, since: since, note: command.note))
  }

  /// Nothing is put off for longer than a planned step may suspend the clocks.
  ///
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `NO_SUCH_ALERT`, `BAD_DATE`,
  ///   `REASON_REQUIRED`, `INVALID_FIELD`.
  func decide(_ command: SnoozeAlert, in context: CommandContext) throws(Rejection) -> Event {
    let since = try liveAlert(command.kind, of: command.opportunityID, in: context)
    let days = context.policy.document.cadence.suspensionDaysMaximum
    guard let until = command.until, until > context.day, until <= context.day + .days(days) else {
      throw Rejection(
        .badDate, field: "until_ms", "an alert is put off to a moment of the next \(days) days")
    }
    try Text.validateReason(command.reason)
    return .alertSnoozed(
      AlertSnoozed(kind: command.kind, since: since, until: until, reason: command.reason))
  }

  /// Since when the alert is up.
  private func liveAlert(
    _ kind: AlertKind, of id: OpportunityID, in context: CommandContext
  ) throws(Rejection) -> Instant {
    let opportunity = try openOpportunity(id, for: context)
    let live = alert(kind, of: opportunity, at: context.day, under: context.policy)
    guard let since = live else {
      throw Rejection(
        .noSuchAlert, field: "kind", "no alert of kind \(kind) is up for opportunity '\(id)' now")
    }
    return since
  }
}
