// Written by tools/generate.sh from schemas/opportunity/v1/stages.proto; edit that, not this.

/// 阶段推进: an observed milestone, forward or back, with a note or a file that shows it.
package struct MoveStage: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// Must be the current stage.
  package var from: Stage
  package var to: Stage
  /// A note or a file digest is required.
  package var note: String
  /// SHA-256 of the file that shows it, 32 bytes.
  package var fileDigest: [UInt8]

  package init(
    opportunityID: OpportunityID, from: Stage, to: Stage, note: String = "",
    fileDigest: [UInt8] = []
  ) {
    self.opportunityID = opportunityID
    self.from = from
    self.to = to
    self.note = note
    self.fileDigest = fileDigest
  }
}

/// 阶段推进
package struct StageMoved: Hashable, Sendable {
  package var from: Stage
  package var to: Stage
  package var note: String
  package var fileDigest: [UInt8]

  package init(from: Stage, to: Stage, note: String, fileDigest: [UInt8]) {
    self.from = from
    self.to = to
    self.note = note
    self.fileDigest = fileDigest
  }
}
