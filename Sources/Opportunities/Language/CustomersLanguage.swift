// Written by tools/generate.sh from schemas/opportunity/v1/customers.proto; edit that, not this.

/// What somebody at a customer has to say in buying (决策岗位).
package enum DecisionRole: UInt8, Hashable, Sendable, CaseIterable {
  case decisionMaker = 1
  case buyer = 2
  case budgetHolder = 3
  case evaluator = 4
  case influencer = 5
  case endUser = 6
  case supporter = 7
  case gatekeeper = 8
  case other = 9
}

extension DecisionRole: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .decisionMaker: "decision-maker"
    case .buyer: "buyer"
    case .budgetHolder: "budget-holder"
    case .evaluator: "evaluator"
    case .influencer: "influencer"
    case .endUser: "end-user"
    case .supporter: "supporter"
    case .gatekeeper: "gatekeeper"
    case .other: "other"
    }
  }
}

/// 登记客户: Register a customer.
package struct RegisterCustomer: Hashable, Sendable {
  package var customerID: CustomerID
  package var kind: CustomerKind
  /// Of an organisation. A person's name goes into person_name.
  package var name: String
  package var personName: String
  package var industry: String
  package var region: String
  package var source: String
  /// Where it is found; of a person as of a company.
  package var address: String
  /// How many people work there, as the company counts.
  package var size: String
  /// What other systems call it, such as `sap:4711`. No two customers share one.
  package var externalRefs: [ExternalReferenceID]

  package init(
    customerID: CustomerID, kind: CustomerKind, name: String = "", personName: String = "",
    industry: String = "", region: String = "", source: String = "", address: String = "",
    size: String = "", externalRefs: [ExternalReferenceID] = []
  ) {
    self.customerID = customerID
    self.kind = kind
    self.name = name
    self.personName = personName
    self.industry = industry
    self.region = region
    self.source = source
    self.address = address
    self.size = size
    self.externalRefs = externalRefs
  }
}

/// 登记客户: Customer registered.
package struct CustomerRegistered: Hashable, Sendable {
  package var kind: CustomerKind
  /// Of an organisation; empty for a person.
  package var name: String
  /// Of a person; empty for an organisation.
  package var personName: String
  package var industry: String
  package var region: String
  package var source: String
  package var address: String
  package var size: String
  package var externalRefs: [ExternalReferenceID]

  package init(
    kind: CustomerKind, name: String, personName: String, industry: String, region: String,
    source: String, address: String, size: String, externalRefs: [ExternalReferenceID]
  ) {
    self.kind = kind
    self.name = name
    self.personName = personName
    self.industry = industry
    self.region = region
    self.source = source
    self.address = address
    self.size = size
    self.externalRefs = externalRefs
  }
}

/// 更新画像: something more is known of a customer, and from where.
package struct UpdateProfile: Hashable, Sendable {
  package var customerID: CustomerID
  /// A field of the policy's profile, or one of name, address, industry, size, region and source.
  package var fieldCode: String
  /// A choice by its code, a number as 12.5, an amount as 500000 CNY, a day as 2026-03-31, yes or no, or
  /// one line of text. Empty: it is not known any more.
  package var value: String
  /// Instead of value where the field says something about a person: every address, and a person's name.
  package var personalValue: String
  /// Where it is known from: a visit, a business card, a public register.
  package var provenance: String

  package init(
    customerID: CustomerID, fieldCode: String = "", value: String = "", personalValue: String = "",
    provenance: String = ""
  ) {
    self.customerID = customerID
    self.fieldCode = fieldCode
    self.value = value
    self.personalValue = personalValue
    self.provenance = provenance
  }
}

/// 更新客户画像: Profile updated.
package struct ProfileUpdated: Hashable, Sendable {
  package var fieldCode: String
  /// What was there before. Never personal: that stands in the earlier fact alone.
  package var old: String
  package var new: String
  package var personalNew: String
  package var provenance: String

  package init(fieldCode: String, old: String, new: String, personalNew: String, provenance: String)
  {
    self.fieldCode = fieldCode
    self.old = old
    self.new = new
    self.personalNew = personalNew
    self.provenance = provenance
  }
}

/// One way to reach a person.
package struct ContactWay: Hashable, Sendable {
  package var channel: Channel
  /// Number, address or account.
  package var address: String

  package init(channel: Channel, address: String) {
    self.channel = channel
    self.address = address
  }
}

/// 添加联系人
package struct AddContact: Hashable, Sendable {
  package var customerID: CustomerID
  /// Names the person among those of this customer.
  package var contact: ContactID
  package var name: String
  package var title: String
  /// nil: not known.
  package var decisionRole: DecisionRole?
  package var ways: [ContactWay]

  package init(
    customerID: CustomerID, contact: ContactID, name: String = "", title: String = "",
    decisionRole: DecisionRole? = nil, ways: [ContactWay] = []
  ) {
    self.customerID = customerID
    self.contact = contact
    self.name = name
    self.title = title
    self.decisionRole = decisionRole
    self.ways = ways
  }
}

/// 添加联系人: Contact added.
package struct ContactAdded: Hashable, Sendable {
  package var contact: ContactID
  package var name: String
  package var title: String
  package var decisionRole: DecisionRole?
  package var ways: [ContactWay]

  package init(
    contact: ContactID, name: String, title: String, decisionRole: DecisionRole?, ways: [ContactWay]
  ) {
    self.contact = contact
    self.name = name
    self.title = title
    self.decisionRole = decisionRole
    self.ways = ways
  }
}

/// 更新联系人: all of it is said as it is from now on.
package struct UpdateContact: Hashable, Sendable {
  package var customerID: CustomerID
  package var contact: ContactID
  package var name: String
  package var title: String
  /// nil: not known.
  package var decisionRole: DecisionRole?
  package var ways: [ContactWay]

  package init(
    customerID: CustomerID, contact: ContactID, name: String = "", title: String = "",
    decisionRole: DecisionRole? = nil, ways: [ContactWay] = []
  ) {
    self.customerID = customerID
    self.contact = contact
    self.name = name
    self.title = title
    self.decisionRole = decisionRole
    self.ways = ways
  }
}

/// 更新联系人: Contact updated.
package struct ContactUpdated: Hashable, Sendable {
  package var contact: ContactID
  package var name: String
  package var title: String
  package var decisionRole: DecisionRole?
  package var ways: [ContactWay]

  package init(
    contact: ContactID, name: String, title: String, decisionRole: DecisionRole?, ways: [ContactWay]
  ) {
    self.contact = contact
    self.name = name
    self.title = title
    self.decisionRole = decisionRole
    self.ways = ways
  }
}
