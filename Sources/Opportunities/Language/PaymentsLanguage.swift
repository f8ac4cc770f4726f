// Written by tools/generate.sh from schemas/opportunity/v1/payments.proto; edit that, not this.

/// What is due on one day.
package struct Instalment: Hashable, Sendable {
  /// Days since 1970-01-01.
  package var due: Day
  package var amount: Money

  package init(due: Day, amount: Money) {
    self.due = due
    self.amount = amount
  }
}

/// 回款计划: when the customer pays what, whole; it takes the place of the plan before.
package struct PlanPayment: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// By day; together not more than the final amount.
  package var instalments: [Instalment]

  package init(opportunityID: OpportunityID, instalments: [Instalment] = []) {
    self.opportunityID = opportunityID
    self.instalments = instalments
  }
}

/// 回款计划: Payment planned.
package struct PaymentPlanned: Hashable, Sendable {
  package var instalments: [Instalment]

  package init(instalments: [Instalment]) {
    self.instalments = instalments
  }
}

/// 登记回款: money came in, as a document of the ERP system shows.
package struct RecordPayment: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// Unique within the ledger, so that no payment is counted twice.
  package var erpDocument: String
  package var amount: Money
  /// Days since 1970-01-01. nil: the day on which the command occurred.
  package var paid: Day?
  /// It is known that more comes in than was agreed.
  package var overpays: Bool

  package init(
    opportunityID: OpportunityID, erpDocument: String = "", amount: Money, paid: Day? = nil,
    overpays: Bool = false
  ) {
    self.opportunityID = opportunityID
    self.erpDocument = erpDocument
    self.amount = amount
    self.paid = paid
    self.overpays = overpays
  }
}

/// 登记回款: Payment recorded.
package struct PaymentRecorded: Hashable, Sendable {
  package var erpDocument: String
  package var amount: Money
  package var paid: Day
  /// All payments together exceed the final amount.
  package var overpaid: Bool

  package init(erpDocument: String, amount: Money, paid: Day, overpaid: Bool) {
    self.erpDocument = erpDocument
    self.amount = amount
    self.paid = paid
    self.overpaid = overpaid
  }
}
