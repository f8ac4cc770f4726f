package import Schema

/// What became of one command, or of one line of input that never became a command.
package enum SubmissionOutcome: Sendable {
  case answered(PBCommandResult)
  /// The line could not be read as a command; nothing was sent.
  case unreadable(message: String, column: Int?, field: String?)
}

extension SubmissionOutcome {
  static let columns = [
    "line", "result", "command_id", "first_position", "stream_version", "duplicate", "code",
    "message", "field", "details",
  ]

  /// Whether the command's facts are in the ledger.
  package var isAccepted: Bool {
    if case .answered(let result) = self, case .receipt = result.result { true } else { false }
  }

  /// - Parameter line: of the input, from 1.
  func fields(line: Int) -> [Field] {
    let head = Field("line", .unsigned(UInt64(line)))
    switch self {
    case .unreadable(let message, let column, let field):
      return [
        head, Field("result", .word(Word("unreadable", "无法读取", "unreadable"))),
        Field("code", .text("UNREADABLE")), Field("message", .text(message)),
        Field("field", field.map { .text($0) } ?? .absent),
        Field("column", column.map { .unsigned(UInt64($0)) } ?? .absent),
      ]
    case .answered(let result):
      switch result.result {
      case .receipt(let receipt): return [head] + receipt.fields
      case .rejection(let rejection): return [head] + rejection.fields
      case nil: return [head, Field("result", .word(Word("unknown", "未知", "unknown")))]
      }
    }
  }
}

extension PBReceipt {
  fileprivate var fields: [Field] {
    [
      Field("result", .word(Word("accepted", "已记录", "accepted"))),
      Field("command_id", .text(HexText.identity(commandID))),
      Field("first_position", .unsigned(firstPosition)),
      Field("last_position", .unsigned(lastPosition)),
      Field("recorded_at", .moment(recordedAtMs)),
      Field("stream_version", .unsigned(streamVersion)),
      Field("duplicate", .flag(duplicate)),
      Field("leaf_hash", .hex([UInt8](leafHash))),
    ]
  }
}

extension PBRejection {
  fileprivate var fields: [Field] {
    [
      Field("result", .word(Word("rejected", "已拒绝", "rejected"))),
      Field("command_id", .text(HexText.identity(commandID))),
      Field("code", .text(code)),
      Field("message", .message(message, about: RefusalWords.word(code))),
      Field("field", field.isEmpty ? .absent : .text(field)),
      Field("current_version", currentVersion == 0 ? .absent : .unsigned(currentVersion)),
      Field("details", details.isEmpty ? .absent : .json(.array(details.map(JSONValue.string)))),
    ]
  }
}
