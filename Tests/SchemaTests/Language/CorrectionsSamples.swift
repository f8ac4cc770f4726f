// Written by tools/generate.sh from schemas/opportunity/v1/corrections.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func correctRecord() -> CorrectRecord {
    CorrectRecord(
      opportunityID: id(), version: uint64(), path: text(), corrected: text(), reason: text())
  }
}

extension PBCorrectRecord {
  init(_ value: CorrectRecord) {
    self.init()
    opportunityID = value.opportunityID.text
    version = value.version
    path = value.path
    corrected = value.corrected
    reason = value.reason
  }
}

extension Random {
  mutating func recordCorrected() -> RecordCorrected {
    RecordCorrected(version: uint64(), path: text(), corrected: text(), reason: text())
  }
}

extension PBRecordCorrected {
  init(_ value: RecordCorrected) {
    self.init()
    version = value.version
    path = value.path
    corrected = value.corrected
    reason = value.reason
  }
}
