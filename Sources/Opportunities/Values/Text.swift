/// How long texts may be, and what may stand in them.
package enum Text {
  package static let nameCharactersMaximum = 200
  package static let noteBytesMaximum = 16 * 1024
  package static let listCountMaximum = 32

  /// Checks a name, title or number: one line of at most 200 characters.
  ///
  /// - Throws: `INVALID_FIELD`.
  package static func validateName(
    _ text: String, field: String, required: Bool = true
  ) throws(Rejection) {
    if required, isBlank(text) {
      throw Rejection(.invalidField, field: field, "must not be empty")
    }
    // No character has less than a byte, so most names need no counting.
    guard text.utf8.count <= 4 * nameCharactersMaximum,
      text.utf8.count <= nameCharactersMaximum
        || text.unicodeScalars.count <= nameCharactersMaximum
    else {
      throw Rejection(
        .invalidField, field: field, "has more than \(nameCharactersMaximum) characters")
    }
    try refuseControlCharacters(in: text, field: field, linesAllowed: false)
  }

  /// Checks a note or a reason: at most 16 KiB; lines and tabs are allowed.
  ///
  /// - Throws: `INVALID_FIELD`.
  package static func validateNote(_ text: String, field: String) throws(Rejection) {
    guard text.utf8.count <= noteBytesMaximum else {
      throw Rejection(
        .invalidField, field: field,
        "has \(text.utf8.count) bytes; at most \(noteBytesMaximum) are kept")
    }
    try refuseControlCharacters(in: text, field: field, linesAllowed: true)
  }

  /// - Throws: `REASON_REQUIRED` when blank, `INVALID_FIELD` when too long.
  package static func validateReason(_ text: String, field: String = "reason") throws(Rejection) {
    guard !isBlank(text) else {
      throw Rejection(.reasonRequired, field: field, "say why: this command needs a reason")
    }
    try validateNote(text, field: field)
  }

  package static func isBlank(_ text: String) -> Bool {
    // Printing ASCII and the Chinese characters are never blank, and most texts begin with one.
    switch text.unicodeScalars.first?.value {
    case nil: return true
    case .some(0x21...0x7E), .some(0x4E00...0x9FFF): return false
    default: break
    }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }

  /// Text of a client inside a message of ours: never longer than a line.
  package static func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(40).map { $0.value < 32 ? " " : String($0) }.joined()
    return text.unicodeScalars.count > 40 ? "'\(shown)…'" : "'\(shown)'"
  }

  private static func refuseControlCharacters(
    in text: String, field: String, linesAllowed: Bool
  ) throws(Rejection) {
    let bytes = text.utf8Span.span
    switch ControlCharacters.first(in: bytes, linesAllowed: linesAllowed) {
    case nil: return
    case .control(let byte):
      throw Rejection(
        .invalidField, field: field, "holds a control character (byte \(byte))")
    case .treacherous(let value):
      throw Rejection(
        .invalidField, field: field,
        "holds an invisible control character (U+\(String(value, radix: 16)))")
    }
  }
}
