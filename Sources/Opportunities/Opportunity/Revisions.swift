extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `BAD_AMOUNT`, `BAD_CURRENCY`,
  ///   `CURRENCY_CHANGED`, `UNCHANGED`, `REASON_REQUIRED`.
  func decide(_ command: ReviseAmount, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    try command.amount.validate(field: "amount")
    try requireSameCurrency(command.amount, as: opportunity, field: "amount.currency")
    guard command.amount != opportunity.amount else {
      throw Rejection(.unchanged, field: "amount", "that is the amount already")
    }
    try Text.validateReason(command.reason)
    return .amountRevised(
      AmountRevised(old: opportunity.amount, new: command.amount, reason: command.reason))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `BAD_DATE`, `UNCHANGED`,
  ///   `REASON_REQUIRED`.
  func decide(
    _ command: ReviseExpectedClose, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard command.expectedClose != opportunity.expectedClose else {
      throw Rejection(.unchanged, field: "expected_close_day", "that is the day already")
    }
    try validateExpectedClose(command.expectedClose, in: context)
    try Text.validateReason(command.reason)
    let isPush = opportunity.expectedClose.map { command.expectedClose > $0 } ?? false
    return .expectedCloseRevised(
      ExpectedCloseRevised(
        old: opportunity.expectedClose, new: command.expectedClose, reason: command.reason,
        pushCount: opportunity.pushCount + (isPush ? 1 : 0)))
  }

  /// A close is expected on the day it is said or later; imported history may hold older dates.
  ///
  /// - Throws: `BAD_DATE`.
  func validateExpectedClose(_ day: Day, in context: CommandContext) throws(Rejection) {
    let today = Day(
      of: context.occurredAt, utcOffsetMinutes: context.policy.document.utcOffsetMinutes)
    let latest = Day(number: max(today.number, 0).addingReportingOverflow(36_500).partialValue)
    if context.actor.kind != .import, day < today {
      throw Rejection(
        .badDate, field: "expected_close_day",
        "\(day.dateText) lies before \(today.dateText), the day on which this is said")
    }
    guard day >= Day(number: 0), day <= latest else {
      throw Rejection(
        .badDate, field: "expected_close_day", "days 0 (1970) to \(latest.number) are taken")
    }
  }

  /// - Throws: `CURRENCY_CHANGED`.
  func requireSameCurrency(
    _ amount: Money, as opportunity: Opportunity, field: String
  ) throws(Rejection) {
    guard amount.currency == opportunity.amount.currency else {
      throw Rejection(
        .currencyChanged, field: field,
        """
        this opportunity is in \(opportunity.amount.currency.code); an amount in \
        \(amount.currency.code) would not add up with its history
        """)
    }
  }
}

extension Opportunity {
  mutating func evolve(with event: AmountRevised) {
    amount = event.new
  }

  mutating func evolve(with event: ExpectedCloseRevised) {
    expectedClose = event.new
    pushCount = event.pushCount
  }
}
