// Written by tools/generate.sh from schemas/opportunity/v1/plans.proto; edit that, not this.

package import Opportunities

extension PlanFollowUp: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var dueAt: Instant?
    var purpose: String = ""
    var channel: Channel?
    var scriptID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: dueAt = try reader.instant("due_at_ms")
      case 3: purpose = try reader.detail("purpose")
      case 4: channel = try reader.enumeration("channel")
      case 5: scriptID = try reader.string("script_id")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, dueAt: dueAt, purpose: purpose, channel: channel,
      scriptID: scriptID)
  }
}

extension FollowUpPlanned: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var dueAt: Instant = Instant(milliseconds: 0)
    var purpose: String = ""
    var channel: Channel?
    var scriptID: String = ""
    var replacedDueAt: Instant?
    while let field = try reader.nextField() {
      switch field {
      case 1: dueAt.milliseconds = try reader.int64("due_at_ms")
      case 2: purpose = try reader.detail("purpose")
      case 3: channel = try reader.enumeration("channel")
      case 4: scriptID = try reader.string("script_id")
      case 5: replacedDueAt = try reader.instant("replaced_due_at_ms")
      default: try reader.skip()
      }
    }
    self.init(
      dueAt: dueAt, purpose: purpose, channel: channel, scriptID: scriptID,
      replacedDueAt: replacedDueAt)
  }

  package func write(to writer: inout WireWriter) {
    writer.instant(1, dueAt)
    writer.string(2, purpose)
    writer.enumeration(3, channel)
    writer.string(4, scriptID)
    writer.instant(5, replacedDueAt)
  }
}

extension CancelPlan: WireReadable {
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

extension PlanCancelled: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var dueAt: Instant = Instant(milliseconds: 0)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: dueAt.milliseconds = try reader.int64("due_at_ms")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(dueAt: dueAt, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.instant(1, dueAt)
    writer.string(2, reason)
  }
}
