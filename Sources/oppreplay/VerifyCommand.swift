import ArgumentParser
import EventLog
import Foundation
import Glibc
import Ledger

/// Checks everything the format allows to check, and says one line.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks a whole ledger and prints one verdict line.",
    discussion: """
      Checks the directory and its format, every page of the data file's tree, every block (order, \
      header, checksum, sizes), that positions have no gap, every record's hash and the Merkle root, \
      that every record can be read, that each follows from those before it (versions, stages, \
      owners, policies), that no command id stands there twice, and that the read models can be \
      folded.

      What it cannot see: a whole history replaced by another, or a tail cut off together with its \
      root, unless somebody outside kept signed heads (--checkpoint, oppctl checkpoint), or a \
      position and its root (--expect). With them it says what is wrong from which record on: \
      ROLLED_BACK, REWRITTEN, TWO_HISTORIES (the notes contradict each other), BAD_SIGNATURE.

      Example:
        oppreplay verify /var/lib/oppd/acme --checkpoint kept-notes.txt --key "$(cat acme.key.pub)"
      """)

  @Argument(help: ArgumentHelp("The ledger's directory.", valueName: "dir"))
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

  func run() throws {
    let expected = try expectation()
    let continuity = try keptHeads()
    let started = Date()
    do throws(LogError) {
      let store = try LMDBStore(opening: directory, mode: .readOnly)
      defer { store.close() }
      let check = LedgerCheck(store: store)
      let sizes = (continuity?.sizes ?? []).union(expected.map { [$0.0] } ?? [])
      let log = Result { () throws(LogError) in
        try LogVerifier.verify(
          store, rootsAt: sizes, progress: { showProgress($0.records, since: started) },
          record: { check.take($0, $1) })
      }
      // The thread that judges the records ends before anything is said.
      let verdict = check.finish()
      let result = try log.get()
      if let failure = verdict.failure {
        fail(failure.code, "\(failure)")
      }
      if let (position, root) = expected, result.roots[position] != root {
        fail(
          "WRONG_ROOT",
          """
          at position \(position) the log's root is \
          \(result.roots[position].map { "\($0)" } ?? "missing: it ends at \(result.records)"), not \
          \(root): history was rewritten or cut off
          """)
      }
      if let fault = continuity?.contradiction(in: result) { fail(fault.code, fault.message) }
      print(
        """
        OK: \(result.records) records in \(result.blocks) blocks, \(result.storedBytes) bytes \
        stored (\(result.rawBytes) unpacked), \(verdict.commands) commands, \
        \(verdict.opportunities) opportunities; root \(result.root) at position \(result.records)\
        \(continuity?.summary ?? "")
        """)
    } catch {
      fail(error.code, "\(error)")
    }
  }

  /// - Throws: wrong usage. Notes that are wrong in themselves are a verdict.
  private func keptHeads() throws -> Continuity? {
    guard !checkpoint.isEmpty else { return nil }
    do {
      return try Continuity(
        files: checkpoint,
        keys: key.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) })
    } catch let refusal as Refusal {
      fail(refusal.code, refusal.message)
    }
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

  private func showProgress(_ records: UInt64, since start: Date) {
    guard isatty(STDERR_FILENO) == 1, Date().timeIntervalSince(start) > 1 else { return }
    FileHandle.standardError.write(Data("\rverified \(records) records".utf8))
  }

  private func fail(_ code: String, _ text: String) -> Never {
    print("BROKEN: \(code): \(text)")
    fflush(nil)
    Glibc.exit(1)
  }
}
