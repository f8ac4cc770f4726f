/// 商机录入: a need that the company can basically meet becomes an opportunity.
package struct CreateOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var customer: CustomerID
  package var title: String
  package var amount: Money
  package var owner: UserID
  /// What the customer cares about.
  package var needs: [String]
  package var expectedClose: Day?
  package var source: String
  /// nil: contact.
  package var stage: Stage?
  package var grade: Grade?
  package var gradeBasis: GradeBasis?

  package init(
    opportunityID: OpportunityID, customer: CustomerID, title: String, amount: Money,
    owner: UserID, needs: [String], expectedClose: Day?, source: String, stage: Stage?,
    grade: Grade?, gradeBasis: GradeBasis?
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

extension LedgerState {
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND` (customer, owner), `FORBIDDEN`,
  ///   `BAD_AMOUNT`, `BAD_CURRENCY`, `BAD_DATE`, `GRADE_UNSUPPORTED`.
  func decide(
    _ command: CreateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    try command.opportunityID.validate(field: "opportunity_id")
    guard opportunities[command.opportunityID] == nil else {
      throw Rejection(
        .duplicateID, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' exists already")
    }
    guard customers[command.customer] != nil else {
      throw .notFound("customer", command.customer.text, field: "customer_id")
    }
    guard users[command.owner] != nil else {
      throw .notFound("user", command.owner.text, field: "owner_id")
    }
    try requireScope(of: context.actor, over: command.owner)
    try validateContent(of: command, in: context)
    let supported = try judge(
      command.grade, basis: command.gradeBasis, under: context.policy, field: "grade_basis")
    return .opportunityCreated(
      OpportunityCreated(
        customer: command.customer, title: command.title, amount: command.amount,
        owner: command.owner, needs: command.needs, expectedClose: command.expectedClose,
        source: command.source, stage: command.stage ?? .contact, grade: command.grade,
        gradeBasis: command.gradeBasis, gradeSupported: supported))
  }

  private func validateContent(
    of command: CreateOpportunity, in context: CommandContext
  ) throws(Rejection) {
    try Text.validateName(command.title, field: "title")
    try Text.validateName(command.source, field: "source", required: false)
    try command.amount.validate(field: "amount")
    guard command.needs.count <= Text.listCountMaximum else {
      throw Rejection(
        .invalidField, field: "needs", "at most \(Text.listCountMaximum) needs are kept")
    }
    for need in command.needs {
      try Text.validateNote(need, field: "needs")
    }
    if let day = command.expectedClose {
      try validateExpectedClose(day, in: context)
    }
  }
}
