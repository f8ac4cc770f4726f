// Written by tools/generate.sh from schemas/opportunity/v1/values.proto; edit that, not this.

package import Opportunities

extension Grade: WireEnum {}

extension Stage: WireEnum {}

extension Status: WireEnum {}

extension Channel: WireEnum {}

extension Sentiment: WireEnum {}

extension CustomerKind: WireEnum {}

extension Role: WireEnum {}

extension EvidenceKind: WireEnum {}

extension ApprovalKind: WireEnum {}

extension SplitMethod: WireEnum {}

extension TransferScope: WireEnum {}

extension Severity: WireEnum {}

extension AlertChannel: WireEnum {}

extension AlertKind: WireEnum {}

extension Label: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var zh: String = ""
    var en: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: zh = try reader.string("zh")
      case 2: en = try reader.string("en")
      default: try reader.skip()
      }
    }
    self.init(zh: zh, en: en)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, zh)
    writer.string(2, en)
  }
}

extension GradeBasis: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var need: Bool = false
    var budget: Bool = false
    var decisionDays: UInt32?
    var comparing: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: need = try reader.bool("need")
      case 2: budget = try reader.bool("budget")
      case 3: decisionDays = try reader.uint32("decision_days")
      case 4: comparing = try reader.uint32("comparing")
      default: try reader.skip()
      }
    }
    self.init(need: need, budget: budget, decisionDays: decisionDays, comparing: comparing)
  }

  package func write(to writer: inout WireWriter) {
    writer.bool(1, need)
    writer.bool(2, budget)
    writer.optionalUInt32(3, decisionDays)
    writer.uint32(4, comparing)
  }
}
