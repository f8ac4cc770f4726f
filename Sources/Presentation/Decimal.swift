/// Amounts of money as decimal texts.
package enum DecimalText {
  /// Digits behind the point in which a currency is written (ISO 4217 minor unit).
  package static func fractionDigits(of currency: String) -> Int {
    if withoutFraction.contains(currency) { return 0 }
    return withThreeDigits.contains(currency) ? 3 : 2
  }

  /// `1234.50` for 123,450 minor units of a currency with two digits.
  package static func plain(minorUnits: Int64, currency: String) -> String {
    let digits = fractionDigits(of: currency)
    let sign = minorUnits < 0 ? "-" : ""
    var text = String(minorUnits.magnitude)
    guard digits > 0 else { return sign + text }
    text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return "\(sign)\(text.dropLast(digits)).\(text.suffix(digits))"
  }

  /// `1,234.50`.
  package static func grouped(minorUnits: Int64, currency: String) -> String {
    let parts = plain(minorUnits: minorUnits, currency: currency).split(separator: ".")
    let whole = grouped(String(parts[0]))
    return parts.count == 2 ? "\(whole).\(parts[1])" : whole
  }

  /// An integer with a comma before every three digits.
  package static func grouped(_ integer: String) -> String {
    let negative = integer.hasPrefix("-")
    let digits = Array(negative ? integer.dropFirst() : integer[...])
    var text = negative ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// Minor units of a decimal text such as `1234.5`, `1,234.50` or `-3`; nil when it is none, has
  /// more digits than the currency, or does not fit.
  package static func minorUnits(_ text: String, currency: String) -> Int64? {
    let digits = fractionDigits(of: currency)
    let trimmed = text.trimmed
    let negative = trimmed.hasPrefix("-")
    let parts = (negative ? trimmed.dropFirst() : trimmed[...])
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = integerDigits(parts[0]) else { return nil }
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.utf8.allSatisfy(isDigit), parts.count == 1 || !fraction.isEmpty else {
      return nil
    }
    while fraction.utf8.count > digits, fraction.hasSuffix("0") { fraction.removeLast() }
    guard fraction.utf8.count <= digits else { return nil }
    fraction += String(repeating: "0", count: digits - fraction.utf8.count)
    return Int64((negative ? "-" : "") + whole + fraction)
  }

  /// The digits of a whole number, its thousands separated by commas or not at all.
  private static func integerDigits(_ text: Substring) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped = groups.count > 1
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }),
      !isGrouped || groups[0].utf8.count <= 3,
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return groups.joined()
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static let withoutFraction: Set<String> = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
  ]
  private static let withThreeDigits: Set<String> = [
    "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
  ]
}
