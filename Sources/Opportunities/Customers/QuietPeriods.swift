// 静默期: a customer without a need is left alone for a while, and one who buys is not flooded.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED`, `BAD_DATE`, `INVALID_FIELD`, `REASON_REQUIRED`.
  func decide(_ command: SetQuietPeriod, in context: CommandContext) throws(Rejection) -> Event {
    _ = try customer(command.customerID)
    let rules = context.policy.quiet
    let from = command.from ?? context.occurredAt
    guard let until = command.until, until > from else {
      throw Rejection(.badDate, field: "until_ms", "a quiet period ends after it begins")
    }
    guard until.since(from) <= .days(rules.daysMaximum) else {
      throw Rejection(
        .badDate, field: "until_ms",
        "a quiet period lasts \(rules.daysMaximum) days at most under the policy in force")
    }
    let capMaximum = command.scope == .allContact ? 0 : rules.pushCapPerMonth
    guard command.pushCapPerMonth <= capMaximum else {
      throw Rejection(
        .invalidField, field: "push_cap_per_month",
        "at most \(capMaximum) product messages a month are sent in such a period")
    }
    try Text.validateReason(command.reason)
    return .quietPeriodSet(
      QuietPeriodSet(
        from: from, until: until, scope: command.scope, pushCapPerMonth: command.pushCapPerMonth,
        reason: command.reason))
  }

  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED`, `NO_QUIET_PERIOD`, `REASON_REQUIRED`,
  ///   `INVALID_FIELD`.
  func decide(_ command: LiftQuietPeriod, in context: CommandContext) throws(Rejection) -> Event {
    let customer = try customer(command.customerID)
    guard let period = customer.file?.quietPeriod, period.until > context.occurredAt else {
      throw Rejection(
        .noQuietPeriod, field: "customer_id", "no quiet period of this customer is under way")
    }
    try Text.validateReason(command.reason)
    return .quietPeriodLifted(QuietPeriodLifted(reason: command.reason))
  }
}

extension QuietPeriod {
  init(_ event: QuietPeriodSet) {
    self.init(
      from: event.from, until: event.until, scope: event.scope,
      pushCapPerMonth: event.pushCapPerMonth)
  }

  package func contains(_ instant: Instant) -> Bool {
    from <= instant && instant < until
  }
}

extension Customer {
  /// The quiet period that keeps everybody from contacting the customer at `instant`; nil: none.
  package func silence(at instant: Instant) -> QuietPeriod? {
    guard let period = file?.quietPeriod, period.scope == .allContact, period.contains(instant)
    else { return nil }
    return period
  }
}
