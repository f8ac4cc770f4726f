// Written by tools/generate.sh from schemas/opportunity/v1/grading.proto; edit that, not this.

/// 商机分级: judges how much the customer wants to buy, and says on what basis.
package struct GradeOpportunity: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var grade: Grade
  package var basis: GradeBasis
  /// What shows the basis. Each is attached to the opportunity and not rejected.
  package var evidence: [EvidenceID]

  package init(
    opportunityID: OpportunityID, grade: Grade, basis: GradeBasis, evidence: [EvidenceID] = []
  ) {
    self.opportunityID = opportunityID
    self.grade = grade
    self.basis = basis
    self.evidence = evidence
  }
}

/// 商机分级: Graded.
package struct OpportunityGraded: Hashable, Sendable {
  package var old: Grade?
  package var new: Grade
  package var basis: GradeBasis
  /// Whether the basis supports the grade under the policy of the day.
  package var supported: Bool
  package var evidence: [EvidenceID]

  package init(old: Grade?, new: Grade, basis: GradeBasis, supported: Bool, evidence: [EvidenceID])
  {
    self.old = old
    self.new = new
    self.basis = basis
    self.supported = supported
    self.evidence = evidence
  }
}
