// Written by tools/generate.sh from schemas/opportunity/v1/approvals.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func requestApproval() -> RequestApproval {
    RequestApproval(
      approvalID: id(), kind: one(), opportunity: maybe { $0.id() }, amount: maybe { $0.money() },
      note: text())
  }
}

extension PBRequestApproval {
  init(_ value: RequestApproval) {
    self.init()
    approvalID = value.approvalID.text
    kind = word(value.kind)
    if let opportunity = value.opportunity { self.opportunityID = opportunity.text }
    if let amount = value.amount { self.amount = PBMoney(amount) }
    note = value.note
  }
}

extension Random {
  mutating func approvalRequested() -> ApprovalRequested {
    ApprovalRequested(
      kind: one(), opportunity: maybe { $0.id() }, amount: maybe { $0.money() }, note: text(),
      chain: list { $0.one() }, slaHours: uint32(), requester: maybe { $0.id() })
  }
}

extension PBApprovalRequested {
  init(_ value: ApprovalRequested) {
    self.init()
    kind = word(value.kind)
    if let opportunity = value.opportunity { self.opportunityID = opportunity.text }
    if let amount = value.amount { self.amount = PBMoney(amount) }
    note = value.note
    chain = value.chain.map { word($0) }
    slaHours = value.slaHours
    if let requester = value.requester { self.requesterID = requester.text }
  }
}

extension Random {
  mutating func decideApproval() -> DecideApproval {
    DecideApproval(approvalID: id(), verdict: one(), note: text())
  }
}

extension PBDecideApproval {
  init(_ value: DecideApproval) {
    self.init()
    approvalID = value.approvalID.text
    verdict = word(value.verdict)
    note = value.note
  }
}

extension Random {
  mutating func approvalGranted() -> ApprovalGranted {
    ApprovalGranted(step: uint32(), isLast: bool(), note: text())
  }
}

extension PBApprovalGranted {
  init(_ value: ApprovalGranted) {
    self.init()
    step = value.step
    isLast = value.isLast
    note = value.note
  }
}

extension Random {
  mutating func approvalRejected() -> ApprovalRejected {
    ApprovalRejected(step: uint32(), note: text())
  }
}

extension PBApprovalRejected {
  init(_ value: ApprovalRejected) {
    self.init()
    step = value.step
    note = value.note
  }
}

extension Random {
  mutating func escalateApproval() -> EscalateApproval {
    EscalateApproval(approvalID: id())
  }
}

extension PBEscalateApproval {
  init(_ value: EscalateApproval) {
    self.init()
    approvalID = value.approvalID.text
  }
}

extension Random {
  mutating func approvalEscalated() -> ApprovalEscalated {
    ApprovalEscalated(
      step: uint32(), rule: one(), openTo: maybe { $0.one() }, lateMinutes: uint32())
  }
}

extension PBApprovalEscalated {
  init(_ value: ApprovalEscalated) {
    self.init()
    step = value.step
    rule = word(value.rule)
    if let openTo = value.openTo { self.openTo = word(openTo) }
    lateMinutes = value.lateMinutes
  }
}
