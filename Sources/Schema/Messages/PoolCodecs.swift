// Written by tools/generate.sh from schemas/opportunity/v1/pool.proto; edit that, not this.

package import Opportunities

extension AssignmentMode: WireEnum {}

extension ReclaimReason: WireEnum {}

extension EscalationReason: WireEnum {}

extension MakeDormant: WireReadable {
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

extension OpportunityMadeDormant: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: UserID?
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.optionalIdentifier("from_owner_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(from: from, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.string(2, reason)
  }
}

extension ReactivateOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var campaign: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: campaign = try reader.detail("campaign")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, campaign: campaign)
  }
}

extension OpportunityReactivated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var campaign: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: campaign = try reader.detail("campaign")
      default: try reader.skip()
      }
    }
    self.init(campaign: campaign)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, campaign)
  }
}

extension EliminateOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var reason: String = ""
    var approvalID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: reason = try reader.detail("reason")
      case 3: approvalID = try reader.detail("approval_id")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, reason: reason, approvalID: approvalID)
  }
}

extension OpportunityEliminated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: UserID?
    var reason: String = ""
    var approvalID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.optionalIdentifier("from_owner_id")
      case 2: reason = try reader.detail("reason")
      case 3: approvalID = try reader.string("approval_id")
      default: try reader.skip()
      }
    }
    self.init(from: from, reason: reason, approvalID: approvalID)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.string(2, reason)
    writer.string(3, approvalID)
  }
}

extension AssignOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var owner: UserID = UserID(.empty)
    var mode: AssignmentMode?
    var rule: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: owner = try reader.identifier("owner_id")
      case 3: mode = try reader.enumeration("mode")
      case 4: rule = try reader.detail("rule")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, owner: owner, mode: mode, rule: rule)
  }
}

extension OpportunityAssigned: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var to: UserID = UserID(.empty)
    var mode: AssignmentMode?
    var rule: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: to = try reader.identifier("to_owner_id")
      case 2: mode = try reader.enumeration("mode")
      case 3: rule = try reader.detail("rule")
      default: try reader.skip()
      }
    }
    self.init(to: to, mode: try reader.required(mode, "mode"), rule: rule)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, to)
    writer.enumeration(2, mode)
    writer.string(3, rule)
  }
}

extension ClaimOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var owner: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: owner = try reader.optionalIdentifier("owner_id")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, owner: owner)
  }
}

extension OpportunityClaimed: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var to: UserID = UserID(.empty)
    while let field = try reader.nextField() {
      switch field {
      case 1: to = try reader.identifier("to_owner_id")
      default: try reader.skip()
      }
    }
    self.init(to: to)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, to)
  }
}

extension ReturnToPool: WireReadable {
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

extension OpportunityReturnedToPool: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: UserID = UserID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.identifier("from_owner_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(from: from, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.string(2, reason)
  }
}

extension ReclaimOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var rule: ReclaimReason?
    var confirmedBy: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: rule = try reader.enumeration("rule")
      case 3: confirmedBy = try reader.optionalIdentifier("confirmed_by_id")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, rule: rule, confirmedBy: confirmedBy)
  }
}

extension OpportunityReclaimed: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: UserID = UserID(.empty)
    var rule: ReclaimReason?
    var idleDays: UInt32 = 0
    var confirmedBy: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.identifier("from_owner_id")
      case 2: rule = try reader.enumeration("rule")
      case 3: idleDays = try reader.uint32("idle_days")
      case 4: confirmedBy = try reader.optionalIdentifier("confirmed_by_id")
      default: try reader.skip()
      }
    }
    self.init(
      from: from, rule: try reader.required(rule, "rule"), idleDays: idleDays,
      confirmedBy: confirmedBy)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.enumeration(2, rule)
    writer.uint32(3, idleDays)
    writer.identifier(4, confirmedBy)
  }
}

extension EscalateOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var to: UserID = UserID(.empty)
    var rule: EscalationReason?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: to = try reader.identifier("owner_id")
      case 3: rule = try reader.enumeration("rule")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, to: to, rule: rule)
  }
}

extension OpportunityEscalated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: UserID = UserID(.empty)
    var to: UserID = UserID(.empty)
    var rule: EscalationReason?
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.identifier("from_owner_id")
      case 2: to = try reader.identifier("to_owner_id")
      case 3: rule = try reader.enumeration("rule")
      default: try reader.skip()
      }
    }
    self.init(from: from, to: to, rule: try reader.required(rule, "rule"))
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.identifier(2, to)
    writer.enumeration(3, rule)
  }
}
