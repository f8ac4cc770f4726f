// Written by tools/generate.sh from schemas/opportunity/v1/leads.proto; edit that, not this.

package enum LeadStatus: UInt8, Hashable, Sendable, CaseIterable {
  case open = 1
  case qualified = 2
  case disqualified = 3
}

extension LeadStatus: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .open: "open"
    case .qualified: "qualified"
    case .disqualified: "disqualified"
    }
  }
}

/// One item of the qualification checklist, with what is known of it.
package struct LeadField: Hashable, Sendable {
  /// As the checklist of the policy calls it, such as company-name, contact or need.
  package var code: String
  package var value: String

  package init(code: String, value: String) {
    self.code = code
    self.value = value
  }
}

/// 录入线索: somebody asked, or was found. Its moment is that of the enquiry.
package struct CaptureLead: Hashable, Sendable {
  package var leadID: LeadID
  package var customerKind: CustomerKind
  /// Where it comes from: advertising, an event, a rep's own search.
  package var source: String
  package var campaign: String
  /// Found by the rep, without the company's marketing.
  package var isSelfDeveloped: Bool
  /// Who cares for it. nil: nobody yet.
  package var owner: UserID?
  /// What is known already, each at most once.
  package var fields: [LeadField]
  /// As it came in.
  package var note: String

  package init(
    leadID: LeadID, customerKind: CustomerKind, source: String = "", campaign: String = "",
    isSelfDeveloped: Bool = false, owner: UserID? = nil, fields: [LeadField] = [], note: String = ""
  ) {
    self.leadID = leadID
    self.customerKind = customerKind
    self.source = source
    self.campaign = campaign
    self.isSelfDeveloped = isSelfDeveloped
    self.owner = owner
    self.fields = fields
    self.note = note
  }
}

/// 录入线索: Lead captured.
package struct LeadCaptured: Hashable, Sendable {
  package var customerKind: CustomerKind
  package var source: String
  package var campaign: String
  package var isSelfDeveloped: Bool
  package var owner: UserID?
  package var fields: [LeadField]
  package var note: String

  package init(
    customerKind: CustomerKind, source: String, campaign: String, isSelfDeveloped: Bool,
    owner: UserID?, fields: [LeadField], note: String
  ) {
    self.customerKind = customerKind
    self.source = source
    self.campaign = campaign
    self.isSelfDeveloped = isSelfDeveloped
    self.owner = owner
    self.fields = fields
    self.note = note
  }
}

/// 补全线索: more is known of it, or somebody cares for it.
package struct EnrichLead: Hashable, Sendable {
  package var leadID: LeadID
  /// Each at most once. What is said again takes the place of what was said before.
  package var fields: [LeadField]
  /// nil: it stays.
  package var customerKind: CustomerKind?
  /// nil: it stays.
  package var owner: UserID?
  package var note: String

  package init(
    leadID: LeadID, fields: [LeadField] = [], customerKind: CustomerKind? = nil,
    owner: UserID? = nil, note: String = ""
  ) {
    self.leadID = leadID
    self.fields = fields
    self.customerKind = customerKind
    self.owner = owner
    self.note = note
  }
}

/// 补全线索: Lead enriched.
package struct LeadEnriched: Hashable, Sendable {
  package var fields: [LeadField]
  package var customerKind: CustomerKind?
  package var owner: UserID?
  package var note: String

  package init(fields: [LeadField], customerKind: CustomerKind?, owner: UserID?, note: String) {
    self.fields = fields
    self.customerKind = customerKind
    self.owner = owner
    self.note = note
  }
}

/// 线索转商机: complete and real, and the company can basically meet the need. Its customer is
/// registered before.
package struct QualifyLead: Hashable, Sendable {
  package var leadID: LeadID
  /// What it becomes. Without a source of its own it has that of the lead.
  package var opportunity: CreateOpportunity
  /// Who found that it is real: neither whoever cares for the lead nor who will own the opportunity.
  package var realVerifiedBy: UserID?

  package init(leadID: LeadID, opportunity: CreateOpportunity, realVerifiedBy: UserID? = nil) {
    self.leadID = leadID
    self.opportunity = opportunity
    self.realVerifiedBy = realVerifiedBy
  }
}

/// 线索转商机: Lead qualified.
package struct LeadQualified: Hashable, Sendable {
  package var opportunity: OpportunityID
  package var customer: CustomerID
  package var realVerifiedBy: UserID?

  package init(opportunity: OpportunityID, customer: CustomerID, realVerifiedBy: UserID?) {
    self.opportunity = opportunity
    self.customer = customer
    self.realVerifiedBy = realVerifiedBy
  }
}

/// 线索作废: nothing will come of it.
package struct DisqualifyLead: Hashable, Sendable {
  package var leadID: LeadID
  package var reason: String

  package init(leadID: LeadID, reason: String = "") {
    self.leadID = leadID
    self.reason = reason
  }
}

/// 线索作废: Lead disqualified.
package struct LeadDisqualified: Hashable, Sendable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}
