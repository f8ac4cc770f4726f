// 商机录入: a need of a customer becomes an opportunity, as a rule at the first stage of its pipeline.

extension LedgerState {
  /// What begins further on has passed the gates up to there, as if it had moved; no approval opens
  /// them, because none can be about what does not exist yet.
  ///
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND` (customer, owner), `CUSTOMER_MERGED`,
  ///   `FORBIDDEN`, `USER_INACTIVE`, `BAD_AMOUNT`, `BAD_CURRENCY`, `CURRENCY_CHANGED` (a product),
  ///   `BAD_DATE`, `UNKNOWN_TEMPLATE`, `STAGE_NOT_USED`, `GRADE_UNSUPPORTED`, `GATE_NOT_MET`.
  func decide(
    _ command: CreateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Event {
    try command.opportunityID.validate(field: "opportunity_id")
    guard context.subject == nil else {
      throw Rejection(
        .duplicateID, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' exists already")
    }
    _ = try customer(command.customer)
    if let owner = command.owner {
      let number = try activeUser(owner, field: "owner_id")
      try requireScope(of: context, over: number)
    }
    try validateContent(of: command, in: context)
    let stage = try beginning(of: command, in: context)
    let supported = try judge(
      command.grade, basis: command.gradeBasis, under: context.policy, field: "grade_basis")
    var created = OpportunityCreated(
      customer: command.customer, title: command.title, amount: command.amount,
      owner: command.owner, needs: command.needs, expectedClose: command.expectedClose,
      source: command.source, stage: stage, grade: command.grade,
      gradeBasis: command.gradeBasis, gradeSupported: supported, products: command.products,
      template: command.template, unmetGates: [])
    created.unmetGates = unmetGates(upTo: created, in: context)
    try refuse(created.unmetGates, field: "stage", in: context)
    return .opportunityCreated(created)
  }

  /// The stage it begins at.
  ///
  /// - Throws: `UNKNOWN_TEMPLATE`, `STAGE_NOT_USED`.
  private func beginning(
    of command: CreateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Stage {
    let pipelines = context.policy.pipelines
    guard command.template.isEmpty || pipelines.template(command.template) != nil else {
      throw Rejection(
        .unknownTemplate, field: "template", details: pipelines.templates.map(\.code),
        """
        \(Text.quoted(command.template)) is not in the pipeline templates of policy \
        \(context.policy.version)
        """)
    }
    guard let stage = command.stage else {
      return context.policy.firstStage(of: command.template)
    }
    try requireUse(of: stage, by: command.template, field: "stage", in: context)
    return stage
  }

  /// What a move there from the first stage would be asked for in vain.
  private func unmetGates(
    upTo created: OpportunityCreated, in context: CommandContext
  ) -> [UnmetGate] {
    let policy = context.policy
    let first = policy.firstStage(of: created.template)
    guard created.stage > first, let customer = customers.number(of: created.customer) else {
      return []
    }
    return unmetGates(
      of: Opportunity(created, customer: customer, owner: nil, at: context.occurredAt),
      entering: created.stage,
      skipping: policy.stagesSkipped(from: first, to: created.stage, by: created.template),
      naming: nil, under: policy)
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
    try validate(command.products, of: command.amount)
    if let day = command.expectedClose {
      try validateExpectedClose(day, in: context)
    }
  }

  /// - Throws: `INVALID_FIELD`, `BAD_AMOUNT` also when they sum to another amount, `BAD_CURRENCY`,
  ///   `CURRENCY_CHANGED`.
  private func validate(
    _ products: [OfferedProduct], of amount: Money
  ) throws(Rejection) {
    guard !products.isEmpty else { return }
    guard products.count <= Text.listCountMaximum else {
      throw Rejection(
        .invalidField, field: "products", "at most \(Text.listCountMaximum) products are kept")
    }
    // So few of at most the largest amount never overflow.
    var sum: Int64 = 0
    for (index, product) in products.enumerated() {
      let field = "products[\(index)]"
      try IdentifierRules.validate(product.productID, field: "\(field).product_id")
      guard !products[..<index].contains(where: { $0.productID == product.productID }) else {
        throw Rejection(
          .invalidField, field: "\(field).product_id", "'\(product.productID)' stands here twice")
      }
      try product.amount.validate(field: "\(field).amount")
      guard product.amount.currency == amount.currency else {
        throw Rejection(
          .currencyChanged, field: "\(field).amount.currency",
          "the opportunity is in \(amount.currency.code), so its products are")
      }
      sum += product.amount.minorUnits
    }
    guard sum == amount.minorUnits else {
      throw Rejection(
        .badAmount, field: "products",
        "the products sum to \(sum) minor units, the opportunity to \(amount.minorUnits)")
    }
  }
}

extension Policy {
  /// Where an opportunity of the template begins.
  func firstStage(of template: String) -> Stage {
    let used = pipelines.template(template) ?? pipelines.template(pipelines.standardTemplate)
    return used?.stages.first?.stage ?? .contact
  }
}
