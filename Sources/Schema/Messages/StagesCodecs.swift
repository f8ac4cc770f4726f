// Written by tools/generate.sh from schemas/opportunity/v1/stages.proto; edit that, not this.

package import Opportunities

extension MoveStage: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var from: Stage?
    var to: Stage?
    var note: String = ""
    var fileDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: from = try reader.enumeration("from")
      case 3: to = try reader.enumeration("to")
      case 4: note = try reader.detail("note")
      case 5: fileDigest = try reader.detailBytes("file_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, from: try reader.required(from, "from"),
      to: try reader.required(to, "to"), note: note, fileDigest: fileDigest)
  }
}

extension StageMoved: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: Stage?
    var to: Stage?
    var note: String = ""
    var fileDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.enumeration("from")
      case 2: to = try reader.enumeration("to")
      case 3: note = try reader.detail("note")
      case 4: fileDigest = try reader.detailBytes("file_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      from: try reader.required(from, "from"), to: try reader.required(to, "to"), note: note,
      fileDigest: fileDigest)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, from)
    writer.enumeration(2, to)
    writer.string(3, note)
    writer.byteArray(4, fileDigest)
  }
}
