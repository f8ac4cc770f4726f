// Written by tools/generate.sh from schemas/opportunity/v1/post_mortems.proto; edit that, not this.

package import Opportunities

extension PostMortemFinding: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var cause: String = ""
    var lesson: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: cause = try reader.string("cause")
      case 2: lesson = try reader.string("lesson")
      default: try reader.skip()
      }
    }
    self.init(cause: cause, lesson: lesson)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, cause)
    writer.string(2, lesson)
  }
}

extension RecordPostMortem: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var findings: [PostMortemFinding] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: try reader.append(to: &findings, "findings")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, findings: findings)
  }
}

extension PostMortemRecorded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var findings: [PostMortemFinding] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &findings, "findings")
      default: try reader.skip()
      }
    }
    self.init(findings: findings)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, findings)
  }
}
