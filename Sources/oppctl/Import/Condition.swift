import Presentation

/// Which rows a rule is for. All parts must hold; without parts it holds for every row.
struct Condition {
  private enum Part {
    /// The column's value is one of these, or, negated, none of these.
    case oneOf(column: Int, values: Set<String>, negated: Bool)
    /// Both texts are the same, or, negated, are not.
    case same(Template, Template, negated: Bool)
  }

  private let parts: [Part]

  /// Reads `{"column": "value" | ["a", "b"] | {"not": …}, "$same": [t, t], "$differ": [t, t]}`.
  ///
  /// - Throws: ``MappingError``.
  init(_ value: JSONValue?, in scope: MappingScope, path: String) throws(MappingError) {
    guard let value else {
      parts = []
      return
    }
    guard let members = value.members else {
      throw MappingError(message: "\"when\" is an object of columns and values", path: path)
    }
    var parts: [Part] = []
    for member in members {
      let below = "\(path).\(member.key)"
      if member.key == "$same" || member.key == "$differ" {
        guard let texts = member.value.elements?.compactMap(\.text), texts.count == 2 else {
          throw MappingError(message: "takes a list of two templates", path: below)
        }
        parts.append(
          .same(
            try Template(texts[0], in: scope, path: below),
            try Template(texts[1], in: scope, path: below),
            negated: member.key == "$differ"))
        continue
      }
      guard let column = scope.columns[member.key] else {
        throw MappingError(message: "the file has no column '\(member.key)'", path: path)
      }
      let excluded = member.value["not"]
      parts.append(
        .oneOf(
          column: column, values: try Self.values(excluded ?? member.value, path: below),
          negated: excluded != nil))
    }
    self.parts = parts
  }

  private static func values(
    _ value: JSONValue, path: String
  ) throws(MappingError) -> Set<String> {
    if let text = value.text { return [text] }
    if let elements = value.elements {
      let texts = elements.compactMap(\.text)
      if texts.count == elements.count { return Set(texts) }
    }
    throw MappingError(message: "takes a text, a list of texts, or {\"not\": …}", path: path)
  }

  /// - Throws: ``ValueError`` when a template of it does not fit the row.
  func holds(for row: [String]) throws(ValueError) -> Bool {
    for part in parts {
      switch part {
      case .oneOf(let column, let values, let negated):
        if values.contains(row[column]) == negated { return false }
      case .same(let left, let right, let negated):
        let isSame = try left.text(for: row) == right.text(for: row)
        if isSame == negated { return false }
      }
    }
    return true
  }
}
