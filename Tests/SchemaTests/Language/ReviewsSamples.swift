// Written by tools/generate.sh from schemas/opportunity/v1/reviews.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func drawReviewSample() -> DrawReviewSample {
    DrawReviewSample(week: id())
  }
}

extension PBDrawReviewSample {
  init(_ value: DrawReviewSample) {
    self.init()
    week = value.week.text
  }
}

extension Random {
  mutating func reviewSampleDrawn() -> ReviewSampleDrawn {
    ReviewSampleDrawn(
      population: uint32(), populationDigest: digest(), seedDigest: digest(),
      selected: list { $0.id() })
  }
}

extension PBReviewSampleDrawn {
  init(_ value: ReviewSampleDrawn) {
    self.init()
    population = value.population
    populationSha256 = Data(value.populationDigest)
    seedSha256 = Data(value.seedDigest)
    opportunityIds = value.selected.map { $0.text }
  }
}

extension Random {
  mutating func recordReview() -> RecordReview {
    RecordReview(
      opportunityID: id(), method: one(), verdict: one(), correctedGrade: maybe { $0.one() },
      correctedBasis: maybe { $0.gradeBasis() }, penaltyPoints: uint32(), note: text())
  }
}

extension PBRecordReview {
  init(_ value: RecordReview) {
    self.init()
    opportunityID = value.opportunityID.text
    method = word(value.method)
    verdict = word(value.verdict)
    if let correctedGrade = value.correctedGrade { self.correctedGrade = word(correctedGrade) }
    if let correctedBasis = value.correctedBasis {
      self.correctedBasis = PBGradeBasis(correctedBasis)
    }
    penaltyPoints = value.penaltyPoints
    note = value.note
  }
}

extension Random {
  mutating func gradeReviewed() -> GradeReviewed {
    GradeReviewed(
      method: one(), verdict: one(), reviewedGrade: one(), correctedGrade: maybe { $0.one() },
      penaltyPoints: uint32(), note: text())
  }
}

extension PBGradeReviewed {
  init(_ value: GradeReviewed) {
    self.init()
    method = word(value.method)
    verdict = word(value.verdict)
    reviewedGrade = word(value.reviewedGrade)
    if let correctedGrade = value.correctedGrade { self.correctedGrade = word(correctedGrade) }
    penaltyPoints = value.penaltyPoints
    note = value.note
  }
}

extension Random {
  mutating func explainAnomaly() -> ExplainAnomaly {
    ExplainAnomaly(opportunityID: id(), text: text())
  }
}

extension PBExplainAnomaly {
  init(_ value: ExplainAnomaly) {
    self.init()
    opportunityID = value.opportunityID.text
    text = value.text
  }
}

extension Random {
  mutating func anomalyExplained() -> AnomalyExplained {
    AnomalyExplained(text: text())
  }
}

extension PBAnomalyExplained {
  init(_ value: AnomalyExplained) {
    self.init()
    text = value.text
  }
}
