// Written by tools/generate.sh from schemas/opportunity/v1/plans.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func planFollowUp() -> PlanFollowUp {
    PlanFollowUp(
      opportunityID: id(), dueAt: maybe { $0.laterInstant() }, purpose: text(),
      channel: maybe { $0.one() }, scriptID: text())
  }
}

extension PBPlanFollowUp {
  init(_ value: PlanFollowUp) {
    self.init()
    opportunityID = value.opportunityID.text
    if let dueAt = value.dueAt { self.dueAtMs = dueAt.milliseconds }
    purpose = value.purpose
    if let channel = value.channel { self.channel = word(channel) }
    scriptID = value.scriptID
  }
}

extension Random {
  mutating func followUpPlanned() -> FollowUpPlanned {
    FollowUpPlanned(
      dueAt: instant(), purpose: text(), channel: maybe { $0.one() }, scriptID: text(),
      replacedDueAt: maybe { $0.laterInstant() })
  }
}

extension PBFollowUpPlanned {
  init(_ value: FollowUpPlanned) {
    self.init()
    dueAtMs = value.dueAt.milliseconds
    purpose = value.purpose
    if let channel = value.channel { self.channel = word(channel) }
    scriptID = value.scriptID
    if let replacedDueAt = value.replacedDueAt { self.replacedDueAtMs = replacedDueAt.milliseconds }
  }
}

extension Random {
  mutating func cancelPlan() -> CancelPlan {
    CancelPlan(opportunityID: id(), reason: text())
  }
}

extension PBCancelPlan {
  init(_ value: CancelPlan) {
    self.init()
    opportunityID = value.opportunityID.text
    reason = value.reason
  }
}

extension Random {
  mutating func planCancelled() -> PlanCancelled {
    PlanCancelled(dueAt: instant(), reason: text())
  }
}

extension PBPlanCancelled {
  init(_ value: PlanCancelled) {
    self.init()
    dueAtMs = value.dueAt.milliseconds
    reason = value.reason
  }
}
