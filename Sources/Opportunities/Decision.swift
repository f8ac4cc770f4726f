/// What every rule may know about the command it judges.
package struct CommandContext: Sendable {
  package let actor: Actor
  /// The ledger's clock.
  package let now: Instant
  /// When it happened, as claimed, or `now`.
  package let occurredAt: Instant
  package let policy: Policy
}

/// The facts that follow from an accepted command, and the rules they were decided under.
package struct Decision: Sendable {
  package let stream: Stream
  package let occurredAt: Instant
  package let policyVersion: UInt64
  package let events: [Event]
}

extension LedgerState {
  /// Judges a command: the facts that follow if it may, or why it may not. Changes nothing.
  ///
  /// Identity (G1) is settled before, by whoever knows the log.
  ///
  /// - Parameter now: the ledger's clock, not before the last record's.
  /// - Throws: ``Rejection``; each rule's file lists its codes.
  package func decide(
    _ envelope: CommandEnvelope, at now: Instant
  ) throws(Rejection) -> Decision {
    let policy = policies.inForce(at: now)
    let context = CommandContext(
      actor: envelope.actor, now: now, occurredAt: envelope.occurredAt ?? now, policy: policy)
    try validateActor(envelope.actor)
    try validateTime(of: envelope, in: context)
    let stream = envelope.command.stream
    try validateImportRow(of: envelope, on: stream)
    // Before the version is compared: nobody learns the version of what is out of reach.
    if stream.kind == .opportunity, let known = opportunities[OpportunityID(stream.id)] {
      try requireScope(of: envelope.actor, over: users.key(of: known.owner))
    }
    if let expected = envelope.expectedVersion {
      let current = version(of: stream)
      // What does not exist has no version to be wrong about: its rule says `NOT_FOUND`.
      guard expected == current || (current == 0 && !envelope.command.isBeginning) else {
        throw Rejection(
          .versionConflict, field: "expected_version", currentVersion: current,
          "the stream is at version \(current), not \(expected): read it again")
      }
    }
    return Decision(
      stream: stream, occurredAt: context.occurredAt, policyVersion: policy.version,
      events: [try decide(envelope.command, in: context)])
  }

  private func decide(
    _ command: Command, in context: CommandContext
  ) throws(Rejection) -> Event {
    switch command {
    case .publishPolicy(let command): try decide(command, in: context)
    case .registerTeam(let command): try decide(command, in: context)
    case .registerUser(let command): try decide(command, in: context)
    case .registerCustomer(let command): try decide(command, in: context)
    case .createOpportunity(let command): try decide(command, in: context)
    case .gradeOpportunity(let command): try decide(command, in: context)
    case .logFollowUp(let command): try decide(command, in: context)
    case .moveStage(let command): try decide(command, in: context)
    case .reassignOpportunity(let command): try decide(command, in: context)
    case .reviseAmount(let command): try decide(command, in: context)
    case .reviseExpectedClose(let command): try decide(command, in: context)
    case .winOpportunity(let command): try decide(command, in: context)
    case .loseOpportunity(let command): try decide(command, in: context)
    case .archiveOpportunity(let command): try decide(command, in: context)
    case .reopenOpportunity(let command): try decide(command, in: context)
    }
  }

  /// G3: not from the future, and from further back only with a reason or as imported history.
  private func validateTime(
    of envelope: CommandEnvelope, in context: CommandContext
  ) throws(Rejection) {
    try Text.validateNote(envelope.backfillReason, field: "backfill_reason")
    guard let occurredAt = envelope.occurredAt else { return }
    let rules = context.policy.document.recording
    guard occurredAt <= context.now + .minutes(rules.futureToleranceMinutes) else {
      throw Rejection(
        .futureTime, field: "occurred_at_ms",
        """
        \(occurredAt.milliseconds) ms lies in the future: the ledger's clock says \
        \(context.now.milliseconds) ms
        """)
    }
    guard envelope.actor.kind != .import else { return }
    let lag = context.now.since(occurredAt)
    if lag > .days(rules.backfillReasonDays), Text.isBlank(envelope.backfillReason) {
      throw Rejection(
        .backfillReasonRequired, field: "backfill_reason",
        "recorded more than \(rules.backfillReasonDays) days late: say why")
    }
  }

  /// Rows of an import are judged once and in order, so that importing a file again cannot find a
  /// refused row acceptable later.
  private func validateImportRow(
    of envelope: CommandEnvelope, on stream: Stream
  ) throws(Rejection) {
    guard let row = envelope.importRow else { return }
    guard envelope.actor.kind == .import else {
      throw Rejection(.invalidField, field: "import", "only an actor of KIND_IMPORT imports rows")
    }
    try IdentifierRules.validate(row.batchID, field: "import.batch_id")
    guard row.row > 0 else {
      throw Rejection(.invalidField, field: "import.row", "rows count from 1")
    }
    guard stream.kind == .opportunity,
      let last = opportunities[OpportunityID(stream.id)]?.lastImport,
      !last.precedes(row, batch: importBatches.number(of: row.batchID))
    else { return }
    throw Rejection(
      .rowAlreadyJudged, field: "import.row",
      "row \(row.row) of this import was judged before row \(last.row) was accepted")
  }
}

extension Rejection {
  /// `NOT_FOUND` for a thing of the given kind.
  static func notFound(_ kind: String, _ id: String, field: String) -> Rejection {
    Rejection(.notFound, field: field, "there is no \(kind) \(Text.quoted(id))")
  }
}
