import Presentation
import Testing

@Suite("Texts of numbers, dates and JSON")
struct TextTests {
  @Test(
    "a moment reads back as it was written",
    arguments: [
      ("2026-03-01", 1_772_323_200_000), ("2026-03-01T09:30+08:00", 1_772_328_600_000),
      ("2026-03-01T01:30:00.5Z", 1_772_328_600_500), ("1970-01-01 00:00", 0),
      ("2011-09-30T22:38:44.546000+00:00", 1_317_422_324_546),
    ])
  func parsesMoment(text: String, milliseconds: Int64) {
    #expect(CalendarText.parseMoment(text) == milliseconds)
  }

  @Test(
    "what is no moment is refused",
    arguments: [
      "", "2026-13-01", "2026-02-29", "2026-3-1", "2026-03-01T25:00", "2026-03-01T10",
      "2026-03-01T10:00+99:00", "tomorrow", "2026-03-01x",
    ])
  func refusesMoment(text: String) {
    #expect(CalendarText.parseMoment(text) == nil)
  }

  @Test("days survive a round trip over four centuries")
  func days() {
    for day in stride(from: Int64(-60_000), to: 120_000, by: 97) {
      #expect(CalendarText.parseDay(CalendarText.date(day: day)) == day)
    }
  }

  @Test(
    "amounts have the digits of their currency",
    arguments: [
      ("1234.5", "CNY", 123_450, "1,234.50"), ("1,234,567", "JPY", 1_234_567, "1,234,567"),
      ("0.005", "KWD", 5, "0.005"), ("-12", "EUR", -1_200, "-12.00"),
      ("10.500", "USD", 1_050, "10.50"),
    ])
  func amounts(text: String, currency: String, minorUnits: Int64, shown: String) {
    #expect(DecimalText.minorUnits(text, currency: currency) == minorUnits)
    #expect(DecimalText.grouped(minorUnits: minorUnits, currency: currency) == shown)
  }

  @Test(
    "what is no amount is refused",
    arguments: ["", "1.234", "12,34", "1e3", "abc", "1.", ".5", "99999999999999999999"])
  func refusesAmount(text: String) {
    #expect(DecimalText.minorUnits(text, currency: "CNY") == nil)
  }

  @Test(
    "JSON errors say where",
    arguments: [
      ("{\"a\":1,}", 1, 8), ("{\"a\":\n  tru}", 2, 3), ("[1 2]", 1, 4), ("\"abc", 1, 1),
      ("{\"a\":1,\"a\":2}", 1, 8), ("01", 1, 1), ("{} x", 1, 4), ("\"\\ud800\"", 1, 4),
    ])
  func jsonErrors(text: String, line: Int, column: Int) {
    do {
      let value = try JSONParser.parse(text)
      Issue.record("read as \(value)")
    } catch {
      #expect((error.line, error.column) == (line, column), "\(error)")
    }
  }

  @Test("JSON keeps the order of members, the digits of numbers, and every character")
  func jsonRoundTrip() throws {
    let text = #"{"b":1.50,"a":[null,true,"张\"\\\n😀"],"c":{}}"#
    #expect(try JSONParser.parse(text).line == text)
    #expect(try JSONParser.parse(JSONParser.parse(text).document).line == text)
    let commented = "// rules\n{\"a\": 1} // end"
    #expect(try JSONParser.parse(commented, allowsComments: true).line == #"{"a":1}"#)
  }

  @Test("nesting is bounded")
  func depth() {
    #expect(throws: JSONError.self) {
      try JSONParser.parse(String(repeating: "[", count: 10_000))
    }
  }
}
