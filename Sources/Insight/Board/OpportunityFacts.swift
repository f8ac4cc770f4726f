package import Opportunities

/// What the read model knows of one opportunity, with its texts.
///
/// A change of owner changes `owner` and `version` and nothing else.
package struct OpportunityFacts: Hashable, Sendable {
  package let id: OpportunityID
  package let title: String
  package let customer: CustomerID
  /// ``Identifier/nobody`` while it is in the pool, dormant or eliminated.
  package let owner: UserID
  /// The first tag ticked in the latest follow-up.
  package let lastTag: String?
  /// Code of the last loss. Reopening does not erase it.
  package let lastLossReason: String?
  let row: OpportunityRow

  package var isOpen: Bool { row.core.isOpen }
  package var status: Status { row.core.status }
  package var stage: Stage { row.core.stage }
  package var grade: Grade? { row.core.grade }
  package var gradeSupported: Bool { row.core.gradeSupported }
  package var gradeContradicted: Bool { row.core.gradeContradicted }
  package var createdAt: Instant { row.core.createdAt }
  package var stageEnteredAt: Instant { row.core.stageEnteredAt }
  package var lastProgressAt: Instant { row.core.lastProgressAt }
  package var lastFollowUpAt: Instant? { row.core.lastFollowUpAt }
  package var lastSentiment: Sentiment? { row.core.lastSentiment }
  package var promisedFeedbackAt: Instant? { row.core.promisedFeedbackAt }
  package var nextDueAt: Instant? { row.core.nextDueAt }
  package var reopenedAt: Instant? { row.core.reopenedAt }
  package var isBackfilled: Bool { row.core.isBackfilled }
  package var hasGaps: Bool { row.core.hasGaps }
  package var gradeBasis: GradeBasis? { row.gradeBasis }
  package var amount: Money { row.amount }
  package var expectedClose: Day? { row.expectedClose }
  package var closedAt: Instant? { row.closedAt }
  package var pushCount: UInt32 { row.detail.pushCount }
  package var followUpCount: UInt32 { row.detail.followUpCount }
  package var version: UInt64 { row.detail.version }
}
