/// Rows of RFC 4180.
package enum CSVText {
  /// One line with its line end: a bare line feed, which spreadsheets and line tools both take.
  package static func line(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  /// Quoted where the field holds a comma, a quote, a line end or a space at an end.
  ///
  /// It looks at bytes, as every reader of CSV does: to Swift a quote with an accent behind it is one
  /// character, and not a quote.
  static func quoted(_ text: String) -> String {
    let marks: [UInt8] = [0x2C, 0x22, 0x0A, 0x0D]
    let bytes = text.utf8
    guard bytes.contains(where: marks.contains) || bytes.first == 0x20 || bytes.last == 0x20 else {
      return text
    }
    var quoted: [UInt8] = [0x22]
    for byte in bytes {
      if byte == 0x22 { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(0x22)
    return String(decoding: quoted, as: UTF8.self)
  }
}
