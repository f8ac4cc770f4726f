// Written by tools/generate.sh from schemas/opportunity/v1/erasures.proto; edit that, not this.

/// Whose texts they are. Each has a key of its own.
package enum TextOwner: UInt8, Hashable, Sendable, CaseIterable {
  /// A member of the organisation: the name.
  case user = 1
  /// What is known of a customer, but its contacts; the name of a person.
  case customer = 2
  /// One person at a customer.
  case contact = 3
  case lead = 4
  /// What was typed about one opportunity: notes, needs, reasons, transcripts.
  case opportunity = 5
}

extension TextOwner: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .user: "user"
    case .customer: "customer"
    case .contact: "contact"
    case .lead: "lead"
    case .opportunity: "opportunity"
    }
  }
}

/// One whose texts were erased.
package struct ErasedOwner: Hashable, Sendable {
  package var kind: TextOwner
  /// Of a contact that of the customer.
  package var id: String
  /// nil: it is no contact.
  package var contact: ContactID?
  /// A customer who is a person, so that the name went too.
  package var isPerson: Bool

  package init(kind: TextOwner, id: String, contact: ContactID?, isPerson: Bool) {
    self.kind = kind
    self.id = id
    self.contact = contact
    self.isPerson = isPerson
  }
}

/// 删除个人信息: for good, and for every moment of the past. Of a customer also the contacts, those merged
/// into it, and what was typed about its opportunities and leads.
package struct ErasePersonalData: Hashable, Sendable {
  package var erasureID: ErasureID
  package var subject: TextOwner
  /// Of the user, customer, lead or opportunity; of a contact that of the customer.
  package var subjectID: String
  /// nil: it is no contact.
  package var contact: ContactID?
  /// Of a customer: leave what was typed about opportunities and leads as it is.
  package var sparesOpportunities: Bool
  /// On what ground: the request, the law.
  package var basis: String

  package init(
    erasureID: ErasureID, subject: TextOwner, subjectID: String = "", contact: ContactID? = nil,
    sparesOpportunities: Bool = false, basis: String = ""
  ) {
    self.erasureID = erasureID
    self.subject = subject
    self.subjectID = subjectID
    self.contact = contact
    self.sparesOpportunities = sparesOpportunities
    self.basis = basis
  }
}

/// 删除个人信息: Personal data erased.
package struct PersonalDataErased: Hashable, Sendable {
  package var subject: TextOwner
  package var subjectID: String
  /// nil: it is no contact.
  package var contact: ContactID?
  /// All whose keys were destroyed, at most 1,000.
  package var erased: [ErasedOwner]
  package var basis: String

  package init(
    subject: TextOwner, subjectID: String, contact: ContactID?, erased: [ErasedOwner], basis: String
  ) {
    self.subject = subject
    self.subjectID = subjectID
    self.contact = contact
    self.erased = erased
    self.basis = basis
  }
}
