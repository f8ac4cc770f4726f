package import Opportunities

// Creating and grading an opportunity.

extension CreateOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID = OpportunityID(.empty)
    var fields = CreationFields()
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      // The fields of the fact follow in the same order, each one further back.
      case 2...11: try fields.read(field - 1, from: &reader)
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, customer: fields.customer, title: fields.title,
      amount: try reader.required(fields.amount, "amount"), owner: fields.owner,
      needs: fields.needs, expectedClose: fields.expectedClose, source: fields.source,
      stage: fields.stage, grade: fields.grade, gradeBasis: fields.gradeBasis)
  }
}

extension OpportunityCreated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var fields = CreationFields()
    var gradeSupported = false
    while let field = try reader.nextField() {
      switch field {
      case 1...10: try fields.read(field, from: &reader)
      case 11: gradeSupported = try reader.bool("grade_supported")
      default: try reader.skip()
      }
    }
    self.init(
      customer: fields.customer, title: fields.title,
      amount: try reader.required(fields.amount, "amount"), owner: fields.owner,
      needs: fields.needs, expectedClose: fields.expectedClose, source: fields.source,
      stage: try reader.required(fields.stage, "stage"), grade: fields.grade,
      gradeBasis: fields.gradeBasis, gradeSupported: gradeSupported)
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
  }
}

/// What command and fact have in common: everything but the id and the verdict on the grade.
private struct CreationFields {
  var customer = CustomerID(.empty)
  var title = ""
  var amount: Money?
  var owner = UserID(.empty)
  var needs: [String] = []
  var expectedClose: Day?
  var source = ""
  var stage: Stage?
  var grade: Grade?
  var gradeBasis: GradeBasis?

  /// - Parameter field: its number in the fact.
  mutating func read(_ field: UInt32, from reader: inout WireReader) throws(WireError) {
    switch field {
    case 1: customer = try reader.identifier("customer_id")
    case 2: title = try reader.string("title")
    case 3: amount = try reader.message("amount")
    case 4: owner = try reader.identifier("owner_id")
    case 5: try reader.appendDetail(to: &needs, "needs")
    case 6: expectedClose = Day(number: try reader.sint32("expected_close_day"))
    case 7: source = try reader.detail("source")
    case 8: stage = try reader.enumeration("stage")
    case 9: grade = try reader.enumeration("grade")
    case 10: gradeBasis = try reader.message("grade_basis")
    default: try reader.skip()
    }
  }
}

extension GradeOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID = OpportunityID(.empty)
    var grade: Grade?
    var basis: GradeBasis?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: grade = try reader.enumeration("grade")
      case 3: basis = try reader.message("basis")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, grade: try reader.required(grade, "grade"),
      basis: try reader.required(basis, "basis"))
  }
}

extension OpportunityGraded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var old: Grade?
    var new: Grade?
    var basis: GradeBasis?
    var supported = false
    while let field = try reader.nextField() {
      switch field {
      case 1: old = try reader.enumeration("old")
      case 2: new = try reader.enumeration("new")
      case 3: basis = try reader.message("basis")
      case 4: supported = try reader.bool("supported")
      default: try reader.skip()
      }
    }
    self.init(
      old: old, new: try reader.required(new, "new"), basis: try reader.required(basis, "basis"),
      supported: supported)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, old)
    writer.enumeration(2, new)
    writer.message(3, basis)
    writer.bool(4, supported)
  }
}
