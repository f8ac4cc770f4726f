extension LedgerState {
  /// Checks that a next step leaves the customer alone while that was agreed (静默期).
  ///
  /// - Throws: `QUIET_PERIOD`.
  func requireNoQuietPeriod(
    of customer: RowNumber<Customer>, at moment: Instant, field: String
  ) throws(Rejection) {
    guard let period = customers[customer].silence(at: moment) else { return }
    throw Rejection(
      .quietPeriod, field: field,
      "the customer wants to be left alone until \(period.until.utcText)")
  }
}
