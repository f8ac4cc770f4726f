// Written by tools/generate.sh from schemas/opportunity/v1/post_mortems.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func postMortemFinding() -> PostMortemFinding {
    PostMortemFinding(cause: text(), lesson: text())
  }
}

extension PBPostMortemFinding {
  init(_ value: PostMortemFinding) {
    self.init()
    cause = value.cause
    lesson = value.lesson
  }
}

extension Random {
  mutating func recordPostMortem() -> RecordPostMortem {
    RecordPostMortem(opportunityID: id(), findings: list { $0.postMortemFinding() })
  }
}

extension PBRecordPostMortem {
  init(_ value: RecordPostMortem) {
    self.init()
    opportunityID = value.opportunityID.text
    findings = value.findings.map { PBPostMortemFinding($0) }
  }
}

extension Random {
  mutating func postMortemRecorded() -> PostMortemRecorded {
    PostMortemRecorded(findings: list { $0.postMortemFinding() })
  }
}

extension PBPostMortemRecorded {
  init(_ value: PostMortemRecorded) {
    self.init()
    findings = value.findings.map { PBPostMortemFinding($0) }
  }
}
