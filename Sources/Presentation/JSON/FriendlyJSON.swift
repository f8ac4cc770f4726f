import FoundationEssentials
import Schema
package import SwiftProtobuf

/// What is wrong with a JSON document as a message, and in which field.
package struct FieldError: Error, Equatable, CustomStringConvertible {
  package let message: String
  /// Path such as `createOpportunity.amount.currency`; empty: the whole.
  package let field: String

  package init(message: String, field: String) {
    self.message = message
    self.field = field
  }

  package var description: String { field.isEmpty ? message : "\(field): \(message)" }
}

/// Proto3 JSON in the forms people write, turned into messages.
///
/// Beyond proto3 JSON it takes: ids as UUID texts, digests as hexadecimal texts, `*Ms` fields as
/// ISO 8601 texts, days as `YYYY-MM-DD`, money as `{"value": "1234.50", "currency": "CNY"}`, and
/// the plain words of enums (`"quoted"` for `STAGE_QUOTED`).
package enum FriendlyJSON {
  /// - Throws: ``FieldError`` naming the first field that does not fit.
  package static func message<M: Message>(
    _ type: M.Type, from value: JSONValue
  ) throws(FieldError) -> M {
    let plain = try canonical(value, path: [])
    do {
      return try M(jsonString: plain.line)
    } catch {
      throw FieldFault.found(by: error, reading: type, from: plain)
    }
  }

  // MARK: Friendly forms

  private static func canonical(
    _ value: JSONValue, path: [String]
  ) throws(FieldError) -> JSONValue {
    switch value {
    case .object(let members):
      if let money = try money(members, path: path) { return money }
      var canonicalMembers: [JSONValue.Member] = []
      for member in members {
        let below = path + [member.key]
        canonicalMembers.append(.init(member.key, try canonical(member.value, path: below)))
      }
      return .object(canonicalMembers)
    case .array(let elements):
      var canonicalElements: [JSONValue] = []
      for element in elements {
        canonicalElements.append(try canonical(element, path: path))
      }
      return .array(canonicalElements)
    case .string(let text):
      return try canonical(text, path: path)
    case .null, .bool, .number:
      return value
    }
  }

  private static func canonical(_ text: String, path: [String]) throws(FieldError) -> JSONValue {
    switch form(of: path) {
    case .identity:
      guard text.utf8.count == 36 || text.utf8.count == 32 else { break }
      guard let bytes = Hexadecimal.bytes(text.replacing("-", with: "")) else {
        throw FieldError(message: "'\(text)' is not a UUID", field: path.joined(separator: "."))
      }
      return .string(Data(bytes).base64EncodedString())
    case .digest:
      guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text) else { break }
      return .string(Data(bytes).base64EncodedString())
    case .moment:
      guard Int64(text) == nil else { break }
      guard let moment = CalendarText.parseMoment(text) else {
        throw FieldError(
          message: "'\(text)' is no ISO 8601 time such as 2026-03-01T09:30+08:00",
          field: path.joined(separator: "."))
      }
      // What is recorded stays: a rep's ten o'clock must not become ten o'clock in Greenwich.
      guard CalendarText.namesZone(text) else {
        throw FieldError(
          message:
            "'\(text)' names no zone, and is another moment in each: write 2026-03-01T09:30+08:00, or Z for UTC",
          field: path.joined(separator: "."))
      }
      return .string(String(moment))
    case .day:
      guard Int32(text) == nil else { break }
      guard let day = CalendarText.parseDay(text) else {
        throw FieldError(
          message: "'\(text)' is no date such as 2026-03-01", field: path.joined(separator: "."))
      }
      return .integer(day)
    case .actorKind:
      let word = text.uppercased()
      return .string(word.hasPrefix("KIND_") ? word : "KIND_" + word)
    case .word(let list):
      return .string(word(text, of: list)?.schemaName ?? text)
    case nil:
      break
    }
    return .string(text)
  }

  /// The word of a list that `text` means: by its code, its Chinese name or its name in the schema,
  /// with or without what those all begin with; nil: none.
  static func word(_ text: String, of list: String) -> Lexicon.Word? {
    let words = Lexicon.current.words[list] ?? []
    if let word = words.first(where: { $0.code == text.lowercased() || $0.zh == text }) {
      return word
    }
    // Grades are capital letters.
    let written = text.uppercased().replacing("-", with: "_")
    return words.first { $0.schemaName == written || $0.schemaName.hasSuffix("_" + written) }
  }

  /// What people may write in a field.
  private enum Form {
    case identity, digest, moment, day, actorKind
    /// One of the words of this list.
    case word(of: String)
  }

  /// By what the lexicon says of the field at `path`, in a command or a policy document.
  private static func form(of path: [String]) -> Form? {
    if let form = envelope[path.map(snake).joined(separator: ".")] { return form }
    let field = place(of: path).field
    switch field?.form {
    case .digest: return .digest
    case .moment: return .moment
    case .day: return .day
    case .word: return .word(of: field?.of ?? "")
    default: return nil
    }
  }

  /// What the lexicon says of `path`, in a command or a policy document: the field there, and the kind
  /// of message that it is in; nil where there is none.
  static func place(of path: [String]) -> (field: Lexicon.Field?, in: Lexicon.Kind?) {
    // Elements of lists are told by their number.
    let names = path.filter { Int($0) == nil }.map(snake)
    guard let first = names.first else { return (nil, nil) }
    let command = Lexicon.current.command(named: first)
    var kind = command ?? Lexicon.current.values[policy]
    var around: Lexicon.Kind?
    var field: Lexicon.Field?
    for name in command == nil ? names[...] : names.dropFirst() {
      around = kind
      field = kind?.fields.first { $0.name == name }
      kind = field.flatMap { $0.form == .message ? Lexicon.current.values[$0.of] : nil }
    }
    return (field, around)
  }

  private static let policy = "PolicyDocument"

  /// The fields around a command, which no kind has.
  private static let envelope: [String: Form] = [
    "command_id": .identity, "correlation_id": .identity, "occurred_at_ms": .moment,
    "actor.kind": .actorKind,
  ]

  /// Both spellings that proto3 JSON takes, as the schema writes them.
  static func snake(_ name: String) -> String {
    var snake = ""
    for character in name {
      if character.isUppercase, !snake.isEmpty { snake.append("_") }
      snake += character.lowercased()
    }
    return snake
  }

  /// An amount with as many decimals as the currency has.
  private static func example(of currency: String) -> String {
    DecimalText.plain(minorUnits: 123_450, currency: currency)
  }

  /// `{"value": "1234.50", "currency": "CNY"}` as minor units; nil for any other object.
  private static func money(
    _ members: [JSONValue.Member], path: [String]
  ) throws(FieldError) -> JSONValue? {
    let object = JSONValue.object(members)
    guard members.count == 2, let value = object["value"], let currency = object["currency"]?.text
    else { return nil }
    let written: String
    switch value {
    case .string(let text), .number(let text): written = text
    default: return nil
    }
    guard let minorUnits = DecimalText.minorUnits(written, currency: currency) else {
      throw FieldError(
        message: "'\(written)' is no amount of \(currency) such as \(example(of: currency))",
        field: (path + ["value"]).joined(separator: "."))
    }
    return .object([
      .init("minorUnits", .string(String(minorUnits))), .init("currency", .string(currency)),
    ])
  }
}

enum Hexadecimal {
  /// The bytes of an even number of hexadecimal digits; nil for anything else.
  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? bytes : nil
  }
}
