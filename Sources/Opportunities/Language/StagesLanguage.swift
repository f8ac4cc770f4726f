// Written by tools/generate.sh from schemas/opportunity/v1/stages.proto; edit that, not this.

/// What a gate asks for (进入条件).
package enum GateCondition: UInt8, Hashable, Sendable, CaseIterable {
  /// Evidence of any one of some kinds.
  case evidence = 1
  /// The same, and a second person has verified it.
  case verifiedEvidence = 2
  /// Evidence of whatever kind, as from some stage on every opportunity has.
  case anyEvidence = 3
  case checklistComplete = 4
  case profileComplete = 5
  case managerNamed = 6
}

extension GateCondition: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .evidence: "evidence"
    case .verifiedEvidence: "verified-evidence"
    case .anyEvidence: "any-evidence"
    case .checklistComplete: "checklist-complete"
    case .profileComplete: "profile-complete"
    case .managerNamed: "manager-named"
    }
  }
}

/// Something that a gate asks for and that is not there.
package struct UnmetGate: Hashable, Sendable {
  /// Whose gate it is.
  package var stage: Stage
  package var condition: GateCondition
  /// Evidence of one of these kinds would do.
  package var anyOf: [EvidenceKind]

  package init(stage: Stage, condition: GateCondition, anyOf: [EvidenceKind]) {
    self.stage = stage
    self.condition = condition
    self.anyOf = anyOf
  }
}

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
  /// What shows it. Each is attached to the opportunity and not rejected.
  package var evidence: [EvidenceID]
  /// An approval of the kind GATE_OVERRIDE that lets it pass gates that are not met, once. Empty: none.
  package var overrideApprovalID: String
  /// The manager who takes part from now on, where a gate asks for one.
  package var manager: UserID?

  package init(
    opportunityID: OpportunityID, from: Stage, to: Stage, note: String = "",
    fileDigest: [UInt8] = [], evidence: [EvidenceID] = [], overrideApprovalID: String = "",
    manager: UserID? = nil
  ) {
    self.opportunityID = opportunityID
    self.from = from
    self.to = to
    self.note = note
    self.fileDigest = fileDigest
    self.evidence = evidence
    self.overrideApprovalID = overrideApprovalID
    self.manager = manager
  }
}

/// 阶段推进: Stage moved.
package struct StageMoved: Hashable, Sendable {
  package var from: Stage
  package var to: Stage
  package var note: String
  package var fileDigest: [UInt8]
  /// Stages of the pipeline between the two, which a move forward passed over.
  package var skipped: [Stage]
  /// What the gates of the day asked for in vain, of the stages passed over and of the one entered.
  package var unmetGates: [UnmetGate]
  package var evidence: [EvidenceID]
  /// The approval that opened the unmet gates, which opens no more. Empty: none was needed.
  package var overrideApprovalID: String
  package var manager: UserID?

  package init(
    from: Stage, to: Stage, note: String, fileDigest: [UInt8], skipped: [Stage],
    unmetGates: [UnmetGate], evidence: [EvidenceID], overrideApprovalID: String, manager: UserID?
  ) {
    self.from = from
    self.to = to
    self.note = note
    self.fileDigest = fileDigest
    self.skipped = skipped
    self.unmetGates = unmetGates
    self.evidence = evidence
    self.overrideApprovalID = overrideApprovalID
    self.manager = manager
  }
}
