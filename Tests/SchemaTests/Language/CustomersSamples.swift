// Written by tools/generate.sh from schemas/opportunity/v1/customers.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func registerCustomer() -> RegisterCustomer {
    RegisterCustomer(
      customerID: id(), kind: one(), name: text(), personName: text(), industry: text(),
      region: text(), source: text())
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
  }
}

extension Random {
  mutating func customerRegistered() -> CustomerRegistered {
    CustomerRegistered(
      kind: one(), name: text(), personName: text(), industry: text(), region: text(),
      source: text())
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
  }
}
