// Written by tools/generate.sh from schemas/opportunity/v1/customers.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func registerCustomer() -> RegisterCustomer {
    RegisterCustomer(
      customerID: id(), kind: one(), name: text(), personName: text(), industry: text(),
      region: text(), source: text(), address: text(), size: text(), externalRefs: list { $0.id() })
  }
}

extension PBRegisterCustomer {
  init(_ value: RegisterCustomer) {
    self.init()
    customerID = value.customerID.text
    kind = word(value.kind)
    name = value.name
    personName = value.personName
    industry = value.industry
    region = value.region
    source = value.source
    address = value.address
    size = value.size
    externalRefs = value.externalRefs.map { $0.text }
  }
}

extension Random {
  mutating func customerRegistered() -> CustomerRegistered {
    CustomerRegistered(
      kind: one(), name: text(), personName: text(), industry: text(), region: text(),
      source: text(), address: text(), size: text(), externalRefs: list { $0.id() })
  }
}

extension PBCustomerRegistered {
  init(_ value: CustomerRegistered) {
    self.init()
    kind = word(value.kind)
    name = value.name
    personName = value.personName
    industry = value.industry
    region = value.region
    source = value.source
    address = value.address
    size = value.size
    externalRefs = value.externalRefs.map { $0.text }
  }
}

extension Random {
  mutating func updateProfile() -> UpdateProfile {
    UpdateProfile(
      customerID: id(), fieldCode: text(), value: text(), personalValue: text(), provenance: text())
  }
}

extension PBUpdateProfile {
  init(_ value: UpdateProfile) {
    self.init()
    customerID = value.customerID.text
    field = value.fieldCode
    self.value = value.value
    personalValue = value.personalValue
    provenance = value.provenance
  }
}

extension Random {
  mutating func profileUpdated() -> ProfileUpdated {
    ProfileUpdated(
      fieldCode: text(), old: text(), new: text(), personalNew: text(), provenance: text())
  }
}

extension PBProfileUpdated {
  init(_ value: ProfileUpdated) {
    self.init()
    field = value.fieldCode
    old = value.old
    new = value.new
    personalNew = value.personalNew
    provenance = value.provenance
  }
}

extension Random {
  mutating func contactWay() -> ContactWay {
    ContactWay(channel: one(), address: text())
  }
}

extension PBContactWay {
  init(_ value: ContactWay) {
    self.init()
    channel = word(value.channel)
    address = value.address
  }
}

extension Random {
  mutating func addContact() -> AddContact {
    AddContact(
      customerID: id(), contact: id(), name: text(), title: text(),
      decisionRole: maybe { $0.one() }, ways: list { $0.contactWay() })
  }
}

extension PBAddContact {
  init(_ value: AddContact) {
    self.init()
    customerID = value.customerID.text
    contactID = value.contact.text
    name = value.name
    title = value.title
    if let decisionRole = value.decisionRole { self.decisionRole = word(decisionRole) }
    ways = value.ways.map { PBContactWay($0) }
  }
}

extension Random {
  mutating func contactAdded() -> ContactAdded {
    ContactAdded(
      contact: id(), name: text(), title: text(), decisionRole: maybe { $0.one() },
      ways: list { $0.contactWay() })
  }
}

extension PBContactAdded {
  init(_ value: ContactAdded) {
    self.init()
    contactID = value.contact.text
    name = value.name
    title = value.title
    if let decisionRole = value.decisionRole { self.decisionRole = word(decisionRole) }
    ways = value.ways.map { PBContactWay($0) }
  }
}

extension Random {
  mutating func updateContact() -> UpdateContact {
    UpdateContact(
      customerID: id(), contact: id(), name: text(), title: text(),
      decisionRole: maybe { $0.one() }, ways: list { $0.contactWay() })
  }
}

extension PBUpdateContact {
  init(_ value: UpdateContact) {
    self.init()
    customerID = value.customerID.text
    contactID = value.contact.text
    name = value.name
    title = value.title
    if let decisionRole = value.decisionRole { self.decisionRole = word(decisionRole) }
    ways = value.ways.map { PBContactWay($0) }
  }
}

extension Random {
  mutating func contactUpdated() -> ContactUpdated {
    ContactUpdated(
      contact: id(), name: text(), title: text(), decisionRole: maybe { $0.one() },
      ways: list { $0.contactWay() })
  }
}

extension PBContactUpdated {
  init(_ value: ContactUpdated) {
    self.init()
    contactID = value.contact.text
    name = value.name
    title = value.title
    if let decisionRole = value.decisionRole { self.decisionRole = word(decisionRole) }
    ways = value.ways.map { PBContactWay($0) }
  }
}
