// Written by tools/generate.sh from schemas/opportunity/v1/grading.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func gradeOpportunity() -> GradeOpportunity {
    GradeOpportunity(
      opportunityID: id(), grade: one(), basis: gradeBasis(), evidence: list { $0.id() })
  }
}

extension PBGradeOpportunity {
  init(_ value: GradeOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    grade = word(value.grade)
    basis = PBGradeBasis(value.basis)
    evidenceIds = value.evidence.map { $0.text }
  }
}

extension Random {
  mutating func opportunityGraded() -> OpportunityGraded {
    OpportunityGraded(
      old: maybe { $0.one() }, new: one(), basis: gradeBasis(), supported: bool(),
      evidence: list { $0.id() })
  }
}

extension PBOpportunityGraded {
  init(_ value: OpportunityGraded) {
    self.init()
    if let old = value.old { self.old = word(old) }
    new = word(value.new)
    basis = PBGradeBasis(value.basis)
    supported = value.supported
    evidenceIds = value.evidence.map { $0.text }
  }
}
