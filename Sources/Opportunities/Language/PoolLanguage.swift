// Written by tools/generate.sh from schemas/opportunity/v1/pool.proto; edit that, not this.

/// How an owner for a pooled opportunity was found.
package enum AssignmentMode: UInt8, Hashable, Sendable, CaseIterable {
  /// Somebody decided.
  case manual = 1
  /// A rule decided; it is named.
  case rule = 2
}

extension AssignmentMode: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .manual: "manual"
    case .rule: "rule"
    }
  }
}

/// Why an opportunity may be taken from its owner.
package enum ReclaimReason: UInt8, Hashable, Sendable, CaseIterable {
  /// Still at contact, and the owner has not followed up since getting it.
  case untouched = 1
  /// The owner has been silent for longer than the policy allows at this stage.
  case silent = 2
}

extension ReclaimReason: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .untouched: "untouched"
    case .silent: "silent"
    }
  }
}

/// Why somebody above takes an opportunity over (上调).
package enum EscalationReason: UInt8, Hashable, Sendable, CaseIterable {
  /// At closing the daily follow-up was missed.
  case closingMissed = 1
  /// Silent for longer than is red.
  case red = 2
  /// Somebody above decided so.
  case decided = 3
}

extension EscalationReason: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .closingMissed: "closing-missed"
    case .red: "red"
    case .decided: "decided"
    }
  }
}

/// 沉寂: of low value or inactive for now. It leaves its owner, and marketing may bring it back.
package struct MakeDormant: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var reason: String

  package init(opportunityID: OpportunityID, reason: String = "") {
    self.opportunityID = opportunityID
    self.reason = reason
  }
}

/// 转入沉寂: Made dormant.
package struct OpportunityMadeDormant: Hashable, Sendable {
  /// nil: it was in the pool.
  package var from: UserID?
  package var reason: String

  package init(from: UserID?, reason: String) {
    self.from = from
    self.reason = reason
  }
}

/// 激活: a dormant opportunity answers again and comes to the pool.
package struct ReactivateOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// What brought it back.
  package var campaign: String

  package init(opportunityID: OpportunityID, campaign: String = "") {
    self.opportunityID = opportunityID
    self.campaign = campaign
  }
}

/// 激活: Reactivated.
package struct OpportunityReactivated: Hashable, Sendable {
  package var campaign: String

  package init(campaign: String) {
    self.campaign = campaign
  }
}

/// 淘汰: nothing will come of it. Which way leads here, the policy says.
package struct EliminateOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var reason: String
  /// The approval that opens the direct way, once. Empty: the usual way.
  package var approvalID: String

  package init(opportunityID: OpportunityID, reason: String = "", approvalID: String = "") {
    self.opportunityID = opportunityID
    self.reason = reason
    self.approvalID = approvalID
  }
}

/// 淘汰: Eliminated.
package struct OpportunityEliminated: Hashable, Sendable {
  /// nil: nobody owned it.
  package var from: UserID?
  package var reason: String
  /// The approval that opened the direct way, which opens no more. Empty: none was needed.
  package var approvalID: String

  package init(from: UserID?, reason: String, approvalID: String) {
    self.from = from
    self.reason = reason
    self.approvalID = approvalID
  }
}

/// 分配: somebody gets an opportunity of the pool.
package struct AssignOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var owner: UserID
  /// nil: by hand.
  package var mode: AssignmentMode?
  /// What the rule is called; with ASSIGNMENT_MODE_RULE only.
  package var rule: String

  package init(
    opportunityID: OpportunityID, owner: UserID, mode: AssignmentMode? = nil, rule: String = ""
  ) {
    self.opportunityID = opportunityID
    self.owner = owner
    self.mode = mode
    self.rule = rule
  }
}

/// 分配: Assigned.
package struct OpportunityAssigned: Hashable, Sendable {
  package var to: UserID
  package var mode: AssignmentMode
  package var rule: String

  package init(to: UserID, mode: AssignmentMode, rule: String) {
    self.to = to
    self.mode = mode
    self.rule = rule
  }
}

/// 领取: somebody takes an opportunity of the pool for himself or herself.
package struct ClaimOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// nil: the user who sends it. A system names for whom it claims.
  package var owner: UserID?

  package init(opportunityID: OpportunityID, owner: UserID? = nil) {
    self.opportunityID = opportunityID
    self.owner = owner
  }
}

/// 领取: Claimed.
package struct OpportunityClaimed: Hashable, Sendable {
  package var to: UserID

  package init(to: UserID) {
    self.to = to
  }
}

/// 退回: the owner gives an opportunity back to the pool.
package struct ReturnToPool: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var reason: String

  package init(opportunityID: OpportunityID, reason: String = "") {
    self.opportunityID = opportunityID
    self.reason = reason
  }
}

/// 退回公海: Returned to the pool.
package struct OpportunityReturnedToPool: Hashable, Sendable {
  package var from: UserID
  package var reason: String

  package init(from: UserID, reason: String) {
    self.from = from
    self.reason = reason
  }
}

/// 回收: an opportunity that its owner did not follow up as required goes back to the pool.
package struct ReclaimOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// nil: whichever holds.
  package var rule: ReclaimReason?
  /// The manager who confirmed it, when a system reclaims and the policy wants that. Users who reclaim
  /// confirm it themselves.
  package var confirmedBy: UserID?

  package init(opportunityID: OpportunityID, rule: ReclaimReason? = nil, confirmedBy: UserID? = nil)
  {
    self.opportunityID = opportunityID
    self.rule = rule
    self.confirmedBy = confirmedBy
  }
}

/// 回收: Reclaimed.
package struct OpportunityReclaimed: Hashable, Sendable {
  package var from: UserID
  package var rule: ReclaimReason
  /// Whole days since the owner got it or followed up last.
  package var idleDays: UInt32
  /// nil: the policy wanted nobody's word.
  package var confirmedBy: UserID?

  package init(from: UserID, rule: ReclaimReason, idleDays: UInt32, confirmedBy: UserID?) {
    self.from = from
    self.rule = rule
    self.idleDays = idleDays
    self.confirmedBy = confirmedBy
  }
}

/// 上调: somebody above the owner takes the opportunity over.
package struct EscalateOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var to: UserID
  package var rule: EscalationReason?

  package init(opportunityID: OpportunityID, to: UserID, rule: EscalationReason? = nil) {
    self.opportunityID = opportunityID
    self.to = to
    self.rule = rule
  }
}

/// 上调: Escalated.
package struct OpportunityEscalated: Hashable, Sendable {
  package var from: UserID
  package var to: UserID
  package var rule: EscalationReason

  package init(from: UserID, to: UserID, rule: EscalationReason) {
    self.from = from
    self.to = to
    self.rule = rule
  }
}
