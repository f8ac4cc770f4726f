// Written by tools/generate.sh from schemas/opportunity/v1/approvals.proto; edit that, not this.

package import Opportunities

extension ApprovalVerdict: WireEnum {}

extension ApprovalEscalationReason: WireEnum {}

extension RequestApproval: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var approvalID: ApprovalID = ApprovalID(.empty)
    var kind: ApprovalKind?
    var opportunity: OpportunityID?
    var amount: Money?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: approvalID = try reader.identifier("approval_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: opportunity = try reader.optionalIdentifier("opportunity_id")
      case 4: amount = try reader.message("amount")
      case 5: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      approvalID: approvalID, kind: try reader.required(kind, "kind"), opportunity: opportunity,
      amount: amount, note: note)
  }
}

extension ApprovalRequested: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: ApprovalKind?
    var opportunity: OpportunityID?
    var amount: Money?
    var note: String = ""
    var chain: [Role] = []
    var slaHours: UInt32 = 0
    var requester: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: opportunity = try reader.optionalIdentifier("opportunity_id")
      case 3: amount = try reader.message("amount")
      case 4: note = try reader.detail("note")
      case 5: try reader.append(to: &chain, "chain")
      case 6: slaHours = try reader.uint32("sla_hours")
      case 7: requester = try reader.optionalIdentifier("requester_id")
      default: try reader.skip()
      }
    }
    self.init(
      kind: try reader.required(kind, "kind"), opportunity: opportunity, amount: amount, note: note,
      chain: chain, slaHours: slaHours, requester: requester)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.identifier(2, opportunity)
    writer.message(3, amount)
    writer.string(4, note)
    writer.enumerations(5, chain)
    writer.uint32(6, slaHours)
    writer.identifier(7, requester)
  }
}

extension DecideApproval: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var approvalID: ApprovalID = ApprovalID(.empty)
    var verdict: ApprovalVerdict?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: approvalID = try reader.identifier("approval_id")
      case 2: verdict = try reader.enumeration("verdict")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(approvalID: approvalID, verdict: try reader.required(verdict, "verdict"), note: note)
  }
}

extension ApprovalGranted: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var step: UInt32 = 0
    var isLast: Bool = false
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: step = try reader.uint32("step")
      case 2: isLast = try reader.bool("is_last")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(step: step, isLast: isLast, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, step)
    writer.bool(2, isLast)
    writer.string(3, note)
  }
}

extension ApprovalRejected: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var step: UInt32 = 0
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: step = try reader.uint32("step")
      case 2: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(step: step, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, step)
    writer.string(2, note)
  }
}

extension EscalateApproval: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var approvalID: ApprovalID = ApprovalID(.empty)
    while let field = try reader.nextField() {
      switch field {
      case 1: approvalID = try reader.identifier("approval_id")
      default: try reader.skip()
      }
    }
    self.init(approvalID: approvalID)
  }
}

extension ApprovalEscalated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var step: UInt32 = 0
    var rule: ApprovalEscalationReason?
    var openTo: Role?
    var lateMinutes: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: step = try reader.uint32("step")
      case 2: rule = try reader.enumeration("rule")
      case 3: openTo = try reader.enumeration("open_to")
      case 4: lateMinutes = try reader.uint32("late_minutes")
      default: try reader.skip()
      }
    }
    self.init(
      step: step, rule: try reader.required(rule, "rule"), openTo: openTo, lateMinutes: lateMinutes)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, step)
    writer.enumeration(2, rule)
    writer.enumeration(3, openTo)
    writer.uint32(4, lateMinutes)
  }
}
