// 线索转商机: a lead becomes an opportunity when it is complete, real, and of a registered customer.

extension LedgerState {
  /// One command, two facts: the lead is qualified and its opportunity exists, or neither.
  ///
  /// - Throws: `NOT_FOUND` (lead, customer, verifier), `FORBIDDEN`, `LEAD_CLOSED`,
  ///   `INCOMPLETE_FIELDS` with what is missing as its details, `VERIFICATION_REQUIRED`,
  ///   `SELF_VERIFICATION`, `CUSTOMER_MERGED`, `INVALID_FIELD`, and what `CreateOpportunity` throws,
  ///   with its fields below `opportunity`.
  func decide(_ command: QualifyLead, in context: CommandContext) throws(Rejection) -> Facts {
    let lead = try openLead(command.leadID)
    try requireComplete(lead, under: context.policy)
    try validateVerifier(of: command, lead, in: context)
    var opportunity = command.opportunity
    let customer = try customer(opportunity.customer, field: "opportunity.customer_id")
    guard customer.kind == lead.customerKind else {
      throw Rejection(
        .invalidField, field: "opportunity.customer_id",
        "the lead is of another kind of customer: \(lead.customerKind)")
    }
    if opportunity.source.isEmpty { opportunity.source = lead.source }
    let stream = Stream(opportunity.opportunityID)
    let created = try create(opportunity, in: context.about(subject(of: stream)))
    let fact = Event.leadQualified(
      LeadQualified(
        opportunity: opportunity.opportunityID, customer: opportunity.customer,
        realVerifiedBy: command.realVerifiedBy))
    return Facts(
      fact, elsewhere: created.events.map { (stream: stream, event: $0) } + created.elsewhere)
  }

  /// 完整: every item that the checklist of the customer's kind requires.
  private func requireComplete(_ lead: Lead, under policy: Policy) throws(Rejection) {
    let items = policy.qualification.checklist(for: lead.customerKind)?.items ?? []
    let missing = items.filter { $0.isMandatory && !lead.knownFields.contains($0.code) }
    guard missing.isEmpty else {
      let codes = missing.map(\.code)
      throw Rejection(
        .incompleteFields, field: "lead_id", details: codes,
        "the lead is not complete; missing: \(codes.joined(separator: ", "))")
    }
  }

  /// 真实: whoever gains by the lead being real is no witness to it.
  private func validateVerifier(
    of command: QualifyLead, _ lead: Lead, in context: CommandContext
  ) throws(Rejection) {
    guard let verifier = command.realVerifiedBy else {
      guard context.policy.qualification.realVerified else { return }
      throw Rejection(
        .verificationRequired, field: "real_verified_by", "say who found that the lead is real")
    }
    guard users.number(of: verifier) != nil else {
      throw .notFound("user", verifier.text, field: "real_verified_by")
    }
    guard verifier != lead.owner, verifier != command.opportunity.owner else {
      throw Rejection(
        .selfVerification, field: "real_verified_by",
        "'\(verifier)' gains by this lead, so somebody else has to verify it")
    }
  }

  private func create(
    _ command: CreateOpportunity, in context: CommandContext
  ) throws(Rejection) -> Facts {
    do throws(Rejection) {
      return Facts(try decide(command, in: context))
    } catch {
      var rejection = error
      if !error.field.hasPrefix("actor.") { rejection.field = "opportunity.\(error.field)" }
      throw rejection
    }
  }
}

extension CommandContext {
  /// The same circumstances for what a command does beside its own stream.
  func about(_ subject: RowNumber<Opportunity>?) -> CommandContext {
    CommandContext(
      actor: actor, user: user, subject: subject, now: now, occurredAt: occurredAt, policy: policy)
  }
}
