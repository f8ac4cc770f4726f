// 颁奖: an award names the figures it rests on, so that anybody can ask again for them.

extension LedgerState {
  /// - Throws: `FORBIDDEN` also for an award to oneself, `INVALID_FIELD`, `DUPLICATE_ID`,
  ///   `NOT_FOUND`, `BAD_AMOUNT`, `BAD_CURRENCY`, `BEYOND_HEAD`.
  func decide(_ command: GrantAward, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.awardID.validate(field: "award_id")
    guard awards[command.awardID] == nil else {
      throw Rejection(
        .duplicateID, field: "award_id", "award '\(command.awardID)' was granted already")
    }
    guard let user = users.number(of: command.user) else {
      throw .notFound("user", command.user.text, field: "user_id")
    }
    guard user != context.user else {
      throw Rejection(.forbidden, field: "user_id", "nobody grants an award to himself")
    }
    try command.amount.validate(field: "amount")
    try Self.validateDigest(command.basisDigest, field: "basis_sha256")
    guard !command.basisDigest.isEmpty else {
      throw Rejection(
        .invalidField, field: "basis_sha256", "name the answer it rests on by its SHA-256")
    }
    try requireReached(command.basisPosition, field: "basis_position")
    try Text.validateNote(command.note, field: "note")
    return .awardGranted(
      AwardGranted(
        user: command.user, kind: command.kind, amount: command.amount,
        basisDigest: command.basisDigest, basisPosition: command.basisPosition,
        note: command.note))
  }

  /// - Throws: `INVALID_FIELD` for position 0, `BEYOND_HEAD` for one nothing stands at yet.
  func requireReached(_ position: UInt64, field: String) throws(Rejection) {
    guard position > 0 else {
      throw Rejection(.invalidField, field: field, "positions count from 1")
    }
    guard position <= head else {
      throw Rejection(
        .beyondHead, field: field, "the log ends at \(head), before position \(position)")
    }
  }

  mutating func evolve(with event: AwardGranted, on id: AwardID) {
    awards.insert(Award(version: 1), at: id)
  }
}
