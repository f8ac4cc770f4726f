import ArgumentParser
import EventLog
import Foundation
import Ledger
import Presentation
import Sealing
import SignedNotes

/// Checks everything the format allows to check, and says one line.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks a whole ledger and prints one verdict line, or every number of it.",
    discussion: """
      Checks the directory and its format, every page of the data file's tree, every block (order, \
      header, checksum, sizes), that positions have no gap, every record's hash and the Merkle root, \
      that every record can be read, that each follows from those before it (versions, stages, \
      owners, policies), that no command id stands there twice, and that the read models can be \
      folded. Of an archive: its index, the proofs between its roots, and every segment.
      The digests of both models at the head are told, and those in the directory's \
      checkpoint compared with what the records add up to at its position: one that is sound in itself \
      and says something else is CHECKPOINT_DIFFERS, since a daemon would answer by it.

      What it cannot see: a whole history replaced by another, or a tail cut off together with its \
      root, unless somebody outside kept signed heads (--checkpoint, oppctl checkpoint), or a \
      position and its root (--expect). With them it says what is wrong from which record on: \
      ROLLED_BACK, REWRITTEN, TWO_HISTORIES (the notes contradict each other), BAD_SIGNATURE.

      Examples:
        oppreplay verify /var/lib/oppd/acme --format json
        oppreplay verify /var/lib/oppd/acme --checkpoint kept-notes.txt --key "$(cat acme.key.pub)"
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(
    help: ArgumentHelp(
      "A position and root kept from an earlier verification: the log must still hold it.",
      valueName: "position:root"))
  var expect: String?

  @Option(
    help: ArgumentHelp(
      "A file with signed heads kept outside the ledger; may be repeated.", valueName: "file"))
  var checkpoint: [String] = []

  @Option(
    help: ArgumentHelp(
      "A verifier key that signed them, or several in one text; may be repeated.",
      valueName: "name+id+key"))
  var key: [String] = []

  func validate() throws {
    guard key.isEmpty || !checkpoint.isEmpty else {
      throw ValidationError("--key goes with --checkpoint")
    }
  }

  @Option(help: "table, json or csv, with every number; without it one line.")
  var format: Format?

  @Option(help: "Language of headings: zh or en.")
  var lang: Language?

  @OptionGroup var delivery: ReportDelivery

  func run() throws {
    let expected = try expectation()
    try delivery.deliver("verify") {
      var report = VerifyReport(of: directory)
      do {
        try verify(expected, into: &report)
      } catch let refusal as Refusal {
        report.fault = refusal
      }
      try output(text(of: report))
      return ReportOutcome(isFine: report.fault == nil, basis: report.basis)
    }
  }

  private func text(of report: VerifyReport) -> String {
    guard let format else { return report.line }
    let printing = Printing.style(format: format, language: lang)
    return Renderer(printing).text(report.document)
  }

  /// - Throws: ``Refusal``, the first thing found wrong.
  private func verify(_ expected: (UInt64, Digest)?, into report: inout VerifyReport) throws {
    report.continuity = try keptHeads()
    let own = try ownHead(of: directory)
    let store = try openHistory(directory)
    defer { store.close() }
    report.isArchive = store is Archive
    let keys = TextKeys.forReading(in: directory)
    report.namesReadable = keys != nil
    report.stored = StoredModels.look(in: directory, notBeyond: store.head.position, keys: keys)
    let check = LedgerCheck(store: store, keys: keys, digestsAt: report.stored.position)
    let sizes = (report.continuity?.sizes ?? []).union(expected.map { [$0.0] } ?? [])
      .union([report.stored.position]).union(own.map { [$0.size] } ?? [])
    let progress = Progress("verified", of: store.head.position)
    let log = Result { () throws(LogError) in
      try store.verify(
        rootsAt: sizes, progress: { progress.show($0.records) },
        record: { check.take($0, $1) })
    }
    // The thread that judges the records ends before anything is said.
    let verdict = check.finish()
    let result: LogVerification
    do throws(LogError) {
      result = try log.get()
    } catch {
      throw Self.refusal(error, in: store)
    }
    if let failure = verdict.failure { throw Refusal(failure) }
    (report.log, report.verdict) = (result, verdict)
    if let (position, root) = expected, result.roots[position] != root {
      throw Refusal(
        code: "WRONG_ROOT",
        message: """
          at position \(position) the log's root is \
          \(result.roots[position].map { "\($0)" } ?? "missing: it ends at \(result.records)"), not \
          \(root): history was rewritten or cut off
          """)
    }
    if let fault = report.continuity?.contradiction(in: result)
      ?? Continuity.contradiction(
        of: own, ending: result.records, in: directory,
        root: own.flatMap { result.roots[$0.size]?.bytes })
    {
      throw fault
    }
    report.compareModels()
  }

  /// Names the bytes of the file too, where a sound block does not belong; a damaged one says its own.
  private static func refusal(_ error: LogError, in store: any ReplaySource) -> Refusal {
    let refusal = Refusal(.log(error))
    guard case .damaged(let position?, LogVerifier.sequence, _) = error,
      let place = try? store.place(of: position)
    else { return refusal }
    return Refusal(code: refusal.code, message: "\(refusal.message) It is in \(place).")
  }

  /// - Throws: ``Refusal`` when the notes are wrong in themselves.
  private func keptHeads() throws -> Continuity? {
    guard !checkpoint.isEmpty else { return nil }
    return try Continuity(
      files: checkpoint,
      keys: key.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) })
  }

  private func expectation() throws -> (UInt64, Digest)? {
    guard let expect else { return nil }
    let parts = expect.split(separator: ":")
    guard parts.count == 2, let position = UInt64(parts[0]), position > 0,
      let root = Digest(hexadecimal: String(parts[1]))
    else {
      throw ValidationError("--expect takes POSITION:ROOT, the root as 64 hexadecimal digits")
    }
    return (position, root)
  }
}
