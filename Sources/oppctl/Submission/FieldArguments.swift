import Presentation
import Schema

/// `--field value` pairs of a command line, turned into the JSON of one kind of command.
///
/// A field of a message inside another is written with a dot: `--basis.need true`. A repeated field
/// is given several times. Whole messages may be given as JSON.
struct FieldArguments {
  let kind: Lexicon.Kind

  struct Fault: Error, Equatable {
    let message: String
  }

  /// - Throws: ``Fault`` that names the argument and what may stand there.
  func body(_ arguments: [String]) throws(Fault) -> JSONValue {
    var given: [(path: [String], value: String)] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        throw Fault(message: "'\(argument)' is no field: write --field value")
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1)
      let path = parts[0].replacing("-", with: "_").split(separator: ".").map(String.init)
      if parts.count == 2 {
        given.append((path, String(parts[1])))
      } else if let value = rest.popFirst() {
        given.append((path, value))
      } else {
        throw Fault(message: "'\(argument)' has no value behind it")
      }
    }
    return try object(of: kind, given, below: "")
  }

  private func object(
    of kind: Lexicon.Kind, _ given: [(path: [String], value: String)], below prefix: String
  ) throws(Fault) -> JSONValue {
    for argument in given where Self.field(argument.path[0], of: kind) == nil {
      let known = kind.fields.map { "--\(prefix)\(Self.option($0))" }
      throw Fault(
        message: """
          \(kind.name.replacing("_", with: "-")) has no field --\(prefix)\(argument.path[0]); it has \
          \(known.joined(separator: " "))
          """)
    }
    var members: [JSONValue.Member] = []
    for field in kind.fields {
      let mine = given.filter { Self.field($0.path[0], of: kind)?.number == field.number }
      if mine.isEmpty { continue }
      members.append(.init(field.name, try value(of: field, mine, below: prefix)))
    }
    return .object(members)
  }

  private func value(
    of field: Lexicon.Field, _ given: [(path: [String], value: String)], below prefix: String
  ) throws(Fault) -> JSONValue {
    let name = "--\(prefix)\(Self.option(field))"
    if field.form == .message, given[0].path.count > 1, !field.isRepeated {
      guard let inner = Lexicon.current.values[field.of] else {
        throw Fault(message: "\(name) is given whole, as in --amount '1234.50 CNY'")
      }
      let below = given.map { (path: Array($0.path.dropFirst()), value: $0.value) }
      guard below.allSatisfy({ !$0.path.isEmpty }) else {
        throw Fault(message: "\(name) is given whole and in parts; choose one")
      }
      return try object(of: inner, below, below: "\(prefix)\(Self.option(field)).")
    }
    var values: [JSONValue] = []
    for argument in given {
      guard argument.path.count == 1 else {
        throw Fault(
          message: field.isRepeated && field.form == .message
            ? "\(name) is given whole, once for each: as part=value,part=value or as JSON"
            : "\(name) has no parts that can be given one by one")
      }
      values.append(try one(field, argument.value, name))
    }
    if field.isRepeated { return .array(values) }
    guard values.count == 1 else { throw Fault(message: "\(name) is given \(values.count) times") }
    return values[0]
  }

  private func one(
    _ field: Lexicon.Field, _ text: String, _ name: String
  ) throws(Fault) -> JSONValue {
    switch field.form {
    case .text, .identifier, .digest, .moment, .day: return .string(text)
    case .flag:
      switch text {
      case "true", "yes", "是": return .bool(true)
      case "false", "no", "否": return .bool(false)
      default: throw Fault(message: "\(name) takes true or false, not '\(text)'")
      }
    case .signed, .unsigned, .zigzag, .share:
      guard Int64(text) != nil || UInt64(text) != nil else {
        throw Fault(message: "\(name) takes a whole number, not '\(text)'")
      }
      return .number(text)
    case .word:
      let words = Lexicon.current.words[field.of] ?? []
      guard
        let word = words.first(where: {
          $0.code.lowercased() == text.lowercased() || $0.zh == text || $0.schemaName == text
        })
      else {
        throw Fault(
          message:
            "\(name) takes one of \(words.map(\.code).joined(separator: " ")), not '\(text)'")
      }
      return .string(word.schemaName)
    case .message: return try message(field, text, name)
    }
  }

  private func message(
    _ field: Lexicon.Field, _ text: String, _ name: String
  ) throws(Fault) -> JSONValue {
    if field.of == "Money" {
      let parts = text.split(separator: " ")
      if parts.count == 2 {
        return .object([
          .init("value", .string(String(parts[0]))), .init("currency", .string(String(parts[1]))),
        ])
      }
    }
    if text.first != "{", field.of != "Money", let inner = Lexicon.current.values[field.of] {
      return try parts(text, of: inner, name)
    }
    do {
      return try JSONParser.parse(text)
    } catch {
      let form =
        field.of == "Money" ? "an amount and a currency, as in '1234.50 CNY'" : "JSON"
      throw Fault(message: "\(name) takes \(form): \(error.message)")
    }
  }

  /// `part=value,part=value`, each value as an option takes it; a text with a comma needs JSON.
  private func parts(
    _ text: String, of inner: Lexicon.Kind, _ name: String
  ) throws(Fault) -> JSONValue {
    var given: [(path: [String], value: String)] = []
    for part in text.split(separator: ",") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else {
        let known = inner.fields.map { "\(Self.option($0))=…" }.joined(separator: ",")
        throw Fault(message: "\(name): '\(part)' is not part=value; the parts are \(known)")
      }
      let part = halves[0].filter { $0 != " " }.replacing("-", with: "_")
      given.append((path: [part], value: String(halves[1])))
    }
    return try object(of: inner, given, below: "\(name.dropFirst(2)).")
  }

  /// By its whole name, or without the unit that its form says already.
  static func field(_ name: String, of kind: Lexicon.Kind) -> Lexicon.Field? {
    kind.fields.first { $0.name == name } ?? kind.fields.first { $0.title == name }
  }

  static func option(_ field: Lexicon.Field) -> String { field.title.replacing("_", with: "-") }
}
