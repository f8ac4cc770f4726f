// Written by tools/generate.sh from schemas/opportunity/v1/values.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func label() -> Label {
    Label(zh: text(), en: text())
  }
}

extension PBLabel {
  init(_ value: Label) {
    self.init()
    zh = value.zh
    en = value.en
  }
}

extension Random {
  mutating func gradeBasis() -> GradeBasis {
    GradeBasis(
      need: bool(), budget: bool(), decisionDays: maybe { $0.uint32() }, comparing: uint32())
  }
}

extension PBGradeBasis {
  init(_ value: GradeBasis) {
    self.init()
    need = value.need
    budget = value.budget
    if let decisionDays = value.decisionDays { self.decisionDays = decisionDays }
    comparing = value.comparing
  }
}
