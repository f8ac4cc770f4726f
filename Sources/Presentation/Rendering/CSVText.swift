/// Rows of RFC 4180.
package enum CSVText {
  /// One line with its line end: a bare line feed, which spreadsheets and line tools both take.
  package static func line(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  /// Quoted where the field holds a comma, a quote, a line end or white space at an end.
  static func quoted(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
    guard needsQuotes || text.first == " " || text.last == " " else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
