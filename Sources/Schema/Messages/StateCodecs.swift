// Written by tools/generate.sh from schemas/opportunity/v1/state.proto; edit that, not this.

package import Opportunities

extension Dossier: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var quoteVersion: UInt32 = 0
    var evidence: [Evidence] = []
    var plannedFollowUpAt: Instant?
    var payments: [PaidDocument] = []
    var formerOwners: [FormerOwner] = []
    var collaborators: [UserID] = []
    var proposalCount: UInt32 = 0
    var proposals: [SplitProposal] = []
    var isPaidOut: Bool = false
    var forecastCategory: ForecastCategory?
    var template: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: quoteVersion = try reader.uint32("quote_version")
      case 2: try reader.append(to: &evidence, "evidence")
      case 3: plannedFollowUpAt = try reader.instant("planned_follow_up_at_ms")
      case 4: try reader.append(to: &payments, "payments")
      case 5: try reader.append(to: &formerOwners, "former_owners")
      case 6: try reader.append(to: &collaborators, "collaborator_ids")
      case 7: proposalCount = try reader.uint32("proposal_count")
      case 8: try reader.append(to: &proposals, "proposals")
      case 9: isPaidOut = try reader.bool("is_paid_out")
      case 10: forecastCategory = try reader.enumeration("forecast_category")
      case 11: template = try reader.string("template")
      default: try reader.skip()
      }
    }
    self.init(
      quoteVersion: quoteVersion, evidence: evidence, plannedFollowUpAt: plannedFollowUpAt,
      payments: payments, formerOwners: formerOwners, collaborators: collaborators,
      proposalCount: proposalCount, proposals: proposals, isPaidOut: isPaidOut,
      forecastCategory: forecastCategory, template: template)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, quoteVersion)
    writer.messages(2, evidence)
    writer.instant(3, plannedFollowUpAt)
    writer.messages(4, payments)
    writer.messages(5, formerOwners)
    writer.identifiers(6, collaborators)
    writer.uint32(7, proposalCount)
    writer.messages(8, proposals)
    writer.bool(9, isPaidOut)
    writer.enumeration(10, forecastCategory)
    writer.string(11, template)
  }
}

extension Evidence: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var evidenceID: EvidenceID = EvidenceID(.empty)
    var kind: EvidenceKind?
    var result: EvidenceResult?
    var attacherKind: UInt32 = 0
    var attacherID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: evidenceID = try reader.identifier("evidence_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: result = try reader.enumeration("result")
      case 4: attacherKind = try reader.uint32("attacher_kind")
      case 5: attacherID = try reader.string("attacher_id")
      default: try reader.skip()
      }
    }
    self.init(
      evidenceID: evidenceID, kind: try reader.required(kind, "kind"), result: result,
      attacherKind: attacherKind, attacherID: attacherID)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, evidenceID)
    writer.enumeration(2, kind)
    writer.enumeration(3, result)
    writer.uint32(4, attacherKind)
    writer.string(5, attacherID)
  }
}

extension PaidDocument: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var erpDocument: String = ""
    var minorUnits: Int64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: erpDocument = try reader.string("erp_document")
      case 2: minorUnits = try reader.int64("minor_units")
      default: try reader.skip()
      }
    }
    self.init(erpDocument: erpDocument, minorUnits: minorUnits)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, erpDocument)
    writer.int64(2, minorUnits)
  }
}

extension FormerOwner: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var user: UserID = UserID(.empty)
    var leftAt: Instant = Instant(milliseconds: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: user = try reader.identifier("user_id")
      case 2: leftAt.milliseconds = try reader.int64("left_at_ms")
      default: try reader.skip()
      }
    }
    self.init(user: user, leftAt: leftAt)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, user)
    writer.instant(2, leftAt)
  }
}

extension SplitProposal: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var number: UInt32 = 0
    var kind: SplitKind?
    var method: SplitMethod?
    var shares: [SplitShare] = []
    var proposer: UserID = UserID(.empty)
    var chooser: UserID?
    var accepted: [UserID] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: number = try reader.uint32("number")
      case 2: kind = try reader.enumeration("kind")
      case 3: method = try reader.enumeration("method")
      case 4: try reader.append(to: &shares, "shares")
      case 5: proposer = try reader.identifier("proposer_id")
      case 6: chooser = try reader.optionalIdentifier("chooser_id")
      case 7: try reader.append(to: &accepted, "accepted_ids")
      default: try reader.skip()
      }
    }
    self.init(
      number: number, kind: try reader.required(kind, "kind"),
      method: try reader.required(method, "method"), shares: shares, proposer: proposer,
      chooser: chooser, accepted: accepted)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, number)
    writer.enumeration(2, kind)
    writer.enumeration(3, method)
    writer.messages(4, shares)
    writer.identifier(5, proposer)
    writer.identifier(6, chooser)
    writer.identifiers(7, accepted)
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

extension CustomerFile: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var profile: [ProfileValue] = []
    var externalRefs: [ExternalReferenceID] = []
    var contacts: [ContactID] = []
    var tags: [String] = []
    var tier: CustomerTier?
    var quietPeriod: QuietPeriod?
    var mergedInto: CustomerID?
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &profile, "profile")
      case 2: try reader.append(to: &externalRefs, "external_refs")
      case 3: try reader.append(to: &contacts, "contact_ids")
      case 4: try reader.append(to: &tags, "tags")
      case 5: tier = try reader.enumeration("tier")
      case 6: quietPeriod = try reader.message("quiet_period")
      case 7: mergedInto = try reader.optionalIdentifier("merged_into_id")
      default: try reader.skip()
      }
    }
    self.init(
      profile: profile, externalRefs: externalRefs, contacts: contacts, tags: tags, tier: tier,
      quietPeriod: quietPeriod, mergedInto: mergedInto)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, profile)
    writer.identifiers(2, externalRefs)
    writer.identifiers(3, contacts)
    writer.strings(4, tags)
    writer.enumeration(5, tier)
    writer.message(6, quietPeriod)
    writer.identifier(7, mergedInto)
  }
}

extension ProfileValue: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var fieldCode: String = ""
    var value: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: fieldCode = try reader.string("field")
      case 2: value = try reader.string("value")
      default: try reader.skip()
      }
    }
    self.init(fieldCode: fieldCode, value: value)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, fieldCode)
    writer.string(2, value)
  }
}

extension QuietPeriod: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: Instant = Instant(milliseconds: 0)
    var until: Instant = Instant(milliseconds: 0)
    var scope: QuietScope?
    var pushCapPerMonth: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: from.milliseconds = try reader.int64("from_ms")
      case 2: until.milliseconds = try reader.int64("until_ms")
      case 3: scope = try reader.enumeration("scope")
      case 4: pushCapPerMonth = try reader.uint32("push_cap_per_month")
      default: try reader.skip()
      }
    }
    self.init(
      from: from, until: until, scope: try reader.required(scope, "scope"),
      pushCapPerMonth: pushCapPerMonth)
  }

  package func write(to writer: inout WireWriter) {
    writer.instant(1, from)
    writer.instant(2, until)
    writer.enumeration(3, scope)
    writer.uint32(4, pushCapPerMonth)
  }
}

extension Lead: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var customerKind: CustomerKind?
    var status: LeadStatus?
    var owner: UserID?
    var source: String = ""
    var knownFields: [String] = []
    var customer: CustomerID?
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: customerKind = try reader.enumeration("customer_kind")
      case 3: status = try reader.enumeration("status")
      case 4: owner = try reader.optionalIdentifier("owner_id")
      case 5: source = try reader.string("source")
      case 6: try reader.append(to: &knownFields, "known_fields")
      case 7: customer = try reader.optionalIdentifier("customer_id")
      default: try reader.skip()
      }
    }
    self.init(
      version: version, customerKind: try reader.required(customerKind, "customer_kind"),
      status: try reader.required(status, "status"), owner: owner, source: source,
      knownFields: knownFields, customer: customer)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.enumeration(2, customerKind)
    writer.enumeration(3, status)
    writer.identifier(4, owner)
    writer.string(5, source)
    writer.strings(6, knownFields)
    writer.identifier(7, customer)
  }
}

extension Approval: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var kind: ApprovalKind?
    var opportunity: OpportunityID?
    var requester: UserID?
    var chain: [Role] = []
    var grantedSteps: UInt32 = 0
    var isRejected: Bool = false
    var slaHours: UInt32 = 0
    var stepSince: Instant = Instant(milliseconds: 0)
    var escalatedStep: UInt32 = 0
    var openTo: Role?
    var isUsed: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: kind = try reader.enumeration("kind")
      case 3: opportunity = try reader.optionalIdentifier("opportunity_id")
      case 4: requester = try reader.optionalIdentifier("requester_id")
      case 5: try reader.append(to: &chain, "chain")
      case 6: grantedSteps = try reader.uint32("granted_steps")
      case 7: isRejected = try reader.bool("is_rejected")
      case 8: slaHours = try reader.uint32("sla_hours")
      case 9: stepSince.milliseconds = try reader.int64("step_since_ms")
      case 10: escalatedStep = try reader.uint32("escalated_step")
      case 11: openTo = try reader.enumeration("open_to")
      case 12: isUsed = try reader.bool("is_used")
      default: try reader.skip()
      }
    }
    self.init(
      version: version, kind: try reader.required(kind, "kind"), opportunity: opportunity,
      requester: requester, chain: chain, grantedSteps: grantedSteps, isRejected: isRejected,
      slaHours: slaHours, stepSince: stepSince, escalatedStep: escalatedStep, openTo: openTo,
      isUsed: isUsed)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.enumeration(2, kind)
    writer.identifier(3, opportunity)
    writer.identifier(4, requester)
    writer.enumerations(5, chain)
    writer.uint32(6, grantedSteps)
    writer.bool(7, isRejected)
    writer.uint32(8, slaHours)
    writer.instant(9, stepSince)
    writer.uint32(10, escalatedStep)
    writer.enumeration(11, openTo)
    writer.bool(12, isUsed)
  }
}

extension Review: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      default: try reader.skip()
      }
    }
    self.init(version: version)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
  }
}

extension Target: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var amount: Money?
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: amount = try reader.message("amount")
      default: try reader.skip()
      }
    }
    self.init(version: version, amount: amount)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.message(2, amount)
  }
}

extension Award: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      default: try reader.skip()
      }
    }
    self.init(version: version)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
  }
}

extension ImportRun: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var expectedRows: UInt64 = 0
    var isClosed: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: expectedRows = try reader.uint64("expected_rows")
      case 3: isClosed = try reader.bool("is_closed")
      default: try reader.skip()
      }
    }
    self.init(version: version, expectedRows: expectedRows, isClosed: isClosed)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.uint64(2, expectedRows)
    writer.bool(3, isClosed)
  }
}

extension Outbound: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var position: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: position = try reader.uint64("position")
      default: try reader.skip()
      }
    }
    self.init(version: version, position: position)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.uint64(2, position)
  }
}

extension Erasure: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var erased: [ErasedOwner] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: try reader.append(to: &erased, "erased")
      default: try reader.skip()
      }
    }
    self.init(version: version, erased: erased)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.messages(2, erased)
  }
}

extension Calibration: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var position: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: position = try reader.uint64("position")
      default: try reader.skip()
      }
    }
    self.init(version: version, position: position)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.uint64(2, position)
  }
}
