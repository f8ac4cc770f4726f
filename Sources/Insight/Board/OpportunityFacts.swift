package import Opportunities

/// What the read model knows of one opportunity.
///
/// Every time in it is business time, the `occurredAt` of a record: recording late is flagged, not
/// punished. Reassigning changes `owner` and `version` and nothing else.
package struct OpportunityFacts: Hashable, Sendable {
  package let id: OpportunityID
  package let title: String
  package let customer: CustomerID
  package let createdAt: Instant
  package private(set) var owner: UserID
  package private(set) var status: Status = .open
  package private(set) var stage: Stage
  package private(set) var grade: Grade?
  package private(set) var gradeBasis: GradeBasis?
  /// Whether the basis supported the grade when it was given (C3).
  package private(set) var gradeSupported: Bool
  /// A follow-up recorded since the last grading contradicts it (等级异常).
  package private(set) var gradeContradicted = false
  /// The final amount once won.
  package private(set) var amount: Money
  package private(set) var expectedClose: Day?
  package private(set) var pushCount: UInt32 = 0
  /// When it came to the present stage; dwell counts from here.
  package private(set) var stageEnteredAt: Instant
  package private(set) var lastFollowUpAt: Instant?
  package private(set) var followUpCount: UInt32 = 0
  /// Of the latest follow-up by the time it occurred, like the three below.
  package private(set) var lastSentiment: Sentiment?
  /// The first tag ticked.
  package private(set) var lastTag: String?
  package private(set) var promisedFeedbackAt: Instant?
  package private(set) var nextDueAt: Instant?
  /// The last forward stage move, or creation (C4, the progress clock).
  package private(set) var lastProgressAt: Instant
  /// nil while open.
  package private(set) var closedAt: Instant?
  package private(set) var reopenedAt: Instant?
  /// Code of the last loss. Reopening does not erase it.
  package private(set) var lastLossReason: String?
  /// Version of the stream after the last record applied.
  package private(set) var version: UInt64
  /// Some record of it was entered late (C12).
  package private(set) var isBackfilled: Bool
  /// Some record of its stream was left out of the fold, so `from` and `old` of later ones may name
  /// what this selection never saw.
  package private(set) var hasGaps: Bool

  package var isOpen: Bool { status == .open }

  init(
    _ event: OpportunityCreated, id: OpportunityID, from record: RecordedEvent, isBackfilled: Bool
  ) {
    self.id = id
    title = event.title
    customer = event.customer
    createdAt = record.occurredAt
    owner = event.owner
    stage = event.stage
    grade = event.grade
    gradeBasis = event.gradeBasis
    gradeSupported = event.gradeSupported
    amount = event.amount
    expectedClose = event.expectedClose
    stageEnteredAt = record.occurredAt
    lastProgressAt = record.occurredAt
    version = record.streamVersion
    self.isBackfilled = isBackfilled
    hasGaps = record.streamVersion != 1
  }

  /// Why `record` cannot follow what stands here; nil: it can.
  func objection(to record: RecordedEvent) -> ProjectionError.Reason? {
    guard record.streamVersion > version else { return .streamVersionNotAhead(of: version) }
    guard !hasGaps, record.streamVersion == version + 1 else { return nil }
    return contradiction(in: record.event).map { .contradictsState($0) }
  }

  private func contradiction(in event: Event) -> String? {
    switch event {
    case .opportunityReopened(let event):
      return event.from == status
        ? nil : "reopened from \(event.from), but it is \(status)"
    case _ where !isOpen:
      return "it is \(status)"
    case .stageMoved(let event) where event.from != stage:
      return "moved from stage \(event.from), but it is at \(stage)"
    case .opportunityReassigned(let event) where event.from != owner:
      return "taken from '\(event.from)', but '\(owner)' owns it"
    case .opportunityGraded(let event) where event.old != grade:
      return "its old grade is not the one it has"
    case .amountRevised(let event) where event.old != amount:
      return "its old amount is not the one it has"
    case .expectedCloseRevised(let event) where event.old != expectedClose:
      return "its old expected close is not the one it has"
    default:
      return nil
    }
  }

  /// Applies a record that ``objection(to:)`` has nothing against.
  mutating func apply(_ record: RecordedEvent, isBackfilled: Bool) {
    if record.streamVersion != version + 1 { hasGaps = true }
    version = record.streamVersion
    if isBackfilled { self.isBackfilled = true }
    let occurredAt = record.occurredAt
    switch record.event {
    case .opportunityGraded(let event):
      grade = event.new
      gradeBasis = event.basis
      gradeSupported = event.supported
      gradeContradicted = false
    case .followUpLogged(let event):
      follow(event, at: occurredAt)
    case .stageMoved(let event):
      stage = event.to
      stageEnteredAt = occurredAt
      if event.isForward { lastProgressAt = max(lastProgressAt, occurredAt) }
    case .opportunityReassigned(let event):
      owner = event.to
    case .amountRevised(let event):
      amount = event.new
    case .expectedCloseRevised(let event):
      expectedClose = event.new
      pushCount = event.pushCount
    case .opportunityWon(let event):
      amount = event.finalAmount
      close(as: .won, at: occurredAt)
    case .opportunityLost(let event):
      lastLossReason = event.reason
      close(as: .lost, at: occurredAt)
    case .opportunityArchived:
      close(as: .archived, at: occurredAt)
    case .opportunityReopened:
      status = .open
      closedAt = nil
      reopenedAt = occurredAt
    case .policyPublished, .teamRegistered, .userRegistered, .customerRegistered,
      .opportunityCreated:
      preconditionFailure("an event of another kind reached the facts of an opportunity")
    }
  }

  private mutating func close(as outcome: Status, at instant: Instant) {
    status = outcome
    closedAt = instant
  }

  /// A talk entered late counts, but does not overrule a later talk that is known already.
  private mutating func follow(_ event: FollowUpLogged, at instant: Instant) {
    followUpCount += 1
    if event.contradictsGrade { gradeContradicted = true }
    if let last = lastFollowUpAt, instant < last { return }
    lastFollowUpAt = instant
    lastSentiment = event.sentiment
    lastTag = event.tags.first
    promisedFeedbackAt = event.promisedFeedbackAt
    nextDueAt = event.nextDueAt
  }
}

extension OpportunityFacts {
  /// Facts as they once stood, field by field: how they come back from a checkpoint.
  package init(
    id: OpportunityID, title: String, customer: CustomerID, createdAt: Instant, owner: UserID,
    status: Status, stage: Stage, grade: Grade?, gradeBasis: GradeBasis?, gradeSupported: Bool,
    gradeContradicted: Bool, amount: Money, expectedClose: Day?, pushCount: UInt32,
    stageEnteredAt: Instant, lastFollowUpAt: Instant?, followUpCount: UInt32,
    lastSentiment: Sentiment?, lastTag: String?, promisedFeedbackAt: Instant?,
    nextDueAt: Instant?, lastProgressAt: Instant, closedAt: Instant?, reopenedAt: Instant?,
    lastLossReason: String?, version: UInt64, isBackfilled: Bool, hasGaps: Bool
  ) {
    self.id = id
    self.title = title
    self.customer = customer
    self.createdAt = createdAt
    self.owner = owner
    self.status = status
    self.stage = stage
    self.grade = grade
    self.gradeBasis = gradeBasis
    self.gradeSupported = gradeSupported
    self.gradeContradicted = gradeContradicted
    self.amount = amount
    self.expectedClose = expectedClose
    self.pushCount = pushCount
    self.stageEnteredAt = stageEnteredAt
    self.lastFollowUpAt = lastFollowUpAt
    self.followUpCount = followUpCount
    self.lastSentiment = lastSentiment
    self.lastTag = lastTag
    self.promisedFeedbackAt = promisedFeedbackAt
    self.nextDueAt = nextDueAt
    self.lastProgressAt = lastProgressAt
    self.closedAt = closedAt
    self.reopenedAt = reopenedAt
    self.lastLossReason = lastLossReason
    self.version = version
    self.isBackfilled = isBackfilled
    self.hasGaps = hasGaps
  }
}
