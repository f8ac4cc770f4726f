// 回款: what the customer owes after a win, and what came in.

extension LedgerState {
  /// Payments of one opportunity; with the largest amount there is, their sum stays far from overflow.
  static var paymentCountMaximum: Int { 1_000 }

  /// A plan is given whole and takes the place of the one before.
  ///
  /// - Throws: `NOT_FOUND`, `NOT_WON`, `BAD_AMOUNT`, `BAD_CURRENCY`, `CURRENCY_CHANGED`, `BAD_DATE`,
  ///   `OVERPAYMENT`, `INVALID_FIELD`.
  func decide(_ command: PlanPayment, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try wonOpportunity(command.opportunityID, for: context)
    guard (1...Text.listCountMaximum).contains(command.instalments.count) else {
      throw Rejection(
        .invalidField, field: "instalments",
        "a payment plan has 1 to \(Text.listCountMaximum) instalments")
    }
    var sum: Int64 = 0
    var day = Day(number: 0)
    for (index, instalment) in command.instalments.enumerated() {
      let field = "instalments[\(index)]"
      try requirePayment(instalment.amount, of: opportunity, field: "\(field).amount")
      guard instalment.due >= day, instalment.due.number <= Self.lastDay else {
        throw Rejection(
          .badDate, field: "\(field).due_day",
          "instalments stand in the order of their days, 0 (1970) to \(Self.lastDay)")
      }
      day = instalment.due
      sum += instalment.amount.minorUnits
    }
    guard sum <= opportunity.amount.minorUnits else {
      throw Rejection(
        .overpayment, field: "instalments",
        "the instalments sum to \(sum) minor units, more than the final amount")
    }
    return .paymentPlanned(PaymentPlanned(instalments: command.instalments))
  }

  /// The day of year 9999 on which calendars end.
  private static var lastDay: Int32 { 2_932_896 }

  /// A document of the ERP system counts once in the whole ledger. Who records more than the final
  /// amount must say that this is meant.
  ///
  /// - Throws: `NOT_FOUND`, `NOT_WON`, `DUPLICATE_DOCUMENT`, `LIMIT_REACHED`, `BAD_AMOUNT`,
  ///   `BAD_CURRENCY`, `CURRENCY_CHANGED`, `BAD_DATE`, `OVERPAYMENT`, `INVALID_FIELD`.
  func decide(_ command: RecordPayment, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try wonOpportunity(command.opportunityID, for: context)
    try IdentifierRules.validate(command.erpDocument, field: "erp_document")
    // Which opportunity it was counted for is not said: it may be out of the actor's reach.
    guard erpDocuments.number(of: command.erpDocument) == nil else {
      throw Rejection(
        .duplicateDocument, field: "erp_document",
        "the payment of document \(Text.quoted(command.erpDocument)) is recorded already")
    }
    let payments = opportunity.dossier?.payments ?? []
    guard payments.count < Self.paymentCountMaximum else {
      throw Rejection(
        .limitReached, field: "erp_document",
        "an opportunity has at most \(Self.paymentCountMaximum) payments")
    }
    try requirePayment(command.amount, of: opportunity, field: "amount")
    let today = Day(
      of: context.occurredAt, utcOffsetMinutes: context.policy.document.utcOffsetMinutes)
    let paid = command.paid ?? today
    guard paid >= Day(number: 0), paid <= today else {
      throw Rejection(.badDate, field: "paid_day", "a payment came in today or before")
    }
    let sum = payments.reduce(command.amount.minorUnits) { $0 + $1.minorUnits }
    let isOver = sum > opportunity.amount.minorUnits
    guard !isOver || command.overpays else {
      throw Rejection(
        .overpayment, field: "amount",
        "with this, \(sum) minor units came in: more than the final amount; say so if it is meant")
    }
    return .paymentRecorded(
      PaymentRecorded(
        erpDocument: command.erpDocument, amount: command.amount, paid: paid, overpaid: isOver))
  }

  /// - Throws: `BAD_AMOUNT`, `BAD_CURRENCY`, `CURRENCY_CHANGED`.
  private func requirePayment(
    _ amount: Money, of opportunity: Opportunity, field: String
  ) throws(Rejection) {
    try amount.validate(field: field)
    guard amount.minorUnits > 0 else {
      throw Rejection(.badAmount, field: "\(field).minor_units", "nothing is no payment")
    }
    try requireSameCurrency(amount, as: opportunity, field: "\(field).currency")
  }
}

extension Dossier {
  mutating func evolve(with event: PaymentRecorded) {
    payments.append(
      PaidDocument(erpDocument: event.erpDocument, minorUnits: event.amount.minorUnits))
  }
}

extension LedgerState {
  /// Why a payment cannot follow; nil: it can.
  func misfit(of event: PaymentRecorded, on opportunity: Opportunity) -> String? {
    if erpDocuments.number(of: event.erpDocument) != nil { return "its payment was counted before" }
    guard (1...Money.minorUnitsMaximum).contains(event.amount.minorUnits) else {
      return "its amount is none that is taken"
    }
    let count = opportunity.dossier?.payments.count ?? 0
    return count < Self.paymentCountMaximum ? nil : "there are too many payments"
  }

  /// Whether the payments of a checkpoint's row are ones that could have been counted.
  func accepts(paymentsOf dossier: Dossier) -> Bool {
    guard dossier.payments.count <= Self.paymentCountMaximum else { return false }
    var seen: Set<String> = []
    return dossier.payments.allSatisfy { payment in
      (1...Money.minorUnitsMaximum).contains(payment.minorUnits)
        && erpDocuments.number(of: payment.erpDocument) == nil
        && seen.insert(payment.erpDocument).inserted
    }
  }
}
