// Written by tools/generate.sh from schemas/opportunity/v1/erasures.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func erasedOwner() -> ErasedOwner {
    ErasedOwner(kind: one(), id: text(), contact: maybe { $0.id() }, isPerson: bool())
  }
}

extension PBErasedOwner {
  init(_ value: ErasedOwner) {
    self.init()
    kind = word(value.kind)
    id = value.id
    if let contact = value.contact { self.contactID = contact.text }
    isPerson = value.isPerson
  }
}

extension Random {
  mutating func erasePersonalData() -> ErasePersonalData {
    ErasePersonalData(
      erasureID: id(), subject: one(), subjectID: text(), contact: maybe { $0.id() },
      sparesOpportunities: bool(), basis: text())
  }
}

extension PBErasePersonalData {
  init(_ value: ErasePersonalData) {
    self.init()
    erasureID = value.erasureID.text
    subject = word(value.subject)
    subjectID = value.subjectID
    if let contact = value.contact { self.contactID = contact.text }
    sparesOpportunities = value.sparesOpportunities
    basis = value.basis
  }
}

extension Random {
  mutating func personalDataErased() -> PersonalDataErased {
    PersonalDataErased(
      subject: one(), subjectID: text(), contact: maybe { $0.id() },
      erased: list { $0.erasedOwner() }, basis: text())
  }
}

extension PBPersonalDataErased {
  init(_ value: PersonalDataErased) {
    self.init()
    subject = word(value.subject)
    subjectID = value.subjectID
    if let contact = value.contact { self.contactID = contact.text }
    erased = value.erased.map { PBErasedOwner($0) }
    basis = value.basis
  }
}
