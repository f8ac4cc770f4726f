// Written by tools/generate.sh from schemas/opportunity/v1/needs.proto; edit that, not this.

package import Opportunities

extension UpdateNeeds: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var needs: [String] = []
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: try reader.appendDetail(to: &needs, "needs")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, needs: needs, reason: reason)
  }
}

extension NeedsUpdated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var needs: [String] = []
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.appendDetail(to: &needs, "needs")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(needs: needs, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.strings(1, needs)
    writer.string(2, reason)
  }
}

extension NoteCompetitor: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var competitor: String = ""
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: competitor = try reader.string("competitor")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, competitor: competitor, note: note)
  }
}

extension CompetitorNoted: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var competitor: String = ""
    var isKnown: Bool = false
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: competitor = try reader.string("competitor")
      case 2: isKnown = try reader.bool("known")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(competitor: competitor, isKnown: isKnown, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, competitor)
    writer.bool(2, isKnown)
    writer.string(3, note)
  }
}
