// What was said of an opportunity, put together again from its facts; see Reconstruction.swift.

extension OpportunityCreated {
  func command(creating id: OpportunityID) -> CreateOpportunity {
    CreateOpportunity(
      opportunityID: id, customer: customer, title: title, amount: amount, owner: owner,
      needs: needs, expectedClose: expectedClose, source: source, stage: stage, grade: grade,
      gradeBasis: gradeBasis, products: products, template: template)
  }
}

extension Command {
  /// - Parameter others: the facts of the command after `event`.
  static func ofOpportunity(
    _ event: Event, _ others: ArraySlice<RecordedEvent>, _ id: OpportunityID
  ) -> Command? {
    if case .gradeReviewed(let event) = event { return review(event, others, id) }
    return ofDeal(event, id) ?? ofWork(event, id) ?? ofOwnership(event, id)
      ?? ofShares(event, id) ?? ofMoney(event, id)
  }

  /// A corrected grade is a fact of its own, which says what it rests on.
  private static func review(
    _ event: GradeReviewed, _ others: ArraySlice<RecordedEvent>, _ id: OpportunityID
  ) -> Command {
    let graded: OpportunityGraded? =
      if case .opportunityGraded(let graded)? = others.first?.event { graded } else { nil }
    return .recordReview(
      RecordReview(
        opportunityID: id, method: event.method, verdict: event.verdict,
        correctedGrade: event.correctedGrade, correctedBasis: graded?.basis,
        penaltyPoints: event.penaltyPoints, note: event.note))
  }

  /// What the deal is, how far it is and how it ends.
  private static func ofDeal(_ event: Event, _ id: OpportunityID) -> Command? {
    switch event {
    case .opportunityCreated(let event): .createOpportunity(event.command(creating: id))
    case .opportunityGraded(let event):
      .gradeOpportunity(
        GradeOpportunity(
          opportunityID: id, grade: event.new, basis: event.basis, evidence: event.evidence))
    case .opportunityScored(let event):
      .scoreOpportunity(
        ScoreOpportunity(
          opportunityID: id,
          answers: event.items.map { ScoreAnswer(dimension: $0.dimension, option: $0.option) }))
    case .stageMoved(let event):
      .moveStage(
        MoveStage(
          opportunityID: id, from: event.from, to: event.to, note: event.note,
          fileDigest: event.fileDigest, evidence: event.evidence,
          overrideApprovalID: event.overrideApprovalID, manager: event.manager))
    case .amountRevised(let event):
      .reviseAmount(ReviseAmount(opportunityID: id, amount: event.new, reason: event.reason))
    case .expectedCloseRevised(let event):
      .reviseExpectedClose(
        ReviseExpectedClose(opportunityID: id, expectedClose: event.new, reason: event.reason))
    case .needsUpdated(let event):
      .updateNeeds(UpdateNeeds(opportunityID: id, needs: event.needs, reason: event.reason))
    case .competitorNoted(let event):
      .noteCompetitor(
        NoteCompetitor(opportunityID: id, competitor: event.competitor, note: event.note))
    case .opportunityWon(let event):
      .winOpportunity(
        WinOpportunity(
          opportunityID: id, finalAmount: event.finalAmount,
          contractNumber: event.contractNumber, contractDigest: event.contractDigest))
    case .opportunityLost(let event):
      .loseOpportunity(
        LoseOpportunity(
          opportunityID: id, reason: event.reason, competitor: event.competitor, note: event.note))
    case .opportunityArchived(let event):
      .archiveOpportunity(ArchiveOpportunity(opportunityID: id, reason: event.reason))
    case .opportunityReopened(let event):
      .reopenOpportunity(ReopenOpportunity(opportunityID: id, reason: event.reason))
    case .postMortemRecorded(let event):
      .recordPostMortem(RecordPostMortem(opportunityID: id, findings: event.findings))
    case .recordCorrected(let event):
      .correctRecord(
        CorrectRecord(
          opportunityID: id, version: event.version, path: event.path, corrected: event.corrected,
          reason: event.reason))
    default: nil
    }
  }

  /// What was done with the customer, and what shows it.
  private static func ofWork(_ event: Event, _ id: OpportunityID) -> Command? {
    switch event {
    case .followUpLogged(let event):
      .logFollowUp(
        LogFollowUp(
          opportunityID: id, channel: event.channel, tags: event.tags, sentiment: event.sentiment,
          note: event.note, minutes: event.minutes, promisedFeedbackAt: event.promisedFeedbackAt,
          nextDueAt: event.nextDueAt, contacts: event.contacts, contentUsed: event.contentUsed,
          scriptID: event.scriptID, transcript: event.transcript))
    case .followUpPlanned(let event):
      .planFollowUp(
        PlanFollowUp(
          opportunityID: id, dueAt: event.dueAt, purpose: event.purpose, channel: event.channel,
          scriptID: event.scriptID))
    case .planCancelled(let event):
      .cancelPlan(CancelPlan(opportunityID: id, reason: event.reason))
    case .evidenceAttached(let event):
      .attachEvidence(
        AttachEvidence(
          opportunityID: id, evidenceID: event.evidenceID, kind: event.kind,
          fileDigest: event.fileDigest, uri: event.uri, happenedAt: event.happenedAt,
          contactID: event.contactID))
    case .evidenceVerified(let event):
      .verifyEvidence(
        VerifyEvidence(
          opportunityID: id, evidenceID: event.evidenceID, result: .verified, reason: event.reason))
    case .evidenceRejected(let event):
      .verifyEvidence(
        VerifyEvidence(
          opportunityID: id, evidenceID: event.evidenceID, result: .rejected, reason: event.reason))
    case .salesPromiseRecorded(let event):
      .recordSalesPromise(
        RecordSalesPromise(
          opportunityID: id, text: event.text, dueAt: event.dueAt, team: event.team))
    case .anomalyExplained(let event):
      .explainAnomaly(ExplainAnomaly(opportunityID: id, text: event.text))
    case .alertAcknowledged(let event):
      .acknowledgeAlert(AcknowledgeAlert(opportunityID: id, kind: event.kind, note: event.note))
    case .alertSnoozed(let event):
      .snoozeAlert(
        SnoozeAlert(
          opportunityID: id, kind: event.kind, until: event.until, reason: event.reason))
    case .forecastCategorySet(let event):
      .setForecastCategory(
        SetForecastCategory(opportunityID: id, category: event.new, note: event.note))
    default: nil
    }
  }

  /// Whose it is.
  private static func ofOwnership(_ event: Event, _ id: OpportunityID) -> Command? {
    switch event {
    case .opportunityReassigned(let event):
      .reassignOpportunity(
        ReassignOpportunity(opportunityID: id, owner: event.to, reason: event.reason))
    case .opportunityAssigned(let event):
      .assignOpportunity(
        AssignOpportunity(opportunityID: id, owner: event.to, mode: event.mode, rule: event.rule))
    case .opportunityClaimed(let event):
      .claimOpportunity(ClaimOpportunity(opportunityID: id, owner: event.to))
    case .opportunityReturnedToPool(let event):
      .returnToPool(ReturnToPool(opportunityID: id, reason: event.reason))
    case .opportunityReclaimed(let event):
      .reclaimOpportunity(
        ReclaimOpportunity(opportunityID: id, rule: event.rule, confirmedBy: event.confirmedBy))
    case .opportunityEscalated(let event):
      .escalateOpportunity(
        EscalateOpportunity(opportunityID: id, to: event.to, rule: event.rule))
    case .opportunityMadeDormant(let event):
      .makeDormant(MakeDormant(opportunityID: id, reason: event.reason))
    case .opportunityReactivated(let event):
      .reactivateOpportunity(ReactivateOpportunity(opportunityID: id, campaign: event.campaign))
    case .opportunityEliminated(let event):
      .eliminateOpportunity(
        EliminateOpportunity(
          opportunityID: id, reason: event.reason, approvalID: event.approvalID))
    default: nil
    }
  }

  /// Who takes part and gets what of it.
  private static func ofShares(_ event: Event, _ id: OpportunityID) -> Command? {
    switch event {
    case .collaboratorAdded(let event):
      .addCollaborator(AddCollaborator(opportunityID: id, user: event.user, part: event.part))
    case .collaboratorRemoved(let event):
      .removeCollaborator(
        RemoveCollaborator(opportunityID: id, user: event.user, reason: event.reason))
    case .splitProposed(let event):
      .proposeSplit(
        ProposeSplit(
          opportunityID: id, kind: event.kind, method: event.method, shares: event.shares,
          chooser: event.chooser, proposer: event.proposer))
    case .splitAccepted(let event):
      .acceptSplit(
        AcceptSplit(
          opportunityID: id, proposal: event.proposal, party: event.party, choice: event.choice))
    case .splitRejected(let event):
      .rejectSplit(
        RejectSplit(
          opportunityID: id, proposal: event.proposal, party: event.party, reason: event.reason))
    case .mentorShareSet(let event):
      .setMentorShare(
        SetMentorShare(
          opportunityID: id, mentor: event.mentor, team: event.team, share: event.share))
    default: nil
    }
  }

  private static func ofMoney(_ event: Event, _ id: OpportunityID) -> Command? {
    switch event {
    case .quoteIssued(let event):
      .issueQuote(
        IssueQuote(
          opportunityID: id, version: event.version, amount: event.amount,
          fileDigest: event.fileDigest, validUntil: event.validUntil))
    case .paymentPlanned(let event):
      .planPayment(PlanPayment(opportunityID: id, instalments: event.instalments))
    case .paymentRecorded(let event):
      .recordPayment(
        RecordPayment(
          opportunityID: id, erpDocument: event.erpDocument, amount: event.amount,
          paid: event.paid, overpays: event.overpaid))
    default: nil
    }
  }
}
