import Presentation
import Schema

/// A command with places for values of a row: friendly JSON whose texts are templates.
struct CommandTemplate {
  private indirect enum Node {
    case constant(JSONValue)
    case text(Template)
    case list([Node])
    case object([(key: String, node: Node)])
  }

  private let root: Node
  private let path: String

  /// - Parameter standards: members for commands that do not have them, such as `occurredAtMs`.
  /// - Throws: ``MappingError``.
  init(
    _ value: JSONValue, standards: [JSONValue.Member], in scope: MappingScope, path: String
  ) throws(MappingError) {
    guard let members = value.members else {
      throw MappingError(message: "a command is an object; this is \(value.kind)", path: path)
    }
    for reserved in ["commandId", "actor", "import"] where value[reserved] != nil {
      throw MappingError(message: "'\(reserved)' is set by the import itself", path: path)
    }
    let missing = standards.filter { value[$0.key] == nil }
    root = try Self.node(.object(members + missing), in: scope, path: path)
    self.path = path
  }

  private static func node(
    _ value: JSONValue, in scope: MappingScope, path: String
  ) throws(MappingError) -> Node {
    switch value {
    case .string(let text):
      let template = try Template(text, in: scope, path: path)
      return template.isConstant
        ? .constant(.string(template.segments.map(\.literal).joined())) : .text(template)
    case .array(let elements):
      var nodes: [Node] = []
      for (index, element) in elements.enumerated() {
        nodes.append(try node(element, in: scope, path: "\(path)[\(index)]"))
      }
      return .list(nodes)
    case .object(let members):
      var nodes: [(key: String, node: Node)] = []
      for member in members {
        nodes.append(
          (member.key, try node(member.value, in: scope, path: "\(path).\(member.key)")))
      }
      return .object(nodes)
    case .null, .bool, .number:
      return .constant(value)
    }
  }

  /// The command for a row, without identity and actor. Members whose template comes out empty
  /// are left out.
  ///
  /// - Throws: ``ValueError``.
  func command(for row: [String]) throws(ValueError) -> PBCommand {
    guard let value = try Self.value(root, for: row) else {
      throw ValueError(message: "the command of \(path) comes out empty")
    }
    do {
      return try CommandReader(actor: PBActor()).command(value)
    } catch {
      throw ValueError(message: error.description)
    }
  }

  private static func value(_ node: Node, for row: [String]) throws(ValueError) -> JSONValue? {
    switch node {
    case .constant(let value):
      return value
    case .text(let template):
      let text = try template.text(for: row)
      return text.isEmpty ? nil : .string(text)
    case .list(let nodes):
      var elements: [JSONValue] = []
      for node in nodes {
        if let element = try value(node, for: row) { elements.append(element) }
      }
      return .array(elements)
    case .object(let nodes):
      var members: [JSONValue.Member] = []
      for (key, node) in nodes {
        if let member = try value(node, for: row) { members.append(.init(key, member)) }
      }
      return .object(members)
    }
  }
}

extension Template.Segment {
  fileprivate var literal: String {
    if case .text(let text) = self { text } else { "" }
  }
}
