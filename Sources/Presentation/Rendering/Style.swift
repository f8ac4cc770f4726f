/// The forms an answer can be printed in.
package enum Format: String, CaseIterable, Sendable {
  /// Aligned columns for people.
  case table
  /// One JSON object a line, for programs.
  case json
  /// RFC 4180 with a heading, for spreadsheets.
  case csv
}

/// How to print: the form, the language of headings and labels, the clock of tables.
package struct Style: Sendable {
  package var format: Format
  package var language: Language
  /// Minutes east of UTC for the times in tables. JSON and CSV are always UTC.
  package var utcOffsetMinutes: Int

  package init(format: Format, language: Language = .en, utcOffsetMinutes: Int = 0) {
    self.format = format
    self.language = language
    self.utcOffsetMinutes = utcOffsetMinutes
  }
}

package enum HexText {
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
    }
    return text
  }

  /// 16 bytes as a UUID, other lengths as hexadecimal digits.
  package static func identity(_ bytes: some Collection<UInt8>) -> String {
    let text = text(bytes)
    guard bytes.count == 16 else { return text }
    var groups = ""
    for (index, character) in text.enumerated() {
      if [8, 12, 16, 20].contains(index) { groups.append("-") }
      groups.append(character)
    }
    return groups
  }
}

enum HundredthsText {
  /// With two digits behind the point.
  static func text(_ number: Double) -> String {
    guard number.isFinite, number.magnitude < 1e15 else { return "\(number)" }
    return DecimalText.grouped(minorUnits: Int64((number * 100).rounded()), currency: "CNY")
  }

  /// `39.13 %`; never rounded to a certain 0 % or 100 % unless it is.
  static func percent(_ ppm: UInt32) -> String {
    let hundredths = (Int64(ppm) + 50) / 100
    if ppm > 0, hundredths == 0 { return "<0.01 %" }
    if ppm < 1_000_000, hundredths == 10_000 { return ">99.99 %" }
    return DecimalText.plain(minorUnits: hundredths, currency: "CNY") + " %"
  }
}

enum LengthText {
  /// `3 d`, `5 h`, `-2 d`: the largest unit that fits.
  static func text(_ milliseconds: Int64, _ language: Language) -> String {
    let magnitude = milliseconds.magnitude
    let sign = milliseconds < 0 ? "-" : ""
    let (number, zh, en): (UInt64, String, String) =
      if magnitude >= 86_400_000 {
        (magnitude / 86_400_000, "天", "d")
      } else if magnitude >= 3_600_000 {
        (magnitude / 3_600_000, "小时", "h")
      } else {
        (magnitude / 60_000, "分钟", "min")
      }
    return "\(sign)\(number) \(language.choose(zh, en))"
  }
}
