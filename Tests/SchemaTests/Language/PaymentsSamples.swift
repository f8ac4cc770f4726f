// Written by tools/generate.sh from schemas/opportunity/v1/payments.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func instalment() -> Instalment {
    Instalment(due: day(), amount: money())
  }
}

extension PBInstalment {
  init(_ value: Instalment) {
    self.init()
    dueDay = value.due.number
    amount = PBMoney(value.amount)
  }
}

extension Random {
  mutating func planPayment() -> PlanPayment {
    PlanPayment(opportunityID: id(), instalments: list { $0.instalment() })
  }
}

extension PBPlanPayment {
  init(_ value: PlanPayment) {
    self.init()
    opportunityID = value.opportunityID.text
    instalments = value.instalments.map { PBInstalment($0) }
  }
}

extension Random {
  mutating func paymentPlanned() -> PaymentPlanned {
    PaymentPlanned(instalments: list { $0.instalment() })
  }
}

extension PBPaymentPlanned {
  init(_ value: PaymentPlanned) {
    self.init()
    instalments = value.instalments.map { PBInstalment($0) }
  }
}

extension Random {
  mutating func recordPayment() -> RecordPayment {
    RecordPayment(
      opportunityID: id(), erpDocument: text(), amount: money(), paid: maybe { $0.day() },
      overpays: bool())
  }
}

extension PBRecordPayment {
  init(_ value: RecordPayment) {
    self.init()
    opportunityID = value.opportunityID.text
    erpDocument = value.erpDocument
    amount = PBMoney(value.amount)
    if let paid = value.paid { self.paidDay = paid.number }
    overpays = value.overpays
  }
}

extension Random {
  mutating func paymentRecorded() -> PaymentRecorded {
    PaymentRecorded(erpDocument: text(), amount: money(), paid: day(), overpaid: bool())
  }
}

extension PBPaymentRecorded {
  init(_ value: PaymentRecorded) {
    self.init()
    erpDocument = value.erpDocument
    amount = PBMoney(value.amount)
    paidDay = value.paid.number
    overpaid = value.overpaid
  }
}
