// Written by tools/generate.sh from schemas/opportunity/v1/alerts.proto; edit that, not this.

package import Opportunities

extension AcknowledgeAlert: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var kind: AlertKind?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, kind: try reader.required(kind, "kind"), note: note)
  }
}

extension AlertAcknowledged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: AlertKind?
    var since: Instant = Instant(milliseconds: 0)
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: since.milliseconds = try reader.int64("since_ms")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(kind: try reader.required(kind, "kind"), since: since, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.instant(2, since)
    writer.string(3, note)
  }
}

extension SnoozeAlert: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var kind: AlertKind?
    var until: Instant?
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: until = try reader.instant("until_ms")
      case 4: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, kind: try reader.required(kind, "kind"), until: until,
      reason: reason)
  }
}

extension AlertSnoozed: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: AlertKind?
    var since: Instant = Instant(milliseconds: 0)
    var until: Instant = Instant(milliseconds: 0)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: since.milliseconds = try reader.int64("since_ms")
      case 3: until.milliseconds = try reader.int64("until_ms")
      case 4: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(kind: try reader.required(kind, "kind"), since: since, until: until, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.instant(2, since)
    writer.instant(3, until)
    writer.string(4, reason)
  }
}
