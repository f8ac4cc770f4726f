// Written by tools/generate.sh from schemas/opportunity/v1/state.proto; edit that, not this.

package import Opportunities

extension Dossier: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var quoteVersion: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: quoteVersion = try reader.uint32("quote_version")
      default: try reader.skip()
      }
    }
    self.init(quoteVersion: quoteVersion)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, quoteVersion)
  }
}

extension DepartmentTask: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var team: TeamID = TeamID(.empty)
    var assignee: UserID?
    var opportunity: OpportunityID?
    var isCompleted: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: team = try reader.identifier("team_id")
      case 3: assignee = try reader.optionalIdentifier("assignee_id")
      case 4: opportunity = try reader.optionalIdentifier("opportunity_id")
      case 5: isCompleted = try reader.bool("is_completed")
      default: try reader.skip()
      }
    }
    self.init(
      version: version, team: team, assignee: assignee, opportunity: opportunity,
      isCompleted: isCompleted)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.identifier(2, team)
    writer.identifier(3, assignee)
    writer.identifier(4, opportunity)
    writer.bool(5, isCompleted)
  }
}
