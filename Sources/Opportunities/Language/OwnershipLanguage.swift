// Written by tools/generate.sh from schemas/opportunity/v1/ownership.proto; edit that, not this.

/// 转移: another person takes the opportunity over.
package struct ReassignOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var owner: UserID
  package var reason: String

  package init(opportunityID: OpportunityID, owner: UserID, reason: String = "") {
    self.opportunityID = opportunityID
    self.owner = owner
    self.reason = reason
  }
}

/// 转移: Reassigned.
package struct OpportunityReassigned: Hashable, Sendable {
  package var from: UserID
  package var to: UserID
  package var reason: String

  package init(from: UserID, to: UserID, reason: String) {
    self.from = from
    self.to = to
    self.reason = reason
  }
}
