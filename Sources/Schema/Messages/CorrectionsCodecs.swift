// Written by tools/generate.sh from schemas/opportunity/v1/corrections.proto; edit that, not this.

package import Opportunities

extension CorrectRecord: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var version: UInt64 = 0
    var path: String = ""
    var corrected: String = ""
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: version = try reader.uint64("version")
      case 3: path = try reader.detail("path")
      case 4: corrected = try reader.detail("corrected")
      case 5: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, version: version, path: path, corrected: corrected,
      reason: reason)
  }
}

extension RecordCorrected: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var path: String = ""
    var corrected: String = ""
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: path = try reader.detail("path")
      case 3: corrected = try reader.detail("corrected")
      case 4: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(version: version, path: path, corrected: corrected, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.string(2, path)
    writer.string(3, corrected)
    writer.string(4, reason)
  }
}
