// Written by tools/generate.sh from schemas/opportunity/v1/customer_care.proto; edit that, not this.

package import Opportunities

extension CustomerTier: WireEnum {}

extension QuietScope: WireEnum {}

extension CustomerSignalKind: WireEnum {}

extension TagCustomer: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var tag: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: tag = try reader.string("tag")
      default: try reader.skip()
      }
    }
    self.init(customerID: customerID, tag: tag)
  }
}

extension CustomerTagged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var tag: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: tag = try reader.string("tag")
      default: try reader.skip()
      }
    }
    self.init(tag: tag)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, tag)
  }
}

extension UntagCustomer: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var tag: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: tag = try reader.string("tag")
      default: try reader.skip()
      }
    }
    self.init(customerID: customerID, tag: tag)
  }
}

extension CustomerUntagged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var tag: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: tag = try reader.string("tag")
      default: try reader.skip()
      }
    }
    self.init(tag: tag)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, tag)
  }
}

extension SetCustomerTier: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var tier: CustomerTier?
    var basis: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: tier = try reader.enumeration("tier")
      case 3: basis = try reader.detail("basis")
      default: try reader.skip()
      }
    }
    self.init(customerID: customerID, tier: try reader.required(tier, "tier"), basis: basis)
  }
}

extension CustomerTierSet: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var old: CustomerTier?
    var new: CustomerTier?
    var basis: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: old = try reader.enumeration("old")
      case 2: new = try reader.enumeration("new")
      case 3: basis = try reader.detail("basis")
      default: try reader.skip()
      }
    }
    self.init(old: old, new: try reader.required(new, "new"), basis: basis)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, old)
    writer.enumeration(2, new)
    writer.string(3, basis)
  }
}

extension SetQuietPeriod: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var from: Instant?
    var until: Instant?
    var scope: QuietScope?
    var pushCapPerMonth: UInt32 = 0
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: from = try reader.instant("from_ms")
      case 3: until = try reader.instant("until_ms")
      case 4: scope = try reader.enumeration("scope")
      case 5: pushCapPerMonth = try reader.uint32("push_cap_per_month")
      case 6: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(
      customerID: customerID, from: from, until: until, scope: try reader.required(scope, "scope"),
      pushCapPerMonth: pushCapPerMonth, reason: reason)
  }
}

extension QuietPeriodSet: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: Instant = Instant(milliseconds: 0)
    var until: Instant = Instant(milliseconds: 0)
    var scope: QuietScope?
    var pushCapPerMonth: UInt32 = 0
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: from.milliseconds = try reader.int64("from_ms")
      case 2: until.milliseconds = try reader.int64("until_ms")
      case 3: scope = try reader.enumeration("scope")
      case 4: pushCapPerMonth = try reader.uint32("push_cap_per_month")
      case 5: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(
      from: from, until: until, scope: try reader.required(scope, "scope"),
      pushCapPerMonth: pushCapPerMonth, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.instant(1, from)
    writer.instant(2, until)
    writer.enumeration(3, scope)
    writer.uint32(4, pushCapPerMonth)
    writer.string(5, reason)
  }
}

extension LiftQuietPeriod: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(customerID: customerID, reason: reason)
  }
}

extension QuietPeriodLifted: WireMessage {
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

extension RecordCustomerSignal: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerID: CustomerID = CustomerID(.empty)
    var kind: CustomerSignalKind?
    var value: UInt64 = 0
    var windowDays: UInt32 = 0
    var source: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: customerID = try reader.identifier("customer_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: value = try reader.uint64("value")
      case 4: windowDays = try reader.uint32("window_days")
      case 5: source = try reader.detail("source")
      default: try reader.skip()
      }
    }
    self.init(
      customerID: customerID, kind: try reader.required(kind, "kind"), value: value,
      windowDays: windowDays, source: source)
  }
}

extension CustomerSignalRecorded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: CustomerSignalKind?
    var value: UInt64 = 0
    var windowDays: UInt32 = 0
    var source: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: value = try reader.uint64("value")
      case 3: windowDays = try reader.uint32("window_days")
      case 4: source = try reader.detail("source")
      default: try reader.skip()
      }
    }
    self.init(
      kind: try reader.required(kind, "kind"), value: value, windowDays: windowDays, source: source)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.uint64(2, value)
    writer.uint32(3, windowDays)
    writer.string(4, source)
  }
}

extension MergeCustomers: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var survivorID: CustomerID = CustomerID(.empty)
    var absorbed: CustomerID = CustomerID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: survivorID = try reader.identifier("survivor_id")
      case 2: absorbed = try reader.identifier("absorbed_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(survivorID: survivorID, absorbed: absorbed, reason: reason)
  }
}

extension CustomersMerged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var survivor: CustomerID = CustomerID(.empty)
    var absorbed: CustomerID = CustomerID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: survivor = try reader.identifier("survivor_id")
      case 2: absorbed = try reader.identifier("absorbed_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(survivor: survivor, absorbed: absorbed, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, survivor)
    writer.identifier(2, absorbed)
    writer.string(3, reason)
  }
}
