// Written by tools/generate.sh from schemas/opportunity/v1/quotes.proto; edit that, not this.

/// 报价: a numbered offer, so that everybody speaks of the same one.
package struct IssueQuote: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// One more than the last; the first is 1.
  package var version: UInt32
  package var amount: Money
  /// SHA-256 of the offer, 32 bytes.
  package var fileDigest: [UInt8]
  /// 0: without limit.
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

/// 发出报价
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
