// Written by tools/generate.sh from schemas/opportunity/v1/commands.proto and record.proto; edit that, not this.

/// Every command, each handled by the file of its capability.
///
/// Large ones, which are rare, stand behind a reference, so that the many small ones are
/// no larger than they must be: they are copied often.
package enum Command: Sendable {
  indirect case publishPolicy(PublishPolicy)
  indirect case registerTeam(RegisterTeam)
  indirect case changeTeam(ChangeTeam)
  indirect case registerUser(RegisterUser)
  indirect case changeUser(ChangeUser)
  indirect case deactivateUser(DeactivateUser)
  indirect case registerCustomer(RegisterCustomer)
  case updateProfile(UpdateProfile)
  indirect case addContact(AddContact)
  indirect case updateContact(UpdateContact)
  case tagCustomer(TagCustomer)
  case untagCustomer(UntagCustomer)
  case setCustomerTier(SetCustomerTier)
  case setQuietPeriod(SetQuietPeriod)
  case liftQuietPeriod(LiftQuietPeriod)
  case recordCustomerSignal(RecordCustomerSignal)
  indirect case createOpportunity(CreateOpportunity)
  case gradeOpportunity(GradeOpportunity)
  indirect case logFollowUp(LogFollowUp)
  indirect case moveStage(MoveStage)
  indirect case reassignOpportunity(ReassignOpportunity)
  case reviseAmount(ReviseAmount)
  case reviseExpectedClose(ReviseExpectedClose)
  case winOpportunity(WinOpportunity)
  case loseOpportunity(LoseOpportunity)
  case archiveOpportunity(ArchiveOpportunity)
  case reopenOpportunity(ReopenOpportunity)
  indirect case mergeCustomers(MergeCustomers)
  indirect case captureLead(CaptureLead)
  indirect case enrichLead(EnrichLead)
  indirect case qualifyLead(QualifyLead)
  case disqualifyLead(DisqualifyLead)
  case escalateApproval(EscalateApproval)
  indirect case takeForecastSnapshot(TakeForecastSnapshot)
  case calibrateForecast(CalibrateForecast)
  case scoreOpportunity(ScoreOpportunity)
  case updateNeeds(UpdateNeeds)
  case noteCompetitor(NoteCompetitor)
  indirect case attachEvidence(AttachEvidence)
  indirect case verifyEvidence(VerifyEvidence)
  case planFollowUp(PlanFollowUp)
  case cancelPlan(CancelPlan)
  case issueQuote(IssueQuote)
  indirect case recordSalesPromise(RecordSalesPromise)
  case recordPostMortem(RecordPostMortem)
  case makeDormant(MakeDormant)
  case reactivateOpportunity(ReactivateOpportunity)
  case eliminateOpportunity(EliminateOpportunity)
  indirect case assignOpportunity(AssignOpportunity)
  indirect case claimOpportunity(ClaimOpportunity)
  case returnToPool(ReturnToPool)
  indirect case reclaimOpportunity(ReclaimOpportunity)
  indirect case escalateOpportunity(EscalateOpportunity)
  indirect case addCollaborator(AddCollaborator)
  indirect case removeCollaborator(RemoveCollaborator)
  indirect case proposeSplit(ProposeSplit)
  indirect case acceptSplit(AcceptSplit)
  indirect case rejectSplit(RejectSplit)
  indirect case setMentorShare(SetMentorShare)
  case setForecastCategory(SetForecastCategory)
  case explainAnomaly(ExplainAnomaly)
  case recordReview(RecordReview)
  case acknowledgeAlert(AcknowledgeAlert)
  case snoozeAlert(SnoozeAlert)
  case planPayment(PlanPayment)
  case recordPayment(RecordPayment)
  indirect case requestApproval(RequestApproval)
  case decideApproval(DecideApproval)
  indirect case openTask(OpenTask)
  indirect case reassignTask(ReassignTask)
  case completeTask(CompleteTask)
  case drawReviewSample(DrawReviewSample)
  case setTarget(SetTarget)
  case submitForecastCall(SubmitForecastCall)
  indirect case grantAward(GrantAward)
  case openImportBatch(OpenImportBatch)
  case closeImportBatch(CloseImportBatch)
  case advanceOutbound(AdvanceOutbound)
  case correctRecord(CorrectRecord)
  indirect case erasePersonalData(ErasePersonalData)

  /// Whether it begins a stream or continues one that always exists.
  var isBeginning: Bool {
    switch self {
    case .publishPolicy, .registerTeam, .registerUser, .registerCustomer, .createOpportunity,
      .captureLead, .takeForecastSnapshot, .calibrateForecast, .requestApproval, .openTask,
      .drawReviewSample, .setTarget, .submitForecastCall, .grantAward, .openImportBatch,
      .advanceOutbound, .erasePersonalData:
      true
    default: false
    }
  }

  /// The stream whose version the command may expect.
  package var stream: Stream {
    switch self {
    case .publishPolicy: .policy
    case .registerTeam(let command): Stream(kind: .team, id: command.teamID.bytes)
    case .changeTeam(let command): Stream(kind: .team, id: command.teamID.bytes)
    case .registerUser(let command): Stream(kind: .user, id: command.userID.bytes)
    case .changeUser(let command): Stream(kind: .user, id: command.userID.bytes)
    case .deactivateUser(let command): Stream(kind: .user, id: command.userID.bytes)
    case .registerCustomer(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .updateProfile(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .addContact(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .updateContact(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .tagCustomer(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .untagCustomer(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .setCustomerTier(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .setQuietPeriod(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .liftQuietPeriod(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .recordCustomerSignal(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .createOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .gradeOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .logFollowUp(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .moveStage(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reassignOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reviseAmount(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reviseExpectedClose(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .winOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .loseOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .archiveOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reopenOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .mergeCustomers(let command): Stream(kind: .customer, id: command.survivorID.bytes)
    case .captureLead(let command): Stream(kind: .lead, id: command.leadID.bytes)
    case .enrichLead(let command): Stream(kind: .lead, id: command.leadID.bytes)
    case .qualifyLead(let command): Stream(kind: .lead, id: command.leadID.bytes)
    case .disqualifyLead(let command): Stream(kind: .lead, id: command.leadID.bytes)
    case .escalateApproval(let command): Stream(kind: .approval, id: command.approvalID.bytes)
    case .takeForecastSnapshot(let command): Stream(kind: .target, id: command.targetID.bytes)
    case .calibrateForecast(let command):
      Stream(kind: .calibration, id: command.calibrationID.bytes)
    case .scoreOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .updateNeeds(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .noteCompetitor(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .attachEvidence(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .verifyEvidence(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .planFollowUp(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .cancelPlan(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .issueQuote(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .recordSalesPromise(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .recordPostMortem(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .makeDormant(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reactivateOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .eliminateOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .assignOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .claimOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .returnToPool(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reclaimOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .escalateOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .addCollaborator(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .removeCollaborator(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .proposeSplit(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .acceptSplit(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .rejectSplit(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .setMentorShare(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .setForecastCategory(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .explainAnomaly(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .recordReview(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .acknowledgeAlert(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .snoozeAlert(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .planPayment(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .recordPayment(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .requestApproval(let command): Stream(kind: .approval, id: command.approvalID.bytes)
    case .decideApproval(let command): Stream(kind: .approval, id: command.approvalID.bytes)
    case .openTask(let command): Stream(kind: .departmentTask, id: command.taskID.bytes)
    case .reassignTask(let command): Stream(kind: .departmentTask, id: command.taskID.bytes)
    case .completeTask(let command): Stream(kind: .departmentTask, id: command.taskID.bytes)
    case .drawReviewSample(let command): Stream(kind: .review, id: command.week.bytes)
    case .setTarget(let command): Stream(kind: .target, id: command.targetID.bytes)
    case .submitForecastCall(let command): Stream(kind: .target, id: command.targetID.bytes)
    case .grantAward(let command): Stream(kind: .award, id: command.awardID.bytes)
    case .openImportBatch(let command): Stream(kind: .importBatch, id: command.batchID.bytes)
    case .closeImportBatch(let command): Stream(kind: .importBatch, id: command.batchID.bytes)
    case .advanceOutbound(let command): Stream(kind: .outbound, id: command.consumerID.bytes)
    case .correctRecord(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .erasePersonalData(let command): Stream(kind: .erasure, id: command.erasureID.bytes)
    }
  }
}

extension LedgerState {
  /// Each rule stands in the file of its capability.
  func decide(_ command: Command, in context: CommandContext) throws(Rejection) -> Facts {
    switch command {
    case .publishPolicy(let command): Facts(try decide(command, in: context))
    case .registerTeam(let command): Facts(try decide(command, in: context))
    case .changeTeam(let command): Facts(try decide(command, in: context))
    case .registerUser(let command): Facts(try decide(command, in: context))
    case .changeUser(let command): Facts(try decide(command, in: context))
    case .deactivateUser(let command): Facts(try decide(command, in: context))
    case .registerCustomer(let command): Facts(try decide(command, in: context))
    case .updateProfile(let command): Facts(try decide(command, in: context))
    case .addContact(let command): Facts(try decide(command, in: context))
    case .updateContact(let command): Facts(try decide(command, in: context))
    case .tagCustomer(let command): Facts(try decide(command, in: context))
    case .untagCustomer(let command): Facts(try decide(command, in: context))
    case .setCustomerTier(let command): Facts(try decide(command, in: context))
    case .setQuietPeriod(let command): Facts(try decide(command, in: context))
    case .liftQuietPeriod(let command): Facts(try decide(command, in: context))
    case .recordCustomerSignal(let command): Facts(try decide(command, in: context))
    case .createOpportunity(let command): Facts(try decide(command, in: context))
    case .gradeOpportunity(let command): Facts(try decide(command, in: context))
    case .logFollowUp(let command): Facts(try decide(command, in: context))
    case .moveStage(let command): Facts(try decide(command, in: context))
    case .reassignOpportunity(let command): Facts(try decide(command, in: context))
    case .reviseAmount(let command): Facts(try decide(command, in: context))
    case .reviseExpectedClose(let command): Facts(try decide(command, in: context))
    case .winOpportunity(let command): Facts(try decide(command, in: context))
    case .loseOpportunity(let command): Facts(try decide(command, in: context))
    case .archiveOpportunity(let command): Facts(try decide(command, in: context))
    case .reopenOpportunity(let command): Facts(try decide(command, in: context))
    case .mergeCustomers(let command): Facts(try decide(command, in: context))
    case .captureLead(let command): Facts(try decide(command, in: context))
    case .enrichLead(let command): Facts(try decide(command, in: context))
    case .qualifyLead(let command): Facts(try decide(command, in: context))
    case .disqualifyLead(let command): Facts(try decide(command, in: context))
    case .escalateApproval(let command): Facts(try decide(command, in: context))
    case .takeForecastSnapshot(let command): Facts(try decide(command, in: context))
    case .calibrateForecast(let command): Facts(try decide(command, in: context))
    case .scoreOpportunity(let command): Facts(try decide(command, in: context))
    case .updateNeeds(let command): Facts(try decide(command, in: context))
    case .noteCompetitor(let command): Facts(try decide(command, in: context))
    case .attachEvidence(let command): Facts(try decide(command, in: context))
    case .verifyEvidence(let command): Facts(try decide(command, in: context))
    case .planFollowUp(let command): Facts(try decide(command, in: context))
    case .cancelPlan(let command): Facts(try decide(command, in: context))
    case .issueQuote(let command): Facts(try decide(command, in: context))
    case .recordSalesPromise(let command): Facts(try decide(command, in: context))
    case .recordPostMortem(let command): Facts(try decide(command, in: context))
    case .makeDormant(let command): Facts(try decide(command, in: context))
    case .reactivateOpportunity(let command): Facts(try decide(command, in: context))
    case .eliminateOpportunity(let command): Facts(try decide(command, in: context))
    case .assignOpportunity(let command): Facts(try decide(command, in: context))
    case .claimOpportunity(let command): Facts(try decide(command, in: context))
    case .returnToPool(let command): Facts(try decide(command, in: context))
    case .reclaimOpportunity(let command): Facts(try decide(command, in: context))
    case .escalateOpportunity(let command): Facts(try decide(command, in: context))
    case .addCollaborator(let command): Facts(try decide(command, in: context))
    case .removeCollaborator(let command): Facts(try decide(command, in: context))
    case .proposeSplit(let command): Facts(try decide(command, in: context))
    case .acceptSplit(let command): Facts(try decide(command, in: context))
    case .rejectSplit(let command): Facts(try decide(command, in: context))
    case .setMentorShare(let command): Facts(try decide(command, in: context))
    case .setForecastCategory(let command): Facts(try decide(command, in: context))
    case .explainAnomaly(let command): Facts(try decide(command, in: context))
    case .recordReview(let command): Facts(try decide(command, in: context))
    case .acknowledgeAlert(let command): Facts(try decide(command, in: context))
    case .snoozeAlert(let command): Facts(try decide(command, in: context))
    case .planPayment(let command): Facts(try decide(command, in: context))
    case .recordPayment(let command): Facts(try decide(command, in: context))
    case .requestApproval(let command): Facts(try decide(command, in: context))
    case .decideApproval(let command): Facts(try decide(command, in: context))
    case .openTask(let command): Facts(try decide(command, in: context))
    case .reassignTask(let command): Facts(try decide(command, in: context))
    case .completeTask(let command): Facts(try decide(command, in: context))
    case .drawReviewSample(let command): Facts(try decide(command, in: context))
    case .setTarget(let command): Facts(try decide(command, in: context))
    case .submitForecastCall(let command): Facts(try decide(command, in: context))
    case .grantAward(let command): Facts(try decide(command, in: context))
    case .openImportBatch(let command): Facts(try decide(command, in: context))
    case .closeImportBatch(let command): Facts(try decide(command, in: context))
    case .advanceOutbound(let command): Facts(try decide(command, in: context))
    case .correctRecord(let command): Facts(try decide(command, in: context))
    case .erasePersonalData(let command): Facts(try decide(command, in: context))
    }
  }
}

/// Every fact the ledger can hold, each with its meaning in the schema.
package enum Event: Hashable, Sendable {
  indirect case policyPublished(PolicyPublished)
  indirect case teamRegistered(TeamRegistered)
  indirect case teamChanged(TeamChanged)
  indirect case userRegistered(UserRegistered)
  indirect case userChanged(UserChanged)
  indirect case userDeactivated(UserDeactivated)
  indirect case customerRegistered(CustomerRegistered)
  indirect case profileUpdated(ProfileUpdated)
  indirect case contactAdded(ContactAdded)
  indirect case contactUpdated(ContactUpdated)
  case customerTagged(CustomerTagged)
  case customerUntagged(CustomerUntagged)
  case customerTierSet(CustomerTierSet)
  case quietPeriodSet(QuietPeriodSet)
  case quietPeriodLifted(QuietPeriodLifted)
  case customerSignalRecorded(CustomerSignalRecorded)
  indirect case opportunityCreated(OpportunityCreated)
  case opportunityGraded(OpportunityGraded)
  indirect case followUpLogged(FollowUpLogged)
  indirect case stageMoved(StageMoved)
  indirect case opportunityReassigned(OpportunityReassigned)
  case amountRevised(AmountRevised)
  case expectedCloseRevised(ExpectedCloseRevised)
  case opportunityWon(OpportunityWon)
  case opportunityLost(OpportunityLost)
  case opportunityArchived(OpportunityArchived)
  case opportunityReopened(OpportunityReopened)
  indirect case customersMerged(CustomersMerged)
  indirect case leadCaptured(LeadCaptured)
  indirect case leadEnriched(LeadEnriched)
  indirect case leadQualified(LeadQualified)
  case leadDisqualified(LeadDisqualified)
  case approvalEscalated(ApprovalEscalated)
  indirect case forecastSnapshotTaken(ForecastSnapshotTaken)
  case forecastCalibrated(ForecastCalibrated)
  case opportunityScored(OpportunityScored)
  case needsUpdated(NeedsUpdated)
  case competitorNoted(CompetitorNoted)
  indirect case evidenceAttached(EvidenceAttached)
  indirect case evidenceVerified(EvidenceVerified)
  indirect case evidenceRejected(EvidenceRejected)
  case followUpPlanned(FollowUpPlanned)
  case planCancelled(PlanCancelled)
  case quoteIssued(QuoteIssued)
  indirect case salesPromiseRecorded(SalesPromiseRecorded)
  case postMortemRecorded(PostMortemRecorded)
  indirect case opportunityMadeDormant(OpportunityMadeDormant)
  case opportunityReactivated(OpportunityReactivated)
  indirect case opportunityEliminated(OpportunityEliminated)
  indirect case opportunityAssigned(OpportunityAssigned)
  case opportunityClaimed(OpportunityClaimed)
  indirect case opportunityReturnedToPool(OpportunityReturnedToPool)
  indirect case opportunityReclaimed(OpportunityReclaimed)
  indirect case opportunityEscalated(OpportunityEscalated)
  indirect case collaboratorAdded(CollaboratorAdded)
  indirect case collaboratorRemoved(CollaboratorRemoved)
  indirect case splitProposed(SplitProposed)
  indirect case splitAccepted(SplitAccepted)
  indirect case splitRejected(SplitRejected)
  case splitEffective(SplitEffective)
  indirect case mentorShareSet(MentorShareSet)
  case forecastCategorySet(ForecastCategorySet)
  case anomalyExplained(AnomalyExplained)
  case gradeReviewed(GradeReviewed)
  case alertAcknowledged(AlertAcknowledged)
  case alertSnoozed(AlertSnoozed)
  case paymentPlanned(PaymentPlanned)
  case paymentRecorded(PaymentRecorded)
  case commitmentRecorded(CommitmentRecorded)
  indirect case approvalRequested(ApprovalRequested)
  case approvalGranted(ApprovalGranted)
  case approvalRejected(ApprovalRejected)
  indirect case taskOpened(TaskOpened)
  indirect case taskReassigned(TaskReassigned)
  case taskCompleted(TaskCompleted)
  case reviewSampleDrawn(ReviewSampleDrawn)
  indirect case targetSet(TargetSet)
  indirect case forecastCallSubmitted(ForecastCallSubmitted)
  indirect case awardGranted(AwardGranted)
  case importBatchOpened(ImportBatchOpened)
  case importBatchClosed(ImportBatchClosed)
  case outboundAdvanced(OutboundAdvanced)
  case recordCorrected(RecordCorrected)
  indirect case personalDataErased(PersonalDataErased)

  /// The kind of the stream it belongs to.
  package var streamKind: Stream.Kind {
    switch self {
    case .policyPublished: .policy
    case .teamRegistered, .teamChanged: .team
    case .userRegistered, .userChanged, .userDeactivated: .user
    case .customerRegistered, .profileUpdated, .contactAdded, .contactUpdated, .customerTagged,
      .customerUntagged, .customerTierSet, .quietPeriodSet, .quietPeriodLifted,
      .customerSignalRecorded, .customersMerged:
      .customer
    case .opportunityCreated, .opportunityGraded, .followUpLogged, .stageMoved,
      .opportunityReassigned, .amountRevised, .expectedCloseRevised, .opportunityWon,
      .opportunityLost, .opportunityArchived, .opportunityReopened, .opportunityScored,
      .needsUpdated, .competitorNoted, .evidenceAttached, .evidenceVerified, .evidenceRejected,
      .followUpPlanned, .planCancelled, .quoteIssued, .salesPromiseRecorded, .postMortemRecorded,
      .opportunityMadeDormant, .opportunityReactivated, .opportunityEliminated,
      .opportunityAssigned, .opportunityClaimed, .opportunityReturnedToPool, .opportunityReclaimed,
      .opportunityEscalated, .collaboratorAdded, .collaboratorRemoved, .splitProposed,
      .splitAccepted, .splitRejected, .splitEffective, .mentorShareSet, .forecastCategorySet,
      .anomalyExplained, .gradeReviewed, .alertAcknowledged, .alertSnoozed, .paymentPlanned,
      .paymentRecorded, .commitmentRecorded, .recordCorrected:
      .opportunity
    case .leadCaptured, .leadEnriched, .leadQualified, .leadDisqualified: .lead
    case .approvalEscalated, .approvalRequested, .approvalGranted, .approvalRejected: .approval
    case .forecastSnapshotTaken, .targetSet, .forecastCallSubmitted: .target
    case .forecastCalibrated: .calibration
    case .taskOpened, .taskReassigned, .taskCompleted: .departmentTask
    case .reviewSampleDrawn: .review
    case .awardGranted: .award
    case .importBatchOpened, .importBatchClosed: .importBatch
    case .outboundAdvanced: .outbound
    case .personalDataErased: .erasure
    }
  }
}
