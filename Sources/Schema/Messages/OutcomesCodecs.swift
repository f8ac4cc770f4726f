// Written by tools/generate.sh from schemas/opportunity/v1/outcomes.proto; edit that, not this.

package import Opportunities

extension WinOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var finalAmount: Money?
    var contractNumber: String = ""
    var contractDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: finalAmount = try reader.message("final_amount")
      case 3: contractNumber = try reader.detail("contract_number")
      case 4: contractDigest = try reader.detailBytes("contract_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, finalAmount: finalAmount, contractNumber: contractNumber,
      contractDigest: contractDigest)
  }
}

extension OpportunityWon: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var finalAmount: Money?
    var contractNumber: String = ""
    var contractDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: finalAmount = try reader.message("final_amount")
      case 2: contractNumber = try reader.detail("contract_number")
      case 3: contractDigest = try reader.detailBytes("contract_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      finalAmount: try reader.required(finalAmount, "final_amount"), contractNumber: contractNumber,
      contractDigest: contractDigest)
  }

  package func write(to writer: inout WireWriter) {
    writer.message(1, finalAmount)
    writer.string(2, contractNumber)
    writer.byteArray(3, contractDigest)
  }
}

extension LoseOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var reason: String = ""
    var competitor: String = ""
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: reason = try reader.string("reason")
      case 3: competitor = try reader.detail("competitor")
      case 4: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, reason: reason, competitor: competitor, note: note)
  }
}

extension OpportunityLost: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var reason: String = ""
    var competitor: String = ""
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: reason = try reader.string("reason")
      case 2: competitor = try reader.detail("competitor")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(reason: reason, competitor: competitor, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, reason)
    writer.string(2, competitor)
    writer.string(3, note)
  }
}

extension ArchiveOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, reason: reason)
  }
}

extension OpportunityArchived: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, reason)
  }
}

extension ReopenOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, reason: reason)
  }
}

extension OpportunityReopened: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: Status?
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.enumeration("from")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(from: try reader.required(from, "from"), reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, from)
    writer.string(2, reason)
  }
}
