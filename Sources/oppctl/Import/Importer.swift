import Client
import Foundation
import Presentation
import Schema

/// Rows on their way into the ledger: planned, sent in batches in row order, and accounted for.
struct Importer: ~Copyable {
  /// What is known of a row until all its commands are answered.
  private struct OpenRow {
    let line: Int
    let opportunity: String
    let event: String
    var unanswered: Int
    var accepted = 0
    var refused = 0
  }

  private static let batchCommands = 200
  /// Half a frame: a batch is sent when it grows beyond, however few its commands.
  private static let batchBytes = 500_000

  private(set) var summary = ImportSummary()
  /// What people are told when there is no report: the first few rows that were refused.
  private(set) var firstRefusals: [String] = []
  private static let refusalsShown = 5
  private var planner: RowPlanner
  private var pipeline: BatchPipeline?
  private let report: ImportReport?
  private var gathered: [PlannedCommand] = []
  private var gatheredBytes = 0
  private var waiting: [Int: [PlannedCommand]] = [:]
  private var openRows: [Int: OpenRow] = [:]
  private var nextTag = 0

  /// - Parameter client: nil is a dry run: everything but the sending.
  init(planner: RowPlanner, client: LedgerClient?, report: ImportReport?) {
    self.planner = planner
    self.report = report
    if let client { pipeline = BatchPipeline(client: client) } else { pipeline = nil }
  }

  mutating func take(_ row: CSVReader.Row) async throws {
    summary.rowsRead += 1
    let number = summary.rowsRead
    switch planner.plan(row, number: number) {
    case .skipped(let reason):
      summary.rowsSkipped += 1
      summary.skips[reason, default: 0] += 1
    case .refused(let code, let message):
      summary.rowsRefused += 1
      summary.refusals[code, default: 0] += 1
      let isWhole = row.fields.count == planner.columnCount
      try refuse(
        row: number, line: row.line,
        opportunity: isWhole ? planner.mapping.opportunityName(of: row.fields) : "",
        event: isWhole ? planner.mapping.eventName(of: row.fields) : "", code: code,
        message: message)
    case .commands(let commands):
      guard pipeline != nil else {
        summary.rowsPlanned += 1
        return
      }
      openRows[number] = OpenRow(
        line: row.line, opportunity: planner.mapping.opportunityName(of: row.fields),
        event: planner.mapping.eventName(of: row.fields), unanswered: commands.count)
      gathered += commands
      gatheredBytes += commands.reduce(0) { $0 + $1.bytes.count }
      if gathered.count >= Self.batchCommands || gatheredBytes >= Self.batchBytes {
        try await send()
      }
    }
  }

  /// Sends what is left and waits for every answer.
  mutating func finish() async throws {
    try await send()
    for batch in try await pipeline?.finish() ?? [] { try settle(batch) }
    try closeReport()
    precondition(
      openRows.isEmpty && summary.isReconciled, "every row read has exactly one outcome")
  }

  /// What was refused so far is in the report, also when the rest never came.
  mutating func closeReport() throws(InputError) {
    try report?.close()
  }

  private mutating func refuse(
    row: Int, line: Int, opportunity: String, event: String, code: String, message: String
  ) throws(InputError) {
    if firstRefusals.count < Self.refusalsShown {
      firstRefusals.append("row \(row) (line \(line)): \(code): \(message)")
    }
    try report?.add(
      row: row, line: line, opportunity: opportunity, event: event, code: code, message: message)
  }

  private mutating func send() async throws {
    guard !gathered.isEmpty else { return }
    let commands = gathered
    gathered = []
    gatheredBytes = 0
    waiting[nextTag] = commands
    let answered = try await pipeline?.send(commands.map(\.bytes), tag: nextTag) ?? []
    nextTag += 1
    for batch in answered { try settle(batch) }
  }

  private mutating func settle(_ batch: BatchPipeline.Answered) throws {
    let commands = waiting.removeValue(forKey: batch.tag) ?? []
    for (command, result) in zip(commands, batch.results) {
      try settle(command, result)
    }
  }

  private mutating func settle(_ command: PlannedCommand, _ result: PBCommandResult) throws {
    guard var row = openRows[command.row] else { return }
    row.unanswered -= 1
    switch result.result {
    case .receipt(let receipt):
      if command.isEnsured {
        summary.registrationsAccepted += receipt.duplicate ? 0 : 1
        summary.registrationsKnown += receipt.duplicate ? 1 : 0
      } else {
        summary.commandsAccepted += receipt.duplicate ? 0 : 1
        summary.commandsDuplicate += receipt.duplicate ? 1 : 0
        row.accepted += receipt.duplicate ? 0 : 1
      }
    case .rejection(let rejection):
      try settle(command, &row, code: rejection.code, message: rejection.message)
    case nil:
      try settle(command, &row, code: "UNKNOWN", message: "the daemon did not say")
    }
    openRows[command.row] = row.unanswered == 0 ? nil : row
    guard row.unanswered == 0 else { return }
    if row.refused > 0 {
      summary.rowsRefused += 1
    } else if row.accepted > 0 {
      summary.rowsAccepted += 1
    } else {
      summary.rowsDuplicate += 1
    }
  }

  private mutating func settle(
    _ command: PlannedCommand, _ row: inout OpenRow, code: String, message: String
  ) throws {
    if command.isEnsured, code == "DUPLICATE_ID" {
      // Another import or another system registered it; that is what was wanted.
      summary.registrationsKnown += 1
      return
    }
    if command.isEnsured {
      // The row's own command will say whether it could do without.
      summary.registrationsRefused += 1
    } else {
      summary.commandsRefused += 1
      row.refused += 1
    }
    summary.refusals[code, default: 0] += 1
    try refuse(
      row: command.row, line: row.line, opportunity: row.opportunity,
      event: row.event.isEmpty || command.isEnsured ? command.kind : row.event, code: code,
      message: message)
  }
}
