import Testing

@testable import Opportunities

@Suite("Values: texts, identifiers, money, shares, time")
struct ValuesTests {
  @Test(
    "Names are one line of at most 200 characters",
    arguments: [
      ("a", true), (String(repeating: "字", count: 200), true),
      (String(repeating: "字", count: 201), false), ("", false), (" \u{3000}", false),
      ("a\tb", false), ("a\u{7F}", false), ("张三 & Söhne", true),
    ])
  func names(_ text: String, _ isValid: Bool) {
    #expect(
      Self.accepts { () throws(Rejection) in try Text.validateName(text, field: "f") } == isValid)
  }

  @Test(
    "Notes are at most 16 KiB, with lines and tabs",
    arguments: [
      ("", true), ("a\n\tb", true), (String(repeating: "x", count: 16_384), true),
      (String(repeating: "字", count: 5_462), false), ("\r", false), ("\u{0}", false),
    ])
  func notes(_ text: String, _ isValid: Bool) {
    #expect(
      Self.accepts { () throws(Rejection) in try Text.validateNote(text, field: "f") } == isValid)
  }

  @Test(
    "Identifiers are 1 to 64 bytes of letters, digits and ._:-/#@+",
    arguments: [
      ("a", true), ("A-1/b:c#d@e+f._", true), ("客户-7", true), ("", false), ("a b", false),
      (String(repeating: "x", count: 64), true), (String(repeating: "x", count: 65), false),
      ("a\"", false), ("a\n", false), ("a,b", false),
    ])
  func identifiers(_ text: String, _ isValid: Bool) {
    #expect(
      Self.accepts { () throws(Rejection) in try IdentifierRules.validate(text, field: "f") }
        == isValid)
  }

  @Test(
    "Money: known currencies, 0 to the maximum",
    arguments: [
      (0, "CNY", nil), (Money.minorUnitsMaximum, "EUR", nil), (-1, "CNY", "f.minor_units"),
      (Money.minorUnitsMaximum + 1, "CNY", "f.minor_units"), (Int64.min, "USD", "f.minor_units"),
      (1, "XXX", "f.currency"), (1, "CN", "f.currency"), (1, "CNYY", "f.currency"),
      (1, "cny", "f.currency"), (1, "", "f.currency"),
    ] as [(Int64, String, String?)])
  func money(_ minorUnits: Int64, _ code: String, _ field: String?) {
    let money = Money(minorUnits: minorUnits, currency: Currency(code: code))
    let rejection = Self.rejection { () throws(Rejection) in try money.validate(field: "f") }
    #expect(rejection?.field == field)
  }

  @Test(
    "Currencies keep their code, order by it and know their digits",
    arguments: [
      ("CNY", 2), ("JPY", 0), ("KWD", 3), ("USD", 2),
    ])
  func currencies(_ code: String, _ digits: Int) {
    #expect(Currency(code: code).code == code)
    #expect(Currency(code: code).fractionDigits == digits)
    #expect(Currency(code: "AED") < Currency(code: code))
  }

  @Test(
    "A share of money is rounded half away from zero, without overflow",
    arguments: [
      (500_000, 3, 2), (500_000, -3, -2), (1, 499_999, 0), (1, 500_000, 1), (0, 9, 0),
      (1_000_000, Int64.max, Int64.max), (1_000_000, .min, .min), (333_333, 3, 1),
    ] as [(UInt32, Int64, Int64)])
  func shares(_ ppm: UInt32, _ amount: Int64, _ share: Int64) {
    #expect(PartsPerMillion(ppm).share(of: amount) == share)
  }

  @Test("Time stops at the ends instead of overflowing")
  func time() {
    let end = Instant(milliseconds: .max)
    #expect(end + .days(1) == end)
    #expect(Instant(milliseconds: .min) - .days(1) == Instant(milliseconds: .min))
    #expect(end.since(Instant(milliseconds: -1)).milliseconds == .max)
    #expect(TimeLength(milliseconds: -1).wholeDays == 0)
    #expect(TimeLength(milliseconds: 2 * 86_400_000 - 1).wholeDays == 1)
  }

  @Test(
    "A day is cut at midnight of the policy's offset",
    arguments: [
      (0, 0, 0), (-1, 0, -1), (57_599_999, 480, 0), (57_600_000, 480, 1), (0, -1, -1),
      (Int64.min, 0, Int32.min), (Int64.max, 480, Int32.max),
    ] as [(Int64, Int32, Int32)])
  func days(_ milliseconds: Int64, _ offset: Int32, _ day: Int32) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(Day(of: instant, utcOffsetMinutes: offset).number == day)
  }

  private static func accepts(_ check: () throws(Rejection) -> Void) -> Bool {
    rejection(check) == nil
  }

  private static func rejection(_ check: () throws(Rejection) -> Void) -> Rejection? {
    do throws(Rejection) {
      try check()
      return nil
    } catch {
      return error
    }
  }
}
