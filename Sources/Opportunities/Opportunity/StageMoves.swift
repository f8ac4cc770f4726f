extension StageMoved {
  package var isForward: Bool { to > from }
}

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `STALE_STAGE`, `SAME_STAGE`,
  ///   `STAGE_NOT_USED`, `NOTE_OR_FILE_REQUIRED`, `GATE_NOT_MET`, `APPROVAL_REQUIRED`,
  ///   `APPROVAL_USED`, `INVALID_FIELD`.
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
    try requireUse(of: command.to, by: opportunity.template, field: "to", in: context)
    try requireNoteOrFile(of: command, in: context)
    try requireEvidence(command.evidence, of: opportunity)
    try requireManager(command.manager)
    let isForward = command.to > command.from
    let skipped = context.policy.stagesSkipped(
      from: command.from, to: command.to, by: opportunity.template)
    let unmet =
      isForward
      ? unmetGates(
        of: opportunity, entering: command.to, skipping: skipped, naming: command.manager,
        under: context.policy) : []
    let override = try passGates(
      unmet, overriddenBy: command.overrideApprovalID, of: command.opportunityID, in: context)
    return .stageMoved(
      StageMoved(
        from: command.from, to: command.to, note: command.note, fileDigest: command.fileDigest,
        skipped: skipped, unmetGates: unmet, evidence: command.evidence,
        overrideApprovalID: override, manager: command.manager))
  }

  /// Checks that the template uses the stage. Imported history keeps the stages it had.
  ///
  /// - Throws: `STAGE_NOT_USED`.
  func requireUse(
    of stage: Stage, by template: String, field: String, in context: CommandContext
  ) throws(Rejection) {
    let stages = context.policy.stages(of: template)
    guard context.actor.kind != .import, !stages.contains(stage) else { return }
    throw Rejection(
      .stageNotUsed, field: field, details: stages.map(\.description),
      "its pipeline under policy \(context.policy.version) has no stage \(stage)")
  }

  /// Evidence is a file, so naming some is enough.
  ///
  /// - Throws: `NOTE_OR_FILE_REQUIRED`, `INVALID_FIELD`.
  private func requireNoteOrFile(
    of command: MoveStage, in context: CommandContext
  ) throws(Rejection) {
    try Text.validateNote(command.note, field: "note")
    try Self.validateDigest(command.fileDigest, field: "file_sha256")
    let isShown =
      !Text.isBlank(command.note) || !command.fileDigest.isEmpty || !command.evidence.isEmpty
    guard isShown || !context.policy.gates.noteOrFile else {
      throw Rejection(
        .noteOrFileRequired, field: "note",
        "a stage move needs a note, or the SHA-256 of a file, that shows it")
    }
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
  mutating func move(from old: Stage, to new: Stage) {
    precondition(old == stage, "a stage move starts at the current stage")
    stage = new
  }
}
