// Written by tools/generate.sh from schemas/opportunity/v1/opportunities.proto; edit that, not this.

package import Opportunities

extension ProductClass: WireEnum {}

extension ProductFit: WireEnum {}

extension OfferedProduct: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var productID: String = ""
    var productClass: ProductClass?
    var fit: ProductFit?
    var amount: Money?
    while let field = try reader.nextField() {
      switch field {
      case 1: productID = try reader.string("product_id")
      case 2: productClass = try reader.enumeration("class")
      case 3: fit = try reader.enumeration("fit")
      case 4: amount = try reader.message("amount")
      default: try reader.skip()
      }
    }
    self.init(
      productID: productID, productClass: productClass, fit: fit,
      amount: try reader.required(amount, "amount"))
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, productID)
    writer.enumeration(2, productClass)
    writer.enumeration(3, fit)
    writer.message(4, amount)
  }
}

extension CreateOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var customer: CustomerID = CustomerID(.empty)
    var title: String = ""
    var amount: Money?
    var owner: UserID?
    var needs: [String] = []
    var expectedClose: Day?
    var source: String = ""
    var stage: Stage?
    var grade: Grade?
    var gradeBasis: GradeBasis?
    var products: [OfferedProduct] = []
    var template: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: customer = try reader.identifier("customer_id")
      case 3: title = try reader.string("title")
      case 4: amount = try reader.message("amount")
      case 5: owner = try reader.optionalIdentifier("owner_id")
      case 6: try reader.appendDetail(to: &needs, "needs")
      case 7: expectedClose = Day(number: try reader.sint32("expected_close_day"))
      case 8: source = try reader.detail("source")
      case 9: stage = try reader.enumeration("stage")
      case 10: grade = try reader.enumeration("grade")
      case 11: gradeBasis = try reader.message("grade_basis")
      case 12: try reader.append(to: &products, "products")
      case 13: template = try reader.detail("template")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, customer: customer, title: title,
      amount: try reader.required(amount, "amount"), owner: owner, needs: needs,
      expectedClose: expectedClose, source: source, stage: stage, grade: grade,
      gradeBasis: gradeBasis, products: products, template: template)
  }
}

extension OpportunityCreated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customer: CustomerID = CustomerID(.empty)
    var title: String = ""
    var amount: Money?
    var owner: UserID?
    var needs: [String] = []
    var expectedClose: Day?
    var source: String = ""
    var stage: Stage?
    var grade: Grade?
    var gradeBasis: GradeBasis?
    var gradeSupported: Bool = false
    var products: [OfferedProduct] = []
    var template: String = ""
    var unmetGates: [UnmetGate] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: customer = try reader.identifier("customer_id")
      case 2: title = try reader.string("title")
      case 3: amount = try reader.message("amount")
      case 4: owner = try reader.optionalIdentifier("owner_id")
      case 5: try reader.appendDetail(to: &needs, "needs")
      case 6: expectedClose = Day(number: try reader.sint32("expected_close_day"))
      case 7: source = try reader.detail("source")
      case 8: stage = try reader.enumeration("stage")
      case 9: grade = try reader.enumeration("grade")
      case 10: gradeBasis = try reader.message("grade_basis")
      case 11: gradeSupported = try reader.bool("grade_supported")
      case 12: try reader.append(to: &products, "products")
      case 13: template = try reader.string("template")
      case 14: try reader.appendDetail(to: &unmetGates, "unmet_gates")
      default: try reader.skip()
      }
    }
    self.init(
      customer: customer, title: title, amount: try reader.required(amount, "amount"), owner: owner,
      needs: needs, expectedClose: expectedClose, source: source,
      stage: try reader.required(stage, "stage"), grade: grade, gradeBasis: gradeBasis,
      gradeSupported: gradeSupported, products: products, template: template, unmetGates: unmetGates
    )
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, customer)
    writer.string(2, title)
    writer.message(3, amount)
    writer.identifier(4, owner)
    writer.strings(5, needs)
    writer.optionalSInt32(6, expectedClose?.number)
    writer.string(7, source)
    writer.enumeration(8, stage)
    writer.enumeration(9, grade)
    writer.message(10, gradeBasis)
    writer.bool(11, gradeSupported)
    writer.messages(12, products)
    writer.string(13, template)
    writer.messages(14, unmetGates)
  }
}

extension ReviseAmount: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var amount: Money?
    var reason: String = ""
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
    var reason: String = ""
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
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var expectedClose: Day = Day(number: 0)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: expectedClose = Day(number: try reader.sint32("expected_close_day"))
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, expectedClose: expectedClose, reason: reason)
  }
}

extension ExpectedCloseRevised: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var old: Day?
    var new: Day = Day(number: 0)
    var reason: String = ""
    var pushCount: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: old = Day(number: try reader.sint32("old_day"))
      case 2: new = Day(number: try reader.sint32("new_day"))
      case 3: reason = try reader.detail("reason")
      case 4: pushCount = try reader.uint32("push_count")
      default: try reader.skip()
      }
    }
    self.init(old: old, new: new, reason: reason, pushCount: pushCount)
  }

  package func write(to writer: inout WireWriter) {
    writer.optionalSInt32(1, old?.number)
    writer.sint32(2, new.number)
    writer.string(3, reason)
    writer.uint32(4, pushCount)
  }
}
