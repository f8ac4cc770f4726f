// Written by tools/generate.sh from schemas/opportunity/v1/stages.proto; edit that, not this.

package import Opportunities

extension GateCondition: WireEnum {}

extension UnmetGate: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var stage: Stage?
    var condition: GateCondition?
    var anyOf: [EvidenceKind] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: stage = try reader.enumeration("stage")
      case 2: condition = try reader.enumeration("condition")
      case 3: try reader.append(to: &anyOf, "any_of")
      default: try reader.skip()
      }
    }
    self.init(
      stage: try reader.required(stage, "stage"),
      condition: try reader.required(condition, "condition"), anyOf: anyOf)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, stage)
    writer.enumeration(2, condition)
    writer.enumerations(3, anyOf)
  }
}

extension MoveStage: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var from: Stage?
    var to: Stage?
    var note: String = ""
    var fileDigest: [UInt8] = []
    var evidence: [EvidenceID] = []
    var overrideApprovalID: String = ""
    var manager: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: from = try reader.enumeration("from")
      case 3: to = try reader.enumeration("to")
      case 4: note = try reader.detail("note")
      case 5: fileDigest = try reader.detailBytes("file_sha256")
      case 6: try reader.append(to: &evidence, "evidence_ids")
      case 7: overrideApprovalID = try reader.detail("override_approval_id")
      case 8: manager = try reader.optionalIdentifier("manager_id")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, from: try reader.required(from, "from"),
      to: try reader.required(to, "to"), note: note, fileDigest: fileDigest, evidence: evidence,
      overrideApprovalID: overrideApprovalID, manager: manager)
  }
}

extension StageMoved: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: Stage?
    var to: Stage?
    var note: String = ""
    var fileDigest: [UInt8] = []
    var skipped: [Stage] = []
    var unmetGates: [UnmetGate] = []
    var evidence: [EvidenceID] = []
    var overrideApprovalID: String = ""
    var manager: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.enumeration("from")
      case 2: to = try reader.enumeration("to")
      case 3: note = try reader.detail("note")
      case 4: fileDigest = try reader.detailBytes("file_sha256")
      case 5: try reader.appendDetail(to: &skipped, "skipped")
      case 6: try reader.appendDetail(to: &unmetGates, "unmet_gates")
      case 7: try reader.append(to: &evidence, "evidence_ids")
      case 8: overrideApprovalID = try reader.string("override_approval_id")
      case 9: manager = try reader.optionalIdentifier("manager_id")
      default: try reader.skip()
      }
    }
    self.init(
      from: try reader.required(from, "from"), to: try reader.required(to, "to"), note: note,
      fileDigest: fileDigest, skipped: skipped, unmetGates: unmetGates, evidence: evidence,
      overrideApprovalID: overrideApprovalID, manager: manager)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, from)
    writer.enumeration(2, to)
    writer.string(3, note)
    writer.byteArray(4, fileDigest)
    writer.enumerations(5, skipped)
    writer.messages(6, unmetGates)
    writer.identifiers(7, evidence)
    writer.string(8, overrideApprovalID)
    writer.identifier(9, manager)
  }
}
