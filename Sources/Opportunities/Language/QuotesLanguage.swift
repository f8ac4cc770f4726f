// Written by tools/generate.sh from schemas/opportunity/v1/quotes.proto; edit that, not this.

/// 报价: a numbered offer, so that everybody speaks of the same one.
package struct IssueQuote: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// One more than the last; the first is 1.
  package var version: UInt32
  package var amount: Money
  /// SHA-256 of the offer, 32 bytes.
  package var fileDigest: [UInt8]
  /// nil: without limit.
  package var validUntil: Instant?

  package init(
    opportunityID: OpportunityID, version: UInt32 = 0, amount: Money, fileDigest: [UInt8] = [],
    validUntil: Instant? = nil
  ) {
    self.opportunityID = opportunityID
    self.version = version
    self.amount = amount
    self.fileDigest = fileDigest
    self.validUntil = validUntil
  }
}

/// 发出报价: Quote issued.
package struct QuoteIssued: Hashable, Sendable {
  package var version: UInt32
  package var amount: Money
  package var fileDigest: [UInt8]
  package var validUntil: Instant?

  package init(version: UInt32, amount: Money, fileDigest: [UInt8], validUntil: Instant?) {
    self.version = version
    self.amount = amount
    self.fileDigest = fileDigest
    self.validUntil = validUntil
  }
}

/// 销售承诺: what the customer was told that we will do, so that those who must do it can see it.
package struct RecordSalesPromise: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var text: String
  package var dueAt: Instant?
  /// The department that has to keep it.
  package var team: TeamID

  package init(opportunityID: OpportunityID, text: String = "", dueAt: Instant? = nil, team: TeamID)
  {
    self.opportunityID = opportunityID
    self.text = text
    self.dueAt = dueAt
    self.team = team
  }
}

/// 销售承诺: Sales promise recorded.
package struct SalesPromiseRecorded: Hashable, Sendable {
  package var text: String
  package var dueAt: Instant
  package var team: TeamID

  package init(text: String, dueAt: Instant, team: TeamID) {
    self.text = text
    self.dueAt = dueAt
    self.team = team
  }
}
