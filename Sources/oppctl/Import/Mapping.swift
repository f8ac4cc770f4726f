import Presentation
import Schema

/// How rows of one kind of file become commands. Documented in tools/mappings/README.md.
struct Mapping {
  /// What is registered once, when a row first names it.
  struct Ensured {
    let once: Template
    let condition: Condition
    let command: CommandTemplate
  }

  struct Rule {
    let condition: Condition
    let outcome: Outcome
  }

  enum Outcome {
    case skip(reason: String)
    case commands([CommandTemplate])
  }

  /// Name of the source; the actor of every command.
  let source: String
  let ensured: [Ensured]
  /// The first one that holds decides.
  let rules: [Rule]
  /// What the report calls a row.
  private let reportedOpportunity: Template?
  private let reportedEvent: Template?

  private static let knownMembers: Set<String> = [
    "mapping", "description", "source", "utcOffset", "constants", "tables", "occurredAt",
    "ensure", "rows", "report",
  ]

  /// Reads a mapping and binds it to the columns of a file.
  ///
  /// - Throws: ``MappingError``; a ``JSONError`` becomes one too.
  init(_ text: String, header: [String]) throws(MappingError) {
    let document: JSONValue
    do {
      document = try JSONParser.parse(text, allowsComments: true)
    } catch {
      throw MappingError(message: error.description, path: "")
    }
    guard let members = document.members else {
      throw MappingError(message: "a mapping is an object", path: "")
    }
    for member in members where !Self.knownMembers.contains(member.key) {
      throw MappingError(message: "there is no such member", path: member.key)
    }
    guard document["mapping"] == .number("1") else {
      throw MappingError(message: "must be 1, the version of this form", path: "mapping")
    }
    guard let source = document["source"]?.text, !source.isEmpty else {
      throw MappingError(message: "name the source, such as \"old-crm\"", path: "source")
    }
    self.source = source
    let scope = try Self.scope(document, header: header)
    var standards: [JSONValue.Member] = []
    if let occurredAt = document["occurredAt"] {
      standards.append(.init("occurredAtMs", occurredAt))
    }
    ensured = try Self.ensured(document["ensure"], standards, scope)
    rules = try Self.rules(document["rows"], standards, scope)
    reportedOpportunity = try Self.reported("opportunity", document, scope)
    reportedEvent = try Self.reported("event", document, scope)
  }

  /// What the report calls a row's opportunity; empty where the mapping does not say.
  func opportunityName(of row: [String]) -> String { Self.name(reportedOpportunity, row) }

  func eventName(of row: [String]) -> String { Self.name(reportedEvent, row) }

  private static func name(_ template: Template?, _ row: [String]) -> String {
    guard let template else { return "" }
    // A value that does not fit is what the report is about; its name is then not known.
    return (try? template.text(for: row)) ?? ""
  }

  // MARK: Reading

  private static func scope(
    _ document: JSONValue, header: [String]
  ) throws(MappingError) -> MappingScope {
    var columns: [String: Int] = [:]
    for (index, name) in header.enumerated() where columns[name] == nil {
      columns[name] = index
    }
    var constants: [String: String] = [:]
    for member in document["constants"]?.members ?? [] {
      guard let text = member.value.text else {
        throw MappingError(message: "a constant is a text", path: "constants.\(member.key)")
      }
      constants[member.key] = text
    }
    var tables: [String: [String: String]] = [:]
    for table in document["tables"]?.members ?? [] {
      var words: [String: String] = [:]
      for member in table.value.members ?? [] {
        guard let word = member.value.text else {
          throw MappingError(
            message: "a word is a text", path: "tables.\(table.key).\(member.key)")
        }
        words[member.key] = word
      }
      tables[table.key] = words
    }
    var offset: Int64 = 0
    if let text = document["utcOffset"]?.text {
      guard let minutes = CalendarText.zoneOffset(text) else {
        throw MappingError(message: "must look like +08:00", path: "utcOffset")
      }
      offset = minutes
    }
    return MappingScope(
      columns: columns, constants: constants, tables: tables, utcOffsetMinutes: Int(offset))
  }

  private static func ensured(
    _ value: JSONValue?, _ standards: [JSONValue.Member], _ scope: MappingScope
  ) throws(MappingError) -> [Ensured] {
    var ensured: [Ensured] = []
    for (index, entry) in (value?.elements ?? []).enumerated() {
      let path = "ensure[\(index)]"
      guard let once = entry["once"]?.text, let command = entry["command"] else {
        throw MappingError(message: "needs \"once\" and \"command\"", path: path)
      }
      ensured.append(
        Ensured(
          once: try Template(once, in: scope, path: "\(path).once"),
          condition: try Condition(entry["when"], in: scope, path: "\(path).when"),
          command: try CommandTemplate(
            command, standards: standards, in: scope, path: "\(path).command")))
    }
    return ensured
  }

  private static func rules(
    _ value: JSONValue?, _ standards: [JSONValue.Member], _ scope: MappingScope
  ) throws(MappingError) -> [Rule] {
    guard let entries = value?.elements, !entries.isEmpty else {
      throw MappingError(message: "lists the rules for rows", path: "rows")
    }
    var rules: [Rule] = []
    for (index, entry) in entries.enumerated() {
      let path = "rows[\(index)]"
      let condition = try Condition(entry["when"], in: scope, path: "\(path).when")
      switch (entry["skip"]?.text, entry["commands"]?.elements) {
      case (let reason?, nil):
        rules.append(Rule(condition: condition, outcome: .skip(reason: reason)))
      case (nil, let commands?) where !commands.isEmpty:
        var templates: [CommandTemplate] = []
        for (number, command) in commands.enumerated() {
          templates.append(
            try CommandTemplate(
              command, standards: standards, in: scope, path: "\(path).commands[\(number)]"))
        }
        rules.append(Rule(condition: condition, outcome: .commands(templates)))
      default:
        throw MappingError(message: "needs either \"commands\" or \"skip\"", path: path)
      }
    }
    return rules
  }

  private static func reported(
    _ name: String, _ document: JSONValue, _ scope: MappingScope
  ) throws(MappingError) -> Template? {
    guard let text = document["report"]?[name]?.text else { return nil }
    return try Template(text, in: scope, path: "report.\(name)")
  }
}
