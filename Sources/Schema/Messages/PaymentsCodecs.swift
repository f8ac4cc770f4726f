// Written by tools/generate.sh from schemas/opportunity/v1/payments.proto; edit that, not this.

package import Opportunities

extension Instalment: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var due: Day = Day(number: 0)
    var amount: Money?
    while let field = try reader.nextField() {
      switch field {
      case 1: due = Day(number: try reader.sint32("due_day"))
      case 2: amount = try reader.message("amount")
      default: try reader.skip()
      }
    }
    self.init(due: due, amount: try reader.required(amount, "amount"))
  }

  package func write(to writer: inout WireWriter) {
    writer.sint32(1, due.number)
    writer.message(2, amount)
  }
}

extension PlanPayment: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var instalments: [Instalment] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: try reader.append(to: &instalments, "instalments")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, instalments: instalments)
  }
}

extension PaymentPlanned: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var instalments: [Instalment] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &instalments, "instalments")
      default: try reader.skip()
      }
    }
    self.init(instalments: instalments)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, instalments)
  }
}

extension RecordPayment: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var erpDocument: String = ""
    var amount: Money?
    var paid: Day?
    var overpays: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: erpDocument = try reader.string("erp_document")
      case 3: amount = try reader.message("amount")
      case 4: paid = Day(number: try reader.sint32("paid_day"))
      case 5: overpays = try reader.bool("overpays")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, erpDocument: erpDocument,
      amount: try reader.required(amount, "amount"), paid: paid, overpays: overpays)
  }
}

extension PaymentRecorded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var erpDocument: String = ""
    var amount: Money?
    var paid: Day = Day(number: 0)
    var overpaid: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: erpDocument = try reader.string("erp_document")
      case 2: amount = try reader.message("amount")
      case 3: paid = Day(number: try reader.sint32("paid_day"))
      case 4: overpaid = try reader.bool("overpaid")
      default: try reader.skip()
      }
    }
    self.init(
      erpDocument: erpDocument, amount: try reader.required(amount, "amount"), paid: paid,
      overpaid: overpaid)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, erpDocument)
    writer.message(2, amount)
    writer.sint32(3, paid.number)
    writer.bool(4, overpaid)
  }
}
