import Opportunities

/// When a customer wants to be left alone altogether (静默期), as far as clocks need it. Half open, in
/// milliseconds.
package struct QuietSpan: Hashable, Sendable {
  package let from: Int64
  /// The first moment that is not quiet.
  package let until: Int64

  package init(from: Int64, until: Int64) {
    self.from = from
    self.until = until
  }

  /// nil: only products are not to be offered, which stops no clock.
  init?(_ event: QuietPeriodSet) {
    guard event.scope == .allContact else { return nil }
    self.init(from: event.from.milliseconds, until: event.until.milliseconds)
  }
}

extension Board {
  /// The clocks of an open opportunity, which its customer's quiet period suspends.
  func clocks(of facts: OpportunityFacts, at moment: Moment) -> Clocks {
    Clocks(of: facts, at: moment, quiet: directory.quietSpans[facts.row.detail.customer])
  }
}
