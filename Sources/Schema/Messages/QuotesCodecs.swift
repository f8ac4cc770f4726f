// Written by tools/generate.sh from schemas/opportunity/v1/quotes.proto; edit that, not this.

package import Opportunities

extension IssueQuote: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var version: UInt32 = 0
    var amount: Money?
    var fileDigest: [UInt8] = []
    var validUntil: Instant?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: version = try reader.uint32("version")
      case 3: amount = try reader.message("amount")
      case 4: fileDigest = try reader.detailBytes("file_sha256")
      case 5: validUntil = try reader.instant("valid_until_ms")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, version: version, amount: try reader.required(amount, "amount"),
      fileDigest: fileDigest, validUntil: validUntil)
  }
}

extension QuoteIssued: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt32 = 0
    var amount: Money?
    var fileDigest: [UInt8] = []
    var validUntil: Instant?
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint32("version")
      case 2: amount = try reader.message("amount")
      case 3: fileDigest = try reader.detailBytes("file_sha256")
      case 4: validUntil = try reader.instant("valid_until_ms")
      default: try reader.skip()
      }
    }
    self.init(
      version: version, amount: try reader.required(amount, "amount"), fileDigest: fileDigest,
      validUntil: validUntil)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, version)
    writer.message(2, amount)
    writer.byteArray(3, fileDigest)
    writer.instant(4, validUntil)
  }
}

extension RecordSalesPromise: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var text: String = ""
    var dueAt: Instant?
    var team: TeamID = TeamID(.empty)
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: text = try reader.detail("text")
      case 3: dueAt = try reader.instant("due_at_ms")
      case 4: team = try reader.identifier("team_id")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, text: text, dueAt: dueAt, team: team)
  }
}

extension SalesPromiseRecorded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var text: String = ""
    var dueAt: Instant = Instant(milliseconds: 0)
    var team: TeamID = TeamID(.empty)
    while let field = try reader.nextField() {
      switch field {
      case 1: text = try reader.detail("text")
      case 2: dueAt.milliseconds = try reader.int64("due_at_ms")
      case 3: team = try reader.identifier("team_id")
      default: try reader.skip()
      }
    }
    self.init(text: text, dueAt: dueAt, team: team)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, text)
    writer.instant(2, dueAt)
    writer.identifier(3, team)
  }
}
