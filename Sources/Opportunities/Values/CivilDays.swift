// Days by year, month and week, without a calendar of the system: rules must say the same for ever.

extension Day {
  /// The day of a date of the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms", days_from_civil). The months count on beyond 12 and before 1.
  init(year: Int, month: Int, day: Int) {
    let months = year * 12 + month - 1
    // Years begin in March, so that the leap day is the last.
    let shifted = months - 2
    let (marchYear, marchMonth) = Day.floored(shifted, by: 12)
    let (era, yearOfEra) = Day.floored(marchYear, by: 400)
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: Int32(clamping: era * 146_097 + dayOfEra - 719_468))
  }

  /// Its date in the Gregorian calendar, month and day counted from 1 (the same source,
  /// civil_from_days). Every day has one, however far away, in the same time.
  var date: (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = Day.floored(Int(number) + 719_468, by: 146_097)
    let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // Years begin in March here.
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    return (
      era * 400 + yearOfEra + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  /// The year this day lies in.
  var year: Int { date.year }

  /// The week it lies in by ISO 8601, such as `2026-W12`: weeks begin on Monday, and a week belongs
  /// to the year its Thursday lies in.
  package var isoWeek: String {
    let fromMonday = Day.floored(Int(number) + 3, by: 7).remainder
    let thursday = Day(number: Int32(clamping: Int(number) - fromMonday + 3))
    let first = Day(year: thursday.year, month: 1, day: 1)
    let week = Int(thursday.number - first.number) / 7 + 1
    return "\(thursday.year)-W\(week < 10 ? "0" : "")\(week)"
  }

  private static func floored(_ value: Int, by length: Int) -> (quotient: Int, remainder: Int) {
    let remainder = (value % length + length) % length
    return ((value - remainder) / length, remainder)
  }
}

/// A month, a quarter or a year.
struct Period: Hashable {
  let kind: PeriodKind
  let first: Day
  let last: Day

  /// Reads `2026-03`, `2026-Q1` or `2026`; nil: it is none of them.
  init?(_ text: Substring) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ Period.number($0, digits: 4) }), year >= 1970,
      parts.count <= 2
    else { return nil }
    let months: (first: Int, count: Int)
    if parts.count == 1 {
      kind = .year
      months = (1, 12)
    } else if parts[1].first == "Q", let quarter = Period.number(parts[1].dropFirst(), digits: 1),
      (1...4).contains(quarter)
    {
      kind = .quarter
      months = (3 * quarter - 2, 3)
    } else if let month = Period.number(parts[1], digits: 2), (1...12).contains(month) {
      kind = .month
      months = (month, 1)
    } else {
      return nil
    }
    first = Day(year: year, month: months.first, day: 1)
    last = Day(
      number: Day(year: year, month: months.first + months.count, day: 1).number - 1)
  }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }
}
