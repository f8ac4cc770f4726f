// 分润: how the parties to a deal share what it brings. Somebody proposes, each party accepts, and the
// split holds when all have. Splits may be settled after the deal is closed, until money is paid out.

extension LedgerState {
  private static var whole: UInt64 { UInt64(PartsPerMillion.one.count) }

  /// A proposal speaks for its proposer, who need not accept it again.
  ///
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `SPLIT_LOCKED`, `INVALID_FIELD`, `USER_INACTIVE`,
  ///   `SPLIT_SUM`, `SELF_CHOICE`.
  func decide(_ command: ProposeSplit, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try unpaidOpportunity(command.opportunityID, for: context)
    let proposer = users.key(
      of: try person(command.proposer, in: context, field: "proposer_id"))
    let rules = context.policy.splits
    guard rules.methods.contains(command.method) else {
      throw Rejection(
        .invalidField, field: "method",
        "policy \(context.policy.version) has no splits of this method")
    }
    try validate(command.shares, under: rules)
    switch command.method {
    case .negotiated:
      guard command.chooser == nil else {
        throw Rejection(.invalidField, field: "chooser_id", "negotiated shares leave no choice")
      }
    case .cutAndChoose:
      guard let chooser = command.chooser else {
        throw Rejection(.invalidField, field: "chooser_id", "name the party who chooses")
      }
      guard chooser != proposer else {
        throw Rejection(
          .selfChoice, field: "chooser_id", "whoever makes the shares cannot choose first")
      }
      guard Set(command.shares.map(\.party)) == [proposer, chooser] else {
        throw Rejection(
          .invalidField, field: "shares", "the parties are the one who cuts and the one who chooses"
        )
      }
    }
    let count = opportunity.dossier?.proposalCount ?? 0
    return .splitProposed(
      SplitProposed(
        proposal: count.addingReportingOverflow(1).partialValue, kind: command.kind,
        method: command.method, shares: command.shares, proposer: proposer,
        chooser: command.chooser))
  }

  /// - Throws: `INVALID_FIELD`, `NOT_FOUND`, `USER_INACTIVE`, `SPLIT_SUM`.
  private func validate(_ shares: [SplitShare], under rules: SplitRules) throws(Rejection) {
    guard shares.count >= 2, shares.count <= Int(rules.partiesMaximum) else {
      throw Rejection(
        .invalidField, field: "shares", "2 to \(rules.partiesMaximum) parties share")
    }
    var sum: UInt64 = 0
    for (index, share) in shares.enumerated() {
      _ = try activeUser(share.party, field: "shares[\(index)].party_id")
      guard !shares[..<index].contains(where: { $0.party == share.party }) else {
        throw Rejection(
          .invalidField, field: "shares[\(index)].party_id", "'\(share.party)' stands here twice")
      }
      guard share.share.count > 0 else {
        throw Rejection(
          .invalidField, field: "shares[\(index)].share_ppm", "each party gets something")
      }
      sum += UInt64(share.share.count)
    }
    guard sum == Self.whole else {
      throw Rejection(
        .splitSum, field: "shares", "the shares are \(sum) ppm together, not \(Self.whole)")
    }
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `SPLIT_LOCKED`, `INVALID_FIELD`, `USER_INACTIVE`,
  ///   `UNCHANGED`.
  func decide(_ command: AcceptSplit, in context: CommandContext) throws(Rejection) -> Facts {
    let (proposal, party) = try proposal(
      command.proposal, of: command.opportunityID, for: command.party, in: context)
    guard !proposal.accepted.contains(party) else {
      throw Rejection(.unchanged, field: "party_id", "'\(party)' has accepted it")
    }
    let choices: ClosedRange<UInt32> = proposal.method == .cutAndChoose ? 1...2 : 0...0
    guard choices.contains(command.choice) else {
      throw Rejection(
        .invalidField, field: "choice",
        proposal.method == .cutAndChoose
          ? "choose the first share, 1, or the second, 2" : "there is nothing to choose here")
    }
    let accepted = Event.splitAccepted(
      SplitAccepted(proposal: proposal.number, party: party, choice: command.choice))
    let isLast = proposal.shares.allSatisfy {
      $0.party == party || proposal.accepted.contains($0.party)
    }
    guard isLast else { return Facts(accepted) }
    let effective = SplitEffective(
      proposal: proposal.number, kind: proposal.kind,
      shares: proposal.shares(chosen: command.choice))
    return Facts(accepted, more: [.splitEffective(effective)])
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `SPLIT_LOCKED`, `INVALID_FIELD`, `USER_INACTIVE`,
  ///   `REASON_REQUIRED`.
  func decide(_ command: RejectSplit, in context: CommandContext) throws(Rejection) -> Event {
    let (proposal, party) = try proposal(
      command.proposal, of: command.opportunityID, for: command.party, in: context)
    try Text.validateReason(command.reason)
    return .splitRejected(
      SplitRejected(proposal: proposal.number, party: party, reason: command.reason))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `SPLIT_LOCKED`, `USER_INACTIVE`, `INVALID_FIELD`.
  func decide(_ command: SetMentorShare, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try unpaidOpportunity(command.opportunityID, for: context)
    let mentor = try activeUser(command.mentor, field: "mentor_id")
    guard mentor != opportunity.owner else {
      throw Rejection(.invalidField, field: "mentor_id", "nobody is his or her own mentor")
    }
    guard teams[command.team] != nil else {
      throw .notFound("team", command.team.text, field: "team_id")
    }
    let maximum = context.policy.splits.mentorShareMaximum
    guard command.share <= maximum else {
      throw Rejection(
        .invalidField, field: "share_ppm", "a mentor's team gets at most \(maximum.count) ppm")
    }
    return .mentorShareSet(
      MentorShareSet(mentor: command.mentor, team: command.team, share: command.share))
  }

  /// - Throws: `NOT_FOUND`, `SPLIT_LOCKED`.
  private func unpaidOpportunity(
    _ id: OpportunityID, for context: CommandContext
  ) throws(Rejection) -> Opportunity {
    let opportunity = try opportunity(id, for: context)
    guard !(opportunity.dossier?.isPaidOut ?? false) else {
      throw Rejection(
        .splitLocked, field: "opportunity_id", "money was paid out, so the shares are settled")
    }
    return opportunity
  }

  /// The proposal that waits, and the party who answers it.
  private func proposal(
    _ number: UInt32, of id: OpportunityID, for named: UserID?, in context: CommandContext
  ) throws(Rejection) -> (SplitProposal, party: UserID) {
    let opportunity = try unpaidOpportunity(id, for: context)
    let waiting = opportunity.dossier?.proposals ?? []
    guard let proposal = waiting.first(where: { $0.number == number }) else {
      throw Rejection(
        .notFound, field: "proposal", currentVersion: opportunity.version,
        "proposal \(number) does not wait for anybody: read the opportunity again")
    }
    let party = users.key(of: try person(named, in: context, field: "party_id"))
    guard proposal.shares.contains(where: { $0.party == party }) else {
      throw Rejection(
        .forbidden, field: "party_id", "'\(party)' is no party to proposal \(number)")
    }
    return (proposal, party)
  }

  /// Whether the actor is a user for whose answer a proposal waits.
  func isParty(_ context: CommandContext, on subject: RowNumber<Opportunity>) -> Bool {
    guard let actor = context.user, let dossier = opportunities[subject].dossier else {
      return false
    }
    let id = users.key(of: actor)
    return dossier.proposals.contains { $0.shares.contains { $0.party == id } }
  }
}

extension SplitProposal {
  /// As they hold once the chooser has taken the `choice`th, from 1; 0: as proposed.
  fileprivate func shares(chosen choice: UInt32) -> [SplitShare] {
    guard let chooser, choice > 0 else { return shares }
    let taken = Int(choice) - 1
    return shares.indices.map { index in
      SplitShare(party: index == taken ? chooser : proposer, share: shares[index].share)
    }
  }
}

extension Dossier {
  mutating func evolve(with event: SplitProposed) {
    proposalCount = event.proposal
    proposals.removeAll { $0.kind == event.kind }
    let speaksForItself = event.shares.contains { $0.party == event.proposer }
    proposals.append(
      SplitProposal(
        number: event.proposal, kind: event.kind, method: event.method, shares: event.shares,
        proposer: event.proposer, chooser: event.chooser,
        accepted: speaksForItself ? [event.proposer] : []))
  }

  mutating func evolve(with event: SplitAccepted) {
    guard let place = proposals.firstIndex(where: { $0.number == event.proposal }) else { return }
    proposals[place].accepted.append(event.party)
  }

  /// It waits for nobody any more: all have accepted, or one has not.
  mutating func settle(proposal number: UInt32) {
    proposals.removeAll { $0.number == number }
  }

  /// The first payment is in: nothing about shares changes any more, and no proposal waits.
  mutating func lockSplits() {
    isPaidOut = true
    proposals = []
  }
}
