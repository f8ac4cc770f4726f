package import Opportunities

/// What is known of an opportunity beside its core, and shown rather than walked over: 64 bytes
/// without a reference. Which of it is there stands among the core's marks.
package struct OpportunityDetail: Hashable, Sendable {
  var minorUnits: Int64
  fileprivate var closingMs: Int64 = 0
  /// Version of the stream after the last record applied.
  package var version: UInt64
  var currency: UInt32
  /// Of the customer, in ``Directory/customers``.
  package var customer: UInt32
  fileprivate var expectedDay: Int32 = 0
  package var pushCount: UInt32 = 0
  package var followUpCount: UInt32 = 0
  fileprivate var decisionDays: UInt32 = 0
  fileprivate var comparing: UInt32 = 0
  /// Where the opportunity is counted, in ``PipelineCells``.
  var cell: UInt32 = 0
  /// Numbers in ``Board/words``, one more; 0: none.
  fileprivate var tag: UInt32 = 0
  fileprivate var reason: UInt32 = 0

  init(version: UInt64, amount: Money, customer: UInt32) {
    self.version = version
    self.customer = customer
    minorUnits = amount.minorUnits
    currency = amount.currency.packed
  }
}

/// Everything known of one opportunity but its id and title; people, customers and words by number.
package struct OpportunityRow: Hashable, Sendable {
  package var core: OpportunityCore
  package var detail: OpportunityDetail

  package init(core: OpportunityCore, detail: OpportunityDetail) {
    self.core = core
    self.detail = detail
  }

  /// The final amount once won.
  package var amount: Money {
    get { Money(minorUnits: detail.minorUnits, currency: Currency(packed: detail.currency)) }
    set {
      detail.minorUnits = newValue.minorUnits
      detail.currency = newValue.currency.packed
    }
  }

  package var expectedClose: Day? {
    get { core.marks[.expectedDay] ? Day(number: detail.expectedDay) : nil }
    set {
      core.marks[.expectedDay] = newValue != nil
      detail.expectedDay = newValue?.number ?? 0
    }
  }

  /// nil while open.
  package var closedAt: Instant? {
    get { core.marks[.closing] ? Instant(milliseconds: detail.closingMs) : nil }
    set { detail.closingMs = core.marks.remember(newValue, .closing) }
  }

  package var gradeBasis: GradeBasis? {
    get {
      guard core.marks[.basis] else { return nil }
      return GradeBasis(
        need: core.marks[.need], budget: core.marks[.budget],
        decisionDays: core.marks[.decisionDays] ? detail.decisionDays : nil,
        comparing: detail.comparing)
    }
    set {
      core.marks[.basis] = newValue != nil
      core.marks[.need] = newValue?.need ?? false
      core.marks[.budget] = newValue?.budget ?? false
      core.marks[.decisionDays] = newValue?.decisionDays != nil
      detail.decisionDays = newValue?.decisionDays ?? 0
      detail.comparing = newValue?.comparing ?? 0
    }
  }

  /// The first tag ticked in the latest follow-up, by its number in ``Board/words``.
  package var lastTag: UInt32? {
    get { detail.tag == 0 ? nil : detail.tag - 1 }
    set { detail.tag = newValue.map { $0 + 1 } ?? 0 }
  }

  /// Code of the last loss, alike. Reopening does not erase it.
  package var lastLossReason: UInt32? {
    get { detail.reason == 0 ? nil : detail.reason - 1 }
    set { detail.reason = newValue.map { $0 + 1 } ?? 0 }
  }
}

extension OpportunityDetail {
  /// The fields as they stand in a checkpoint, all but the cell, which follows from the others.
  package var words: InlineArray<8, UInt64> {
    [
      UInt64(bitPattern: minorUnits), UInt64(bitPattern: closingMs), version,
      UInt64(low: currency, high: customer),
      UInt64(low: UInt32(bitPattern: expectedDay), high: pushCount),
      UInt64(low: followUpCount, high: decisionDays), UInt64(low: comparing, high: 0),
      UInt64(low: tag, high: reason),
    ]
  }

  /// Takes any words back.
  package init(words: InlineArray<8, UInt64>) {
    minorUnits = Int64(bitPattern: words[0])
    closingMs = Int64(bitPattern: words[1])
    version = words[2]
    currency = words[3].low
    customer = words[3].high
    expectedDay = Int32(bitPattern: words[4].low)
    pushCount = words[4].high
    followUpCount = words[5].low
    decisionDays = words[5].high
    comparing = words[6].low
    tag = words[7].low
    reason = words[7].high
  }
}
