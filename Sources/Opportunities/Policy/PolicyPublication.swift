extension LedgerState {
  private static var policyDaysAheadMaximum: UInt32 { 366 }

  /// - Throws: `FORBIDDEN`, `REASON_REQUIRED`, `INVALID_FIELD`, `APPROVAL_REQUIRED`,
  ///   `APPROVAL_USED`, `RETROACTIVE_POLICY`, `BAD_DATE`, `BAD_POLICY` with its faults (the first 50 of
  ///   very many).
  func decide(
    _ command: PublishPolicy, in context: CommandContext
  ) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try Text.validateReason(command.reason)
    try validateApproval(of: command, under: context.policy)
    let effectiveFrom = command.effectiveFrom ?? context.now
    guard effectiveFrom >= context.now else {
      throw Rejection(
        .retroactivePolicy, field: "effective_from_ms",
        "rules never change the past: this version can take effect from \(context.now.utcText) on")
    }
    if let last = policies.versions.last, effectiveFrom < last.effectiveFrom {
      throw Rejection(
        .retroactivePolicy, field: "effective_from_ms",
        """
        version \(last.version) is published for \(last.effectiveFrom.utcText), and versions take effect \
        in their order: this one can take effect from then on, where it replaces that one
        """)
    }
    // A version far ahead would freeze the rules: none can take effect before it.
    guard effectiveFrom <= context.now + .days(Self.policyDaysAheadMaximum) else {
      throw Rejection(
        .badDate, field: "effective_from_ms",
        "rules are published at most \(Self.policyDaysAheadMaximum) days ahead")
    }
    let faults = command.document.faults()
    guard faults.isEmpty else {
      throw Rejection(
        .badPolicy, field: "document", details: Array(faults.prefix(50)),
        "the document has \(faults.count) fault\(faults.count == 1 ? "" : "s")")
    }
    return .policyPublished(
      PolicyPublished(
        version: policies.latestVersion + 1, document: command.document, reason: command.reason,
        effectiveFrom: effectiveFrom, approvalID: command.approvalID))
  }

  /// Where the rules in force let others have their say, nobody publishes without it. An id that was
  /// requested here must stand for it in any case; another system's means nothing to the ledger.
  ///
  /// - Throws: `INVALID_FIELD`, `APPROVAL_REQUIRED`, `APPROVAL_USED`.
  private func validateApproval(
    of command: PublishPolicy, under policy: Policy
  ) throws(Rejection) {
    guard policy.approvals.publicationByApproval else {
      if command.approvalID.isEmpty { return }
      try IdentifierRules.validate(command.approvalID, field: "approval_id")
      guard approvals.number(of: ApprovalID(command.approvalID)) != nil else { return }
      return try requireApproval(
        command.approvalID, kind: .policy, of: nil, field: "approval_id")
    }
    guard !command.approvalID.isEmpty else {
      throw Rejection(
        .approvalRequired, field: "approval_id",
        "policy \(policy.version) wants others to approve new rules: request it and name it")
    }
    try requireApproval(command.approvalID, kind: .policy, of: nil, field: "approval_id")
  }
}
