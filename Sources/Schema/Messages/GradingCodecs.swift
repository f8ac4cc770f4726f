// Written by tools/generate.sh from schemas/opportunity/v1/grading.proto; edit that, not this.

package import Opportunities

extension GradeOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var grade: Grade?
    var basis: GradeBasis?
    var evidence: [EvidenceID] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: grade = try reader.enumeration("grade")
      case 3: basis = try reader.message("basis")
      case 4: try reader.append(to: &evidence, "evidence_ids")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, grade: try reader.required(grade, "grade"),
      basis: try reader.required(basis, "basis"), evidence: evidence)
  }
}

extension OpportunityGraded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var old: Grade?
    var new: Grade?
    var basis: GradeBasis?
    var supported: Bool = false
    var evidence: [EvidenceID] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: old = try reader.enumeration("old")
      case 2: new = try reader.enumeration("new")
      case 3: basis = try reader.message("basis")
      case 4: supported = try reader.bool("supported")
      case 5: try reader.append(to: &evidence, "evidence_ids")
      default: try reader.skip()
      }
    }
    self.init(
      old: old, new: try reader.required(new, "new"), basis: try reader.required(basis, "basis"),
      supported: supported, evidence: evidence)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, old)
    writer.enumeration(2, new)
    writer.message(3, basis)
    writer.bool(4, supported)
    writer.identifiers(5, evidence)
  }
}
