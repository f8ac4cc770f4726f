// Written by tools/generate.sh from schemas/opportunity/v1/commands.proto and record.proto; edit that, not this.

import Opportunities
import Schema

/// Every kind of command.
enum CommandKind: Int, CaseIterable {
  case publishPolicy
  case registerTeam
  case changeTeam
  case registerUser
  case changeUser
  case deactivateUser
  case registerCustomer
  case updateProfile
  case addContact
  case updateContact
  case tagCustomer
  case untagCustomer
  case setCustomerTier
  case setQuietPeriod
  case liftQuietPeriod
  case recordCustomerSignal
  case createOpportunity
  case gradeOpportunity
  case logFollowUp
  case moveStage
  case reassignOpportunity
  case reviseAmount
  case reviseExpectedClose
  case winOpportunity
  case loseOpportunity
  case archiveOpportunity
  case reopenOpportunity
  case mergeCustomers
  case captureLead
  case enrichLead
  case qualifyLead
  case disqualifyLead
  case escalateApproval
  case takeForecastSnapshot
  case calibrateForecast
  case scoreOpportunity
  case updateNeeds
  case noteCompetitor
  case attachEvidence
  case verifyEvidence
  case planFollowUp
  case cancelPlan
  case issueQuote
  case recordSalesPromise
  case recordPostMortem
  case makeDormant
  case reactivateOpportunity
  case eliminateOpportunity
  case assignOpportunity
  case claimOpportunity
  case returnToPool
  case reclaimOpportunity
  case escalateOpportunity
  case addCollaborator
  case removeCollaborator
  case proposeSplit
  case acceptSplit
  case rejectSplit
  case setMentorShare
  case setForecastCategory
  case explainAnomaly
  case recordReview
  case acknowledgeAlert
  case snoozeAlert
  case planPayment
  case recordPayment
  case requestApproval
  case decideApproval
  case openTask
  case reassignTask
  case completeTask
  case drawReviewSample
  case setTarget
  case submitForecastCall
  case grantAward
  case openImportBatch
  case closeImportBatch
  case advanceOutbound
  case correctRecord
  case erasePersonalData
}

extension Random {
  mutating func command(of kind: CommandKind) -> Command {
    switch kind {
    case .publishPolicy: .publishPolicy(publishPolicy())
    case .registerTeam: .registerTeam(registerTeam())
    case .changeTeam: .changeTeam(changeTeam())
    case .registerUser: .registerUser(registerUser())
    case .changeUser: .changeUser(changeUser())
    case .deactivateUser: .deactivateUser(deactivateUser())
    case .registerCustomer: .registerCustomer(registerCustomer())
    case .updateProfile: .updateProfile(updateProfile())
    case .addContact: .addContact(addContact())
    case .updateContact: .updateContact(updateContact())
    case .tagCustomer: .tagCustomer(tagCustomer())
    case .untagCustomer: .untagCustomer(untagCustomer())
    case .setCustomerTier: .setCustomerTier(setCustomerTier())
    case .setQuietPeriod: .setQuietPeriod(setQuietPeriod())
    case .liftQuietPeriod: .liftQuietPeriod(liftQuietPeriod())
    case .recordCustomerSignal: .recordCustomerSignal(recordCustomerSignal())
    case .createOpportunity: .createOpportunity(createOpportunity())
    case .gradeOpportunity: .gradeOpportunity(gradeOpportunity())
    case .logFollowUp: .logFollowUp(logFollowUp())
    case .moveStage: .moveStage(moveStage())
    case .reassignOpportunity: .reassignOpportunity(reassignOpportunity())
    case .reviseAmount: .reviseAmount(reviseAmount())
    case .reviseExpectedClose: .reviseExpectedClose(reviseExpectedClose())
    case .winOpportunity: .winOpportunity(winOpportunity())
    case .loseOpportunity: .loseOpportunity(loseOpportunity())
    case .archiveOpportunity: .archiveOpportunity(archiveOpportunity())
    case .reopenOpportunity: .reopenOpportunity(reopenOpportunity())
    case .mergeCustomers: .mergeCustomers(mergeCustomers())
    case .captureLead: .captureLead(captureLead())
    case .enrichLead: .enrichLead(enrichLead())
    case .qualifyLead: .qualifyLead(qualifyLead())
    case .disqualifyLead: .disqualifyLead(disqualifyLead())
    case .escalateApproval: .escalateApproval(escalateApproval())
    case .takeForecastSnapshot: .takeForecastSnapshot(takeForecastSnapshot())
    case .calibrateForecast: .calibrateForecast(calibrateForecast())
    case .scoreOpportunity: .scoreOpportunity(scoreOpportunity())
    case .updateNeeds: .updateNeeds(updateNeeds())
    case .noteCompetitor: .noteCompetitor(noteCompetitor())
    case .attachEvidence: .attachEvidence(attachEvidence())
    case .verifyEvidence: .verifyEvidence(verifyEvidence())
    case .planFollowUp: .planFollowUp(planFollowUp())
    case .cancelPlan: .cancelPlan(cancelPlan())
    case .issueQuote: .issueQuote(issueQuote())
    case .recordSalesPromise: .recordSalesPromise(recordSalesPromise())
    case .recordPostMortem: .recordPostMortem(recordPostMortem())
    case .makeDormant: .makeDormant(makeDormant())
    case .reactivateOpportunity: .reactivateOpportunity(reactivateOpportunity())
    case .eliminateOpportunity: .eliminateOpportunity(eliminateOpportunity())
    case .assignOpportunity: .assignOpportunity(assignOpportunity())
    case .claimOpportunity: .claimOpportunity(claimOpportunity())
    case .returnToPool: .returnToPool(returnToPool())
    case .reclaimOpportunity: .reclaimOpportunity(reclaimOpportunity())
    case .escalateOpportunity: .escalateOpportunity(escalateOpportunity())
    case .addCollaborator: .addCollaborator(addCollaborator())
    case .removeCollaborator: .removeCollaborator(removeCollaborator())
    case .proposeSplit: .proposeSplit(proposeSplit())
    case .acceptSplit: .acceptSplit(acceptSplit())
    case .rejectSplit: .rejectSplit(rejectSplit())
    case .setMentorShare: .setMentorShare(setMentorShare())
    case .setForecastCategory: .setForecastCategory(setForecastCategory())
    case .explainAnomaly: .explainAnomaly(explainAnomaly())
    case .recordReview: .recordReview(recordReview())
    case .acknowledgeAlert: .acknowledgeAlert(acknowledgeAlert())
    case .snoozeAlert: .snoozeAlert(snoozeAlert())
    case .planPayment: .planPayment(planPayment())
    case .recordPayment: .recordPayment(recordPayment())
    case .requestApproval: .requestApproval(requestApproval())
    case .decideApproval: .decideApproval(decideApproval())
    case .openTask: .openTask(openTask())
    case .reassignTask: .reassignTask(reassignTask())
    case .completeTask: .completeTask(completeTask())
    case .drawReviewSample: .drawReviewSample(drawReviewSample())
    case .setTarget: .setTarget(setTarget())
    case .submitForecastCall: .submitForecastCall(submitForecastCall())
    case .grantAward: .grantAward(grantAward())
    case .openImportBatch: .openImportBatch(openImportBatch())
    case .closeImportBatch: .closeImportBatch(closeImportBatch())
    case .advanceOutbound: .advanceOutbound(advanceOutbound())
    case .correctRecord: .correctRecord(correctRecord())
    case .erasePersonalData: .erasePersonalData(erasePersonalData())
    }
  }
}

extension PBCommand.OneOf_Body {
  init(_ command: Command) {
    switch command {
    case .publishPolicy(let value): self = .publishPolicy(.init(value))
    case .registerTeam(let value): self = .registerTeam(.init(value))
    case .changeTeam(let value): self = .changeTeam(.init(value))
    case .registerUser(let value): self = .registerUser(.init(value))
    case .changeUser(let value): self = .changeUser(.init(value))
    case .deactivateUser(let value): self = .deactivateUser(.init(value))
    case .registerCustomer(let value): self = .registerCustomer(.init(value))
    case .updateProfile(let value): self = .updateProfile(.init(value))
    case .addContact(let value): self = .addContact(.init(value))
    case .updateContact(let value): self = .updateContact(.init(value))
    case .tagCustomer(let value): self = .tagCustomer(.init(value))
    case .untagCustomer(let value): self = .untagCustomer(.init(value))
    case .setCustomerTier(let value): self = .setCustomerTier(.init(value))
    case .setQuietPeriod(let value): self = .setQuietPeriod(.init(value))
    case .liftQuietPeriod(let value): self = .liftQuietPeriod(.init(value))
    case .recordCustomerSignal(let value): self = .recordCustomerSignal(.init(value))
    case .createOpportunity(let value): self = .createOpportunity(.init(value))
    case .gradeOpportunity(let value): self = .gradeOpportunity(.init(value))
    case .logFollowUp(let value): self = .logFollowUp(.init(value))
    case .moveStage(let value): self = .moveStage(.init(value))
    case .reassignOpportunity(let value): self = .reassignOpportunity(.init(value))
    case .reviseAmount(let value): self = .reviseAmount(.init(value))
    case .reviseExpectedClose(let value): self = .reviseExpectedClose(.init(value))
    case .winOpportunity(let value): self = .winOpportunity(.init(value))
    case .loseOpportunity(let value): self = .loseOpportunity(.init(value))
    case .archiveOpportunity(let value): self = .archiveOpportunity(.init(value))
    case .reopenOpportunity(let value): self = .reopenOpportunity(.init(value))
    case .mergeCustomers(let value): self = .mergeCustomers(.init(value))
    case .captureLead(let value): self = .captureLead(.init(value))
    case .enrichLead(let value): self = .enrichLead(.init(value))
    case .qualifyLead(let value): self = .qualifyLead(.init(value))
    case .disqualifyLead(let value): self = .disqualifyLead(.init(value))
    case .escalateApproval(let value): self = .escalateApproval(.init(value))
    case .takeForecastSnapshot(let value): self = .takeForecastSnapshot(.init(value))
    case .calibrateForecast(let value): self = .calibrateForecast(.init(value))
    case .scoreOpportunity(let value): self = .scoreOpportunity(.init(value))
    case .updateNeeds(let value): self = .updateNeeds(.init(value))
    case .noteCompetitor(let value): self = .noteCompetitor(.init(value))
    case .attachEvidence(let value): self = .attachEvidence(.init(value))
    case .verifyEvidence(let value): self = .verifyEvidence(.init(value))
    case .planFollowUp(let value): self = .planFollowUp(.init(value))
    case .cancelPlan(let value): self = .cancelPlan(.init(value))
    case .issueQuote(let value): self = .issueQuote(.init(value))
    case .recordSalesPromise(let value): self = .recordSalesPromise(.init(value))
    case .recordPostMortem(let value): self = .recordPostMortem(.init(value))
    case .makeDormant(let value): self = .makeDormant(.init(value))
    case .reactivateOpportunity(let value): self = .reactivateOpportunity(.init(value))
    case .eliminateOpportunity(let value): self = .eliminateOpportunity(.init(value))
    case .assignOpportunity(let value): self = .assignOpportunity(.init(value))
    case .claimOpportunity(let value): self = .claimOpportunity(.init(value))
    case .returnToPool(let value): self = .returnToPool(.init(value))
    case .reclaimOpportunity(let value): self = .reclaimOpportunity(.init(value))
    case .escalateOpportunity(let value): self = .escalateOpportunity(.init(value))
    case .addCollaborator(let value): self = .addCollaborator(.init(value))
    case .removeCollaborator(let value): self = .removeCollaborator(.init(value))
    case .proposeSplit(let value): self = .proposeSplit(.init(value))
    case .acceptSplit(let value): self = .acceptSplit(.init(value))
    case .rejectSplit(let value): self = .rejectSplit(.init(value))
    case .setMentorShare(let value): self = .setMentorShare(.init(value))
    case .setForecastCategory(let value): self = .setForecastCategory(.init(value))
    case .explainAnomaly(let value): self = .explainAnomaly(.init(value))
    case .recordReview(let value): self = .recordReview(.init(value))
    case .acknowledgeAlert(let value): self = .acknowledgeAlert(.init(value))
    case .snoozeAlert(let value): self = .snoozeAlert(.init(value))
    case .planPayment(let value): self = .planPayment(.init(value))
    case .recordPayment(let value): self = .recordPayment(.init(value))
    case .requestApproval(let value): self = .requestApproval(.init(value))
    case .decideApproval(let value): self = .decideApproval(.init(value))
    case .openTask(let value): self = .openTask(.init(value))
    case .reassignTask(let value): self = .reassignTask(.init(value))
    case .completeTask(let value): self = .completeTask(.init(value))
    case .drawReviewSample(let value): self = .drawReviewSample(.init(value))
    case .setTarget(let value): self = .setTarget(.init(value))
    case .submitForecastCall(let value): self = .submitForecastCall(.init(value))
    case .grantAward(let value): self = .grantAward(.init(value))
    case .openImportBatch(let value): self = .openImportBatch(.init(value))
    case .closeImportBatch(let value): self = .closeImportBatch(.init(value))
    case .advanceOutbound(let value): self = .advanceOutbound(.init(value))
    case .correctRecord(let value): self = .correctRecord(.init(value))
    case .erasePersonalData(let value): self = .erasePersonalData(.init(value))
    }
  }
}

/// Every kind of event.
enum EventKind: Int, CaseIterable {
  case policyPublished
  case teamRegistered
  case teamChanged
  case userRegistered
  case userChanged
  case userDeactivated
  case customerRegistered
  case profileUpdated
  case contactAdded
  case contactUpdated
  case customerTagged
  case customerUntagged
  case customerTierSet
  case quietPeriodSet
  case quietPeriodLifted
  case customerSignalRecorded
  case opportunityCreated
  case opportunityGraded
  case followUpLogged
  case stageMoved
  case opportunityReassigned
  case amountRevised
  case expectedCloseRevised
  case opportunityWon
  case opportunityLost
  case opportunityArchived
  case opportunityReopened
  case customersMerged
  case leadCaptured
  case leadEnriched
  case leadQualified
  case leadDisqualified
  case approvalEscalated
  case forecastSnapshotTaken
  case forecastCalibrated
  case opportunityScored
  case needsUpdated
  case competitorNoted
  case evidenceAttached
  case evidenceVerified
  case evidenceRejected
  case followUpPlanned
  case planCancelled
  case quoteIssued
  case salesPromiseRecorded
  case postMortemRecorded
  case opportunityMadeDormant
  case opportunityReactivated
  case opportunityEliminated
  case opportunityAssigned
  case opportunityClaimed
  case opportunityReturnedToPool
  case opportunityReclaimed
  case opportunityEscalated
  case collaboratorAdded
  case collaboratorRemoved
  case splitProposed
  case splitAccepted
  case splitRejected
  case splitEffective
  case mentorShareSet
  case forecastCategorySet
  case anomalyExplained
  case gradeReviewed
  case alertAcknowledged
  case alertSnoozed
  case paymentPlanned
  case paymentRecorded
  case commitmentRecorded
  case approvalRequested
  case approvalGranted
  case approvalRejected
  case taskOpened
  case taskReassigned
  case taskCompleted
  case reviewSampleDrawn
  case targetSet
  case forecastCallSubmitted
  case awardGranted
  case importBatchOpened
  case importBatchClosed
  case outboundAdvanced
  case recordCorrected
  case personalDataErased
}

extension Random {
  mutating func event(of kind: EventKind) -> Event {
    switch kind {
    case .policyPublished: .policyPublished(policyPublished())
    case .teamRegistered: .teamRegistered(teamRegistered())
    case .teamChanged: .teamChanged(teamChanged())
    case .userRegistered: .userRegistered(userRegistered())
    case .userChanged: .userChanged(userChanged())
    case .userDeactivated: .userDeactivated(userDeactivated())
    case .customerRegistered: .customerRegistered(customerRegistered())
    case .profileUpdated: .profileUpdated(profileUpdated())
    case .contactAdded: .contactAdded(contactAdded())
    case .contactUpdated: .contactUpdated(contactUpdated())
    case .customerTagged: .customerTagged(customerTagged())
    case .customerUntagged: .customerUntagged(customerUntagged())
    case .customerTierSet: .customerTierSet(customerTierSet())
    case .quietPeriodSet: .quietPeriodSet(quietPeriodSet())
    case .quietPeriodLifted: .quietPeriodLifted(quietPeriodLifted())
    case .customerSignalRecorded: .customerSignalRecorded(customerSignalRecorded())
    case .opportunityCreated: .opportunityCreated(opportunityCreated())
    case .opportunityGraded: .opportunityGraded(opportunityGraded())
    case .followUpLogged: .followUpLogged(followUpLogged())
    case .stageMoved: .stageMoved(stageMoved())
    case .opportunityReassigned: .opportunityReassigned(opportunityReassigned())
    case .amountRevised: .amountRevised(amountRevised())
    case .expectedCloseRevised: .expectedCloseRevised(expectedCloseRevised())
    case .opportunityWon: .opportunityWon(opportunityWon())
    case .opportunityLost: .opportunityLost(opportunityLost())
    case .opportunityArchived: .opportunityArchived(opportunityArchived())
    case .opportunityReopened: .opportunityReopened(opportunityReopened())
    case .customersMerged: .customersMerged(customersMerged())
    case .leadCaptured: .leadCaptured(leadCaptured())
    case .leadEnriched: .leadEnriched(leadEnriched())
    case .leadQualified: .leadQualified(leadQualified())
    case .leadDisqualified: .leadDisqualified(leadDisqualified())
    case .approvalEscalated: .approvalEscalated(approvalEscalated())
    case .forecastSnapshotTaken: .forecastSnapshotTaken(forecastSnapshotTaken())
    case .forecastCalibrated: .forecastCalibrated(forecastCalibrated())
    case .opportunityScored: .opportunityScored(opportunityScored())
    case .needsUpdated: .needsUpdated(needsUpdated())
    case .competitorNoted: .competitorNoted(competitorNoted())
    case .evidenceAttached: .evidenceAttached(evidenceAttached())
    case .evidenceVerified: .evidenceVerified(evidenceVerified())
    case .evidenceRejected: .evidenceRejected(evidenceRejected())
    case .followUpPlanned: .followUpPlanned(followUpPlanned())
    case .planCancelled: .planCancelled(planCancelled())
    case .quoteIssued: .quoteIssued(quoteIssued())
    case .salesPromiseRecorded: .salesPromiseRecorded(salesPromiseRecorded())
    case .postMortemRecorded: .postMortemRecorded(postMortemRecorded())
    case .opportunityMadeDormant: .opportunityMadeDormant(opportunityMadeDormant())
    case .opportunityReactivated: .opportunityReactivated(opportunityReactivated())
    case .opportunityEliminated: .opportunityEliminated(opportunityEliminated())
    case .opportunityAssigned: .opportunityAssigned(opportunityAssigned())
    case .opportunityClaimed: .opportunityClaimed(opportunityClaimed())
    case .opportunityReturnedToPool: .opportunityReturnedToPool(opportunityReturnedToPool())
    case .opportunityReclaimed: .opportunityReclaimed(opportunityReclaimed())
    case .opportunityEscalated: .opportunityEscalated(opportunityEscalated())
    case .collaboratorAdded: .collaboratorAdded(collaboratorAdded())
    case .collaboratorRemoved: .collaboratorRemoved(collaboratorRemoved())
    case .splitProposed: .splitProposed(splitProposed())
    case .splitAccepted: .splitAccepted(splitAccepted())
    case .splitRejected: .splitRejected(splitRejected())
    case .splitEffective: .splitEffective(splitEffective())
    case .mentorShareSet: .mentorShareSet(mentorShareSet())
    case .forecastCategorySet: .forecastCategorySet(forecastCategorySet())
    case .anomalyExplained: .anomalyExplained(anomalyExplained())
    case .gradeReviewed: .gradeReviewed(gradeReviewed())
    case .alertAcknowledged: .alertAcknowledged(alertAcknowledged())
    case .alertSnoozed: .alertSnoozed(alertSnoozed())
    case .paymentPlanned: .paymentPlanned(paymentPlanned())
    case .paymentRecorded: .paymentRecorded(paymentRecorded())
    case .commitmentRecorded: .commitmentRecorded(commitmentRecorded())
    case .approvalRequested: .approvalRequested(approvalRequested())
    case .approvalGranted: .approvalGranted(approvalGranted())
    case .approvalRejected: .approvalRejected(approvalRejected())
    case .taskOpened: .taskOpened(taskOpened())
    case .taskReassigned: .taskReassigned(taskReassigned())
    case .taskCompleted: .taskCompleted(taskCompleted())
    case .reviewSampleDrawn: .reviewSampleDrawn(reviewSampleDrawn())
    case .targetSet: .targetSet(targetSet())
    case .forecastCallSubmitted: .forecastCallSubmitted(forecastCallSubmitted())
    case .awardGranted: .awardGranted(awardGranted())
    case .importBatchOpened: .importBatchOpened(importBatchOpened())
    case .importBatchClosed: .importBatchClosed(importBatchClosed())
    case .outboundAdvanced: .outboundAdvanced(outboundAdvanced())
    case .recordCorrected: .recordCorrected(recordCorrected())
    case .personalDataErased: .personalDataErased(personalDataErased())
    }
  }
}

extension PBRecord.OneOf_Event {
  init(_ event: Event) {
    switch event {
    case .policyPublished(let value): self = .policyPublished(.init(value))
    case .teamRegistered(let value): self = .teamRegistered(.init(value))
    case .teamChanged(let value): self = .teamChanged(.init(value))
    case .userRegistered(let value): self = .userRegistered(.init(value))
    case .userChanged(let value): self = .userChanged(.init(value))
    case .userDeactivated(let value): self = .userDeactivated(.init(value))
    case .customerRegistered(let value): self = .customerRegistered(.init(value))
    case .profileUpdated(let value): self = .profileUpdated(.init(value))
    case .contactAdded(let value): self = .contactAdded(.init(value))
    case .contactUpdated(let value): self = .contactUpdated(.init(value))
    case .customerTagged(let value): self = .customerTagged(.init(value))
    case .customerUntagged(let value): self = .customerUntagged(.init(value))
    case .customerTierSet(let value): self = .customerTierSet(.init(value))
    case .quietPeriodSet(let value): self = .quietPeriodSet(.init(value))
    case .quietPeriodLifted(let value): self = .quietPeriodLifted(.init(value))
    case .customerSignalRecorded(let value): self = .customerSignalRecorded(.init(value))
    case .opportunityCreated(let value): self = .opportunityCreated(.init(value))
    case .opportunityGraded(let value): self = .opportunityGraded(.init(value))
    case .followUpLogged(let value): self = .followUpLogged(.init(value))
    case .stageMoved(let value): self = .stageMoved(.init(value))
    case .opportunityReassigned(let value): self = .opportunityReassigned(.init(value))
    case .amountRevised(let value): self = .amountRevised(.init(value))
    case .expectedCloseRevised(let value): self = .expectedCloseRevised(.init(value))
    case .opportunityWon(let value): self = .opportunityWon(.init(value))
    case .opportunityLost(let value): self = .opportunityLost(.init(value))
    case .opportunityArchived(let value): self = .opportunityArchived(.init(value))
    case .opportunityReopened(let value): self = .opportunityReopened(.init(value))
    case .customersMerged(let value): self = .customersMerged(.init(value))
    case .leadCaptured(let value): self = .leadCaptured(.init(value))
    case .leadEnriched(let value): self = .leadEnriched(.init(value))
    case .leadQualified(let value): self = .leadQualified(.init(value))
    case .leadDisqualified(let value): self = .leadDisqualified(.init(value))
    case .approvalEscalated(let value): self = .approvalEscalated(.init(value))
    case .forecastSnapshotTaken(let value): self = .forecastSnapshotTaken(.init(value))
    case .forecastCalibrated(let value): self = .forecastCalibrated(.init(value))
    case .opportunityScored(let value): self = .opportunityScored(.init(value))
    case .needsUpdated(let value): self = .needsUpdated(.init(value))
    case .competitorNoted(let value): self = .competitorNoted(.init(value))
    case .evidenceAttached(let value): self = .evidenceAttached(.init(value))
    case .evidenceVerified(let value): self = .evidenceVerified(.init(value))
    case .evidenceRejected(let value): self = .evidenceRejected(.init(value))
    case .followUpPlanned(let value): self = .followUpPlanned(.init(value))
    case .planCancelled(let value): self = .planCancelled(.init(value))
    case .quoteIssued(let value): self = .quoteIssued(.init(value))
    case .salesPromiseRecorded(let value): self = .salesPromiseRecorded(.init(value))
    case .postMortemRecorded(let value): self = .postMortemRecorded(.init(value))
    case .opportunityMadeDormant(let value): self = .opportunityMadeDormant(.init(value))
    case .opportunityReactivated(let value): self = .opportunityReactivated(.init(value))
    case .opportunityEliminated(let value): self = .opportunityEliminated(.init(value))
    case .opportunityAssigned(let value): self = .opportunityAssigned(.init(value))
    case .opportunityClaimed(let value): self = .opportunityClaimed(.init(value))
    case .opportunityReturnedToPool(let value): self = .opportunityReturnedToPool(.init(value))
    case .opportunityReclaimed(let value): self = .opportunityReclaimed(.init(value))
    case .opportunityEscalated(let value): self = .opportunityEscalated(.init(value))
    case .collaboratorAdded(let value): self = .collaboratorAdded(.init(value))
    case .collaboratorRemoved(let value): self = .collaboratorRemoved(.init(value))
    case .splitProposed(let value): self = .splitProposed(.init(value))
    case .splitAccepted(let value): self = .splitAccepted(.init(value))
    case .splitRejected(let value): self = .splitRejected(.init(value))
    case .splitEffective(let value): self = .splitEffective(.init(value))
    case .mentorShareSet(let value): self = .mentorShareSet(.init(value))
    case .forecastCategorySet(let value): self = .forecastCategorySet(.init(value))
    case .anomalyExplained(let value): self = .anomalyExplained(.init(value))
    case .gradeReviewed(let value): self = .gradeReviewed(.init(value))
    case .alertAcknowledged(let value): self = .alertAcknowledged(.init(value))
    case .alertSnoozed(let value): self = .alertSnoozed(.init(value))
    case .paymentPlanned(let value): self = .paymentPlanned(.init(value))
    case .paymentRecorded(let value): self = .paymentRecorded(.init(value))
    case .commitmentRecorded(let value): self = .commitmentRecorded(.init(value))
    case .approvalRequested(let value): self = .approvalRequested(.init(value))
    case .approvalGranted(let value): self = .approvalGranted(.init(value))
    case .approvalRejected(let value): self = .approvalRejected(.init(value))
    case .taskOpened(let value): self = .taskOpened(.init(value))
    case .taskReassigned(let value): self = .taskReassigned(.init(value))
    case .taskCompleted(let value): self = .taskCompleted(.init(value))
    case .reviewSampleDrawn(let value): self = .reviewSampleDrawn(.init(value))
    case .targetSet(let value): self = .targetSet(.init(value))
    case .forecastCallSubmitted(let value): self = .forecastCallSubmitted(.init(value))
    case .awardGranted(let value): self = .awardGranted(.init(value))
    case .importBatchOpened(let value): self = .importBatchOpened(.init(value))
    case .importBatchClosed(let value): self = .importBatchClosed(.init(value))
    case .outboundAdvanced(let value): self = .outboundAdvanced(.init(value))
    case .recordCorrected(let value): self = .recordCorrected(.init(value))
    case .personalDataErased(let value): self = .personalDataErased(.init(value))
    }
  }
}
