package import Schema
import SwiftProtobuf

/// One place where two policy documents say different things.
package struct PolicyDifference: Hashable, Sendable {
  /// As in the faults of a document, but entries of lists by what names them:
  /// `stages[quoted].planned_day`.
  package let path: String
  /// nil: it is not there.
  package let old: JSONValue?
  package let new: JSONValue?
}

/// Compares policy documents field by field, as the schema lists them.
package struct PolicyComparison {
  private var found: [PolicyDifference] = []

  /// Where the documents differ, in the order of the schema; what is left out of both is equal.
  package static func differences(
    from old: PBPolicyDocument, to new: PBPolicyDocument
  ) throws -> [PolicyDifference] {
    var options = JSONEncodingOptions()
    options.preserveProtoFieldNames = true
    var comparison = PolicyComparison()
    comparison.compare(
      try JSONParser.parse(old.jsonString(options: options)),
      try JSONParser.parse(new.jsonString(options: options)),
      as: Lexicon.current.values["PolicyDocument"], at: "")
    return comparison.found
  }

  /// Compares two messages of a kind; nil for the kinds that the lexicon does not take apart.
  private mutating func compare(
    _ old: JSONValue?, _ new: JSONValue?, as kind: Lexicon.Kind?, at path: String
  ) {
    guard let kind, let old, let new else {
      if old != new { found.append(PolicyDifference(path: path, old: old, new: new)) }
      return
    }
    for field in kind.fields {
      let place = path.isEmpty ? field.name : "\(path).\(field.name)"
      let inner = field.form == .message ? Lexicon.current.values[field.of] : nil
      if field.form == .message, field.isRepeated {
        compareLists(
          old[field.name]?.elements ?? [], new[field.name]?.elements ?? [], as: inner, at: place)
      } else if field.form == .message {
        compare(old[field.name], new[field.name], as: inner, at: place)
      } else {
        let before = Self.plain(old[field.name], field)
        let after = Self.plain(new[field.name], field)
        if before != after {
          found.append(PolicyDifference(path: place, old: before, new: after))
        }
      }
    }
  }

  private mutating func compareLists(
    _ old: [JSONValue], _ new: [JSONValue], as kind: Lexicon.Kind?, at path: String
  ) {
    let before = Self.named(old, kind)
    let after = Self.named(new, kind)
    let later = Dictionary(after, uniquingKeysWith: { first, _ in first })
    let earlier = Set(before.map(\.0))
    for (name, entry) in before {
      compare(entry, later[name], as: kind, at: "\(path)[\(name)]")
    }
    for (name, entry) in after where !earlier.contains(name) {
      compare(nil, entry, as: kind, at: "\(path)[\(name)]")
    }
  }

  /// What tells the entries of a list apart.
  private static let names = ["code", "kind", "stage", "grade", "customer_kind", "tag"]

  /// Each entry under its name, or under its place where names are missing or not unique.
  private static func named(
    _ entries: [JSONValue], _ kind: Lexicon.Kind?
  ) -> [(String, JSONValue)] {
    let field = kind?.fields.first { names.contains($0.name) && !$0.isRepeated }
    let keys = entries.enumerated().map { index, entry -> String in
      guard let field else { return "\(index)" }
      let value = plain(entry[field.name], field)
      let text = value?.text ?? value?.line ?? ""
      return text.isEmpty ? "none" : text
    }
    guard Set(keys).count == keys.count else {
      return entries.enumerated().map { ("\($0)", $1) }
    }
    return Array(zip(keys, entries))
  }

  /// A value as people write it: words by their codes, numbers as numbers, nothing where JSON leaves
  /// a zero out.
  private static func plain(_ value: JSONValue?, _ field: Lexicon.Field) -> JSONValue? {
    if field.isRepeated {
      return .array((value?.elements ?? []).compactMap { single($0, field) })
    }
    return single(value, field)
  }

  private static func single(_ value: JSONValue?, _ field: Lexicon.Field) -> JSONValue? {
    switch field.form {
    case .word:
      guard let name = value?.text else { return nil }
      let word = Lexicon.current.words[field.of]?.first { $0.schemaName == name }
      return .string(word?.code ?? name)
    case .unsigned, .signed, .zigzag, .share, .moment, .day:
      if case .string(let digits)? = value { return .number(digits) }
      return value ?? .integer(0)
    case .flag: return value ?? .bool(false)
    case .text, .identifier, .digest, .message: return value ?? .string("")
    }
  }
}
