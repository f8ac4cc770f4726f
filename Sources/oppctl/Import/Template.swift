import Presentation

/// A text with places for values of a row: `applicant-{opp_id}`, `{amount|default:0}`.
///
/// A place names a column (or a `$constant` of the mapping) and filters its value is passed
/// through from left to right. `{{` and `}}` are single braces.
struct Template {
  enum Source: Equatable {
    case column(Int)
    case constant(String)
  }

  struct Place {
    let name: String
    let source: Source
    let filters: [Filter]
  }

  enum Segment {
    case text(String)
    case place(Place)
  }

  let segments: [Segment]

  /// Whether it has no place for a value, so that every row gets the same text.
  var isConstant: Bool {
    segments.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// - Throws: ``MappingError`` for an unknown column, constant or filter, or a stray brace.
  init(_ text: String, in scope: MappingScope, path: String) throws(MappingError) {
    var segments: [Segment] = []
    var literal = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "{" where rest.first == "{", "}" where rest.first == "}":
        rest.removeFirst()
        literal.append(character)
      case "{":
        guard let end = rest.firstIndex(of: "}") else {
          throw MappingError(message: "'{' without '}' in '\(text)'", path: path)
        }
        if !literal.isEmpty { segments.append(.text(literal)) }
        literal = ""
        segments.append(.place(try Self.place(rest[..<end], in: scope, path: path)))
        rest = rest[rest.index(after: end)...]
      case "}":
        throw MappingError(message: "'}' without '{' in '\(text)'", path: path)
      default:
        literal.append(character)
      }
    }
    if !literal.isEmpty { segments.append(.text(literal)) }
    self.segments = segments
  }

  private static func place(
    _ text: Substring, in scope: MappingScope, path: String
  ) throws(MappingError) -> Place {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let name = parts[0].trimmed
    let source = try scope.source(name, path: path)
    var filters: [Filter] = []
    for part in parts.dropFirst() {
      filters.append(try Filter(part, in: scope, path: path))
    }
    return Place(name: name, source: source, filters: filters)
  }

  /// The text for a row.
  ///
  /// - Throws: ``ValueError`` naming the column whose value does not fit.
  func text(for row: [String]) throws(ValueError) -> String {
    var output = ""
    for segment in segments {
      switch segment {
      case .text(let text): output += text
      case .place(let place):
        var value =
          switch place.source {
          case .column(let index): row[index]
          case .constant(let text): text
          }
        for filter in place.filters {
          do {
            value = try filter.apply(to: value)
          } catch {
            throw ValueError(message: "column '\(place.name)': \(error.message)")
          }
        }
        output += value
      }
    }
    return output
  }
}

/// What names in templates stand for: columns of the file, constants and tables of the mapping.
struct MappingScope {
  let columns: [String: Int]
  let constants: [String: String]
  let tables: [String: [String: String]]
  let utcOffsetMinutes: Int

  func source(_ name: String, path: String) throws(MappingError) -> Template.Source {
    if name.hasPrefix("$") {
      guard let constant = constants[String(name.dropFirst())] else {
        throw MappingError(message: "there is no constant '\(name)'", path: path)
      }
      return .constant(constant)
    }
    guard let column = columns[name] else {
      throw MappingError(message: "the file has no column '\(name)'", path: path)
    }
    return .column(column)
  }
}
