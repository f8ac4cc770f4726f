// 行动证据: what shows that a customer did something. Gates and grades rest on it, so who attached it
// never confirms it, and what was rejected counts for nothing.

extension LedgerState {
  /// Pieces of evidence one opportunity can have. Each is looked through when a stage is entered.
  static var evidenceCountMaximum: Int { 500 }
  private static var uriBytesMaximum: Int { 2_048 }

  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `DUPLICATE_ID`, `LIMIT_REACHED`, `BAD_DATE`,
  ///   `INVALID_FIELD`.
  func decide(_ command: AttachEvidence, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    try command.evidenceID.validate(field: "evidence_id")
    let attached = opportunity.dossier?.evidence ?? []
    guard !attached.contains(where: { $0.evidenceID == command.evidenceID }) else {
      throw Rejection(
        .duplicateID, field: "evidence_id",
        "evidence '\(command.evidenceID)' is attached to this opportunity already")
    }
    guard attached.count < Self.evidenceCountMaximum else {
      throw Rejection(
        .limitReached, field: "evidence_id",
        "an opportunity has at most \(Self.evidenceCountMaximum) pieces of evidence")
    }
    try validatePlace(of: command)
    let happenedAt = command.happenedAt ?? context.occurredAt
    guard happenedAt <= context.occurredAt else {
      throw Rejection(
        .badDate, field: "happened_at_ms", "evidence is of what has happened, not of what will")
    }
    return .evidenceAttached(
      EvidenceAttached(
        evidenceID: command.evidenceID, kind: command.kind, fileDigest: command.fileDigest,
        uri: command.uri, happenedAt: happenedAt, contactID: command.contactID,
        attacherID: context.actor.id.text))
  }

  /// Nobody can check what can neither be compared nor found.
  private func validatePlace(of command: AttachEvidence) throws(Rejection) {
    try Self.validateDigest(command.fileDigest, field: "file_sha256")
    guard command.uri.utf8.count <= Self.uriBytesMaximum else {
      throw Rejection(
        .invalidField, field: "uri", "has more than \(Self.uriBytesMaximum) bytes")
    }
    try Text.validateNote(command.uri, field: "uri")
    guard !command.fileDigest.isEmpty || !Text.isBlank(command.uri) else {
      throw Rejection(
        .invalidField, field: "file_sha256",
        "evidence names its file by the SHA-256 of it, or says where it can be seen")
    }
    if !command.contactID.isEmpty {
      try IdentifierRules.validate(command.contactID, field: "contact_id")
    }
  }

  /// A second person looks at it, and may come to another result later.
  ///
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `SELF_VERIFICATION`, `UNCHANGED`,
  ///   `REASON_REQUIRED`, `INVALID_FIELD`.
  func decide(_ command: VerifyEvidence, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard let evidence = opportunity.evidence(command.evidenceID) else {
      throw .notFound("evidence", command.evidenceID.text, field: "evidence_id")
    }
    guard !evidence.isAttached(by: context.actor) else {
      throw Rejection(
        .selfVerification, field: "actor.id",
        "'\(context.actor.id)' attached this evidence, so somebody else has to verify it")
    }
    guard evidence.result != command.result else {
      throw Rejection(.unchanged, field: "result", "that is the result already")
    }
    switch command.result {
    case .verified:
      try Text.validateNote(command.reason, field: "reason")
      return .evidenceVerified(
        EvidenceVerified(evidenceID: command.evidenceID, reason: command.reason))
    case .rejected:
      try Text.validateReason(command.reason)
      return .evidenceRejected(
        EvidenceRejected(evidenceID: command.evidenceID, reason: command.reason))
    }
  }

  /// Checks evidence that another command rests on: attached here, and not rejected.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_FIELD`.
  func requireEvidence(
    _ ids: [EvidenceID], of opportunity: Opportunity
  ) throws(Rejection) {
    guard ids.count <= Text.listCountMaximum else {
      throw Rejection(
        .invalidField, field: "evidence_ids",
        "at most \(Text.listCountMaximum) pieces of evidence are named")
    }
    for (index, id) in ids.enumerated() {
      let field = "evidence_ids[\(index)]"
      guard let evidence = opportunity.evidence(id) else {
        throw .notFound("evidence", id.text, field: field)
      }
      guard evidence.result != .rejected else {
        throw Rejection(.invalidField, field: field, "evidence '\(id)' was rejected")
      }
      guard !ids[..<index].contains(id) else {
        throw Rejection(.invalidField, field: field, "'\(id)' is named twice")
      }
    }
  }
}

extension Opportunity {
  func evidence(_ id: EvidenceID) -> Evidence? {
    dossier?.evidence.first { $0.evidenceID == id }
  }

  /// Kinds of the evidence that counts. A quote that was issued here shows itself.
  ///
  /// - Parameter verifiedOnly: only what a second person has verified.
  func evidenceKinds(verifiedOnly: Bool) -> Set<EvidenceKind> {
    guard let dossier else { return [] }
    var kinds: Set<EvidenceKind> = dossier.quoteVersion > 0 ? [.quoteIssued] : []
    for evidence in dossier.evidence {
      let counts = verifiedOnly ? evidence.result == .verified : evidence.result != .rejected
      if counts { kinds.insert(evidence.kind) }
    }
    return kinds
  }
}

extension Evidence {
  func isAttached(by actor: Actor) -> Bool {
    attacherKind == UInt32(actor.kind.rawValue) && IdentifierText(attacherID) == actor.id
  }
}

extension Dossier {
  /// A replay does not read who the actors were, so the id stands in the event.
  mutating func evolve(with event: EvidenceAttached, by kind: Actor.Kind) {
    evidence.append(
      Evidence(
        evidenceID: event.evidenceID, kind: event.kind, result: nil,
        attacherKind: UInt32(kind.rawValue), attacherID: event.attacherID))
  }

  mutating func judge(_ id: EvidenceID, _ result: EvidenceResult) {
    guard let place = evidence.firstIndex(where: { $0.evidenceID == id }) else {
      preconditionFailure("only evidence that is attached is judged")
    }
    evidence[place].result = result
  }
}

extension Opportunity {
  /// Why a fact about evidence cannot follow; nil: it can.
  func misfit(ofEvidence event: Event) -> String? {
    switch event {
    case .evidenceAttached(let event):
      if evidence(event.evidenceID) != nil { return "its evidence is attached already" }
      let count = dossier?.evidence.count ?? 0
      return count < LedgerState.evidenceCountMaximum ? nil : "there is too much evidence"
    case .evidenceVerified(let event):
      return evidence(event.evidenceID) == nil ? "its evidence was never attached" : nil
    case .evidenceRejected(let event):
      return evidence(event.evidenceID) == nil ? "its evidence was never attached" : nil
    default:
      return nil
    }
  }
}
