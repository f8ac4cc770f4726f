// What is known of an opportunity beyond the few fields that every one has: most have none of it, so
// the row of an opportunity holds a reference, and only those that need more pay for more.

extension Dossier {
  static let empty = Dossier(
    quoteVersion: 0, evidence: [], plannedFollowUpAt: nil, payments: [], formerOwners: [],
    collaborators: [], proposalCount: 0, proposals: [], isPaidOut: false, forecastCategory: nil,
    template: "")

  /// Applies a fact that concerns only what stands here; false: it concerns the opportunity itself.
  ///
  /// Never fails: a replay must be total, so each fact takes the state as it finds it.
  mutating func evolve(with record: RecordedEvent) -> Bool {
    switch record.event {
    case .quoteIssued(let event): evolve(with: event)
    case .evidenceAttached(let event): evolve(with: event, by: record.actor.kind)
    case .evidenceVerified(let event): judge(event.evidenceID, .verified)
    case .evidenceRejected(let event): judge(event.evidenceID, .rejected)
    case .followUpPlanned(let event): plannedFollowUpAt = event.dueAt
    case .planCancelled: plannedFollowUpAt = nil
    case .paymentRecorded(let event):
      evolve(with: event)
      lockSplits()
    case .collaboratorAdded(let event): evolve(with: event)
    case .collaboratorRemoved(let event): evolve(with: event)
    case .splitProposed(let event): evolve(with: event)
    case .splitAccepted(let event): evolve(with: event)
    case .splitEffective(let event): settle(proposal: event.proposal)
    case .splitRejected(let event): settle(proposal: event.proposal)
    case .forecastCategorySet(let event): evolve(with: event)
    // What these change stands in the pulse, or nowhere: they are there to be read.
    case .anomalyExplained, .gradeReviewed, .alertAcknowledged, .alertSnoozed, .recordCorrected:
      break
    default: return false
    }
    return true
  }
}

extension Opportunity {
  /// nil: nothing is known but the few fields.
  package var dossier: Dossier? { dossiers.first }

  /// Changes what is known, which is there from now on.
  mutating func note(_ change: (inout Dossier) -> Void) {
    if dossiers.isEmpty { dossiers.append(.empty) }
    change(&dossiers[0])
  }
}
