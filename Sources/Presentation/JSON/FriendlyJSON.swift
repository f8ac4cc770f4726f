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
      let path = firstFault(of: type, in: plain, path: []) { $0 }
      throw FieldError(message: explain(error), field: path.joined(separator: "."))
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
    let names = path.map(snake)
    if let form = envelope[names.joined(separator: ".")] { return form }
    guard let first = names.first, names.count > 1 || Lexicon.current.values[policy] != nil else {
      return nil
    }
    var kind = Lexicon.current.command(named: first)
    var rest = names.dropFirst()
    if kind == nil {
      kind = Lexicon.current.values[policy]
      rest = names[...]
    }
    var field: Lexicon.Field?
    for name in rest {
      field = kind?.fields.first { $0.name == name }
      kind = field.flatMap { $0.form == .message ? Lexicon.current.values[$0.of] : nil }
    }
    switch field?.form {
    case .digest: return .digest
    case .moment: return .moment
    case .day: return .day
    case .word: return .word(of: field?.of ?? "")
    default: return nil
    }
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
        message: "'\(written)' is no amount of \(currency) such as 1234.50",
        field: (path + ["value"]).joined(separator: "."))
    }
    return .object([
      .init("minorUnits", .string(String(minorUnits))), .init("currency", .string(currency)),
    ])
  }

  // MARK: Faults

  /// The path of the first value that is refused when it stands alone in the message.
  private static func firstFault<M: Message>(
    of type: M.Type, in value: JSONValue, path: [String], _ wrap: @escaping (JSONValue) -> JSONValue
  ) -> [String] {
    switch value {
    case .object(let members):
      for member in members {
        let wrapMember = { (inner: JSONValue) in wrap(.object([.init(member.key, inner)])) }
        if !isReadable(type, wrapMember(member.value)) {
          return firstFault(of: type, in: member.value, path: path + [member.key], wrapMember)
        }
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        let wrapElement = { (inner: JSONValue) in wrap(.array([inner])) }
        if !isReadable(type, wrapElement(element)) {
          return firstFault(of: type, in: element, path: path + ["\(index)"], wrapElement)
        }
      }
    case .null, .bool, .number, .string: break
    }
    return path
  }

  private static func isReadable<M: Message>(_ type: M.Type, _ value: JSONValue) -> Bool {
    // Why it cannot be read is told by the error of the whole message.
    (try? M(jsonString: value.line)) != nil
  }

  private static func explain(_ error: any Error) -> String {
    guard let error = error as? JSONDecodingError else { return "\(error)" }
    switch error {
    case .unknownField: return "no such field"
    case .unrecognizedEnumValue: return "no such word in the catalogue of this field"
    case .malformedNumber, .leadingZero: return "not a number"
    case .numberRange: return "the number is out of range"
    case .malformedBool: return "neither true nor false"
    case .malformedString: return "not a text (bytes are base64)"
    case .conflictingOneOf: return "two commands in one; name one"
    case .illegalNull: return "null is not allowed here"
    case .failure, .schemaMismatch: return "not of the kind this field takes"
    default: return "cannot be read (\(error))"
    }
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
