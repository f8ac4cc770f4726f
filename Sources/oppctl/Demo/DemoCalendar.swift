/// Working hours of the demonstration: Monday to Friday, 9 to 18 o'clock, China Standard Time.
enum DemoCalendar {
  static let day: Int64 = 86_400_000
  private static let offset: Int64 = 8 * 3_600_000

  /// Days since 1970-01-01 in China.
  static func dayNumber(_ milliseconds: Int64) -> Int64 {
    (milliseconds + offset) / day
  }

  /// A moment in working hours about `days` after `start`, at least ten minutes after it.
  static func workingTime(
    after start: Int64, days: Double, _ random: inout DemoRandom
  ) -> Int64 {
    let rough = start + Int64(days * Double(day))
    var number = dayNumber(rough)
    // 1970-01-01 was a Thursday.
    while (number + 3) % 7 >= 5 { number += 1 }
    let clock = random.between(9 * 3_600, 18 * 3_600 - 1)
    let moment = number * day - offset + Int64(clock) * 1_000
    return max(moment, start + 600_000)
  }
}
