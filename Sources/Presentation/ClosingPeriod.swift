package import Schema

/// Days on a command line in which something is expected to close: a year, a quarter, a month, a
/// day, or two days with `..` between them, both included.
package struct ClosingPeriod: Equatable, Sendable {
  /// Days since 1970-01-01.
  package let first: Int32
  package let last: Int32

  package init?(argument: String) {
    let ends = argument.split(separator: ".", omittingEmptySubsequences: true)
    if argument.contains("..") {
      guard ends.count == 2, argument == "\(ends[0])..\(ends[1])",
        let first = CalendarText.parseDay(ends[0]), let last = CalendarText.parseDay(ends[1])
      else { return nil }
      self.init(first, last)
    } else if let day = CalendarText.parseDay(argument) {
      self.init(day, day)
    } else {
      self.init(months: argument)
    }
  }

  /// `2026`, `2026-Q3` or `2026-07`.
  private init?(months text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts[0].utf8.count == 4, let year = Int64(parts[0]), year > 0, parts.count <= 2,
      // A number would also be read with a sign.
      !text.contains("+")
    else { return nil }
    var (month, count): (Int64, Int64) = (1, 12)
    if parts.count == 2 {
      guard parts[1].utf8.count == 2, let number = Int64(parts[1].drop { $0 == "Q" }) else {
        return nil
      }
      (month, count) = parts[1].hasPrefix("Q") ? (number * 3 - 2, 3) : (number, 1)
    }
    let next = month + count
    guard let first = CalendarText.day(year: year, month: month, day: 1),
      let end = CalendarText.day(
        year: next > 12 ? year + 1 : year, month: next > 12 ? next - 12 : next, day: 1)
    else { return nil }
    self.init(first, end - 1)
  }

  private init?(_ first: Int64, _ last: Int64) {
    guard first <= last, let first = Int32(exactly: first), let last = Int32(exactly: last) else {
      return nil
    }
    (self.first, self.last) = (first, last)
  }

  package func set(in query: inout PBWaterfallQuery) {
    query.closingFromDay = first
    query.closingUntilDay = last
  }
}
