// Written by tools/generate.sh from schemas/opportunity/v1/ownership.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func reassignOpportunity() -> ReassignOpportunity {
    ReassignOpportunity(opportunityID: id(), owner: id(), reason: text())
  }
}

extension PBReassignOpportunity {
  init(_ value: ReassignOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    ownerID = value.owner.text
    reason = value.reason
  }
}

extension Random {
  mutating func opportunityReassigned() -> OpportunityReassigned {
    OpportunityReassigned(from: id(), to: id(), reason: text())
  }
}

extension PBOpportunityReassigned {
  init(_ value: OpportunityReassigned) {
    self.init()
    fromOwnerID = value.from.text
    toOwnerID = value.to.text
    reason = value.reason
  }
}
