// Written by tools/generate.sh from schemas/opportunity/v1/evidence.proto; edit that, not this.

package import Opportunities

extension EvidenceResult: WireEnum {}

extension AttachEvidence: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var evidenceID: EvidenceID = EvidenceID(.empty)
    var kind: EvidenceKind?
    var fileDigest: [UInt8] = []
    var uri: String = ""
    var happenedAt: Instant?
    var contactID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: evidenceID = try reader.identifier("evidence_id")
      case 3: kind = try reader.enumeration("kind")
      case 4: fileDigest = try reader.detailBytes("file_sha256")
      case 5: uri = try reader.detail("uri")
      case 6: happenedAt = try reader.instant("happened_at_ms")
      case 7: contactID = try reader.detail("contact_id")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, evidenceID: evidenceID, kind: try reader.required(kind, "kind"),
      fileDigest: fileDigest, uri: uri, happenedAt: happenedAt, contactID: contactID)
  }
}

extension EvidenceAttached: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var evidenceID: EvidenceID = EvidenceID(.empty)
    var kind: EvidenceKind?
    var fileDigest: [UInt8] = []
    var uri: String = ""
    var happenedAt: Instant?
    var contactID: String = ""
    var attacherID: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: evidenceID = try reader.identifier("evidence_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: fileDigest = try reader.detailBytes("file_sha256")
      case 4: uri = try reader.detail("uri")
      case 5: happenedAt = try reader.instant("happened_at_ms")
      case 6: contactID = try reader.detail("contact_id")
      case 7: attacherID = try reader.string("attacher_id")
      default: try reader.skip()
      }
    }
    self.init(
      evidenceID: evidenceID, kind: try reader.required(kind, "kind"), fileDigest: fileDigest,
      uri: uri, happenedAt: happenedAt, contactID: contactID, attacherID: attacherID)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, evidenceID)
    writer.enumeration(2, kind)
    writer.byteArray(3, fileDigest)
    writer.string(4, uri)
    writer.instant(5, happenedAt)
    writer.string(6, contactID)
    writer.string(7, attacherID)
  }
}

extension VerifyEvidence: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var evidenceID: EvidenceID = EvidenceID(.empty)
    var result: EvidenceResult?
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: evidenceID = try reader.identifier("evidence_id")
      case 3: result = try reader.enumeration("result")
      case 4: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, evidenceID: evidenceID,
      result: try reader.required(result, "result"), reason: reason)
  }
}

extension EvidenceVerified: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var evidenceID: EvidenceID = EvidenceID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: evidenceID = try reader.identifier("evidence_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(evidenceID: evidenceID, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, evidenceID)
    writer.string(2, reason)
  }
}

extension EvidenceRejected: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var evidenceID: EvidenceID = EvidenceID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: evidenceID = try reader.identifier("evidence_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(evidenceID: evidenceID, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, evidenceID)
    writer.string(2, reason)
  }
}
