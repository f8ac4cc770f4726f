// Written by tools/generate.sh from schemas/opportunity/v1/evidence.proto; edit that, not this.

/// What somebody found who looked at a piece of evidence.
package enum EvidenceResult: UInt8, Hashable, Sendable, CaseIterable {
  case verified = 1
  case rejected = 2
}

extension EvidenceResult: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .verified: "verified"
    case .rejected: "rejected"
    }
  }
}

/// 附上证据: shows that the customer did something. The file itself stays where it is.
package struct AttachEvidence: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// Unique within the opportunity.
  package var evidenceID: EvidenceID
  package var kind: EvidenceKind
  /// SHA-256 of the file, 32 bytes. The digest or the place is required.
  package var fileDigest: [UInt8]
  /// Where it can be seen.
  package var uri: String
  /// When the customer did it. nil: when the command occurred.
  package var happenedAt: Instant?
  /// Who of the customer did it. Empty: not known.
  package var contactID: String

  package init(
    opportunityID: OpportunityID, evidenceID: EvidenceID, kind: EvidenceKind,
    fileDigest: [UInt8] = [], uri: String = "", happenedAt: Instant? = nil, contactID: String = ""
  ) {
    self.opportunityID = opportunityID
    self.evidenceID = evidenceID
    self.kind = kind
    self.fileDigest = fileDigest
    self.uri = uri
    self.happenedAt = happenedAt
    self.contactID = contactID
  }
}

/// 附上证据: Evidence attached.
package struct EvidenceAttached: Hashable, Sendable {
  package var evidenceID: EvidenceID
  package var kind: EvidenceKind
  package var fileDigest: [UInt8]
  package var uri: String
  package var happenedAt: Instant?
  package var contactID: String
  /// Id of the actor who attached it; the kind of actor stands in the record. Whoever it is never
  /// verifies it.
  package var attacherID: String

  package init(
    evidenceID: EvidenceID, kind: EvidenceKind, fileDigest: [UInt8], uri: String,
    happenedAt: Instant?, contactID: String, attacherID: String
  ) {
    self.evidenceID = evidenceID
    self.kind = kind
    self.fileDigest = fileDigest
    self.uri = uri
    self.happenedAt = happenedAt
    self.contactID = contactID
    self.attacherID = attacherID
  }
}

/// 核验证据: a second person says whether it is what it claims to be.
package struct VerifyEvidence: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var evidenceID: EvidenceID
  package var result: EvidenceResult
  /// Why. Required when it is rejected.
  package var reason: String

  package init(
    opportunityID: OpportunityID, evidenceID: EvidenceID, result: EvidenceResult,
    reason: String = ""
  ) {
    self.opportunityID = opportunityID
    self.evidenceID = evidenceID
    self.result = result
    self.reason = reason
  }
}

/// 证据属实: Evidence verified.
package struct EvidenceVerified: Hashable, Sendable {
  package var evidenceID: EvidenceID
  package var reason: String

  package init(evidenceID: EvidenceID, reason: String) {
    self.evidenceID = evidenceID
    self.reason = reason
  }
}

/// It no longer counts for any gate.
package struct EvidenceRejected: Hashable, Sendable {
  package var evidenceID: EvidenceID
  package var reason: String

  package init(evidenceID: EvidenceID, reason: String) {
    self.evidenceID = evidenceID
    self.reason = reason
  }
}
