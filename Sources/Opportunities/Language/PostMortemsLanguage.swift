// Written by tools/generate.sh from schemas/opportunity/v1/post_mortems.proto; edit that, not this.

/// One thing learnt.
package struct PostMortemFinding: Hashable, Sendable {
  /// Code of the policy's loss reasons, so that findings can be counted. Empty: none of them.
  package var cause: String
  /// What to do the same way, or another way.
  package var lesson: String

  package init(cause: String, lesson: String) {
    self.cause = cause
    self.lesson = lesson
  }
}

/// 复盘: why a deal was lost or won. It may be held more than once.
package struct RecordPostMortem: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// At least one.
  package var findings: [PostMortemFinding]

  package init(opportunityID: OpportunityID, findings: [PostMortemFinding] = []) {
    self.opportunityID = opportunityID
    self.findings = findings
  }
}

/// 复盘: Post-mortem recorded.
package struct PostMortemRecorded: Hashable, Sendable {
  package var findings: [PostMortemFinding]

  package init(findings: [PostMortemFinding]) {
    self.findings = findings
  }
}
