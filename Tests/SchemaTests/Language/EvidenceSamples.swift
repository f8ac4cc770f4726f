// Written by tools/generate.sh from schemas/opportunity/v1/evidence.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func attachEvidence() -> AttachEvidence {
    AttachEvidence(
      opportunityID: id(), evidenceID: id(), kind: one(), fileDigest: digest(), uri: text(),
      happenedAt: maybe { $0.laterInstant() }, contactID: text())
  }
}

extension PBAttachEvidence {
  init(_ value: AttachEvidence) {
    self.init()
    opportunityID = value.opportunityID.text
    evidenceID = value.evidenceID.text
    kind = word(value.kind)
    fileSha256 = Data(value.fileDigest)
    uri = value.uri
    if let happenedAt = value.happenedAt { self.happenedAtMs = happenedAt.milliseconds }
    contactID = value.contactID
  }
}

extension Random {
  mutating func evidenceAttached() -> EvidenceAttached {
    EvidenceAttached(
      evidenceID: id(), kind: one(), fileDigest: digest(), uri: text(),
      happenedAt: maybe { $0.laterInstant() }, contactID: text(), attacherID: text())
  }
}

extension PBEvidenceAttached {
  init(_ value: EvidenceAttached) {
    self.init()
    evidenceID = value.evidenceID.text
    kind = word(value.kind)
    fileSha256 = Data(value.fileDigest)
    uri = value.uri
    if let happenedAt = value.happenedAt { self.happenedAtMs = happenedAt.milliseconds }
    contactID = value.contactID
    attacherID = value.attacherID
  }
}

extension Random {
  mutating func verifyEvidence() -> VerifyEvidence {
    VerifyEvidence(opportunityID: id(), evidenceID: id(), result: one(), reason: text())
  }
}

extension PBVerifyEvidence {
  init(_ value: VerifyEvidence) {
    self.init()
    opportunityID = value.opportunityID.text
    evidenceID = value.evidenceID.text
    result = word(value.result)
    reason = value.reason
  }
}

extension Random {
  mutating func evidenceVerified() -> EvidenceVerified {
    EvidenceVerified(evidenceID: id(), reason: text())
  }
}

extension PBEvidenceVerified {
  init(_ value: EvidenceVerified) {
    self.init()
    evidenceID = value.evidenceID.text
    reason = value.reason
  }
}

extension Random {
  mutating func evidenceRejected() -> EvidenceRejected {
    EvidenceRejected(evidenceID: id(), reason: text())
  }
}

extension PBEvidenceRejected {
  init(_ value: EvidenceRejected) {
    self.init()
    evidenceID = value.evidenceID.text
    reason = value.reason
  }
}
