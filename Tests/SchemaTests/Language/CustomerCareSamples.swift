// Written by tools/generate.sh from schemas/opportunity/v1/customer_care.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func tagCustomer() -> TagCustomer {
    TagCustomer(customerID: id(), tag: text())
  }
}

extension PBTagCustomer {
  init(_ value: TagCustomer) {
    self.init()
    customerID = value.customerID.text
    tag = value.tag
  }
}

extension Random {
  mutating func customerTagged() -> CustomerTagged {
    CustomerTagged(tag: text())
  }
}

extension PBCustomerTagged {
  init(_ value: CustomerTagged) {
    self.init()
    tag = value.tag
  }
}

extension Random {
  mutating func untagCustomer() -> UntagCustomer {
    UntagCustomer(customerID: id(), tag: text())
  }
}

extension PBUntagCustomer {
  init(_ value: UntagCustomer) {
    self.init()
    customerID = value.customerID.text
    tag = value.tag
  }
}

extension Random {
  mutating func customerUntagged() -> CustomerUntagged {
    CustomerUntagged(tag: text())
  }
}

extension PBCustomerUntagged {
  init(_ value: CustomerUntagged) {
    self.init()
    tag = value.tag
  }
}

extension Random {
  mutating func setCustomerTier() -> SetCustomerTier {
    SetCustomerTier(customerID: id(), tier: one(), basis: text())
  }
}

extension PBSetCustomerTier {
  init(_ value: SetCustomerTier) {
    self.init()
    customerID = value.customerID.text
    tier = word(value.tier)
    basis = value.basis
  }
}

extension Random {
  mutating func customerTierSet() -> CustomerTierSet {
    CustomerTierSet(old: maybe { $0.one() }, new: one(), basis: text())
  }
}

extension PBCustomerTierSet {
  init(_ value: CustomerTierSet) {
    self.init()
    if let old = value.old { self.old = word(old) }
    new = word(value.new)
    basis = value.basis
  }
}

extension Random {
  mutating func setQuietPeriod() -> SetQuietPeriod {
    SetQuietPeriod(
      customerID: id(), from: maybe { $0.laterInstant() }, until: maybe { $0.laterInstant() },
      scope: one(), pushCapPerMonth: uint32(), reason: text())
  }
}

extension PBSetQuietPeriod {
  init(_ value: SetQuietPeriod) {
    self.init()
    customerID = value.customerID.text
    if let from = value.from { self.fromMs = from.milliseconds }
    if let until = value.until { self.untilMs = until.milliseconds }
    scope = word(value.scope)
    pushCapPerMonth = value.pushCapPerMonth
    reason = value.reason
  }
}

extension Random {
  mutating func quietPeriodSet() -> QuietPeriodSet {
    QuietPeriodSet(
      from: instant(), until: instant(), scope: one(), pushCapPerMonth: uint32(), reason: text())
  }
}

extension PBQuietPeriodSet {
  init(_ value: QuietPeriodSet) {
    self.init()
    fromMs = value.from.milliseconds
    untilMs = value.until.milliseconds
    scope = word(value.scope)
    pushCapPerMonth = value.pushCapPerMonth
    reason = value.reason
  }
}

extension Random {
  mutating func liftQuietPeriod() -> LiftQuietPeriod {
    LiftQuietPeriod(customerID: id(), reason: text())
  }
}

extension PBLiftQuietPeriod {
  init(_ value: LiftQuietPeriod) {
    self.init()
    customerID = value.customerID.text
    reason = value.reason
  }
}

extension Random {
  mutating func quietPeriodLifted() -> QuietPeriodLifted {
    QuietPeriodLifted(reason: text())
  }
}

extension PBQuietPeriodLifted {
  init(_ value: QuietPeriodLifted) {
    self.init()
    reason = value.reason
  }
}

extension Random {
  mutating func recordCustomerSignal() -> RecordCustomerSignal {
    RecordCustomerSignal(
      customerID: id(), kind: one(), value: uint64(), windowDays: uint32(), source: text())
  }
}

extension PBRecordCustomerSignal {
  init(_ value: RecordCustomerSignal) {
    self.init()
    customerID = value.customerID.text
    kind = word(value.kind)
    self.value = value.value
    windowDays = value.windowDays
    source = value.source
  }
}

extension Random {
  mutating func customerSignalRecorded() -> CustomerSignalRecorded {
    CustomerSignalRecorded(kind: one(), value: uint64(), windowDays: uint32(), source: text())
  }
}

extension PBCustomerSignalRecorded {
  init(_ value: CustomerSignalRecorded) {
    self.init()
    kind = word(value.kind)
    self.value = value.value
    windowDays = value.windowDays
    source = value.source
  }
}

extension Random {
  mutating func mergeCustomers() -> MergeCustomers {
    MergeCustomers(survivorID: id(), absorbed: id(), reason: text())
  }
}

extension PBMergeCustomers {
  init(_ value: MergeCustomers) {
    self.init()
    survivorID = value.survivorID.text
    absorbedID = value.absorbed.text
    reason = value.reason
  }
}

extension Random {
  mutating func customersMerged() -> CustomersMerged {
    CustomersMerged(survivor: id(), absorbed: id(), reason: text())
  }
}

extension PBCustomersMerged {
  init(_ value: CustomersMerged) {
    self.init()
    survivorID = value.survivor.text
    absorbedID = value.absorbed.text
    reason = value.reason
  }
}
