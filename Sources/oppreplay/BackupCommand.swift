import ArgumentParser
import EventLog
import Foundation
import Ledger
import SignedNotes

/// Copies a ledger while its daemon works, and believes in the copy only when every byte was verified.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copies a live ledger to a new directory, verified, with what was signed of it.",
    discussion: """
      Copies one moment of the log, however long it takes; the daemon goes on meanwhile, and its file \
      may grow by what it changes in that time. The copy has its name only when it is complete, on the \
      device and verified: blocks, hashes, root, the newest signed head, and every record replayed. It is a ledger's \
      directory like any other: verify it, or start a daemon on it.

      The keys of texts (text.keys) are not in it: a daemon needs them, and they need a backup of \
      their own, kept shorter, or what was erased would live on beside old keys.

      Example:
        oppreplay backup /var/lib/oppd/acme /backup/acme-2026-11-22
      """)

  @Argument(help: ArgumentHelp("The ledger's directory.", valueName: "dir"))
  var directory: String

  @Argument(help: ArgumentHelp("The copy; it must not exist, or be empty.", valueName: "new-dir"))
  var target: String

  func run() throws {
    let report: Backup.Report
    do throws(LogError) {
      let store = try LMDBStore(opening: directory, mode: .readOnly)
      defer { store.close() }
      let progress = Progress("verified", of: store.head.position)
      report = try Backup.make(of: store, to: target) { progress.show($0.records) }
    } catch {
      throw Refusal(.log(error))
    }
    try output(
      """
      OK: \(report.log.records) records; root \(report.log.root) at position \
      \(report.log.records); \(signed(report))

      """)
  }

  private func signed(_ report: Backup.Report) -> String {
    guard let signed = report.signed else { return "nothing was signed of it" }
    return "signed up to \(signed.head.size) records by '\(signed.head.origin)'"
  }
}
