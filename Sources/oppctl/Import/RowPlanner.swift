import Client
import Foundation
import Presentation
import Schema
import SwiftProtobuf

/// One command of an import, as the bytes that are sent every time the file is imported.
struct PlannedCommand {
  /// From 1; the heading is not counted.
  let row: Int
  let kind: String
  /// A registration made because the row names somebody for the first time.
  let isEnsured: Bool
  let bytes: [UInt8]
}

/// What is to be done with a row.
enum RowPlan {
  case commands([PlannedCommand])
  case skipped(reason: String)
  case refused(code: String, message: String)
}

/// Turns rows into commands by a mapping. The same rows give the same bytes in every run.
struct RowPlanner {
  /// Parts of a row from here on are registrations; the row's own commands count from 1.
  private static let ensuredPart: UInt32 = 1_000

  let mapping: Mapping
  let batchID: String
  let columnCount: Int
  private var seen: Set<String> = []

  init(mapping: Mapping, batchID: String, columnCount: Int) {
    self.mapping = mapping
    self.batchID = batchID
    self.columnCount = columnCount
  }

  mutating func plan(_ row: CSVReader.Row, number: Int) -> RowPlan {
    guard row.fields.count == columnCount else {
      return .refused(
        code: "WRONG_FIELD_COUNT",
        message: "the row has \(row.fields.count) fields, the heading \(columnCount)")
    }
    guard !row.isDamaged else {
      return .refused(code: "NOT_UTF8", message: "a field is not UTF-8; export as UTF-8")
    }
    do {
      for rule in mapping.rules where try rule.condition.holds(for: row.fields) {
        switch rule.outcome {
        case .skip(let reason): return .skipped(reason: reason)
        case .commands(let templates): return .commands(try plan(row, number, templates))
        }
      }
      return .refused(code: "UNMAPPED_ROW", message: "no rule of the mapping is for this row")
    } catch let error as ValueError {
      return .refused(code: "BAD_VALUE", message: error.message)
    } catch {
      return .refused(code: "BAD_VALUE", message: "\(error)")
    }
  }

  private mutating func plan(
    _ row: CSVReader.Row, _ number: Int, _ templates: [CommandTemplate]
  ) throws -> [PlannedCommand] {
    var planned: [PlannedCommand] = []
    var named: [String] = []
    for (index, ensured) in mapping.ensured.enumerated() {
      guard try ensured.condition.holds(for: row.fields) else { continue }
      let once = try ensured.once.text(for: row.fields)
      guard !seen.contains(once), !named.contains(once) else { continue }
      named.append(once)
      planned.append(
        try complete(
          try ensured.command.command(for: row.fields), number,
          part: Self.ensuredPart + UInt32(index), isEnsured: true))
    }
    var latest: Int64 = .min
    for (index, template) in templates.enumerated() {
      let command = try template.command(for: row.fields)
      // The ledger takes any past of an import, so a closing date before the opening one is found here.
      guard command.occurredAtMs == 0 || command.occurredAtMs >= latest else {
        throw ValueError(
          message: """
            its times run backwards: \(CalendarText.utc(milliseconds: command.occurredAtMs)) comes after \
            \(CalendarText.utc(milliseconds: latest))
            """)
      }
      latest = max(latest, command.occurredAtMs)
      planned.append(
        try complete(command, number, part: UInt32(index + 1), isEnsured: false))
    }
    // Only now: a row whose values do not fit registers nobody.
    seen.formUnion(named)
    return planned
  }

  /// Gives a command its actor, its place in the file, and the id that goes with that place.
  private func complete(
    _ command: PBCommand, _ number: Int, part: UInt32, isEnsured: Bool
  ) throws -> PlannedCommand {
    var command = command
    let kind = command.body?.kind ?? "unknown"
    command.actor = PBActor.with {
      $0.kind = .import
      $0.id = mapping.source
    }
    command.import = PBImportRow.with {
      $0.batchID = batchID
      $0.row = UInt64(number)
      $0.part = part
    }
    command.commandID = Data(
      CommandIdentity.derived(from: [batchID, String(number), String(part), kind]))
    return PlannedCommand(
      row: number, kind: kind, isEnsured: isEnsured, bytes: try LedgerClient.encode(command))
  }
}

extension PBCommand.OneOf_Body {
  /// The command's name in the schema.
  var kind: String {
    let command = PBCommand.with { $0.body = self }
    // A message that was just made can be written.
    let bytes = (try? LedgerClient.encode(command)) ?? []
    var reader = WireReader(bytes.span.bytes)
    let number = (try? reader.nextField()) ?? nil
    return Lexicon.current.commands.first { $0.number == number }?.name ?? "unknown"
  }
}
