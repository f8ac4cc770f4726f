// 更正记录: the original stays as it was recorded, and the correction stands beside it. What rests on
// the wrong value is put right by the command for it (an amount by revising the amount), so that no
// correction changes a figure unseen.

extension LedgerState {
  private static var pathBytesMaximum: Int { 128 }

  /// - Throws: `NOT_FOUND` also for a record that is not there, `FORBIDDEN`, `INVALID_FIELD`,
  ///   `REASON_REQUIRED`.
  func decide(_ command: CorrectRecord, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try opportunity(command.opportunityID, for: context)
    try requireAdministration(by: context.actor)
    guard (1...opportunity.version).contains(command.version) else {
      throw Rejection(
        .notFound, field: "version", currentVersion: opportunity.version,
        "opportunity '\(command.opportunityID)' has records 1 to \(opportunity.version)")
    }
    guard Self.isPath(command.path) else {
      throw Rejection(
        .invalidField, field: "path",
        "name the field by its path in the event, such as amount.minor_units or tags[0]")
    }
    try Text.validateNote(command.corrected, field: "corrected")
    try Text.validateReason(command.reason)
    return .recordCorrected(
      RecordCorrected(
        version: command.version, path: command.path, corrected: command.corrected,
        reason: command.reason))
  }

  /// Names of lower-case letters, digits and `_`, joined by `.`, each with at most one `[number]`.
  private static func isPath(_ text: String) -> Bool {
    guard (1...pathBytesMaximum).contains(text.utf8.count) else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let name = pieces.first, isName(name) else { return false }
      guard pieces.count > 1 else { return true }
      let number = pieces[1].dropLast()
      return pieces.count == 2 && pieces[1].last == "]" && (1...5).contains(number.utf8.count)
        && number.utf8.allSatisfy { (48...57).contains($0) }
    }
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }
}
