/// One named value of a row; how it looks depends on the format.
package struct Field: Sendable {
  package let key: String
  package let value: Value
  /// Under which key people find its heading, where the same name means several things.
  private let headingKey: String?

  package init(_ key: String, _ value: Value, headedAs headingKey: String? = nil) {
    self.key = key
    self.value = value
    self.headingKey = headingKey
  }

  /// What people call it.
  func heading(_ language: Language) -> String {
    Headings.heading(headingKey ?? key, language)
  }

  package indirect enum Value: Sendable {
    case text(String)
    case word(Word)
    /// An English message of the ledger about what the word says; people who read another language are
    /// told the word first.
    case message(String, about: Word)
    case words([Word])
    /// Texts of their own, one a line where there is room.
    case lines([String])
    case integer(Int64)
    case unsigned(UInt64)
    case real(Double)
    case flag(Bool)
    /// A flag that people are told also when it is down.
    case answer(Bool)
    /// A flag that says something to people when it is up.
    case advice(Bool, Word)
    /// Milliseconds since 1970 UTC; 0: none.
    case moment(Int64)
    /// Days since 1970-01-01.
    case day(Int32?)
    case money(minorUnits: Int64, currency: String)
    /// Parts per million; nil: there is none.
    case probability(UInt32?)
    /// A length of time in milliseconds.
    case length(Int64)
    case hex([UInt8])
    case group([Field]?)
    case groups([[Field]])
    case json(JSONValue)
    /// What it was, and what it is now; for people.
    case change(Field, Field)
    /// An empty text that says something to people.
    case blank(Word)
    case absent
  }
}

extension Field {
  /// Whether it says the same as `other`, to programs.
  package func isSame(as other: Field) -> Bool { members == other.members }

  /// The same under another name.
  package func named(_ key: String) -> Field { Field(key, value) }

  /// The members this field becomes in JSON: times beside their milliseconds, money as an object.
  var members: [JSONValue.Member] {
    func one(_ value: JSONValue) -> [JSONValue.Member] { [.init(key, value)] }
    switch value {
    case .text(let text): return one(.string(text))
    case .message(let text, _): return one(.string(text))
    case .word(let word): return one(word.code.isEmpty ? .null : .string(word.code))
    case .words(let words): return one(.array(words.map { .string($0.code) }))
    case .lines(let lines): return one(.array(lines.map { .string($0) }))
    case .integer(let number): return one(.integer(number))
    case .unsigned(let number): return one(.integer(number))
    case .real(let number): return one(number.isFinite ? .number("\(number)") : .null)
    case .flag(let flag), .answer(let flag): return one(.bool(flag))
    case .advice(let flag, _): return one(.bool(flag))
    case .moment(let milliseconds):
      let isAbsent = milliseconds == 0
      return [
        .init(key, isAbsent ? .null : .string(CalendarText.utc(milliseconds: milliseconds))),
        .init("\(key)_ms", isAbsent ? .null : .integer(milliseconds)),
      ]
    case .day(let day):
      return one(day.map { .string(CalendarText.date(day: Int64($0))) } ?? .null)
    case .money(let minorUnits, let currency):
      return one(
        .object([
          .init(
            "value",
            .string(DecimalText.plain(minorUnits: minorUnits, currency: currency))),
          .init("currency", .string(currency)),
          .init("minor_units", .integer(minorUnits)),
        ]))
    case .probability(let ppm):
      return [.init("\(key)_ppm", ppm.map { .integer($0) } ?? .null)]
    case .length(let milliseconds): return [.init("\(key)_ms", .integer(milliseconds))]
    case .hex(let bytes): return one(bytes.isEmpty ? .null : .string(HexText.text(bytes)))
    case .group(let fields): return one(fields.map(JSONValue.init(fields:)) ?? .null)
    case .groups(let rows): return one(.array(rows.map(JSONValue.init(fields:))))
    case .json(let value): return one(value)
    case .change(let old, let new):
      return old.named("\(key)_before").members + new.named("\(key)_after").members
    case .blank: return one(.string(""))
    case .absent: return one(.null)
    }
  }

  /// The cells this field becomes in CSV: names and machine-readable values.
  var cells: [(name: String, value: String)] {
    switch value {
    case .money(let minorUnits, let currency):
      return [
        (key, DecimalText.plain(minorUnits: minorUnits, currency: currency)),
        ("\(key)_currency", currency),
        ("\(key)_minor_units", String(minorUnits)),
      ]
    case .words(let words):
      return [(key, words.map(\.code).joined(separator: " "))]
    case .lines(let lines):
      return [(key, lines.joined(separator: "; "))]
    case .group(let fields?):
      return fields.flatMap(\.cells).map { ("\(key)_\($0.name)", $0.value) }
    default:
      return members.map { ($0.key, $0.value.cell) }
    }
  }

  /// What a person reads in a table.
  func shown(_ style: Style) -> String {
    switch value {
    case .text(let text): return text
    case .word(let word): return word.label(style.language)
    case .message(let text, let word):
      return style.language.choose("\(word.label(.zh))：\(text)", text)
    case .words(let words):
      return words.map { $0.label(style.language) }
        .joined(separator: style.language.choose("、", ", "))
    case .lines(let lines): return lines.joined(separator: style.language.choose("；", "; "))
    case .integer(let number): return DecimalText.grouped(String(number))
    case .unsigned(let number): return DecimalText.grouped(String(number))
    case .real(let number): return HundredthsText.text(number)
    case .flag(let flag): return flag ? style.language.choose("是", "yes") : ""
    case .answer(let flag):
      return flag ? style.language.choose("是", "yes") : style.language.choose("否", "no")
    case .advice(let flag, let word): return flag ? word.label(style.language) : ""
    case .moment(let milliseconds):
      return milliseconds == 0
        ? ""
        : CalendarText.local(milliseconds: milliseconds, utcOffsetMinutes: style.utcOffsetMinutes)
    case .day(let day): return day.map { CalendarText.date(day: Int64($0)) } ?? ""
    case .money(let minorUnits, let currency):
      return DecimalText.grouped(minorUnits: minorUnits, currency: currency) + " " + currency
    case .probability(let ppm): return ppm.map(HundredthsText.percent) ?? ""
    case .length(let milliseconds): return LengthText.text(milliseconds, style.language)
    case .hex(let bytes): return HexText.text(bytes)
    case .group(let fields):
      return (fields ?? []).compactMap { $0.named(style) }
        .joined(separator: style.language.choose("，", ", "))
    case .groups(let rows):
      return rows.map { row in Field(key, .group(row)).shown(style) }
        .joined(separator: style.language.choose("；", "; "))
    case .json(let value): return value.line
    case .change(let old, let new):
      let texts = [old, new].map { $0.shown(style) }.map { $0.isEmpty ? "–" : $0 }
      return texts.joined(separator: " → ")
    case .blank(let word): return word.label(style.language)
    case .absent: return ""
    }
  }

  /// The value with its name before it, as a part of a longer text; nil when there is nothing.
  private func named(_ style: Style) -> String? {
    let text = shownInside(style)
    guard !text.isEmpty else { return nil }
    let heading = heading(style.language)
    switch value {
    case .group, .groups: return "\(heading) (\(text))"
    default: break
    }
    return style.language.choose("\(heading)：\(text)", "\(heading): \(text)")
  }

  /// As a part of a longer text: of a digest only as much as tells it from others.
  private func shownInside(_ style: Style) -> String {
    guard case .hex(let bytes) = value, bytes.count > Self.digestBytesShown else {
      return shown(style)
    }
    return HexText.text(bytes.prefix(Self.digestBytesShown)) + "…"
  }

  private static let digestBytesShown = 6

  /// Whether a table sets it flush right.
  var isNumeric: Bool {
    switch value {
    case .integer, .unsigned, .real, .money, .probability, .length: true
    default: false
    }
  }
}

extension JSONValue {
  init(fields: [Field]) {
    self = .object(fields.flatMap(\.members))
  }

  /// In a CSV cell: texts bare, nothing for null.
  fileprivate var cell: String {
    switch self {
    case .null: ""
    case .string(let text): text
    default: line
    }
  }
}
