// Written by tools/generate.sh from schemas/opportunity/v1/leads.proto; edit that, not this.

package import Opportunities

extension LeadStatus: WireEnum {}

extension LeadField: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var value: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: value = try reader.string("value")
      default: try reader.skip()
      }
    }
    self.init(code: code, value: value)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.string(2, value)
  }
}

extension CaptureLead: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var leadID: LeadID = LeadID(.empty)
    var customerKind: CustomerKind?
    var source: String = ""
    var campaign: String = ""
    var isSelfDeveloped: Bool = false
    var owner: UserID?
    var fields: [LeadField] = []
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: leadID = try reader.identifier("lead_id")
      case 2: customerKind = try reader.enumeration("customer_kind")
      case 3: source = try reader.string("source")
      case 4: campaign = try reader.detail("campaign")
      case 5: isSelfDeveloped = try reader.bool("self_developed")
      case 6: owner = try reader.optionalIdentifier("owner_id")
      case 7: try reader.append(to: &fields, "fields")
      case 8: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      leadID: leadID, customerKind: try reader.required(customerKind, "customer_kind"),
      source: source, campaign: campaign, isSelfDeveloped: isSelfDeveloped, owner: owner,
      fields: fields, note: note)
  }
}

extension LeadCaptured: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerKind: CustomerKind?
    var source: String = ""
    var campaign: String = ""
    var isSelfDeveloped: Bool = false
    var owner: UserID?
    var fields: [LeadField] = []
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerKind = try reader.enumeration("customer_kind")
      case 2: source = try reader.string("source")
      case 3: campaign = try reader.detail("campaign")
      case 4: isSelfDeveloped = try reader.bool("self_developed")
      case 5: owner = try reader.optionalIdentifier("owner_id")
      case 6: try reader.append(to: &fields, "fields")
      case 7: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      customerKind: try reader.required(customerKind, "customer_kind"), source: source,
      campaign: campaign, isSelfDeveloped: isSelfDeveloped, owner: owner, fields: fields, note: note
    )
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, customerKind)
    writer.string(2, source)
    writer.string(3, campaign)
    writer.bool(4, isSelfDeveloped)
    writer.identifier(5, owner)
    writer.messages(6, fields)
    writer.string(7, note)
  }
}

extension EnrichLead: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var leadID: LeadID = LeadID(.empty)
    var fields: [LeadField] = []
    var customerKind: CustomerKind?
    var owner: UserID?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: leadID = try reader.identifier("lead_id")
      case 2: try reader.append(to: &fields, "fields")
      case 3: customerKind = try reader.enumeration("customer_kind")
      case 4: owner = try reader.optionalIdentifier("owner_id")
      case 5: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(leadID: leadID, fields: fields, customerKind: customerKind, owner: owner, note: note)
  }
}

extension LeadEnriched: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var fields: [LeadField] = []
    var customerKind: CustomerKind?
    var owner: UserID?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &fields, "fields")
      case 2: customerKind = try reader.enumeration("customer_kind")
      case 3: owner = try reader.optionalIdentifier("owner_id")
      case 4: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(fields: fields, customerKind: customerKind, owner: owner, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, fields)
    writer.enumeration(2, customerKind)
    writer.identifier(3, owner)
    writer.string(4, note)
  }
}

extension QualifyLead: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var leadID: LeadID = LeadID(.empty)
    var opportunity: CreateOpportunity?
    var realVerifiedBy: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: leadID = try reader.identifier("lead_id")
      case 2: opportunity = try reader.message("opportunity")
      case 3: realVerifiedBy = try reader.optionalIdentifier("real_verified_by")
      default: try reader.skip()
      }
    }
    self.init(
      leadID: leadID, opportunity: try reader.required(opportunity, "opportunity"),
      realVerifiedBy: realVerifiedBy)
  }
}

extension LeadQualified: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunity: OpportunityID = OpportunityID(.empty)
    var customer: CustomerID = CustomerID(.empty)
    var realVerifiedBy: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunity = try reader.identifier("opportunity_id")
      case 2: customer = try reader.identifier("customer_id")
      case 3: realVerifiedBy = try reader.optionalIdentifier("real_verified_by")
      default: try reader.skip()
      }
    }
    self.init(opportunity: opportunity, customer: customer, realVerifiedBy: realVerifiedBy)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, opportunity)
    writer.identifier(2, customer)
    writer.identifier(3, realVerifiedBy)
  }
}

extension DisqualifyLead: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var leadID: LeadID = LeadID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: leadID = try reader.identifier("lead_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(leadID: leadID, reason: reason)
  }
}

extension LeadDisqualified: WireMessage {
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
