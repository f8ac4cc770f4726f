/// Dates and times as people write them (ISO 8601, proleptic Gregorian), without time zones' history.
package enum CalendarText {
  /// `2026-03-01T09:30:00.000Z`, always UTC with milliseconds.
  package static func utc(milliseconds: Int64) -> String {
    let (day, rest) = floor(milliseconds, by: 86_400_000)
    return "\(date(day: day))T\(clock(rest))Z"
  }

  /// `2026-03-01 17:30` where clocks show UTC plus `utcOffsetMinutes`.
  package static func local(milliseconds: Int64, utcOffsetMinutes: Int) -> String {
    let (shifted, overflow) = milliseconds.addingReportingOverflow(Int64(utcOffsetMinutes) * 60_000)
    let (day, rest) = floor(overflow ? milliseconds : shifted, by: 86_400_000)
    return "\(date(day: day)) \(clock(rest).prefix(5))"
  }

  /// `2026-03-01`.
  ///
  /// - Parameter day: days since 1970-01-01.
  package static func date(day: Int64) -> String {
    // Howard Hinnant's civil_from_days: eras of 400 years that begin in March.
    let (era, dayOfEra) = floor(day + 719_468, by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
  }

  /// Days since 1970-01-01 of a date that exists; nil otherwise.
  package static func day(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard (0...9_999).contains(year), (1...12).contains(month), day >= 1,
      day <= daysInMonth(year: year, month: month)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floor(shiftedYear, by: 400)
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func daysInMonth(year: Int64, month: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Reads `YYYY-MM-DD`.
  package static func parseDay(_ text: some StringProtocol) -> Int64? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2,
      let year = digits(parts[0]), let month = digits(parts[1]), let day = digits(parts[2])
    else { return nil }
    return Self.day(year: year, month: month, day: day)
  }

  /// Reads a date, or a date and a time, with or without a zone; milliseconds since 1970 UTC.
  ///
  /// - Parameter utcOffsetMinutes: of a text that names no zone itself.
  package static func parseMoment(_ text: String, utcOffsetMinutes: Int = 0) -> Int64? {
    let trimmed = text.trimmed
    guard let day = parseDay(trimmed.prefix(10)) else { return nil }
    var rest = trimmed.dropFirst(10)
    var offset = Int64(utcOffsetMinutes)
    var clock: Int64 = 0
    if let mark = rest.first {
      guard mark == "T" || mark == "t" || mark == " " else { return nil }
      rest = rest.dropFirst()
      if rest.hasSuffix("Z") || rest.hasSuffix("z") {
        offset = 0
        rest = rest.dropLast()
      } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
        guard let named = zoneOffset(rest[sign...]) else { return nil }
        offset = named
        rest = rest[..<sign]
      }
      guard let parsed = parseClock(rest) else { return nil }
      clock = parsed
    }
    return day * 86_400_000 + clock - offset * 60_000
  }

  /// Whether a text that ``parseMoment(_:utcOffsetMinutes:)`` reads says itself in which zone it counts.
  package static func namesZone(_ text: String) -> Bool {
    text.trimmed.dropFirst(10).contains { "Zz+-".contains($0) }
  }

  /// Reads `+08:00`, `+0800` or `+08`; minutes east of UTC.
  package static func zoneOffset(_ text: some StringProtocol) -> Int64? {
    let plain = String(text.dropFirst()).replacing(":", with: "")
    guard let sign = text.first, sign == "+" || sign == "-",
      plain.utf8.count == 4 || plain.utf8.count == 2, let number = digits(plain)
    else { return nil }
    let minutes = plain.utf8.count == 2 ? number * 60 : number / 100 * 60 + number % 100
    guard minutes <= 18 * 60 else { return nil }
    return sign == "-" ? -minutes : minutes
  }

  /// Reads `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff…`; milliseconds of the day.
  private static func parseClock(_ text: some StringProtocol) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = digits(parts[0]), hour < 24,
      let minute = digits(parts[1]), minute < 60
    else { return nil }
    var milliseconds = hour * 3_600_000 + minute * 60_000
    guard parts.count == 3 else { return milliseconds }
    let seconds = parts[2].split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
    guard let whole = digits(seconds[0]), whole < 60 else { return nil }
    milliseconds += whole * 1_000
    if seconds.count == 2 {
      guard digits(seconds[1]) != nil else { return nil }
      let thousandths = (seconds[1] + "000").prefix(3)
      milliseconds += digits(thousandths) ?? 0
    }
    return milliseconds
  }

  /// A number of 1 to 9 decimal digits and nothing else.
  private static func digits(_ text: some StringProtocol) -> Int64? {
    guard (1...9).contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int64(text)
  }

  private static func clock(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1_000
    let hours = padded(seconds / 3_600, 2)
    let minutes = padded(seconds / 60 % 60, 2)
    let rest = padded(seconds % 60, 2)
    return "\(hours):\(minutes):\(rest).\(padded(milliseconds % 1_000, 3))"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }

  /// Quotient and remainder, rounded towards minus infinity.
  private static func floor(_ value: Int64, by length: Int64) -> (Int64, Int64) {
    let rest = value % length
    return rest < 0 ? (value / length - 1, rest + length) : (value / length, rest)
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  package var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[start...last])
  }
}
