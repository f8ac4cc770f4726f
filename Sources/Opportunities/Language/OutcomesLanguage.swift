// Written by tools/generate.sh from schemas/opportunity/v1/outcomes.proto; edit that, not this.

/// 成交: the customer signed.
package struct WinOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// nil: the current amount.
  package var finalAmount: Money?
  /// A contract number or a contract digest is required, except for imported history.
  package var contractNumber: String
  package var contractDigest: [UInt8]

  package init(
    opportunityID: OpportunityID, finalAmount: Money? = nil, contractNumber: String = "",
    contractDigest: [UInt8] = []
  ) {
    self.opportunityID = opportunityID
    self.finalAmount = finalAmount
    self.contractNumber = contractNumber
    self.contractDigest = contractDigest
  }
}

/// 成交: Won.
package struct OpportunityWon: Hashable, Sendable {
  package var finalAmount: Money
  package var contractNumber: String
  package var contractDigest: [UInt8]

  package init(finalAmount: Money, contractNumber: String, contractDigest: [UInt8]) {
    self.finalAmount = finalAmount
    self.contractNumber = contractNumber
    self.contractDigest = contractDigest
  }
}

/// 丢单: the customer will not buy, and why.
package struct LoseOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// Code of the policy's catalogue.
  package var reason: String
  package var competitor: String
  package var note: String

  package init(
    opportunityID: OpportunityID, reason: String = "", competitor: String = "", note: String = ""
  ) {
    self.opportunityID = opportunityID
    self.reason = reason
    self.competitor = competitor
    self.note = note
  }
}

/// 丢单: Lost.
package struct OpportunityLost: Hashable, Sendable {
  package var reason: String
  package var competitor: String
  package var note: String

  package init(reason: String, competitor: String, note: String) {
    self.reason = reason
    self.competitor = competitor
    self.note = note
  }
}

/// 归档: it was a mistake, a duplicate or of no more use. Deletion is archiving; nothing is lost.
package struct ArchiveOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var reason: String

  package init(opportunityID: OpportunityID, reason: String = "") {
    self.opportunityID = opportunityID
    self.reason = reason
  }
}

/// 归档: Archived.
package struct OpportunityArchived: Hashable, Sendable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// 重新打开: a closed opportunity lives again. What closed it stays in its history.
package struct ReopenOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var reason: String

  package init(opportunityID: OpportunityID, reason: String = "") {
    self.opportunityID = opportunityID
    self.reason = reason
  }
}

/// 重新打开: Reopened.
package struct OpportunityReopened: Hashable, Sendable {
  /// What it was before.
  package var from: Status
  package var reason: String

  package init(from: Status, reason: String) {
    self.from = from
    self.reason = reason
  }
}
