// 复盘: what a finished deal teaches.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `NOT_CLOSED`, `OPPORTUNITY_CLOSED` (archived: there was no deal),
  ///   `UNKNOWN_REASON`, `INVALID_FIELD`.
  func decide(_ command: RecordPostMortem, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try opportunity(command.opportunityID, for: context)
    switch opportunity.status {
    case .won, .lost: break
    case .open:
      throw Rejection(
        .notClosed, field: "opportunity_id",
        "opportunity '\(command.opportunityID)' is open: there is nothing to look back on")
    default:
      throw Rejection(
        .opportunityClosed, field: "opportunity_id", currentVersion: opportunity.version,
        "opportunity '\(command.opportunityID)' is \(opportunity.status): it was no deal")
    }
    guard (1...Text.listCountMaximum).contains(command.findings.count) else {
      throw Rejection(
        .invalidField, field: "findings",
        "a post-mortem has 1 to \(Text.listCountMaximum) findings")
    }
    for (index, finding) in command.findings.enumerated() {
      try validate(finding, field: "findings[\(index)]", under: context.policy)
    }
    return .postMortemRecorded(PostMortemRecorded(findings: command.findings))
  }

  private func validate(
    _ finding: PostMortemFinding, field: String, under policy: Policy
  ) throws(Rejection) {
    guard finding.cause.isEmpty || policy.hasLossReason(finding.cause) else {
      throw Rejection(
        .unknownReason, field: "\(field).cause", details: policy.document.lossReasons.map(\.code),
        """
        \(Text.quoted(finding.cause)) is not in the loss reasons of policy \(policy.version)
        """)
    }
    guard !Text.isBlank(finding.lesson) else {
      throw Rejection(.invalidField, field: "\(field).lesson", "must not be empty")
    }
    try Text.validateNote(finding.lesson, field: "\(field).lesson")
  }
}
