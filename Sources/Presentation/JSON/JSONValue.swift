/// A JSON value whose objects keep their members in order, so that output never depends on hashing.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// As written; numbers keep their digits and never pass through a double.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package static func integer(_ value: some BinaryInteger) -> JSONValue {
    .number(String(value))
  }

  /// The member of that name; nil for anything that is not an object holding it.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  package var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// What it is, for error messages.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension JSONValue {
  /// On one line, without spaces.
  package var line: String {
    var output = ""
    write(to: &output)
    return output
  }

  /// Over several lines, indented by two spaces, for people to edit.
  package var document: String {
    var output = ""
    write(to: &output, indentation: 0)
    return output + "\n"
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .number(let digits): output += digits
    case .string(let text): Self.write(text, to: &output)
    case .array(let elements):
      output += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { output += "," }
        element.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        Self.write(member.key, to: &output)
        output += ":"
        member.value.write(to: &output)
      }
      output += "}"
    }
  }

  private func write(to output: inout String, indentation: Int) {
    let margin = String(repeating: " ", count: indentation + 2)
    switch self {
    case .array(let elements) where !elements.isEmpty && !elements.allSatisfy(\.isScalar):
      for (index, element) in elements.enumerated() {
        output += index == 0 ? "[\n\(margin)" : ",\n\(margin)"
        element.write(to: &output, indentation: indentation + 2)
      }
      output += "\n\(margin.dropLast(2))]"
    case .object(let members) where members.count > 1 || !members.allSatisfy(\.value.isScalar):
      for (index, member) in members.enumerated() {
        output += index == 0 ? "{\n\(margin)" : ",\n\(margin)"
        Self.write(member.key, to: &output)
        output += ": "
        member.value.write(to: &output, indentation: indentation + 2)
      }
      output += "\n\(margin.dropLast(2))}"
    default:
      write(to: &output)
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029) ~= scalar.value:
        let hex = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
