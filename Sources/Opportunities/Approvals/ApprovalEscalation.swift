// 审批上报: a step that nobody decides in time is put to the role above as well, once.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `APPROVAL_DECIDED`, `UNCHANGED`, `RULE_NOT_MET`.
  func decide(_ command: EscalateApproval, in context: CommandContext) throws(Rejection) -> Event {
    guard let approval = approvals[command.approvalID] else {
      throw .notFound("approval", command.approvalID.text, field: "approval_id")
    }
    guard let role = approval.nextRole else {
      throw Rejection(
        .approvalDecided, field: "approval_id", currentVersion: approval.version,
        "approval '\(command.approvalID)' is \(approval.isRejected ? "rejected" : "granted")")
    }
    let step = approval.grantedSteps + 1
    guard approval.escalatedStep != step else {
      throw Rejection(
        .unchanged, field: "approval_id", currentVersion: approval.version,
        "step \(step) of approval '\(command.approvalID)' is escalated already")
    }
    let late = context.occurredAt.since(approval.stepDueAt)
    guard late > TimeLength(milliseconds: 0) else {
      throw Rejection(
        .ruleNotMet, field: "approval_id",
        "step \(step) of approval '\(command.approvalID)' is not overdue")
    }
    return .approvalEscalated(
      ApprovalEscalated(
        step: step, rule: .overdue, openTo: role.above,
        lateMinutes: UInt32(clamping: late.milliseconds / 60_000)))
  }

  /// Whoever asked may push it on, and those who look after what it is about.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireReach(
    toPushOn approval: Approval, in context: CommandContext
  ) throws(Rejection) {
    let requester = approval.requester.flatMap { users.number(of: $0) }
    guard context.user != requester else { return }
    let owner = approval.opportunity.flatMap { opportunities[$0]?.owner }
    if let concerned = owner ?? requester { try requireScope(of: context, over: concerned) }
  }
}

extension Approval {
  /// Until when the step that is next is to be decided.
  var stepDueAt: Instant { stepSince + .hours(slaHours) }

  /// Whether the next step was escalated to those who hold `role`.
  func isOpen(to role: Role) -> Bool {
    guard escalatedStep == grantedSteps + 1, let openTo else { return false }
    return openTo.isHeld(by: role)
  }
}

extension Role {
  /// Who is asked when nobody of this role answers; nil: nobody stands above.
  fileprivate var above: Role? {
    switch self {
    case .rep, .customerService: .manager
    case .manager: .departmentHead
    case .departmentHead, .operations: .owner
    case .owner: nil
    }
  }
}
