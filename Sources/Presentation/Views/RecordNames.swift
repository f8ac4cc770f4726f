import Schema
import SwiftProtobuf

/// What records are called, for whoever names them beside a number that rests on them.
package struct RecordNames {
  private var names: [UInt64: [Field]] = [:]
  private var actors: [UInt64: Field] = [:]

  package init() {}

  /// - Parameter bytes: of a stored record.
  /// - Throws: when they are none.
  package mutating func add(_ bytes: [UInt8]) throws {
    let record = try PBRecord(serializedBytes: bytes)
    let fields = record.fields
    actors[record.position] = fields.first { $0.key == "actor" }
    names[record.position] = fields.filter {
      ["position", "event", "occurred_at"].contains($0.key)
    }
  }

  /// The records at these positions: for people on one line.
  package func field(_ key: String, _ positions: [UInt64], _ style: Style) -> Field {
    guard style.format == .table else {
      return Field(key, .groups(positions.map(fields)))
    }
    let texts = positions.map { position in
      let event = fields(position).first { $0.key == "event" }
      return "#\(position) \(event?.shown(style) ?? "")"
    }
    return Field(key, .text(texts.joined(separator: style.language.choose("、", ", "))))
  }

  /// Who said it; nobody without a position.
  package func actor(_ key: String, of position: UInt64?) -> Field {
    position.flatMap { actors[$0] }?.named(key) ?? Field(key, .text(""))
  }

  private func fields(_ position: UInt64) -> [Field] {
    names[position] ?? [Field("position", .unsigned(position))]
  }
}
