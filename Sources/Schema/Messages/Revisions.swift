package import Opportunities

// Another amount, another expected day.

extension ReviseAmount: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID = OpportunityID(.empty)
    var amount: Money?
    var reason = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: amount = try reader.message("amount")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, amount: try reader.required(amount, "amount"), reason: reason)
  }
}

extension AmountRevised: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var old: Money?
    var new: Money?
    var reason = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: old = try reader.message("old")
      case 2: new = try reader.message("new")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(
      old: try reader.required(old, "old"), new: try reader.required(new, "new"), reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.message(1, old)
    writer.message(2, new)
    writer.string(3, reason)
  }
}

extension ReviseExpectedClose: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(opportunityID: OpportunityID(.empty), expectedClose: Day(number: 0), reason: "")
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: expectedClose.number = try reader.sint32("expected_close_day")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
  }
}

extension ExpectedCloseRevised: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(old: nil, new: Day(number: 0), reason: "", pushCount: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: old = Day(number: try reader.sint32("old_day"))
      case 2: new.number = try reader.sint32("new_day")
      case 3: reason = try reader.detail("reason")
      case 4: pushCount = try reader.uint32("push_count")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.optionalSInt32(1, old?.number)
    writer.sint32(2, new.number)
    writer.string(3, reason)
    writer.uint32(4, pushCount)
  }
}
