// Written by tools/generate.sh from schemas/opportunity/v1/scoring.proto; edit that, not this.

/// One answer of the card, by the codes of the policy's scorecard.
package struct ScoreAnswer: Hashable, Sendable {
  package var dimension: String
  package var option: String

  package init(dimension: String, option: String) {
    self.dimension = dimension
    self.option = option
  }
}

/// 商机评分: answers every dimension of the scorecard once.
package struct ScoreOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var answers: [ScoreAnswer]

  package init(opportunityID: OpportunityID, answers: [ScoreAnswer] = []) {
    self.opportunityID = opportunityID
    self.answers = answers
  }
}

/// An answer and what it was worth on the day.
package struct ScoredItem: Hashable, Sendable {
  package var dimension: String
  package var option: String
  package var pointsThousandths: UInt32

  package init(dimension: String, option: String, pointsThousandths: UInt32) {
    self.dimension = dimension
    self.option = option
    self.pointsThousandths = pointsThousandths
  }
}

/// Scored by the card of the policy version that the record names.
package struct OpportunityScored: Hashable, Sendable {
  /// In the order of the card.
  package var items: [ScoredItem]
  /// Sum of the points; 10,000 is the best.
  package var totalThousandths: UInt32
  /// The grade that the total suggests. The grade itself is judged by people.
  package var hint: Grade
  /// The grade of the opportunity is better than the card suggests.
  package var contradictsGrade: Bool

  package init(items: [ScoredItem], totalThousandths: UInt32, hint: Grade, contradictsGrade: Bool) {
    self.items = items
    self.totalThousandths = totalThousandths
    self.hint = hint
    self.contradictsGrade = contradictsGrade
  }
}
