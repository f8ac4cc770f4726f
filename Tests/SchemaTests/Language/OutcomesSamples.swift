// Written by tools/generate.sh from schemas/opportunity/v1/outcomes.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func winOpportunity() -> WinOpportunity {
    WinOpportunity(
      opportunityID: id(), finalAmount: maybe { $0.money() }, contractNumber: text(),
      contractDigest: digest())
  }
}

extension PBWinOpportunity {
  init(_ value: WinOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    if let finalAmount = value.finalAmount { self.finalAmount = PBMoney(finalAmount) }
    contractNumber = value.contractNumber
    contractSha256 = Data(value.contractDigest)
  }
}

extension Random {
  mutating func opportunityWon() -> OpportunityWon {
    OpportunityWon(finalAmount: money(), contractNumber: text(), contractDigest: digest())
  }
}

extension PBOpportunityWon {
  init(_ value: OpportunityWon) {
    self.init()
    finalAmount = PBMoney(value.finalAmount)
    contractNumber = value.contractNumber
    contractSha256 = Data(value.contractDigest)
  }
}

extension Random {
  mutating func loseOpportunity() -> LoseOpportunity {
    LoseOpportunity(opportunityID: id(), reason: text(), competitor: text(), note: text())
  }
}

extension PBLoseOpportunity {
  init(_ value: LoseOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    reason = value.reason
    competitor = value.competitor
    note = value.note
  }
}

extension Random {
  mutating func opportunityLost() -> OpportunityLost {
    OpportunityLost(reason: text(), competitor: text(), note: text())
  }
}

extension PBOpportunityLost {
  init(_ value: OpportunityLost) {
    self.init()
    reason = value.reason
    competitor = value.competitor
    note = value.note
  }
}

extension Random {
  mutating func archiveOpportunity() -> ArchiveOpportunity {
    ArchiveOpportunity(opportunityID: id(), reason: text())
  }
}

extension PBArchiveOpportunity {
  init(_ value: ArchiveOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    reason = value.reason
  }
}

extension Random {
  mutating func opportunityArchived() -> OpportunityArchived {
    OpportunityArchived(reason: text())
  }
}

extension PBOpportunityArchived {
  init(_ value: OpportunityArchived) {
    self.init()
    reason = value.reason
  }
}

extension Random {
  mutating func reopenOpportunity() -> ReopenOpportunity {
    ReopenOpportunity(opportunityID: id(), reason: text())
  }
}

extension PBReopenOpportunity {
  init(_ value: ReopenOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    reason = value.reason
  }
}

extension Random {
  mutating func opportunityReopened() -> OpportunityReopened {
    OpportunityReopened(from: one(), reason: text())
  }
}

extension PBOpportunityReopened {
  init(_ value: OpportunityReopened) {
    self.init()
    from = word(value.from)
    reason = value.reason
  }
}
