// Written by tools/generate.sh from schemas/opportunity/v1/scoring.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func scoreAnswer() -> ScoreAnswer {
    ScoreAnswer(dimension: text(), option: text())
  }
}

extension PBScoreAnswer {
  init(_ value: ScoreAnswer) {
    self.init()
    dimension = value.dimension
    option = value.option
  }
}

extension Random {
  mutating func scoreOpportunity() -> ScoreOpportunity {
    ScoreOpportunity(opportunityID: id(), answers: list { $0.scoreAnswer() })
  }
}

extension PBScoreOpportunity {
  init(_ value: ScoreOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    answers = value.answers.map { PBScoreAnswer($0) }
  }
}

extension Random {
  mutating func scoredItem() -> ScoredItem {
    ScoredItem(dimension: text(), option: text(), pointsThousandths: uint32())
  }
}

extension PBScoredItem {
  init(_ value: ScoredItem) {
    self.init()
    dimension = value.dimension
    option = value.option
    pointsThousandths = value.pointsThousandths
  }
}

extension Random {
  mutating func opportunityScored() -> OpportunityScored {
    OpportunityScored(
      items: list { $0.scoredItem() }, totalThousandths: uint32(), hint: one(),
      contradictsGrade: bool())
  }
}

extension PBOpportunityScored {
  init(_ value: OpportunityScored) {
    self.init()
    items = value.items.map { PBScoredItem($0) }
    totalThousandths = value.totalThousandths
    hint = word(value.hint)
    contradictsGrade = value.contradictsGrade
  }
}
