extension LedgerState {
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND` (customer, owner), `FORBIDDEN`,
  ///   `BAD_AMOUNT`, `BAD_CURRENCY`, `BAD_DATE`, `GRADE_UNSUPPORTED`.
  func decide(
    _ command: CreateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    try command.opportunityID.validate(field: "opportunity_id")
    guard context.subject == nil else {
      throw Rejection(
        .duplicateID, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' exists already")
    }
    guard customers.number(of: command.customer) != nil else {
      throw .notFound("customer", command.customer.text, field: "customer_id")
    }
    guard let owner = users.number(of: command.owner) else {
      throw .notFound("user", command.owner.text, field: "owner_id")
    }
    try requireScope(of: context, over: owner)
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
