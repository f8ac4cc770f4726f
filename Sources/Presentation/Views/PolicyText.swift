import Schema
import SwiftProtobuf

/// A policy document as a person edits it: strict proto3 JSON in the names of the schema, every
/// number, flag and text written out, and above the first field of each sort what it means.
struct PolicyText {
  private static let columnsMaximum = 100

  private var output = ""
  /// Fields that have been explained, by their kind and name.
  private var explained: Set<String> = []

  static func text(of document: PBPolicyDocument) throws -> String {
    var options = JSONEncodingOptions()
    options.preserveProtoFieldNames = true
    let json = try JSONParser.parse(document.jsonString(options: options))
    guard let kind = Lexicon.current.values["PolicyDocument"] else { return json.document }
    var text = PolicyText()
    text.write(json, as: kind, indentation: 0)
    return text.output + "\n"
  }

  // MARK: Members

  /// What stands in a message: each field with its value; nil: the field is left out.
  private static func members(
    _ value: JSONValue, _ kind: Lexicon.Kind
  ) -> [(field: Lexicon.Field, value: JSONValue)] {
    kind.fields.compactMap { field in
      written(value[field.name], field).map { (field, $0) }
    }
  }

  private static func written(_ value: JSONValue?, _ field: Lexicon.Field) -> JSONValue? {
    if field.isRepeated {
      return .array((value?.elements ?? []).map { number($0, field) ?? $0 })
    }
    if let value { return number(value, field) ?? value }
    switch field.form {
    case .unsigned, .signed, .zigzag, .share: return .integer(0)
    case .flag: return .bool(false)
    case .text, .identifier: return .string("")
    // No word and no group are other things than a first word and an empty group.
    case .word, .message, .digest, .moment, .day: return nil
    }
  }

  /// JSON of protobuf writes 64-bit numbers as texts.
  private static func number(_ value: JSONValue, _ field: Lexicon.Field) -> JSONValue? {
    guard field.form == .signed || field.form == .unsigned, let digits = value.text else {
      return nil
    }
    return .number(digits)
  }

  private static func kind(of field: Lexicon.Field) -> Lexicon.Kind? {
    field.form == .message ? Lexicon.current.values[field.of] : nil
  }

  // MARK: Writing

  private mutating func write(_ value: JSONValue, as kind: Lexicon.Kind, indentation: Int) {
    let line = Self.line(value, kind)
    let room = Self.columnsMaximum - indentation - DisplayWidth.of(line)
    if room >= 0, !hasNews(value, kind) {
      output += line
      return
    }
    let margin = String(repeating: " ", count: indentation + 2)
    output += "{"
    for (index, member) in Self.members(value, kind).enumerated() {
      output += index == 0 ? "\n" : ",\n"
      for comment in news(of: member.field, in: kind) { output += "\(margin)// \(comment)\n" }
      output += "\(margin)\"\(member.field.name)\": "
      write(member.value, of: member.field, indentation: indentation + 2)
    }
    output += "\n\(margin.dropLast(2))}"
  }

  private mutating func write(_ value: JSONValue, of field: Lexicon.Field, indentation: Int) {
    guard let kind = Self.kind(of: field) else {
      output += Self.spaced(value)
      return
    }
    guard field.isRepeated else { return write(value, as: kind, indentation: indentation) }
    let elements = value.elements ?? []
    guard !elements.isEmpty else {
      output += "[]"
      return
    }
    let margin = String(repeating: " ", count: indentation + 2)
    for (index, element) in elements.enumerated() {
      output += index == 0 ? "[\n\(margin)" : ",\n\(margin)"
      write(element, as: kind, indentation: indentation + 2)
    }
    output += "\n\(margin.dropLast(2))]"
  }

  /// A message on one line.
  private static func line(_ value: JSONValue, _ kind: Lexicon.Kind) -> String {
    let parts = members(value, kind).map { field, value -> String in
      guard let inner = Self.kind(of: field) else { return "\"\(field.name)\": \(spaced(value))" }
      let text =
        field.isRepeated
        ? "[" + (value.elements ?? []).map { line($0, inner) }.joined(separator: ", ") + "]"
        : line(value, inner)
      return "\"\(field.name)\": \(text)"
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }

  /// Anything that the lexicon does not take apart, on one line.
  private static func spaced(_ value: JSONValue) -> String {
    switch value {
    case .array(let elements): "[" + elements.map(spaced).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\"\($0.key)\": \(spaced($0.value))" }.joined(separator: ", ") + "}"
    case .null, .bool, .number, .string: value.line
    }
  }

  // MARK: Comments

  /// What a field means and which words it takes.
  private static func comments(on field: Lexicon.Field) -> [String] {
    var comments = field.explanation
    if comments.isEmpty, let kind = kind(of: field) { comments = kind.explanation }
    if field.form == .word, let words = Lexicon.current.words[field.of] {
      comments += wrapped("One of: " + words.map(\.code).joined(separator: ", ") + ".")
    }
    return comments
  }

  /// The comments on a field that stands there for the first time.
  private mutating func news(of field: Lexicon.Field, in kind: Lexicon.Kind) -> [String] {
    explained.insert("\(kind.message).\(field.name)").inserted ? Self.comments(on: field) : []
  }

  private func hasNews(_ value: JSONValue, _ kind: Lexicon.Kind) -> Bool {
    Self.members(value, kind).contains { field, value in
      if !explained.contains("\(kind.message).\(field.name)"), !Self.comments(on: field).isEmpty {
        return true
      }
      guard let inner = Self.kind(of: field) else { return false }
      return (field.isRepeated ? value.elements ?? [] : [value]).contains { hasNews($0, inner) }
    }
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + word.count > 88 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines
  }
}
