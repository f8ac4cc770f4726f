// Written by tools/generate.sh from schemas/opportunity/v1/customer_care.proto; edit that, not this.

/// What a customer is worth to the company (客户分层).
package enum CustomerTier: UInt8, Hashable, Sendable, CaseIterable {
  case benchmark = 1
  case highYield = 2
  case potential = 3
  case standard = 4
}

extension CustomerTier: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .benchmark: "benchmark"
    case .highYield: "high-yield"
    case .potential: "potential"
    case .standard: "standard"
    }
  }
}

/// What a quiet period keeps from a customer.
package enum QuietScope: UInt8, Hashable, Sendable, CaseIterable {
  /// Offers of products; a talk that the customer wants is welcome.
  case productPush = 1
  /// Nobody calls.
  case allContact = 2
}

extension QuietScope: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .productPush: "product-push"
    case .allContact: "all-contact"
    }
  }
}

/// What other systems notice of a customer (流失信号, 交叉销售).
package enum CustomerSignalKind: UInt8, Hashable, Sendable, CaseIterable {
  case complaint = 1
  /// Share of our messages that are opened.
  case openRate = 2
  case ticketRepeat = 3
  case slaBreach = 4
  case contractChange = 5
  /// Use of what was bought, as a share of what was agreed.
  case usage = 6
  case competitorSearch = 7
  /// Share of payments that came in time.
  case paymentPunctuality = 8
  /// Messages without an answer.
  case noReply = 9
}

extension CustomerSignalKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .complaint: "complaint"
    case .openRate: "open-rate"
    case .ticketRepeat: "ticket-repeat"
    case .slaBreach: "sla-breach"
    case .contractChange: "contract-change"
    case .usage: "usage"
    case .competitorSearch: "competitor-search"
    case .paymentPunctuality: "payment-punctuality"
    case .noReply: "no-reply"
    }
  }
}

/// 打标签: a tag of the policy's list.
package struct TagCustomer: Hashable, Sendable {
  package var customerID: CustomerID
  package var tag: String

  package init(customerID: CustomerID, tag: String = "") {
    self.customerID = customerID
    self.tag = tag
  }
}

/// 添加客户标签: Customer tagged.
package struct CustomerTagged: Hashable, Sendable {
  package var tag: String

  package init(tag: String) {
    self.tag = tag
  }
}

/// 取消标签
package struct UntagCustomer: Hashable, Sendable {
  package var customerID: CustomerID
  package var tag: String

  package init(customerID: CustomerID, tag: String = "") {
    self.customerID = customerID
    self.tag = tag
  }
}

/// 取消客户标签: Customer untagged.
package struct CustomerUntagged: Hashable, Sendable {
  package var tag: String

  package init(tag: String) {
    self.tag = tag
  }
}

/// 客户分层
package struct SetCustomerTier: Hashable, Sendable {
  package var customerID: CustomerID
  package var tier: CustomerTier
  /// What the judgement rests on.
  package var basis: String

  package init(customerID: CustomerID, tier: CustomerTier, basis: String = "") {
    self.customerID = customerID
    self.tier = tier
    self.basis = basis
  }
}

/// 设定客户层级: Customer's tier set.
package struct CustomerTierSet: Hashable, Sendable {
  /// nil: none was set.
  package var old: CustomerTier?
  package var new: CustomerTier
  package var basis: String

  package init(old: CustomerTier?, new: CustomerTier, basis: String) {
    self.old = old
    self.new = new
    self.basis = basis
  }
}

/// 设置静默期: the customer wants to be left alone. Another one takes the place of the last.
package struct SetQuietPeriod: Hashable, Sendable {
  package var customerID: CustomerID
  /// nil: when the command happened.
  package var from: Instant?
  package var until: Instant?
  package var scope: QuietScope
  /// Product messages a month that are welcome all the same, by the policy's cap at most. 0: none.
  package var pushCapPerMonth: UInt32
  package var reason: String

  package init(
    customerID: CustomerID, from: Instant? = nil, until: Instant? = nil, scope: QuietScope,
    pushCapPerMonth: UInt32 = 0, reason: String = ""
  ) {
    self.customerID = customerID
    self.from = from
    self.until = until
    self.scope = scope
    self.pushCapPerMonth = pushCapPerMonth
    self.reason = reason
  }
}

/// 设置静默期: Quiet period set.
package struct QuietPeriodSet: Hashable, Sendable {
  package var from: Instant
  /// The first moment that is not quiet.
  package var until: Instant
  package var scope: QuietScope
  package var pushCapPerMonth: UInt32
  package var reason: String

  package init(
    from: Instant, until: Instant, scope: QuietScope, pushCapPerMonth: UInt32, reason: String
  ) {
    self.from = from
    self.until = until
    self.scope = scope
    self.pushCapPerMonth = pushCapPerMonth
    self.reason = reason
  }
}

/// 解除静默期: the customer wants to hear from us again.
package struct LiftQuietPeriod: Hashable, Sendable {
  package var customerID: CustomerID
  package var reason: String

  package init(customerID: CustomerID, reason: String = "") {
    self.customerID = customerID
    self.reason = reason
  }
}

/// 解除静默期: Quiet period lifted.
package struct QuietPeriodLifted: Hashable, Sendable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// 记录客户信号
package struct RecordCustomerSignal: Hashable, Sendable {
  package var customerID: CustomerID
  package var kind: CustomerSignalKind
  /// Of open rate, usage and punctuality millionths, of the others how many.
  package var value: UInt64
  /// Days before the moment of the signal that it sums up. 0: it is about the moment itself.
  package var windowDays: UInt32
  /// Which system noticed.
  package var source: String

  package init(
    customerID: CustomerID, kind: CustomerSignalKind, value: UInt64 = 0, windowDays: UInt32 = 0,
    source: String = ""
  ) {
    self.customerID = customerID
    self.kind = kind
    self.value = value
    self.windowDays = windowDays
    self.source = source
  }
}

/// 记录客户信号: Customer signal recorded.
package struct CustomerSignalRecorded: Hashable, Sendable {
  package var kind: CustomerSignalKind
  package var value: UInt64
  package var windowDays: UInt32
  package var source: String

  package init(kind: CustomerSignalKind, value: UInt64, windowDays: UInt32, source: String) {
    self.kind = kind
    self.value = value
    self.windowDays = windowDays
    self.source = source
  }
}

/// 合并客户: two entries are one customer. Both histories stay where they are, and opportunities keep the
/// customer they name; only nothing more is said of the absorbed one.
package struct MergeCustomers: Hashable, Sendable {
  package var survivorID: CustomerID
  package var absorbed: CustomerID
  package var reason: String

  package init(survivorID: CustomerID, absorbed: CustomerID, reason: String = "") {
    self.survivorID = survivorID
    self.absorbed = absorbed
    self.reason = reason
  }
}

/// Stands in the histories of both.
package struct CustomersMerged: Hashable, Sendable {
  package var survivor: CustomerID
  package var absorbed: CustomerID
  package var reason: String

  package init(survivor: CustomerID, absorbed: CustomerID, reason: String) {
    self.survivor = survivor
    self.absorbed = absorbed
    self.reason = reason
  }
}
