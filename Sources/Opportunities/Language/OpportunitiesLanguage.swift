// Written by tools/generate.sh from schemas/opportunity/v1/opportunities.proto; edit that, not this.

/// 商机录入: a need that the company can basically meet becomes an opportunity.
package struct CreateOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var customer: CustomerID
  package var title: String
  package var amount: Money
  package var owner: UserID
  /// What the customer cares about.
  package var needs: [String]
  /// Days since 1970-01-01. Absent: not known.
  package var expectedClose: Day?
  package var source: String
  /// STAGE_UNSPECIFIED: contact.
  package var stage: Stage?
  package var grade: Grade?
  package var gradeBasis: GradeBasis?

  package init(
    opportunityID: OpportunityID, customer: CustomerID, title: String = "", amount: Money,
    owner: UserID, needs: [String] = [], expectedClose: Day? = nil, source: String = "",
    stage: Stage? = nil, grade: Grade? = nil, gradeBasis: GradeBasis? = nil
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
  }
}

/// 录入商机
package struct OpportunityCreated: Hashable, Sendable {
  package var customer: CustomerID
  package var title: String
  package var amount: Money
  package var owner: UserID
  package var needs: [String]
  package var expectedClose: Day?
  package var source: String
  package var stage: Stage
  package var grade: Grade?
  package var gradeBasis: GradeBasis?
  /// Whether the basis supports the grade under the policy of the day.
  package var gradeSupported: Bool

  package init(
    customer: CustomerID, title: String, amount: Money, owner: UserID, needs: [String],
    expectedClose: Day?, source: String, stage: Stage, grade: Grade?, gradeBasis: GradeBasis?,
    gradeSupported: Bool
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

/// 修改金额
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

/// 修改预计成交日
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
