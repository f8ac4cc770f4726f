// Written by tools/generate.sh from schemas/opportunity/v1/approvals.proto; edit that, not this.

/// How an approver answers.
package enum ApprovalVerdict: UInt8, Hashable, Sendable, CaseIterable {
  case approve = 1
  case reject = 2
}

extension ApprovalVerdict: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .approve: "approve"
    case .reject: "reject"
    }
  }
}

/// Why an approval is asked for one role higher up.
package enum ApprovalEscalationReason: UInt8, Hashable, Sendable, CaseIterable {
  /// Nobody decided its step within the time that the rules gave when it was asked for.
  case overdue = 1
}

extension ApprovalEscalationReason: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .overdue: "overdue"
    }
  }
}

/// 申请审批: who has to approve, and in which order, follows from the rules in force.
package struct RequestApproval: Hashable, Sendable {
  package var approvalID: ApprovalID
  package var kind: ApprovalKind
  /// What is to be approved belongs to it. nil: it is about no opportunity.
  package var opportunity: OpportunityID?
  /// How much it is about, which decides who approves. nil: the amount of the opportunity.
  package var amount: Money?
  /// What is asked, and why.
  package var note: String

  package init(
    approvalID: ApprovalID, kind: ApprovalKind, opportunity: OpportunityID? = nil,
    amount: Money? = nil, note: String = ""
  ) {
    self.approvalID = approvalID
    self.kind = kind
    self.opportunity = opportunity
    self.amount = amount
    self.note = note
  }
}

/// The steps are those of the rules at that moment: rules published later change none of them.
package struct ApprovalRequested: Hashable, Sendable {
  package var kind: ApprovalKind
  package var opportunity: OpportunityID?
  package var amount: Money?
  package var note: String
  /// Who approves, one after the other.
  package var chain: [Role]
  /// Each step is overdue after this, hours.
  package var slaHours: UInt32
  /// nil: a connected system asked.
  package var requester: UserID?

  package init(
    kind: ApprovalKind, opportunity: OpportunityID?, amount: Money?, note: String, chain: [Role],
    slaHours: UInt32, requester: UserID?
  ) {
    self.kind = kind
    self.opportunity = opportunity
    self.amount = amount
    self.note = note
    self.chain = chain
    self.slaHours = slaHours
    self.requester = requester
  }
}

/// 审批: the next step of the chain approves or rejects.
package struct DecideApproval: Hashable, Sendable {
  package var approvalID: ApprovalID
  package var verdict: ApprovalVerdict
  /// Why. A rejection needs it.
  package var note: String

  package init(approvalID: ApprovalID, verdict: ApprovalVerdict, note: String = "") {
    self.approvalID = approvalID
    self.verdict = verdict
    self.note = note
  }
}

/// 审批同意: Approval granted.
package struct ApprovalGranted: Hashable, Sendable {
  /// Which step of the chain, from 1.
  package var step: UInt32
  /// The last step: what was asked may be done.
  package var isLast: Bool
  package var note: String

  package init(step: UInt32, isLast: Bool, note: String) {
    self.step = step
    self.isLast = isLast
    self.note = note
  }
}

/// 审批驳回: Approval rejected.
package struct ApprovalRejected: Hashable, Sendable {
  /// Which step of the chain, from 1.
  package var step: UInt32
  package var note: String

  package init(step: UInt32, note: String) {
    self.step = step
    self.note = note
  }
}

/// 审批上报: the step that is next is overdue, so the role above may take it as well. Once a step. The
/// ledger sends it by itself.
package struct EscalateApproval: Hashable, Sendable {
  package var approvalID: ApprovalID

  package init(approvalID: ApprovalID) {
    self.approvalID = approvalID
  }
}

/// Who could decide the step before still can.
package struct ApprovalEscalated: Hashable, Sendable {
  /// Which step of the chain, from 1.
  package var step: UInt32
  package var rule: ApprovalEscalationReason
  /// Who may decide the step too from now on. nil: nobody stands above whose step it is.
  package var openTo: Role?
  /// How long the step has been overdue, whole minutes.
  package var lateMinutes: UInt32

  package init(step: UInt32, rule: ApprovalEscalationReason, openTo: Role?, lateMinutes: UInt32) {
    self.step = step
    self.rule = rule
    self.openTo = openTo
    self.lateMinutes = lateMinutes
  }
}
