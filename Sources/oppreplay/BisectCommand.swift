import ArgumentParser
import EventLog
import Ledger
import Presentation
import Sealing

/// Finds where a stored model and the one that the records add up to part.
struct BisectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bisect",
    abstract: "Finds the first record at which a stored model and the rebuilt one differ.",
    discussion: """
      A daemon starts from the checkpoint in its directory (state.checkpoint). When `verify` says that \
      it differs from what the records add up to, this folds the log again and says in which rows, \
      and since which record: each differing row is compared after every record.

      With one checkpoint only its own moment is known. A row that the log once had exactly as it is \
      stored has missed the record after that: this record is named. A row that the log never had was \
      changed by something else than records; then the first record that touches it is named, since \
      it cannot have been right before. More checkpoints (--checkpoint-file, such as kept copies) narrow \
      it: the first that differs is looked into, and the last that is right is named.

      Names of people are in the models, so the keys of texts (text.keys) are needed where a \
      daemon has written the checkpoint.

      Exit status: 0 equal; 1 they differ, or there is none (NOT_FOUND), or none that can be compared \
      (CHECKPOINT_UNUSABLE).

      Examples:
        oppreplay bisect /var/lib/oppd/acme
        oppreplay bisect /var/lib/oppd/acme --checkpoint-file monday.checkpoint --checkpoint-file friday.checkpoint
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or a copy of it.", valueName: "dir"))
  var directory: String

  @Option(
    help: ArgumentHelp(
      "A checkpoint kept elsewhere, instead of the directory's own; may be repeated.",
      valueName: "file"))
  var checkpointFile: [String] = []

  @OptionGroup var printing: Printing
  @OptionGroup var delivery: ReportDelivery

  func run() throws {
    try delivery.deliver("bisect") {
      let own = try delivery.ownHead(of: directory)
      let store = try openHistory(directory)
      defer { store.close() }
      let basis = try delivery.basis(of: store, signed: own)
      let (checkpoints, found) = try compared(store)
      guard let outcome = found else {
        throw Refusal(
          code: "NOT_FOUND",
          message: "no checkpoint to compare is at \(paths.joined(separator: ", "))")
      }
      try output(Renderer(printing.style).text(document(checkpoints, outcome)))
      let isEqual = if case .equal = outcome { true } else { false }
      return ReportOutcome(isFine: isEqual, basis: basis)
    }
  }

  private var paths: [String] {
    checkpointFile.isEmpty ? ["\(directory)/\(Checkpoint.fileName)"] : checkpointFile
  }

  /// No outcome: one of the files is not there.
  private func compared(
    _ store: any ReplaySource
  ) throws -> ([StoredCheckpoint], ModelBisection.Outcome?) {
    let keys = TextKeys.forReading(in: directory)
    let progress = Progress("folded", of: store.head.position)
    do throws(ReplayError) {
      var checkpoints: [StoredCheckpoint] = []
      for path in paths {
        let found = try StoredCheckpoint(at: path, notBeyond: store.head.position, keys: keys)
        if let found { checkpoints.append(found) }
      }
      guard checkpoints.count == paths.count else { return (checkpoints, nil) }
      let bisection = ModelBisection(store: store, keys: keys) { progress.show($0) }
      return (checkpoints, try bisection.outcome(of: checkpoints))
    } catch {
      throw Refusal(error)
    }
  }

  private func document(
    _ checkpoints: [StoredCheckpoint], _ outcome: ModelBisection.Outcome
  ) -> AuditReport {
    guard case .differs(let findings) = outcome else {
      let last = checkpoints.map(\.position).max() ?? 0
      return AuditReport(
        "summary",
        summary: [
          .code("verdict", "equal"), .number("checkpoint_position", last),
          .absent("right_at"), .absent("first_position"), .number("differing_rows", 0),
        ])
    }
    let table = AuditReport.Table(
      "row", zh: "不一致的行", en: "Rows that differ", columns: Self.columns,
      rows: findings.rows.map { cells($0) },
      leftOut: findings.differing - UInt64(findings.rows.count))
    return AuditReport(
      "summary",
      summary: [
        .code("verdict", "differs"), .number("checkpoint_position", findings.position),
        .number("right_at", findings.rightAt), .number("first_position", findings.first),
        .number("differing_rows", findings.differing),
      ], tables: [table])
  }

  private static let columns = [
    "model", "table", "table_row", "key", "from_position", "to_position", "right_until", "kind",
    "what",
    "stored", "rebuilt",
  ]

  private func cells(_ row: ModelBisection.Difference) -> [AuditReport.Cell] {
    let (kind, what): (String, String) =
      if let right = row.rightUntil, right > 0 {
        (
          "ROW_STALE",
          "stored as it was up to record \(right): record \(row.from) is not in it"
        )
      } else if row.rebuilt == nil {
        ("ROW_EXTRA", "the checkpoint has it, and no record makes it")
      } else if row.stored == nil {
        ("ROW_MISSING", "record \(row.from) makes it, and the checkpoint lacks it")
      } else {
        (
          "ROW_CHANGED",
          "never so by any record; record \(row.from) is the first that touches it"
        )
      }
    return [
      .text("model", row.model.rawValue), .text("table", row.table),
      .number("table_row", row.row), .text("key", row.key),
      .number("from_position", row.from), .number("to_position", row.to),
      row.rightUntil.map { .number("right_until", $0) } ?? .absent("right_until"),
      .code("kind", kind), .text("what", what), hex("stored", row.stored),
      hex("rebuilt", row.rebuilt),
    ]
  }

  private func hex(_ key: String, _ bytes: [UInt8]?) -> AuditReport.Cell {
    bytes.map { .hex(key, $0) } ?? .absent(key)
  }
}
