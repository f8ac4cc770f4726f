// Written by tools/generate.sh from schemas/opportunity/v1/corrections.proto; edit that, not this.

/// 更正记录
package struct CorrectRecord: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// Which record of the opportunity: the version its stream had after it.
  package var version: UInt64
  /// Path of the wrong field in that record's event, such as amount.minor_units or tags[0].
  package var path: String
  /// What it should have said; a number in decimal digits.
  package var corrected: String
  package var reason: String

  package init(
    opportunityID: OpportunityID, version: UInt64 = 0, path: String = "", corrected: String = "",
    reason: String = ""
  ) {
    self.opportunityID = opportunityID
    self.version = version
    self.path = path
    self.corrected = corrected
    self.reason = reason
  }
}

/// 更正记录: Record corrected.
package struct RecordCorrected: Hashable, Sendable {
  package var version: UInt64
  package var path: String
  package var corrected: String
  package var reason: String

  package init(version: UInt64, path: String, corrected: String, reason: String) {
    self.version = version
    self.path = path
    self.corrected = corrected
    self.reason = reason
  }
}
