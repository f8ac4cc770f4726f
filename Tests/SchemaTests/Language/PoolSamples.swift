// Written by tools/generate.sh from schemas/opportunity/v1/pool.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func makeDormant() -> MakeDormant {
    MakeDormant(opportunityID: id(), reason: text())
  }
}

extension PBMakeDormant {
  init(_ value: MakeDormant) {
    self.init()
    opportunityID = value.opportunityID.text
    reason = value.reason
  }
}

extension Random {
  mutating func opportunityMadeDormant() -> OpportunityMadeDormant {
    OpportunityMadeDormant(from: maybe { $0.id() }, reason: text())
  }
}

extension PBOpportunityMadeDormant {
  init(_ value: OpportunityMadeDormant) {
    self.init()
    if let from = value.from { self.fromOwnerID = from.text }
    reason = value.reason
  }
}

extension Random {
  mutating func reactivateOpportunity() -> ReactivateOpportunity {
    ReactivateOpportunity(opportunityID: id(), campaign: text())
  }
}

extension PBReactivateOpportunity {
  init(_ value: ReactivateOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    campaign = value.campaign
  }
}

extension Random {
  mutating func opportunityReactivated() -> OpportunityReactivated {
    OpportunityReactivated(campaign: text())
  }
}

extension PBOpportunityReactivated {
  init(_ value: OpportunityReactivated) {
    self.init()
    campaign = value.campaign
  }
}

extension Random {
  mutating func eliminateOpportunity() -> EliminateOpportunity {
    EliminateOpportunity(opportunityID: id(), reason: text(), approvalID: text())
  }
}

extension PBEliminateOpportunity {
  init(_ value: EliminateOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    reason = value.reason
    approvalID = value.approvalID
  }
}

extension Random {
  mutating func opportunityEliminated() -> OpportunityEliminated {
    OpportunityEliminated(from: maybe { $0.id() }, reason: text(), approvalID: text())
  }
}

extension PBOpportunityEliminated {
  init(_ value: OpportunityEliminated) {
    self.init()
    if let from = value.from { self.fromOwnerID = from.text }
    reason = value.reason
    approvalID = value.approvalID
  }
}

extension Random {
  mutating func assignOpportunity() -> AssignOpportunity {
    AssignOpportunity(opportunityID: id(), owner: id(), mode: maybe { $0.one() }, rule: text())
  }
}

extension PBAssignOpportunity {
  init(_ value: AssignOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    ownerID = value.owner.text
    if let mode = value.mode { self.mode = word(mode) }
    rule = value.rule
  }
}

extension Random {
  mutating func opportunityAssigned() -> OpportunityAssigned {
    OpportunityAssigned(to: id(), mode: one(), rule: text())
  }
}

extension PBOpportunityAssigned {
  init(_ value: OpportunityAssigned) {
    self.init()
    toOwnerID = value.to.text
    mode = word(value.mode)
    rule = value.rule
  }
}

extension Random {
  mutating func claimOpportunity() -> ClaimOpportunity {
    ClaimOpportunity(opportunityID: id(), owner: maybe { $0.id() })
  }
}

extension PBClaimOpportunity {
  init(_ value: ClaimOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    if let owner = value.owner { self.ownerID = owner.text }
  }
}

extension Random {
  mutating func opportunityClaimed() -> OpportunityClaimed {
    OpportunityClaimed(to: id())
  }
}

extension PBOpportunityClaimed {
  init(_ value: OpportunityClaimed) {
    self.init()
    toOwnerID = value.to.text
  }
}

extension Random {
  mutating func returnToPool() -> ReturnToPool {
    ReturnToPool(opportunityID: id(), reason: text())
  }
}

extension PBReturnToPool {
  init(_ value: ReturnToPool) {
    self.init()
    opportunityID = value.opportunityID.text
    reason = value.reason
  }
}

extension Random {
  mutating func opportunityReturnedToPool() -> OpportunityReturnedToPool {
    OpportunityReturnedToPool(from: id(), reason: text())
  }
}

extension PBOpportunityReturnedToPool {
  init(_ value: OpportunityReturnedToPool) {
    self.init()
    fromOwnerID = value.from.text
    reason = value.reason
  }
}

extension Random {
  mutating func reclaimOpportunity() -> ReclaimOpportunity {
    ReclaimOpportunity(
      opportunityID: id(), rule: maybe { $0.one() }, confirmedBy: maybe { $0.id() })
  }
}

extension PBReclaimOpportunity {
  init(_ value: ReclaimOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    if let rule = value.rule { self.rule = word(rule) }
    if let confirmedBy = value.confirmedBy { self.confirmedByID = confirmedBy.text }
  }
}

extension Random {
  mutating func opportunityReclaimed() -> OpportunityReclaimed {
    OpportunityReclaimed(
      from: id(), rule: one(), idleDays: uint32(), confirmedBy: maybe { $0.id() })
  }
}

extension PBOpportunityReclaimed {
  init(_ value: OpportunityReclaimed) {
    self.init()
    fromOwnerID = value.from.text
    rule = word(value.rule)
    idleDays = value.idleDays
    if let confirmedBy = value.confirmedBy { self.confirmedByID = confirmedBy.text }
  }
}

extension Random {
  mutating func escalateOpportunity() -> EscalateOpportunity {
    EscalateOpportunity(opportunityID: id(), to: id(), rule: maybe { $0.one() })
  }
}

extension PBEscalateOpportunity {
  init(_ value: EscalateOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    ownerID = value.to.text
    if let rule = value.rule { self.rule = word(rule) }
  }
}

extension Random {
  mutating func opportunityEscalated() -> OpportunityEscalated {
    OpportunityEscalated(from: id(), to: id(), rule: one())
  }
}

extension PBOpportunityEscalated {
  init(_ value: OpportunityEscalated) {
    self.init()
    fromOwnerID = value.from.text
    toOwnerID = value.to.text
    rule = word(value.rule)
  }
}
