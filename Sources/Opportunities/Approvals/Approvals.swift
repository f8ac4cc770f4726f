// 审批: what may only be done once others have agreed. Who has to agree follows from the rules in
// force when it is asked for, and is frozen then: rules of later change nothing that is under way.

extension LedgerState {
  /// Whether all of the chain agreed to exactly this, be it used by now or not.
  ///
  /// - Parameter opportunity: what the approval must be about; nil: about none.
  package func isApproved(
    _ id: ApprovalID, kind: ApprovalKind, opportunity: OpportunityID?
  ) -> Bool {
    guard let approval = approvals[id] else { return false }
    return approval.isGranted && approval.kind == kind && approval.opportunity == opportunity
  }

  /// Checks that all of the chain agreed, and that what they agreed to has not happened yet: a rule
  /// that needs an approval asks here, and its event says which one it used. Whether another approval
  /// of that id exists is not told: it may be about something out of reach.
  ///
  /// - Throws: `INVALID_FIELD`, `APPROVAL_REQUIRED`, `APPROVAL_USED`.
  func requireApproval(
    _ name: String, kind: ApprovalKind, of opportunity: OpportunityID?, field: String
  ) throws(Rejection) {
    try IdentifierRules.validate(name, field: field)
    let id = ApprovalID(name)
    guard isApproved(id, kind: kind, opportunity: opportunity) else {
      throw Rejection(
        .approvalRequired, field: field,
        "no granted approval \(Text.quoted(name)) of kind \(kind) is about exactly this")
    }
    guard approvals[id]?.isUsed == false else {
      throw Rejection(
        .approvalUsed, field: field,
        "what approval '\(name)' allowed has happened already: request another one")
    }
  }

  /// The amount decides how many have to agree, so where none is named it is the opportunity's own.
  ///
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND`, `FORBIDDEN`, `BAD_AMOUNT`,
  ///   `BAD_CURRENCY`.
  func decide(_ command: RequestApproval, in context: CommandContext) throws(Rejection) -> Event {
    try command.approvalID.validate(field: "approval_id")
    guard approvals[command.approvalID] == nil else {
      throw Rejection(
        .duplicateID, field: "approval_id",
        "approval '\(command.approvalID)' was requested already")
    }
    let subject = try subject(of: command, in: context)
    try Text.validateNote(command.note, field: "note")
    try command.amount?.validate(field: "amount")
    let amount = command.amount ?? subject?.amount
    let rules = context.policy.approvals
    return .approvalRequested(
      ApprovalRequested(
        kind: command.kind, opportunity: command.opportunity, amount: amount, note: command.note,
        chain: rules.chain(for: command.kind, amount: amount),
        slaHours: rules.flow(for: command.kind).slaHours,
        requester: context.user.map { users.key(of: $0) }))
  }

  /// The opportunity that is asked about, which some kinds need and rules themselves never have.
  private func subject(
    of command: RequestApproval, in context: CommandContext
  ) throws(Rejection) -> Opportunity? {
    guard let id = command.opportunity else {
      guard !command.kind.isAboutOpportunity else {
        throw Rejection(
          .invalidField, field: "opportunity_id",
          "an approval of kind \(command.kind) is about an opportunity")
      }
      return nil
    }
    guard command.kind != .policy else {
      throw Rejection(
        .invalidField, field: "opportunity_id", "rules are about no single opportunity")
    }
    guard let opportunity = opportunities.number(of: id) else {
      throw .notFound("opportunity", id.text, field: "opportunity_id")
    }
    try requireScope(of: context, over: opportunity)
    return opportunities[opportunity]
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `SELF_APPROVAL`, `APPROVAL_DECIDED`, `REASON_REQUIRED`,
  ///   `INVALID_FIELD`.
  func decide(_ command: DecideApproval, in context: CommandContext) throws(Rejection) -> Event {
    guard let approval = approvals[command.approvalID] else {
      throw .notFound("approval", command.approvalID.text, field: "approval_id")
    }
    guard let approver = context.user else {
      throw Rejection(.forbidden, field: "actor.id", "only a person approves or rejects")
    }
    guard approval.isPending else {
      throw Rejection(
        .approvalDecided, field: "approval_id", currentVersion: approval.version,
        "approval '\(command.approvalID)' is \(approval.isRejected ? "rejected" : "granted")")
    }
    try requireNextStep(approver, of: approval)
    let step = approval.grantedSteps + 1
    switch command.verdict {
    case .approve:
      try Text.validateNote(command.note, field: "note")
      return .approvalGranted(
        ApprovalGranted(step: step, isLast: step == approval.chain.count, note: command.note))
    case .reject:
      try Text.validateReason(command.note, field: "note")
      return .approvalRejected(ApprovalRejected(step: step, note: command.note))
    }
  }

  /// Who approves looks after the opportunity or, where there is none, after who asks; nobody
  /// approves a request or an opportunity of his or her own.
  func requireReach(
    of approver: RowNumber<User>, over approval: Approval, in context: CommandContext
  ) throws(Rejection) {
    let requester = approval.requester.flatMap { users.number(of: $0) }
    let owner = approval.opportunity.flatMap { opportunities[$0]?.owner }
    if let concerned = owner ?? requester { try requireScope(of: context, over: concerned) }
    guard approver != requester, approver != owner else {
      throw Rejection(
        .selfApproval, field: "actor.id",
        "'\(users.key(of: approver))' asked for it, or owns what it is about: somebody else decides"
      )
    }
  }

  private func requireNextStep(
    _ approver: RowNumber<User>, of approval: Approval
  ) throws(Rejection) {
    guard let role = approval.nextRole,
      users[approver].roles.contains(where: { role.isHeld(by: $0) || approval.isOpen(to: $0) })
    else {
      throw Rejection(
        .forbidden, field: "actor.id",
        "the next step is that of a \(approval.nextRole.map { "\($0)" } ?? "nobody")")
    }
  }

  mutating func evolve(
    with event: ApprovalRequested, on id: ApprovalID, at instant: Instant
  ) {
    approvals.insert(
      Approval(
        version: 1, kind: event.kind, opportunity: event.opportunity, requester: event.requester,
        chain: event.chain, grantedSteps: 0, isRejected: false, slaHours: event.slaHours,
        stepSince: instant, escalatedStep: 0, openTo: nil, isUsed: false),
      at: id)
  }

  /// Marks the approval by which `event` happened as used; it stands on a stream of its own, whose
  /// version does not change.
  mutating func useApproval(of event: Event) {
    guard let use = event.approvalUse, let row = approvals.number(of: use.id) else { return }
    approvals.modify(row) { $0.isUsed = true }
  }

  /// Why the approval that `event` names does not stand for it; nil: it does, or none is named.
  ///
  /// Rules that were published before there were approvals name what other systems approved.
  func misfit(ofApprovalOf record: RecordedEvent) -> String? {
    guard let use = record.event.approvalUse else { return nil }
    guard let approval = approvals[use.id] else {
      return use.kind == .policy ? nil : "it rests on an approval that nobody requested"
    }
    guard isApproved(use.id, kind: use.kind, opportunity: record.opportunityID) else {
      return "it rests on an approval that does not allow it"
    }
    return approval.isUsed ? "it rests on an approval that was used before" : nil
  }

  /// Why `record` cannot follow; nil: it can.
  func misfit(ofApproval record: RecordedEvent) -> String? {
    if case .approvalRequested = record.event { return nil }
    guard let approval = approvals[ApprovalID(record.stream.id)] else {
      return "its approval was never requested"
    }
    guard approval.isPending else { return "its approval is decided" }
    let step: UInt32 =
      switch record.event {
      case .approvalGranted(let event): event.step
      case .approvalRejected(let event): event.step
      case .approvalEscalated(let event): event.step
      default: 0
      }
    if case .approvalEscalated = record.event, step == approval.escalatedStep {
      return "its step is escalated already"
    }
    return step == approval.grantedSteps + 1 ? nil : "it decides a step that is not the next one"
  }
}

extension Event {
  /// The approval without which it would have been refused; nil: it needed none.
  var approvalUse: (id: ApprovalID, kind: ApprovalKind)? {
    let (name, kind): (String, ApprovalKind)
    switch self {
    case .stageMoved(let event): (name, kind) = (event.overrideApprovalID, .gateOverride)
    case .opportunityEliminated(let event): (name, kind) = (event.approvalID, .directElimination)
    case .policyPublished(let event): (name, kind) = (event.approvalID, .policy)
    default: return nil
    }
    return name.isEmpty ? nil : (ApprovalID(name), kind)
  }
}

extension ApprovalKind {
  /// Whether it makes sense only for a certain opportunity.
  var isAboutOpportunity: Bool {
    switch self {
    case .quote, .discount, .gateOverride, .elimination, .directElimination, .split, .reassignment,
      .contract:
      true
    case .policy, .resource, .other: false
    }
  }
}

extension Role {
  /// Whether `other` may take a step of this role: the role itself, or one above it in the line, so
  /// that a manager's own requests do not wait for ever.
  func isHeld(by other: Role) -> Bool {
    switch self {
    case .manager: other == .manager || other == .departmentHead || other == .owner
    case .departmentHead: other == .departmentHead || other == .owner
    case .rep, .owner, .operations, .customerService: other == self
    }
  }
}

extension Approval {
  package var isGranted: Bool { !isRejected && Int(grantedSteps) >= chain.count }
  package var isPending: Bool { !isRejected && Int(grantedSteps) < chain.count }
  /// Whose word it waits for; nil: nobody's.
  package var nextRole: Role? { isPending ? chain[Int(grantedSteps)] : nil }

  mutating func evolve(with event: Event, at instant: Instant) {
    version += 1
    switch event {
    case .approvalGranted:
      grantedSteps += 1
      stepSince = instant
    case .approvalRejected: isRejected = true
    case .approvalEscalated(let event):
      escalatedStep = event.step
      openTo = event.openTo
    default: preconditionFailure("an event of another stream reached an approval")
    }
  }
}
