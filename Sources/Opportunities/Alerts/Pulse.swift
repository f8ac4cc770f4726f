// When things happened last on an opportunity, as far as alerts are judged by it.

/// When things happened last, as claimed. All that did not happen is ``Instant/never``.
///
/// In each row of the write model, since every opportunity has one: behind a reference it would cost
/// three times as much.
package struct Pulse: Hashable, Sendable {
  package var createdAt: Instant
  package var stageEnteredAt: Instant
  /// The last forward move or verified evidence, or creation.
  package var lastProgressAt: Instant
  package var reopenedAt = Instant.never
  package var lastFollowUpAt = Instant.never
  /// Of the last follow-up, like the two after it.
  package var promisedFeedbackAt = Instant.never
  package var nextDueAt = Instant.never
  /// When the grade became doubtful: its basis does not support it, or a talk contradicts it. Never:
  /// it is not, or somebody explained it.
  package var anomalySince = Instant.never
  package var lastSentiment: Sentiment?

  package init(createdAt: Instant) {
    self.createdAt = createdAt
    stageEnteredAt = createdAt
    lastProgressAt = createdAt
  }

  /// What is known of an opportunity entered by `record`.
  package init(_ created: OpportunityCreated, at instant: Instant) {
    self.init(createdAt: instant)
    if !created.gradeSupported { anomalySince = instant }
  }

  /// Takes in when `event` happened, if alerts are judged by it.
  package mutating func evolve(with event: Event, at instant: Instant) {
    switch event {
    case .followUpLogged(let event): evolve(with: event, at: instant)
    case .followUpPlanned(let event): plan(event.dueAt, at: instant)
    case .planCancelled: plan(.never, at: instant)
    case .stageMoved(let event):
      stageEnteredAt = instant
      if event.isForward { lastProgressAt = max(lastProgressAt, instant) }
    case .evidenceVerified: lastProgressAt = max(lastProgressAt, instant)
    case .opportunityReopened, .opportunityReactivated: reopenedAt = instant
    case .opportunityGraded(let event): anomalySince = event.supported ? .never : instant
    case .anomalyExplained: anomalySince = .never
    default: break
    }
  }

  /// A step planned by itself takes the place of the one agreed in the last talk; a talk entered since
  /// has answered what was planned before it.
  private mutating func plan(_ dueAt: Instant, at instant: Instant) {
    if lastFollowUpAt != .never, instant < lastFollowUpAt { return }
    nextDueAt = dueAt
  }

  /// A talk entered late counts, but does not overrule a later talk that is known already.
  private mutating func evolve(with event: FollowUpLogged, at instant: Instant) {
    if event.contradictsGrade, anomalySince == .never { anomalySince = instant }
    if lastFollowUpAt != .never, instant < lastFollowUpAt { return }
    lastFollowUpAt = instant
    lastSentiment = event.sentiment
    promisedFeedbackAt = event.promisedFeedbackAt ?? .never
    nextDueAt = event.nextDueAt ?? .never
  }
}

extension Instant {
  /// In a pulse: it has not happened.
  package static let never = Instant(milliseconds: 0)
}
