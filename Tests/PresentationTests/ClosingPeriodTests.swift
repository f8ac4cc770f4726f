import Testing

@testable import Presentation

@Suite("Periods on a command line")
struct ClosingPeriodTests {
  @Test(
    "A year, a quarter, a month, a day or two days",
    arguments: [
      ("2026", "2026-01-01", "2026-12-31"), ("2026-Q1", "2026-01-01", "2026-03-31"),
      ("2026-Q4", "2026-10-01", "2026-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2026-12", "2026-12-01", "2026-12-31"), ("2026-03-05", "2026-03-05", "2026-03-05"),
      ("2026-03-05..2026-04-02", "2026-03-05", "2026-04-02"),
      ("1969-12-31..1970-01-01", "1969-12-31", "1970-01-01"),
    ])
  func periods(_ text: String, _ first: String, _ last: String) throws {
    let period = try #require(ClosingPeriod(argument: text))
    #expect(CalendarText.date(day: Int64(period.first)) == first)
    #expect(CalendarText.date(day: Int64(period.last)) == last)
  }

  @Test(
    "What is none of these is refused",
    arguments: [
      "", "26", "2026-", "2026-Q0", "2026-Q5", "2026-QQ", "2026-Q", "2026-00", "2026-13", "2026-1",
      "2026-02-30", "2026-04-02..2026-03-05", "..", "2026-03-05..", "..2026-03-05",
      "2026-03-05...2026-04-02", "2026..2027", "-2026", "+202", "+999", "next", "二〇二六",
    ])
  func refused(_ text: String) {
    #expect(ClosingPeriod(argument: text) == nil)
  }
}
