extension StageMoved {
  package var isForward: Bool { to > from }
}

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `STALE_STAGE`, `SAME_STAGE`,
  ///   `NOTE_OR_FILE_REQUIRED`, `INVALID_FIELD`.
  func decide(_ command: MoveStage, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard command.from == opportunity.stage else {
      throw Rejection(
        .staleStage, field: "from", currentVersion: opportunity.version,
        """
        opportunity '\(command.opportunityID)' is at \(opportunity.stage), not at \
        \(command.from): read it again
        """)
    }
    guard command.to != command.from else {
      throw Rejection(.sameStage, field: "to", "it is at \(command.to) already")
    }
    try Text.validateNote(command.note, field: "note")
    try Self.validateDigest(command.fileDigest, field: "file_sha256")
    guard !Text.isBlank(command.note) || !command.fileDigest.isEmpty else {
      throw Rejection(
        .noteOrFileRequired, field: "note",
        "a stage move needs a note, or the SHA-256 of a file, that shows it")
    }
    return .stageMoved(
      StageMoved(
        from: command.from, to: command.to, note: command.note, fileDigest: command.fileDigest))
  }

  /// - Throws: `INVALID_FIELD` unless `digest` is empty or 32 bytes.
  static func validateDigest(_ digest: [UInt8], field: String) throws(Rejection) {
    guard digest.isEmpty || digest.count == 32 else {
      throw Rejection(
        .invalidField, field: field, "a SHA-256 has 32 bytes; this one has \(digest.count)")
    }
  }
}

extension Opportunity {
  mutating func evolve(with event: StageMoved) {
    precondition(event.from == stage, "a stage move starts at the current stage")
    stage = event.to
  }
}
