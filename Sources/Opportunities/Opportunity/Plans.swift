// 跟进计划: the next step, before it is taken.

extension LedgerState {
  /// One step is planned at a time; planning anew moves it.
  ///
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `BAD_DATE`, `QUIET_PERIOD`, `UNKNOWN_SCRIPT`,
  ///   `INVALID_FIELD`.
  func decide(_ command: PlanFollowUp, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let dueAt = command.dueAt, dueAt > context.occurredAt else {
      throw Rejection(.badDate, field: "due_at_ms", "a next step lies ahead")
    }
    try requireNoQuietPeriod(of: opportunity.customer, at: dueAt, field: "due_at_ms")
    try Text.validateNote(command.purpose, field: "purpose")
    try requireScript(command.scriptID, under: context.policy)
    return .followUpPlanned(
      FollowUpPlanned(
        dueAt: dueAt, purpose: command.purpose, channel: command.channel,
        scriptID: command.scriptID, replacedDueAt: opportunity.dossier?.plannedFollowUpAt))
  }

  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `NO_PLAN`, `REASON_REQUIRED`.
  func decide(_ command: CancelPlan, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let dueAt = opportunity.dossier?.plannedFollowUpAt else {
      throw Rejection(.noPlan, field: "opportunity_id", "no follow-up is planned")
    }
    try Text.validateReason(command.reason)
    return .planCancelled(PlanCancelled(dueAt: dueAt, reason: command.reason))
  }

  /// - Throws: `UNKNOWN_SCRIPT` unless `code` is empty or one of the policy's scripts.
  func requireScript(_ code: String, under policy: Policy) throws(Rejection) {
    guard code.isEmpty || policy.scripts.template(code) != nil else {
      throw Rejection(
        .unknownScript, field: "script_id",
        "\(Text.quoted(code)) is not in the scripts of policy \(policy.version)")
    }
  }
}

extension Opportunity {
  /// Whoever has followed up has done what was planned.
  mutating func fulfilPlan() {
    // Most have no dossier, and none is made for it.
    if dossier?.plannedFollowUpAt != nil { note { $0.plannedFollowUpAt = nil } }
  }
}
