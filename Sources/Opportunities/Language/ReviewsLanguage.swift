// Written by tools/generate.sh from schemas/opportunity/v1/reviews.proto; edit that, not this.

/// How a grade was checked.
package enum ReviewMethod: UInt8, Hashable, Sendable, CaseIterable {
  case phone = 1
  case visit = 2
  case records = 3
}

extension ReviewMethod: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .phone: "phone"
    case .visit: "visit"
    case .records: "records"
    }
  }
}

package enum ReviewVerdict: UInt8, Hashable, Sendable, CaseIterable {
  case confirmed = 1
  /// The customer does not bear the grade out.
  case refuted = 2
  /// Nobody could be asked.
  case unreachable = 3
}

extension ReviewVerdict: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .confirmed: "confirmed"
    case .refuted: "refuted"
    case .unreachable: "unreachable"
    }
  }
}

/// 每周抽查: draws the opportunities of grade A whose grade is checked this week. Nobody chooses them.
package struct DrawReviewSample: Hashable, Sendable {
  /// The ISO week that it is now, such as 2026-W12. Each is drawn once.
  package var week: ReviewID

  package init(week: ReviewID) {
    self.week = week
  }
}

/// 抽取抽查样本: Review sample drawn.
package struct ReviewSampleDrawn: Hashable, Sendable {
  /// Open opportunities of grade A at that moment.
  package var population: UInt32
  /// SHA-256 of their ids in the order of their bytes, each followed by a line feed.
  package var populationDigest: [UInt8]
  /// What the choice follows from: SHA-256 over all opportunities of the ledger and the moment.
  package var seedDigest: [UInt8]
  /// In the order in which they were drawn.
  package var selected: [OpportunityID]

  package init(
    population: UInt32, populationDigest: [UInt8], seedDigest: [UInt8], selected: [OpportunityID]
  ) {
    self.population = population
    self.populationDigest = populationDigest
    self.seedDigest = seedDigest
    self.selected = selected
  }
}

/// 登记抽查结果: what somebody else than the owner found out about a grade.
package struct RecordReview: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var method: ReviewMethod
  package var verdict: ReviewVerdict
  /// The grade the customer's answer bears out; only with a refuted one.
  package var correctedGrade: Grade?
  /// What the corrected grade rests on.
  package var correctedBasis: GradeBasis?
  /// Points the owner loses; only with a refuted grade, at most what the rules say.
  package var penaltyPoints: UInt32
  package var note: String

  package init(
    opportunityID: OpportunityID, method: ReviewMethod, verdict: ReviewVerdict,
    correctedGrade: Grade? = nil, correctedBasis: GradeBasis? = nil, penaltyPoints: UInt32 = 0,
    note: String = ""
  ) {
    self.opportunityID = opportunityID
    self.method = method
    self.verdict = verdict
    self.correctedGrade = correctedGrade
    self.correctedBasis = correctedBasis
    self.penaltyPoints = penaltyPoints
    self.note = note
  }
}

/// A grade corrected by it stands in an event of its own.
package struct GradeReviewed: Hashable, Sendable {
  package var method: ReviewMethod
  package var verdict: ReviewVerdict
  package var reviewedGrade: Grade
  package var correctedGrade: Grade?
  package var penaltyPoints: UInt32
  package var note: String

  package init(
    method: ReviewMethod, verdict: ReviewVerdict, reviewedGrade: Grade, correctedGrade: Grade?,
    penaltyPoints: UInt32, note: String
  ) {
    self.method = method
    self.verdict = verdict
    self.reviewedGrade = reviewedGrade
    self.correctedGrade = correctedGrade
    self.penaltyPoints = penaltyPoints
    self.note = note
  }
}

/// 说明异常: why the grade stands although a talk contradicts it, or although its basis is missing.
package struct ExplainAnomaly: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var text: String

  package init(opportunityID: OpportunityID, text: String = "") {
    self.opportunityID = opportunityID
    self.text = text
  }
}

/// 说明等级异常: Anomaly explained.
package struct AnomalyExplained: Hashable, Sendable {
  package var text: String

  package init(text: String) {
    self.text = text
  }
}
