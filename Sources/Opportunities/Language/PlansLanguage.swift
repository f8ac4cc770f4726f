// Written by tools/generate.sh from schemas/opportunity/v1/plans.proto; edit that, not this.

/// 跟进计划: the next step and its moment. There is one at a time; a new one takes the place of the old.
package struct PlanFollowUp: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var dueAt: Instant?
  package var purpose: String
  /// nil: not decided.
  package var channel: Channel?
  /// Code of the policy's scripts. Empty: none.
  package var scriptID: String

  package init(
    opportunityID: OpportunityID, dueAt: Instant? = nil, purpose: String = "",
    channel: Channel? = nil, scriptID: String = ""
  ) {
    self.opportunityID = opportunityID
    self.dueAt = dueAt
    self.purpose = purpose
    self.channel = channel
    self.scriptID = scriptID
  }
}

/// 计划跟进: Follow-up planned.
package struct FollowUpPlanned: Hashable, Sendable {
  package var dueAt: Instant
  package var purpose: String
  package var channel: Channel?
  package var scriptID: String
  /// Of the plan whose place it takes. nil: there was none.
  package var replacedDueAt: Instant?

  package init(
    dueAt: Instant, purpose: String, channel: Channel?, scriptID: String, replacedDueAt: Instant?
  ) {
    self.dueAt = dueAt
    self.purpose = purpose
    self.channel = channel
    self.scriptID = scriptID
    self.replacedDueAt = replacedDueAt
  }
}

/// 取消计划: the step will not be taken. A follow-up that is logged fulfils the plan by itself.
package struct CancelPlan: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var reason: String

  package init(opportunityID: OpportunityID, reason: String = "") {
    self.opportunityID = opportunityID
    self.reason = reason
  }
}

/// 取消计划: Plan cancelled.
package struct PlanCancelled: Hashable, Sendable {
  package var dueAt: Instant
  package var reason: String

  package init(dueAt: Instant, reason: String) {
    self.dueAt = dueAt
    self.reason = reason
  }
}
