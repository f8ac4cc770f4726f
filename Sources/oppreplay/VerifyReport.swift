import EventLog
import Foundation
import Ledger
import Presentation

/// What came of verifying a ledger.
struct VerifyReport {
  let directory: String
  /// Whether it is an archive, which has segments where a ledger has blocks.
  var isArchive = false
  /// Why it is broken; nil: nothing was found wrong.
  var fault: Refusal?
  var log: LogVerification?
  var verdict: LedgerCheck.Verdict?
  var stored = StoredModels.none
  var continuity: Continuity?
  /// Whether names of people could be read, which are in the read model.
  var namesReadable = false

  init(of directory: String) {
    self.directory = directory
  }

  /// nil: the log could not be read to its end.
  var basis: ReportBasis? { log.map { ReportBasis(of: $0, in: directory) } }

  /// The checkpoint in the directory against what the records add up to.
  enum Comparison {
    case none
    case equal(at: UInt64)
    case differs(at: UInt64, what: String)
    case unusable(String)
  }

  var comparison: Comparison {
    switch stored {
    case .none: return .none
    case .unusable(let why): return .unusable(why)
    case .digests(let digests, let position, let root):
      // No log of this length: what is wrong with that is said elsewhere.
      guard let rebuilt = verdict?.digestsAt, let there = log?.roots[position] else {
        return .unusable("the log could not be folded up to its position, \(position)")
      }
      guard there == root else { return .unusable("it is of another log") }
      guard namesReadable || digests.read == rebuilt.read else {
        // The names in it were readable to whoever wrote it.
        return digests.write == rebuilt.write
          ? .unusable("names of people are in it, and the keys of texts cannot be read here")
          : .differs(at: position, what: "the write model")
      }
      let parts = [
        digests.write == rebuilt.write ? nil : "the write model",
        digests.read == rebuilt.read ? nil : "the read model",
      ].compactMap(\.self)
      guard !parts.isEmpty else { return .equal(at: position) }
      return .differs(at: position, what: parts.joined(separator: " and "))
    }
  }

  /// A daemon would start from a checkpoint that is sound in itself, and answer by it.
  mutating func compareModels() {
    guard fault == nil, case .differs(let position, let what) = comparison else { return }
    fault = Refusal(
      code: "CHECKPOINT_DIFFERS",
      message: """
        the log is sound, but \(what) in \(Checkpoint.fileName), at position \(position), is not \
        what its records add up to: stop the daemon, move that file away and start it again; \
        oppreplay bisect \(directory) says where they part
        """)
  }

  /// The one line that people and scripts have always read.
  var line: String {
    if let fault { return "BROKEN: \(fault.code): \(fault.message)\n" }
    guard let log, let verdict else { preconditionFailure("what is not broken was read") }
    let checkpoint =
      switch comparison {
      case .none: ""
      case .equal(let position): "; the checkpoint at \(position) agrees"
      case .differs(let position, let what): "; the checkpoint at \(position) differs in \(what)"
      case .unusable(let why): "; its checkpoint cannot be compared: \(why)"
      }
    return """
      OK: \(log.records) records in \(log.blocks) \(isArchive ? "segments" : "blocks"), \
      \(log.storedBytes) bytes \
      stored (\(log.rawBytes) unpacked), \(verdict.commands) commands, \
      \(verdict.opportunities) opportunities; root \(log.root) at position \(log.records)\
      \(continuity?.summary ?? ""); write model \(Self.short(verdict.digests.write)), read model \
      \(Self.short(verdict.digests.read))\(checkpoint)

      """
  }

  private static func short(_ digest: Digest) -> String { "\("\(digest)".prefix(16))…" }

  /// The same for programs; the keys are stable, and what is not known is null.
  var document: AuditReport {
    func number(_ key: String, _ number: UInt64?) -> AuditReport.Cell {
      number.map { .number(key, $0) } ?? .absent(key)
    }
    func digest(_ key: String, _ digest: Digest?) -> AuditReport.Cell {
      digest.map { .hex(key, $0.bytes) } ?? .absent(key)
    }
    let summary: [AuditReport.Cell] = [
      .code("verdict", fault == nil ? "OK" : "BROKEN"),
      fault.map { .text("code", $0.code) } ?? .absent("code"),
      fault.map { .text("message", $0.message) } ?? .absent("message"),
      number("records", log?.records), digest("root", log?.root), number("blocks", log?.blocks),
      number("stored_bytes", log?.storedBytes), number("raw_bytes", log?.rawBytes),
      number("commands", (verdict?.commands).map(UInt64.init)),
      number("opportunities", (verdict?.opportunities).map(UInt64.init)),
      digest("write_model", verdict?.digests.write), digest("read_model", verdict?.digests.read),
      .flag("names_readable", namesReadable),
    ]
    return AuditReport("verify", summary: summary + checkpointCells + headCells)
  }

  private var checkpointCells: [AuditReport.Cell] {
    let key = "checkpoint"
    let cells: (state: String, position: AuditReport.Cell, what: AuditReport.Cell) =
      switch comparison {
      case .none: ("none", .absent("\(key)_position"), .absent("\(key)_what"))
      case .equal(let position):
        ("equal", .number("\(key)_position", position), .absent("\(key)_what"))
      case .differs(let position, let what):
        ("differs", .number("\(key)_position", position), .text("\(key)_what", what))
      case .unusable(let why): ("unusable", .absent("\(key)_position"), .text("\(key)_what", why))
      }
    return [.code(key, cells.state), cells.position, cells.what]
  }

  private var headCells: [AuditReport.Cell] {
    [
      continuity.map { .number("kept_heads", UInt64($0.count)) } ?? .absent("kept_heads"),
      continuity.map { .flag("signatures_checked", $0.isVerified) }
        ?? .absent("signatures_checked"),
    ]
  }
}
