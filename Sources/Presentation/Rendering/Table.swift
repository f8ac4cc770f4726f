/// Aligned columns of text for terminals.
enum Table {
  /// Longest cell, in terminal columns; longer texts are cut with an ellipsis, except in the last
  /// column, which nothing stands behind.
  static let cellWidthMaximum = 48

  /// Rows under headings; columns of numbers are flush right.
  static func text(
    headings: [String], rows: [[String]], flushRight: [Bool]
  ) -> String {
    let lines = ([headings] + rows).map { cells in
      cells.enumerated().map { index, cell in
        let flat = flattened(cell)
        return index == cells.count - 1 ? flat : shortened(flat)
      }
    }
    let widths = headings.indices.map { column in
      lines.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    var output = ""
    for (number, line) in lines.enumerated() {
      output += aligned(line, widths: widths, flushRight: flushRight) + "\n"
      if number == 0 {
        output +=
          widths.map { String(repeating: "─", count: min($0, cellWidthMaximum)) }
          .joined(separator: "  ") + "\n"
      }
    }
    return output
  }

  /// Names beside values, for one thing.
  static func card(_ pairs: [(name: String, value: String)]) -> String {
    let width = pairs.map { DisplayWidth.of($0.name) }.max() ?? 0
    return pairs.map { pair in
      let gap = String(repeating: " ", count: width - DisplayWidth.of(pair.name) + 2)
      return (pair.name + gap + flattened(pair.value)).trimmedRight + "\n"
    }.joined()
  }

  private static func aligned(
    _ cells: [String], widths: [Int], flushRight: [Bool]
  ) -> String {
    var parts: [String] = []
    for (index, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
      parts.append(flushRight[index] ? gap + cell : cell + gap)
    }
    return parts.joined(separator: "  ").trimmedRight
  }

  /// On one line and without control characters, which could otherwise steer the terminal.
  static func flattened(_ text: String) -> String {
    var flat = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      flat.append(isControl ? " " : scalar)
    }
    return String(flat)
  }

  static func shortened(_ text: String) -> String {
    guard DisplayWidth.of(text) > cellWidthMaximum else { return text }
    var kept = ""
    var width = 0
    for character in text {
      let next = DisplayWidth.of(character)
      guard width + next <= cellWidthMaximum - 1 else { break }
      kept.append(character)
      width += next
    }
    return kept + "…"
  }
}

/// How many terminal columns a text takes (Unicode Standard Annex 11, East Asian Width).
enum DisplayWidth {
  static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x7F { return first.value < 0x20 ? 0 : 1 }
    if first.properties.generalCategory == .nonspacingMark
      || first.properties.generalCategory == .format
    {
      return 0
    }
    return isWide(first.value) ? 2 : 1
  }

  /// Ranges whose East Asian Width is W or F.
  private static func isWide(_ code: UInt32) -> Bool {
    switch code {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default:
      false
    }
  }
}

extension String {
  fileprivate var trimmedRight: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
