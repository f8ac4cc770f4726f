// Written by tools/generate.sh from schemas/opportunity/v1/leads.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func leadField() -> LeadField {
    LeadField(code: text(), value: text())
  }
}

extension PBLeadField {
  init(_ value: LeadField) {
    self.init()
    code = value.code
    self.value = value.value
  }
}

extension Random {
  mutating func captureLead() -> CaptureLead {
    CaptureLead(
      leadID: id(), customerKind: one(), source: text(), campaign: text(), isSelfDeveloped: bool(),
      owner: maybe { $0.id() }, fields: list { $0.leadField() }, note: text())
  }
}

extension PBCaptureLead {
  init(_ value: CaptureLead) {
    self.init()
    leadID = value.leadID.text
    customerKind = word(value.customerKind)
    source = value.source
    campaign = value.campaign
    selfDeveloped = value.isSelfDeveloped
    if let owner = value.owner { self.ownerID = owner.text }
    fields = value.fields.map { PBLeadField($0) }
    note = value.note
  }
}

extension Random {
  mutating func leadCaptured() -> LeadCaptured {
    LeadCaptured(
      customerKind: one(), source: text(), campaign: text(), isSelfDeveloped: bool(),
      owner: maybe { $0.id() }, fields: list { $0.leadField() }, note: text())
  }
}

extension PBLeadCaptured {
  init(_ value: LeadCaptured) {
    self.init()
    customerKind = word(value.customerKind)
    source = value.source
    campaign = value.campaign
    selfDeveloped = value.isSelfDeveloped
    if let owner = value.owner { self.ownerID = owner.text }
    fields = value.fields.map { PBLeadField($0) }
    note = value.note
  }
}

extension Random {
  mutating func enrichLead() -> EnrichLead {
    EnrichLead(
      leadID: id(), fields: list { $0.leadField() }, customerKind: maybe { $0.one() },
      owner: maybe { $0.id() }, note: text())
  }
}

extension PBEnrichLead {
  init(_ value: EnrichLead) {
    self.init()
    leadID = value.leadID.text
    fields = value.fields.map { PBLeadField($0) }
    if let customerKind = value.customerKind { self.customerKind = word(customerKind) }
    if let owner = value.owner { self.ownerID = owner.text }
    note = value.note
  }
}

extension Random {
  mutating func leadEnriched() -> LeadEnriched {
    LeadEnriched(
      fields: list { $0.leadField() }, customerKind: maybe { $0.one() }, owner: maybe { $0.id() },
      note: text())
  }
}

extension PBLeadEnriched {
  init(_ value: LeadEnriched) {
    self.init()
    fields = value.fields.map { PBLeadField($0) }
    if let customerKind = value.customerKind { self.customerKind = word(customerKind) }
    if let owner = value.owner { self.ownerID = owner.text }
    note = value.note
  }
}

extension Random {
  mutating func qualifyLead() -> QualifyLead {
    QualifyLead(leadID: id(), opportunity: createOpportunity(), realVerifiedBy: maybe { $0.id() })
  }
}

extension PBQualifyLead {
  init(_ value: QualifyLead) {
    self.init()
    leadID = value.leadID.text
    opportunity = PBCreateOpportunity(value.opportunity)
    if let realVerifiedBy = value.realVerifiedBy { self.realVerifiedBy = realVerifiedBy.text }
  }
}

extension Random {
  mutating func leadQualified() -> LeadQualified {
    LeadQualified(opportunity: id(), customer: id(), realVerifiedBy: maybe { $0.id() })
  }
}

extension PBLeadQualified {
  init(_ value: LeadQualified) {
    self.init()
    opportunityID = value.opportunity.text
    customerID = value.customer.text
    if let realVerifiedBy = value.realVerifiedBy { self.realVerifiedBy = realVerifiedBy.text }
  }
}

extension Random {
  mutating func disqualifyLead() -> DisqualifyLead {
    DisqualifyLead(leadID: id(), reason: text())
  }
}

extension PBDisqualifyLead {
  init(_ value: DisqualifyLead) {
    self.init()
    leadID = value.leadID.text
    reason = value.reason
  }
}

extension Random {
  mutating func leadDisqualified() -> LeadDisqualified {
    LeadDisqualified(reason: text())
  }
}

extension PBLeadDisqualified {
  init(_ value: LeadDisqualified) {
    self.init()
    reason = value.reason
  }
}
