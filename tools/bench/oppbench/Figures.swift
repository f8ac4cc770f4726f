import Foundation

/// How figures stand in tables.
enum Figures {
  /// Three digits are what such measurements can bear.
  static func number(_ value: Double) -> String {
    if value >= 100 { return String(Int(value.rounded())) }
    let digits = value >= 10 ? 1 : 2
    return String(format: "%.\(digits)f", value)
  }

  static func optional(_ value: Double?) -> String {
    value.map(number) ?? ""
  }

  /// A whole number with a comma after each thousand.
  static func grouped(_ value: Double) -> String {
    var digits = String(Int(value.rounded()))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  /// One line of a table; a negative width stands to the left.
  static func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).map { cell, width in
      let padding = String(repeating: " ", count: max(0, abs(width) - cell.count))
      return width < 0 ? cell + padding : padding + cell
    }.joined()
  }

  /// The middle one of `values`, of two middle ones the lower; 0 when there are none.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
  }
}
