// Moments and days as people write them, for what a refusal says. Nothing decides by them.

extension Day {
  /// As `2026-11-22`.
  package var dateText: String {
    let (year, month, day) = date
    return "\(year)-\(Self.padded(month))-\(Self.padded(day))"
  }

  fileprivate static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

extension Instant {
  /// In UTC, to the second, as `2026-11-22T08:30:00Z`.
  package var utcText: String {
    let day = Day(of: self, utcOffsetMinutes: 0)
    let millisecondsOfDay = (milliseconds % 86_400_000 + 86_400_000) % 86_400_000
    let secondsOfDay = Int(millisecondsOfDay / 1_000)
    let parts = [secondsOfDay / 3_600, secondsOfDay / 60 % 60, secondsOfDay % 60]
    return "\(day.dateText)T\(parts.map { Day.padded($0) }.joined(separator: ":"))Z"
  }
}
