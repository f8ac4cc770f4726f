import Opportunities

extension Random {
  mutating func event(of kind: EventKind) -> Event {
    switch kind {
    case .policy:
      .policyPublished(
        PolicyPublished(
          version: uint64(), document: policy(), reason: text(), effectiveFrom: instant()))
    case .team: .teamRegistered(TeamRegistered(name: text(), parent: maybe { $0.id() }))
    case .user:
      .userRegistered(
        UserRegistered(name: text(), roles: list { $0.one() }, team: maybe { $0.id() }))
    case .customer: .customerRegistered(customer())
    case .creation: .opportunityCreated(creation())
    case .grading:
      .opportunityGraded(
        OpportunityGraded(
          old: maybe { $0.one() }, new: one(), basis: basis(), supported: bool()))
    case .followUp:
      .followUpLogged(
        FollowUpLogged(
          channel: one(), tags: list { $0.text() }, sentiment: one(), note: text(),
          minutes: uint32(), promisedFeedbackAt: maybe { $0.laterInstant() },
          nextDueAt: maybe { $0.laterInstant() }, contradictsGrade: bool()))
    case .stageMove:
      .stageMoved(StageMoved(from: one(), to: one(), note: text(), fileDigest: digest()))
    case .assignment:
      .opportunityReassigned(OpportunityReassigned(from: id(), to: id(), reason: text()))
    case .amount: .amountRevised(AmountRevised(old: money(), new: money(), reason: text()))
    case .expectedClose:
      .expectedCloseRevised(
        ExpectedCloseRevised(
          old: maybe { $0.day() }, new: day(), reason: text(), pushCount: uint32()))
    case .win:
      .opportunityWon(
        OpportunityWon(finalAmount: money(), contractNumber: text(), contractDigest: digest()))
    case .loss: .opportunityLost(OpportunityLost(reason: text(), competitor: text(), note: text()))
    case .archiving: .opportunityArchived(OpportunityArchived(reason: text()))
    case .reopening: .opportunityReopened(OpportunityReopened(from: one(), reason: text()))
    }
  }

  private mutating func creation() -> OpportunityCreated {
    OpportunityCreated(
      customer: id(), title: text(), amount: money(), owner: id(), needs: list { $0.text() },
      expectedClose: maybe { $0.day() }, source: text(), stage: one(), grade: maybe { $0.one() },
      gradeBasis: maybe { $0.basis() }, gradeSupported: bool())
  }

  mutating func command(of kind: EventKind) -> Command {
    switch kind {
    case .policy:
      .publishPolicy(
        PublishPolicy(
          document: policy(), reason: text(), effectiveFrom: maybe { $0.laterInstant() }))
    case .team:
      .registerTeam(RegisterTeam(teamID: id(), name: text(), parent: maybe { $0.id() }))
    case .user:
      .registerUser(
        RegisterUser(
          userID: id(), name: text(), roles: list { $0.one() }, team: maybe { $0.id() }))
    case .customer: .registerCustomer(RegisterCustomer(customerID: id(), profile: customer()))
    case .creation:
      .createOpportunity(
        CreateOpportunity(
          opportunityID: id(), customer: id(), title: text(), amount: money(), owner: id(),
          needs: list { $0.text() }, expectedClose: maybe { $0.day() }, source: text(),
          stage: maybe { $0.one() }, grade: maybe { $0.one() }, gradeBasis: maybe { $0.basis() }))
    case .grading:
      .gradeOpportunity(GradeOpportunity(opportunityID: id(), grade: one(), basis: basis()))
    case .followUp:
      .logFollowUp(
        LogFollowUp(
          opportunityID: id(), channel: one(), tags: list { $0.text() },
          sentiment: maybe { $0.one() }, note: text(), minutes: uint32(),
          promisedFeedbackAt: maybe { $0.laterInstant() },
          nextDueAt: maybe { $0.laterInstant() }))
    case .stageMove:
      .moveStage(
        MoveStage(
          opportunityID: id(), from: one(), to: one(), note: text(), fileDigest: digest()))
    case .assignment:
      .reassignOpportunity(ReassignOpportunity(opportunityID: id(), owner: id(), reason: text()))
    case .amount:
      .reviseAmount(ReviseAmount(opportunityID: id(), amount: money(), reason: text()))
    case .expectedClose:
      .reviseExpectedClose(
        ReviseExpectedClose(opportunityID: id(), expectedClose: day(), reason: text()))
    case .win:
      .winOpportunity(
        WinOpportunity(
          opportunityID: id(), finalAmount: maybe { $0.money() }, contractNumber: text(),
          contractDigest: digest()))
    case .loss:
      .loseOpportunity(
        LoseOpportunity(opportunityID: id(), reason: text(), competitor: text(), note: text()))
    case .archiving:
      .archiveOpportunity(ArchiveOpportunity(opportunityID: id(), reason: text()))
    case .reopening:
      .reopenOpportunity(ReopenOpportunity(opportunityID: id(), reason: text()))
    }
  }
}
