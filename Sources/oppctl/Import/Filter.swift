import Presentation

/// What happens to a value on its way from a column into a command.
enum Filter {
  /// The value unless it is blank; `default:$name` takes a constant.
  case standard(String)
  case trim
  case lower
  case upper
  /// As an identifier: lower case, every run of other characters one hyphen.
  case slug
  /// Looked up in a table of the mapping; `*` in the table stands for all other values, and as a
  /// word for the value itself.
  case translate(table: String, words: [String: String])
  /// A time as milliseconds since 1970 UTC.
  case time(DateFormat)
  /// A day as `YYYY-MM-DD`.
  case day(DateFormat)
  case after(String)
  case before(String)

  private static let identifierBytesMaximum = 64

  /// Reads `name` or `name:argument`.
  ///
  /// - Throws: ``MappingError`` for a filter that does not exist or lacks its argument.
  init(_ text: String, in scope: MappingScope, path: String) throws(MappingError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].trimmed
    let argument = parts.count == 2 ? String(parts[1]) : nil
    func required() throws(MappingError) -> String {
      guard let argument, !argument.isEmpty else {
        throw MappingError(message: "the filter '\(name)' needs an argument", path: path)
      }
      return argument
    }
    switch name {
    case "default":
      guard let argument, argument.hasPrefix("$") else {
        self = .standard(argument ?? "")
        return
      }
      guard let constant = scope.constants[String(argument.dropFirst())] else {
        throw MappingError(message: "there is no constant '\(argument)'", path: path)
      }
      self = .standard(constant)
    case "trim": self = .trim
    case "lower": self = .lower
    case "upper": self = .upper
    case "slug": self = .slug
    case "after": self = .after(try required())
    case "before": self = .before(try required())
    case "time":
      self = .time(
        try DateFormat(argument, utcOffsetMinutes: scope.utcOffsetMinutes, path: path))
    case "day":
      self = .day(try DateFormat(argument, utcOffsetMinutes: scope.utcOffsetMinutes, path: path))
    case "translate":
      let table = try required()
      guard let words = scope.tables[table] else {
        throw MappingError(message: "there is no table '\(table)' in \"tables\"", path: path)
      }
      self = .translate(table: table, words: words)
    default:
      throw MappingError(
        message: """
          there is no filter '\(name)'; there are default, trim, lower, upper, slug, after, \
          before, time, day, translate
          """,
        path: path)
    }
  }

  /// - Throws: ``ValueError`` when the value does not fit.
  func apply(to value: String) throws(ValueError) -> String {
    switch self {
    case .standard(let text): return value.trimmed.isEmpty ? text : value
    case .trim: return value.trimmed
    case .lower: return value.lowercased()
    case .upper: return value.uppercased()
    case .slug: return Self.slug(value)
    case .after(let mark):
      guard let range = value.firstRange(of: mark) else { return value }
      return String(value[range.upperBound...])
    case .before(let mark):
      guard let range = value.firstRange(of: mark) else { return value }
      return String(value[..<range.lowerBound])
    case .translate(let table, let words):
      guard let word = words[value] ?? words["*"] else {
        throw ValueError(message: "the table '\(table)' has no word for '\(value)'")
      }
      return word == "*" ? value : word
    case .time(let format):
      return value.trimmed.isEmpty ? "" : String(try format.milliseconds(value))
    case .day(let format):
      return value.trimmed.isEmpty ? "" : try format.day(value)
    }
  }

  /// Letters of any script stay: identifiers may be Chinese.
  static func slug(_ text: String) -> String {
    var output = ""
    for character in text.lowercased() {
      let isKept = character.isLetter || character.isNumber || "._".contains(character)
      if isKept {
        output.append(character)
      } else if !output.isEmpty, output.last != "-" {
        output.append("-")
      }
    }
    while output.last == "-" { output.removeLast() }
    while output.utf8.count > identifierBytesMaximum { output.removeLast() }
    return output
  }
}

/// How dates are written in a column: ISO 8601, or a pattern such as `DD/MM/YYYY HH:mm`.
struct DateFormat: Equatable {
  /// nil: ISO 8601.
  private let pattern: [Character]?
  private let text: String
  private let utcOffsetMinutes: Int

  /// - Throws: ``MappingError`` for a pattern without a whole date.
  init(_ pattern: String?, utcOffsetMinutes: Int, path: String) throws(MappingError) {
    text = pattern ?? "ISO 8601"
    self.utcOffsetMinutes = utcOffsetMinutes
    guard let pattern, pattern != "iso" else {
      self.pattern = nil
      return
    }
    for part in ["YYYY", "MM", "DD"] where !pattern.contains(part) {
      throw MappingError(
        message: "the date pattern '\(pattern)' lacks \(part) (YYYY MM DD HH mm ss)", path: path)
    }
    self.pattern = Array(pattern)
  }

  /// - Throws: ``ValueError``.
  func milliseconds(_ value: String) throws(ValueError) -> Int64 {
    guard let moment = CalendarText.parseMoment(iso(value), utcOffsetMinutes: utcOffsetMinutes)
    else { throw ValueError(message: "'\(value)' is no time of the form \(text)") }
    return moment
  }

  /// The day as it is written, whatever the zone.
  func day(_ value: String) throws(ValueError) -> String {
    let day = String(iso(value).trimmed.prefix(10))
    guard CalendarText.parseDay(day) != nil else {
      throw ValueError(message: "'\(value)' is no date of the form \(text)")
    }
    return day
  }

  /// The value rewritten as ISO 8601; anything that does not match comes out unreadable.
  private func iso(_ value: String) -> String {
    guard let pattern else { return value }
    let characters = Array(value.trimmed)
    var parts: [Character: String] = [:]
    guard characters.count == pattern.count else { return "" }
    for (mark, character) in zip(pattern, characters) {
      if "YMDHms".contains(mark) {
        parts[mark, default: ""].append(character)
      } else if mark != character {
        return ""
      }
    }
    let date = "\(parts["Y"] ?? "")-\(parts["M"] ?? "")-\(parts["D"] ?? "")"
    guard let hour = parts["H"] else { return date }
    return "\(date)T\(hour):\(parts["m"] ?? "00"):\(parts["s"] ?? "00")"
  }
}
