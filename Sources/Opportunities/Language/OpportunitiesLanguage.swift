// Written by tools/generate.sh from schemas/opportunity/v1/opportunities.proto; edit that, not this.

/// What a product is to the company (产品定位).
package enum ProductClass: UInt8, Hashable, Sendable, CaseIterable {
  /// One that is shown around.
  case lighthouse = 1
  /// One that the business stands on.
  case cornerstone = 2
  case other = 3
}

extension ProductClass: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .lighthouse: "lighthouse"
    case .cornerstone: "cornerstone"
    case .other: "other"
    }
  }
}

/// How closely a product is made for the customer.
package enum ProductFit: UInt8, Hashable, Sendable, CaseIterable {
  case standard = 1
  case custom = 2
}

extension ProductFit: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .standard: "standard"
    case .custom: "custom"
    }
  }
}

/// Something that is to be sold.
package struct OfferedProduct: Hashable, Sendable {
  package var productID: String
  package var productClass: ProductClass?
  package var fit: ProductFit?
  package var amount: Money

  package init(productID: String, productClass: ProductClass?, fit: ProductFit?, amount: Money) {
    self.productID = productID
    self.productClass = productClass
    self.fit = fit
    self.amount = amount
  }
}

/// 商机录入: a need that the company can basically meet becomes an opportunity.
package struct CreateOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var customer: CustomerID
  package var title: String
  package var amount: Money
  /// nil: it begins in the pool.
  package var owner: UserID?
  /// What the customer cares about.
  package var needs: [String]
  /// Days since 1970-01-01. nil: not known.
  package var expectedClose: Day?
  package var source: String
  /// nil: the first of its pipeline. Any other asks for what the gates up to it ask for.
  package var stage: Stage?
  package var grade: Grade?
  package var gradeBasis: GradeBasis?
  /// Each once; their amounts sum to `amount`. None: not said.
  package var products: [OfferedProduct]
  /// Code of the pipeline template of the policy that it goes by. Empty: the standard one.
  package var template: String

  package init(
    opportunityID: OpportunityID, customer: CustomerID, title: String = "", amount: Money,
    owner: UserID? = nil, needs: [String] = [], expectedClose: Day? = nil, source: String = "",
    stage: Stage? = nil, grade: Grade? = nil, gradeBasis: GradeBasis? = nil,
    products: [OfferedProduct] = [], template: String = ""
  ) {
    self.opportunityID = opportunityID
    self.customer = customer
    self.title = title
    self.amount = amount
    self.owner = owner
    self.needs = needs
    self.expectedClose = expectedClose
    self.source = source
    self.stage = stage
    self.grade = grade
    self.gradeBasis = gradeBasis
    self.products = products
    self.template = template
  }
}

/// 录入商机: Created.
package struct OpportunityCreated: Hashable, Sendable {
  package var customer: CustomerID
  package var title: String
  package var amount: Money
  /// nil: it begins in the pool.
  package var owner: UserID?
  package var needs: [String]
  package var expectedClose: Day?
  package var source: String
  package var stage: Stage
  package var grade: Grade?
  package var gradeBasis: GradeBasis?
  /// Whether the basis supports the grade under the policy of the day.
  package var gradeSupported: Bool
  package var products: [OfferedProduct]
  /// Empty: the policy's standard template, whichever that is.
  package var template: String
  /// What the gates of the day asked for in vain, of the stages up to the one it began at.
  package var unmetGates: [UnmetGate]

  package init(
    customer: CustomerID, title: String, amount: Money, owner: UserID?, needs: [String],
    expectedClose: Day?, source: String, stage: Stage, grade: Grade?, gradeBasis: GradeBasis?,
    gradeSupported: Bool, products: [OfferedProduct], template: String, unmetGates: [UnmetGate]
  ) {
    self.customer = customer
    self.title = title
    self.amount = amount
    self.owner = owner
    self.needs = needs
    self.expectedClose = expectedClose
    self.source = source
    self.stage = stage
    self.grade = grade
    self.gradeBasis = gradeBasis
    self.gradeSupported = gradeSupported
    self.products = products
    self.template = template
    self.unmetGates = unmetGates
  }
}

/// 修改金额: the deal became larger or smaller.
package struct ReviseAmount: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var amount: Money
  package var reason: String

  package init(opportunityID: OpportunityID, amount: Money, reason: String = "") {
    self.opportunityID = opportunityID
    self.amount = amount
    self.reason = reason
  }
}

/// 修改金额: Amount revised.
package struct AmountRevised: Hashable, Sendable {
  package var old: Money
  package var new: Money
  package var reason: String

  package init(old: Money, new: Money, reason: String) {
    self.old = old
    self.new = new
    self.reason = reason
  }
}

/// 修改预计成交日: the customer will decide sooner or later than thought.
package struct ReviseExpectedClose: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var expectedClose: Day
  package var reason: String

  package init(opportunityID: OpportunityID, expectedClose: Day, reason: String = "") {
    self.opportunityID = opportunityID
    self.expectedClose = expectedClose
    self.reason = reason
  }
}

/// 修改预计成交日: Expected close revised.
package struct ExpectedCloseRevised: Hashable, Sendable {
  package var old: Day?
  package var new: Day
  package var reason: String
  /// How often the date has been pushed out, this time included.
  package var pushCount: UInt32

  package init(old: Day?, new: Day, reason: String, pushCount: UInt32) {
    self.old = old
    self.new = new
    self.reason = reason
    self.pushCount = pushCount
  }
}
