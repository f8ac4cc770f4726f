// Written by tools/generate.sh from schemas/opportunity/v1/splits.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func splitShare() -> SplitShare {
    SplitShare(party: id(), share: PartsPerMillion(uint32()))
  }
}

extension PBSplitShare {
  init(_ value: SplitShare) {
    self.init()
    partyID = value.party.text
    sharePpm = value.share.count
  }
}

extension Random {
  mutating func addCollaborator() -> AddCollaborator {
    AddCollaborator(opportunityID: id(), user: id(), part: text())
  }
}

extension PBAddCollaborator {
  init(_ value: AddCollaborator) {
    self.init()
    opportunityID = value.opportunityID.text
    userID = value.user.text
    part = value.part
  }
}

extension Random {
  mutating func collaboratorAdded() -> CollaboratorAdded {
    CollaboratorAdded(user: id(), part: text())
  }
}

extension PBCollaboratorAdded {
  init(_ value: CollaboratorAdded) {
    self.init()
    userID = value.user.text
    part = value.part
  }
}

extension Random {
  mutating func removeCollaborator() -> RemoveCollaborator {
    RemoveCollaborator(opportunityID: id(), user: id(), reason: text())
  }
}

extension PBRemoveCollaborator {
  init(_ value: RemoveCollaborator) {
    self.init()
    opportunityID = value.opportunityID.text
    userID = value.user.text
    reason = value.reason
  }
}

extension Random {
  mutating func collaboratorRemoved() -> CollaboratorRemoved {
    CollaboratorRemoved(user: id(), reason: text())
  }
}

extension PBCollaboratorRemoved {
  init(_ value: CollaboratorRemoved) {
    self.init()
    userID = value.user.text
    reason = value.reason
  }
}

extension Random {
  mutating func proposeSplit() -> ProposeSplit {
    ProposeSplit(
      opportunityID: id(), kind: one(), method: one(), shares: list { $0.splitShare() },
      chooser: maybe { $0.id() }, proposer: maybe { $0.id() })
  }
}

extension PBProposeSplit {
  init(_ value: ProposeSplit) {
    self.init()
    opportunityID = value.opportunityID.text
    kind = word(value.kind)
    method = word(value.method)
    shares = value.shares.map { PBSplitShare($0) }
    if let chooser = value.chooser { self.chooserID = chooser.text }
    if let proposer = value.proposer { self.proposerID = proposer.text }
  }
}

extension Random {
  mutating func splitProposed() -> SplitProposed {
    SplitProposed(
      proposal: uint32(), kind: one(), method: one(), shares: list { $0.splitShare() },
      proposer: id(), chooser: maybe { $0.id() })
  }
}

extension PBSplitProposed {
  init(_ value: SplitProposed) {
    self.init()
    proposal = value.proposal
    kind = word(value.kind)
    method = word(value.method)
    shares = value.shares.map { PBSplitShare($0) }
    proposerID = value.proposer.text
    if let chooser = value.chooser { self.chooserID = chooser.text }
  }
}

extension Random {
  mutating func acceptSplit() -> AcceptSplit {
    AcceptSplit(opportunityID: id(), proposal: uint32(), party: maybe { $0.id() }, choice: uint32())
  }
}

extension PBAcceptSplit {
  init(_ value: AcceptSplit) {
    self.init()
    opportunityID = value.opportunityID.text
    proposal = value.proposal
    if let party = value.party { self.partyID = party.text }
    choice = value.choice
  }
}

extension Random {
  mutating func splitAccepted() -> SplitAccepted {
    SplitAccepted(proposal: uint32(), party: id(), choice: uint32())
  }
}

extension PBSplitAccepted {
  init(_ value: SplitAccepted) {
    self.init()
    proposal = value.proposal
    partyID = value.party.text
    choice = value.choice
  }
}

extension Random {
  mutating func splitEffective() -> SplitEffective {
    SplitEffective(proposal: uint32(), kind: one(), shares: list { $0.splitShare() })
  }
}

extension PBSplitEffective {
  init(_ value: SplitEffective) {
    self.init()
    proposal = value.proposal
    kind = word(value.kind)
    shares = value.shares.map { PBSplitShare($0) }
  }
}

extension Random {
  mutating func rejectSplit() -> RejectSplit {
    RejectSplit(opportunityID: id(), proposal: uint32(), party: maybe { $0.id() }, reason: text())
  }
}

extension PBRejectSplit {
  init(_ value: RejectSplit) {
    self.init()
    opportunityID = value.opportunityID.text
    proposal = value.proposal
    if let party = value.party { self.partyID = party.text }
    reason = value.reason
  }
}

extension Random {
  mutating func splitRejected() -> SplitRejected {
    SplitRejected(proposal: uint32(), party: id(), reason: text())
  }
}

extension PBSplitRejected {
  init(_ value: SplitRejected) {
    self.init()
    proposal = value.proposal
    partyID = value.party.text
    reason = value.reason
  }
}

extension Random {
  mutating func setMentorShare() -> SetMentorShare {
    SetMentorShare(opportunityID: id(), mentor: id(), team: id(), share: PartsPerMillion(uint32()))
  }
}

extension PBSetMentorShare {
  init(_ value: SetMentorShare) {
    self.init()
    opportunityID = value.opportunityID.text
    mentorID = value.mentor.text
    teamID = value.team.text
    sharePpm = value.share.count
  }
}

extension Random {
  mutating func mentorShareSet() -> MentorShareSet {
    MentorShareSet(mentor: id(), team: id(), share: PartsPerMillion(uint32()))
  }
}

extension PBMentorShareSet {
  init(_ value: MentorShareSet) {
    self.init()
    mentorID = value.mentor.text
    teamID = value.team.text
    sharePpm = value.share.count
  }
}
