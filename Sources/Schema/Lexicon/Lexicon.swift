/// The sales language as data: every kind of command and event with its fields, its words and what
/// people call them, for programs that show or ask for any of them without knowing it.
///
/// Made from the schemas (see `tools/language/lexicon.py`), so it cannot lag behind them.
package struct Lexicon: Sendable {
  package static let current = Lexicon(source)

  /// In order of their numbers.
  package private(set) var commands: [Kind] = []
  package private(set) var events: [Kind] = []
  /// Messages inside others, by their names in the schema.
  package private(set) var values: [String: Kind] = [:]
  /// Closed lists of words, by their names in the schema.
  package private(set) var words: [String: [Word]] = [:]

  package struct Kind: Sendable {
    /// As in JSON and on command lines, words joined by `_`: `log_follow_up`.
    package let name: String
    /// In the schema: `LogFollowUp`.
    package let message: String
    /// Of the field that holds it in a command or a record.
    package let number: UInt32
    package let zh: String
    package let en: String
    package fileprivate(set) var explanation: [String] = []
    package fileprivate(set) var fields: [Field] = []
  }

  package struct Field: Sendable {
    package let number: UInt32
    package let name: String
    package let form: Form
    /// What an identifier names, a message is, or a word is one of; empty otherwise.
    package let of: String
    package let isRepeated: Bool
    package let isRequired: Bool
    package fileprivate(set) var explanation: [String] = []

    /// Its name where people read it: without the unit that its form says already.
    package var title: String {
      switch form {
      case .moment where name.hasSuffix("_ms"): String(name.dropLast(3))
      case .day where name.hasSuffix("_day"): String(name.dropLast(4))
      case .share where name.hasSuffix("_ppm"): String(name.dropLast(4))
      default: name
      }
    }
  }

  /// How a field stands on the wire and what it means to people.
  package enum Form: String, Sendable {
    case text, digest, flag, signed, unsigned, zigzag, word, message, identifier
    /// Milliseconds since 1970 UTC.
    case moment
    /// Days since 1970-01-01.
    case day
    /// Parts per million.
    case share
  }

  package struct Word: Sendable {
    package let number: UInt64
    /// As people write it: `quoted`, `A`.
    package let code: String
    /// In the schema: `STAGE_QUOTED`.
    package let schemaName: String
    package let zh: String
    package let en: String
  }

  package func command(named name: String) -> Kind? { commands.first { $0.name == name } }

  package func event(number: UInt32) -> Kind? { events.first { $0.number == number } }
}

// MARK: - Reading its text

extension Lexicon {
  init(_ source: String) {
    var reader = LexiconReader()
    for line in source.split(separator: "\n") { reader.take(line) }
    reader.finish()
    commands = reader.kinds["command"] ?? []
    events = reader.kinds["event"] ?? []
    // A command may hold another: who qualifies a lead says what opportunity it becomes.
    values = Dictionary(
      (commands + (reader.kinds["value"] ?? [])).map { ($0.message, $0) },
      uniquingKeysWith: { first, _ in first })
    words = reader.words
  }
}

/// The text is part of the program, so a line that cannot be read is a bug and traps.
private struct LexiconReader {
  var kinds: [String: [Lexicon.Kind]] = [:]
  var words: [String: [Lexicon.Word]] = [:]
  private var role = ""
  private var kind: Lexicon.Kind?
  private var list = ""

  mutating func take(_ line: Substring) {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = parts.count > 1 ? parts[1] : ""
    switch parts[0] {
    case "kind": begin(rest)
    case "doc": explain(rest)
    case "field": addField(rest)
    case "words": list = rest
    case "word": addWord(rest)
    default: preconditionFailure("the lexicon has no line '\(line)'")
    }
  }

  mutating func finish() {
    if let kind { kinds[role, default: []].append(kind) }
    kind = nil
  }

  private mutating func begin(_ rest: String) {
    finish()
    let parts = rest.split(separator: " ", maxSplits: 4).map(String.init)
    role = parts[0]
    let (zh, en) = Self.both(parts[4])
    kind = Lexicon.Kind(
      name: parts[2], message: parts[3], number: Self.number(parts[1]), zh: zh, en: en)
  }

  private mutating func explain(_ text: String) {
    if let last = kind?.fields.indices.last {
      kind?.fields[last].explanation.append(text)
    } else {
      kind?.explanation.append(text)
    }
  }

  private mutating func addField(_ rest: String) {
    let parts = rest.split(separator: " ").map(String.init)
    guard let form = Lexicon.Form(rawValue: parts[2]) else {
      preconditionFailure("the lexicon has no form '\(parts[2])'")
    }
    kind?.fields.append(
      Lexicon.Field(
        number: Self.number(parts[0]), name: parts[1], form: form,
        of: parts[3] == "-" ? "" : parts[3], isRepeated: parts[4] == "repeated",
        isRequired: parts[4] == "required"))
  }

  private mutating func addWord(_ rest: String) {
    let parts = rest.split(separator: " ", maxSplits: 3).map(String.init)
    let (zh, en) = Self.both(parts[3])
    words[list, default: []].append(
      Lexicon.Word(
        number: UInt64(Self.number(parts[0])), code: parts[1], schemaName: parts[2], zh: zh, en: en)
    )
  }

  private static func both(_ text: String) -> (zh: String, en: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : "")
  }

  private static func number(_ text: String) -> UInt32 {
    guard let number = UInt32(text) else { preconditionFailure("'\(text)' is no number") }
    return number
  }
}
