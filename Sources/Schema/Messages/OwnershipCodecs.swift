// Written by tools/generate.sh from schemas/opportunity/v1/ownership.proto; edit that, not this.

package import Opportunities

extension ReassignOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var owner: UserID = UserID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: owner = try reader.identifier("owner_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, owner: owner, reason: reason)
  }
}

extension OpportunityReassigned: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: UserID = UserID(.empty)
    var to: UserID = UserID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.identifier("from_owner_id")
      case 2: to = try reader.identifier("to_owner_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(from: from, to: to, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.identifier(2, to)
    writer.string(3, reason)
  }
}
