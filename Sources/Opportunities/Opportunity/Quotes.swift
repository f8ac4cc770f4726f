// 报价: a numbered offer, so that everybody speaks of the same one.

extension LedgerState {
  /// Versions count up by one without gaps: two people who quote at once cannot both be third.
  ///
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `QUOTE_VERSION`, `BAD_AMOUNT`, `BAD_CURRENCY`,
  ///   `CURRENCY_CHANGED`, `BAD_DATE`, `INVALID_FIELD`.
  func decide(_ command: IssueQuote, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    let next = (opportunity.dossier?.quoteVersion ?? 0) + 1
    guard command.version == next else {
      throw Rejection(
        .quoteVersion, field: "version", currentVersion: opportunity.version,
        "the next quote of this opportunity is version \(next), not \(command.version)")
    }
    try command.amount.validate(field: "amount")
    try requireSameCurrency(command.amount, as: opportunity, field: "amount.currency")
    try Self.validateDigest(command.fileDigest, field: "file_sha256")
    guard !command.fileDigest.isEmpty else {
      throw Rejection(
        .invalidField, field: "file_sha256", "a quote names its file by the SHA-256 of it")
    }
    if let until = command.validUntil, until <= context.occurredAt {
      throw Rejection(
        .badDate, field: "valid_until_ms", "a quote is valid for some time after it is issued")
    }
    return .quoteIssued(
      QuoteIssued(
        version: command.version, amount: command.amount, fileDigest: command.fileDigest,
        validUntil: command.validUntil))
  }
}

extension Dossier {
  mutating func evolve(with event: QuoteIssued) {
    quoteVersion = event.version
  }
}
