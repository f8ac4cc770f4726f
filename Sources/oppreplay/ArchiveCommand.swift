import ArgumentParser
import EventLog
import Ledger
import SignedNotes
import SignedNotes

/// Keeps the history in static files that only grow in number.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Writes a ledger's history to static files, and later what has come since.",
    discussion: """
      An archive is a directory of packed segments that are never changed again, an index with the \
      SHA-256 of each and the Merkle root after it, proofs that each root has grown from the one \
      before, and the signed heads. verify, events, state, conform, what-if, timeline, diff, why, alerts, \
      compare and restore read it as they read a ledger; its format stands in schemas/ARCHIVE.md, so other programs can too.

      Run it again to add what is new. It refuses when the ledger does not go on from what the \
      archive has: ROLLED_BACK (the ledger ends earlier), REWRITTEN (a record is another one; it says \
      which). An archive that was cut off is refused by every other command (UNFINISHED); this one \
      goes on after its last whole segment.

      The daemon may be running. The keys of texts (text.keys) are not in an archive, so what was \
      typed stays sealed in it, and what is erased is erased there too.

      Example:
        oppreplay archive /var/lib/oppd/acme /archive/acme
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, live or a copy.", valueName: "dir"))
  var directory: String

  @Argument(
    help: ArgumentHelp("The archive: new, empty, or one of this ledger.", valueName: "archive"))
  var archive: String

  @Option(
    help: ArgumentHelp(
      "Most records of a new segment, up to \(SegmentLimits.recordsMaximum).", valueName: "count"))
  var segmentRecords = SegmentLimits.recordsMaximum

  @Option(
    help: ArgumentHelp(
      "Most bytes of a new segment before packing; one longer record goes alone.",
      valueName: "count"))
  var segmentBytes = SegmentLimits.rawBytesMaximum

  func validate() throws {
    guard (1...SegmentLimits.recordsMaximum).contains(segmentRecords) else {
      throw ValidationError("a segment has 1 to \(SegmentLimits.recordsMaximum) records")
    }
    guard (1...SegmentLimits.rawBytesMaximum).contains(segmentBytes) else {
      throw ValidationError("a segment has 1 to \(SegmentLimits.rawBytesMaximum) bytes")
    }
  }

  func run() throws {
    let own = try ownHead(of: directory)
    let store = try open()
    defer { store.close() }
    if let own, own.size > store.head.position {
      throw Refusal(
        code: "ROLLED_BACK",
        message: """
          \(directory)/signed-heads says that \(own.size) records were signed, and the ledger ends at \
          \(store.head.position): its tail was removed, or an older copy put back beside newer heads; \
          nothing was archived
          """)
    }
    let progress = Progress("archived")
    let report: Archiving.Report
    do throws(ArchiveFault) {
      report = try Archiving.write(
        store, to: archive,
        limits: SegmentLimits(records: segmentRecords, rawBytes: segmentBytes)
      ) { progress.show($0) }
    } catch {
      throw Refusal(archiving: error)
    }
    progress.end()
    try output(text(report) + "\n")
  }

  private func open() throws -> LMDBStore {
    do throws(LogError) {
      return try LMDBStore(opening: directory, mode: .readOnly)
    } catch {
      throw Refusal(.log(error))
    }
  }

  private func text(_ report: Archiving.Report) -> String {
    let archive = report.archive
    let signed = report.signed.map { "signed up to \($0.head.size) records by '\($0.head.origin)'" }
    return """
      OK: \(archive.head.position) records in \(archive.segments) segments, \
      \(archive.storedBytes) bytes; \(archive.newRecords) records in \(archive.newSegments) segments \
      are new\(archive.isResumed ? " (an archive that was cut off is complete now)" : ""); root \
      \(archive.head.root) at position \(archive.head.position); \
      \(signed ?? "nothing was signed of it")
      """
  }
}

extension Refusal {
  init(archiving fault: ArchiveFault) {
    switch fault {
    case .log(let error):
      self.init(.log(error))
    case .rolledBack(let ledger, let archive):
      self.init(
        code: "ROLLED_BACK",
        message: """
          the archive has \(archive) records and the ledger ends at \(ledger), the same up to there: \
          from record \(ledger + 1) on everything is missing. Its tail was removed or an older copy \
          put back; the archive was not changed
          """)
    case .rewritten(let position, let ledger, let archive):
      self.init(
        code: "REWRITTEN",
        message: """
          record \(position) of the ledger, in \(ledger.place), is not the one of the archive, in \
          \(archive.place): leaf hashes \(ledger.leaf) and \(archive.leaf). All before it are the \
          same; the archive was not changed
          """)
    }
  }
}
