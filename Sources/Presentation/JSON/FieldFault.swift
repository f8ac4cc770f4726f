import Schema
import SwiftProtobuf

/// Where a JSON document does not fit its message, and what would fit there.
enum FieldFault {
  /// - Parameters:
  ///   - error: why the whole cannot be read.
  ///   - value: the whole, in the forms that proto3 JSON takes.
  static func found<M: Message>(
    by error: any Error, reading type: M.Type, from value: JSONValue
  ) -> FieldError {
    let path = firstFault(of: type, in: value, path: []) { $0 }
    return FieldError(
      message: explain(error, at: path, inCommand: type is PBCommand.Type),
      field: path.joined(separator: "."))
  }

  /// The path of the first value that is refused when it stands alone in the message.
  private static func firstFault<M: Message>(
    of type: M.Type, in value: JSONValue, path: [String], _ wrap: @escaping (JSONValue) -> JSONValue
  ) -> [String] {
    switch value {
    case .object(let members):
      for member in members {
        let wrapMember = { (inner: JSONValue) in wrap(.object([.init(member.key, inner)])) }
        guard !isReadable(type, wrapMember(member.value)) else { continue }
        let below = path + [member.key]
        // A name that is unknown is the fault itself, whatever stands below it.
        guard isReadable(type, wrapMember(emptied(member.value))) else { return below }
        return firstFault(of: type, in: member.value, path: below, wrapMember)
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

  private static func emptied(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object: .object([])
    case .array: .array([])
    default: value
    }
  }

  private static func isReadable<M: Message>(_ type: M.Type, _ value: JSONValue) -> Bool {
    // Why it cannot be read is told by the error of the whole message.
    (try? M(jsonString: value.line)) != nil
  }

  private static func explain(
    _ error: any Error, at path: [String], inCommand: Bool
  ) -> String {
    guard let error = error as? JSONDecodingError else { return "\(error)" }
    switch error {
    case .unknownField: return "no such field" + fields(at: path, inCommand)
    case .unrecognizedEnumValue:
      return "no such word in the catalogue of this field" + words(at: path)
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

  /// Which words would fit.
  private static func words(at path: [String]) -> String {
    guard let field = FriendlyJSON.place(of: path).field, field.form == .word,
      let words = Lexicon.current.words[field.of]
    else { return "" }
    return "; it takes one of \(words.map(\.code).joined(separator: ", "))"
  }

  /// Which fields would fit.
  private static func fields(at path: [String], _ inCommand: Bool) -> String {
    if inCommand, path.count == 1 {
      return "; a command is told by its kind, such as createOpportunity: 'oppctl do' lists them"
    }
    guard let kind = FriendlyJSON.place(of: path).in else { return "" }
    return "; there are \(kind.fields.map { camel($0.name) }.joined(separator: ", "))"
  }

  /// As proto3 JSON writes it.
  private static func camel(_ name: String) -> String {
    let parts = name.split(separator: "_")
    let rest = parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return String(parts[0]) + rest.joined()
  }
}
