// 客户信号: what service, billing and mailing systems notice of a customer. Read models make alerts of
// it; no rule here rests on it.

extension LedgerState {
  private static let windowDaysMaximum: UInt32 = 3_660
  private static let countMaximum: UInt64 = 1_000_000_000_000

  /// Systems record signals, and customer service or sales operations for those that have none.
  ///
  /// - Throws: `FORBIDDEN`, `NOT_FOUND`, `CUSTOMER_MERGED`, `INVALID_FIELD`.
  func decide(
    _ command: RecordCustomerSignal, in context: CommandContext
  ) throws(Rejection) -> Event {
    let isCustomerService = context.user.map { users[$0].roles.contains(.customerService) } ?? false
    if !isCustomerService { try requireAdministration(by: context.actor) }
    _ = try customer(command.customerID)
    let maximum = command.kind.valueMaximum ?? Self.countMaximum
    guard command.value <= maximum else {
      throw Rejection(
        .invalidField, field: "value", "a value of this kind is \(maximum) at most")
    }
    guard command.windowDays <= Self.windowDaysMaximum else {
      throw Rejection(
        .invalidField, field: "window_days", "\(Self.windowDaysMaximum) days at most")
    }
    try Text.validateName(command.source, field: "source")
    return .customerSignalRecorded(
      CustomerSignalRecorded(
        kind: command.kind, value: command.value, windowDays: command.windowDays,
        source: command.source))
  }
}

extension CustomerSignalKind {
  /// Of shares, in millionths; nil: it is a count. More can be used than was agreed.
  fileprivate var valueMaximum: UInt64? {
    switch self {
    case .openRate, .paymentPunctuality: 1_000_000
    case .usage: 1_000_000_000
    case .complaint, .ticketRepeat, .slaBreach, .contractChange, .competitorSearch, .noReply: nil
    }
  }
}
