import Presentation

/// Working hours of the demonstration: Monday to Friday, 9 to 18 o'clock, China Standard Time.
enum DemoCalendar {
  static let day: Int64 = 86_400_000
  private static let hour: Int64 = 3_600_000
  private static let offset: Int64 = 8 * hour

  /// Days since 1970-01-01 in China.
  static func dayNumber(_ milliseconds: Int64) -> Int64 {
    (milliseconds + offset) / day
  }

  /// A moment in working hours about `days` after `start`, at least ten minutes after it.
  static func workingTime(
    after start: Int64, days: Double, _ random: inout DemoRandom
  ) -> Int64 {
    let rough = start + Int64(days * Double(day))
    let number = workingDay(from: dayNumber(rough))
    let clock = random.between(9 * 3_600, 18 * 3_600 - 1)
    let moment = number * day - offset + Int64(clock) * 1_000
    return max(moment, start + 600_000)
  }

  /// The first working day not before a day.
  private static func workingDay(from number: Int64) -> Int64 {
    var number = number
    while weekday(number) >= 5 { number += 1 }
    return number
  }

  /// 0: Monday. 1970-01-01 was a Thursday.
  private static func weekday(_ number: Int64) -> Int64 { (number + 3) % 7 }

  /// `2026-03`, in China.
  static func month(_ milliseconds: Int64) -> String { month(ofDay: dayNumber(milliseconds)) }

  private static func month(ofDay number: Int64) -> String {
    String(CalendarText.date(day: number).prefix(7))
  }

  /// `2026-Q1`, in China.
  static func quarter(_ milliseconds: Int64) -> String {
    let month = month(milliseconds)
    let number = (Int(month.suffix(2)) ?? 1) - 1
    return "\(month.prefix(4))-Q\(number / 3 + 1)"
  }

  /// 9 o'clock of the first working day of the next month.
  static func nextMonth(after milliseconds: Int64) -> Int64 {
    var number = dayNumber(milliseconds)
    let month = month(ofDay: number)
    while self.month(ofDay: number) == month { number += 1 }
    return workingDay(from: number) * day - offset + 9 * hour
  }

  /// 9 o'clock of the next Monday.
  static func nextWeek(after milliseconds: Int64) -> Int64 {
    let number = dayNumber(milliseconds)
    return (number - weekday(number) + 7) * day - offset + 9 * hour
  }

  /// The ISO week, such as `2026-W12`, in China.
  static func week(_ milliseconds: Int64) -> String {
    let number = dayNumber(milliseconds)
    // A week belongs to the year of its Thursday.
    let thursday = number - weekday(number) + 3
    let year = CalendarText.date(day: thursday).prefix(4)
    let first = CalendarText.parseDay("\(year)-01-01") ?? thursday
    return "\(year)-W\(DemoCast.padded(Int((thursday - first) / 7) + 1, 2))"
  }
}
