// Written by tools/generate.sh from schemas/opportunity/v1/splits.proto; edit that, not this.

/// What is shared.
package enum SplitKind: UInt8, Hashable, Sendable, CaseIterable {
  case performance = 1
  case ownership = 2
  case income = 3
}

extension SplitKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .performance: "performance"
    case .ownership: "ownership"
    case .income: "income"
    }
  }
}

/// What one party gets. The shares of a split are 1,000,000 ppm together.
package struct SplitShare: Hashable, Sendable {
  package var party: UserID
  package var share: PartsPerMillion

  package init(party: UserID, share: PartsPerMillion) {
    self.party = party
    self.share = share
  }
}

/// 添加协作人: presales, technicians, other reps.
package struct AddCollaborator: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var user: UserID
  /// What he or she does here. Empty: helps.
  package var part: String

  package init(opportunityID: OpportunityID, user: UserID, part: String = "") {
    self.opportunityID = opportunityID
    self.user = user
    self.part = part
  }
}

/// 添加协作人: Collaborator added.
package struct CollaboratorAdded: Hashable, Sendable {
  package var user: UserID
  package var part: String

  package init(user: UserID, part: String) {
    self.user = user
    self.part = part
  }
}

/// 移除协作人
package struct RemoveCollaborator: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var user: UserID
  package var reason: String

  package init(opportunityID: OpportunityID, user: UserID, reason: String = "") {
    self.opportunityID = opportunityID
    self.user = user
    self.reason = reason
  }
}

/// 移除协作人: Collaborator removed.
package struct CollaboratorRemoved: Hashable, Sendable {
  package var user: UserID
  package var reason: String

  package init(user: UserID, reason: String) {
    self.user = user
    self.reason = reason
  }
}

/// 提议分润: takes the place of an earlier proposal of its kind that not all have accepted.
package struct ProposeSplit: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var kind: SplitKind
  package var method: SplitMethod
  package var shares: [SplitShare]
  /// With CUT_AND_CHOOSE: the other party, who takes one of the two shares. Empty otherwise.
  package var chooser: UserID?
  /// nil: the user who sends it. A system names who proposes.
  package var proposer: UserID?

  package init(
    opportunityID: OpportunityID, kind: SplitKind, method: SplitMethod, shares: [SplitShare] = [],
    chooser: UserID? = nil, proposer: UserID? = nil
  ) {
    self.opportunityID = opportunityID
    self.kind = kind
    self.method = method
    self.shares = shares
    self.chooser = chooser
    self.proposer = proposer
  }
}

/// 提议分润: Split proposed.
package struct SplitProposed: Hashable, Sendable {
  /// Counts the proposals of the opportunity from 1.
  package var proposal: UInt32
  package var kind: SplitKind
  package var method: SplitMethod
  package var shares: [SplitShare]
  package var proposer: UserID
  /// nil: the shares were negotiated.
  package var chooser: UserID?

  package init(
    proposal: UInt32, kind: SplitKind, method: SplitMethod, shares: [SplitShare], proposer: UserID,
    chooser: UserID?
  ) {
    self.proposal = proposal
    self.kind = kind
    self.method = method
    self.shares = shares
    self.proposer = proposer
    self.chooser = chooser
  }
}

/// 接受分润: one party agrees. When all have, the split holds.
package struct AcceptSplit: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var proposal: UInt32
  /// nil: the user who sends it. A system names who accepts.
  package var party: UserID?
  /// With CUT_AND_CHOOSE: which share the chooser takes, 1 or 2 in the order of the proposal.
  package var choice: UInt32

  package init(
    opportunityID: OpportunityID, proposal: UInt32 = 0, party: UserID? = nil, choice: UInt32 = 0
  ) {
    self.opportunityID = opportunityID
    self.proposal = proposal
    self.party = party
    self.choice = choice
  }
}

/// 接受分润: Split accepted.
package struct SplitAccepted: Hashable, Sendable {
  package var proposal: UInt32
  package var party: UserID
  /// 0: there was nothing to choose.
  package var choice: UInt32

  package init(proposal: UInt32, party: UserID, choice: UInt32) {
    self.proposal = proposal
    self.party = party
    self.choice = choice
  }
}

/// 分润生效: all parties have accepted. Takes the place of an earlier split of its kind.
package struct SplitEffective: Hashable, Sendable {
  package var proposal: UInt32
  package var kind: SplitKind
  /// As they hold, after the choice.
  package var shares: [SplitShare]

  package init(proposal: UInt32, kind: SplitKind, shares: [SplitShare]) {
    self.proposal = proposal
    self.kind = kind
    self.shares = shares
  }
}

/// 拒绝分润: one party does not agree, and the proposal is off.
package struct RejectSplit: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var proposal: UInt32
  /// nil: the user who sends it. A system names who rejects.
  package var party: UserID?
  package var reason: String

  package init(
    opportunityID: OpportunityID, proposal: UInt32 = 0, party: UserID? = nil, reason: String = ""
  ) {
    self.opportunityID = opportunityID
    self.proposal = proposal
    self.party = party
    self.reason = reason
  }
}

/// 拒绝分润: Split rejected.
package struct SplitRejected: Hashable, Sendable {
  package var proposal: UInt32
  package var party: UserID
  package var reason: String

  package init(proposal: UInt32, party: UserID, reason: String) {
    self.proposal = proposal
    self.party = party
    self.reason = reason
  }
}

/// 师徒制: part of the gain goes to the team of the mentor who helped, as team fund (团队经费).
package struct SetMentorShare: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var mentor: UserID
  /// Whose fund it is paid into.
  package var team: TeamID
  /// 0: none any more.
  package var share: PartsPerMillion

  package init(
    opportunityID: OpportunityID, mentor: UserID, team: TeamID,
    share: PartsPerMillion = PartsPerMillion(0)
  ) {
    self.opportunityID = opportunityID
    self.mentor = mentor
    self.team = team
    self.share = share
  }
}

/// 设定师父份额: Mentor's share set.
package struct MentorShareSet: Hashable, Sendable {
  package var mentor: UserID
  package var team: TeamID
  package var share: PartsPerMillion

  package init(mentor: UserID, team: TeamID, share: PartsPerMillion) {
    self.mentor = mentor
    self.team = team
    self.share = share
  }
}
