// Written by tools/generate.sh from schemas/opportunity/v1/stages.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func moveStage() -> MoveStage {
    MoveStage(opportunityID: id(), from: one(), to: one(), note: text(), fileDigest: digest())
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
  }
}

extension Random {
  mutating func stageMoved() -> StageMoved {
    StageMoved(from: one(), to: one(), note: text(), fileDigest: digest())
  }
}

extension PBStageMoved {
  init(_ value: StageMoved) {
    self.init()
    from = word(value.from)
    to = word(value.to)
    note = value.note
    fileSha256 = Data(value.fileDigest)
  }
}
