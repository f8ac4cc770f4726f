// Written by tools/generate.sh from schemas/opportunity/v1/stages.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func unmetGate() -> UnmetGate {
    UnmetGate(stage: one(), condition: one(), anyOf: list { $0.one() })
  }
}

extension PBUnmetGate {
  init(_ value: UnmetGate) {
    self.init()
    stage = word(value.stage)
    condition = word(value.condition)
    anyOf = value.anyOf.map { word($0) }
  }
}

extension Random {
  mutating func moveStage() -> MoveStage {
    MoveStage(
      opportunityID: id(), from: one(), to: one(), note: text(), fileDigest: digest(),
      evidence: list { $0.id() }, overrideApprovalID: text(), manager: maybe { $0.id() })
  }
}

extension PBMoveStage {
  init(_ value: MoveStage) {
    self.init()
    opportunityID = value.opportunityID.text
    from = word(value.from)
    to = word(value.to)
    note = value.note
    fileSha256 = Data(value.fileDigest)
    evidenceIds = value.evidence.map { $0.text }
    overrideApprovalID = value.overrideApprovalID
    if let manager = value.manager { self.managerID = manager.text }
  }
}

extension Random {
  mutating func stageMoved() -> StageMoved {
    StageMoved(
      from: one(), to: one(), note: text(), fileDigest: digest(), skipped: list { $0.one() },
      unmetGates: list { $0.unmetGate() }, evidence: list { $0.id() }, overrideApprovalID: text(),
      manager: maybe { $0.id() })
  }
}

extension PBStageMoved {
  init(_ value: StageMoved) {
    self.init()
    from = word(value.from)
    to = word(value.to)
    note = value.note
    fileSha256 = Data(value.fileDigest)
    skipped = value.skipped.map { word($0) }
    unmetGates = value.unmetGates.map { PBUnmetGate($0) }
    evidenceIds = value.evidence.map { $0.text }
    overrideApprovalID = value.overrideApprovalID
    if let manager = value.manager { self.managerID = manager.text }
  }
}
