import ArgumentParser
import EventLog
import Ledger
import SignedNotes

/// Makes a ledger of an archive again.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Rebuilds a ledger's directory from an archive, verified.",
    discussion: """
      Checks every segment, every record's hash and every root, writes the ledger, and verifies what \
      was written. The directory is one only when all of that is done: until then every program \
      refuses it (UNFINISHED), and the same command goes on where it was cut off.

      The restored ledger continues the same history: a daemon started on it goes on from the same \
      root, and notes kept of the old one hold. The keys of texts are not in an archive: copy \
      text.keys from its own backup into the directory, or start the daemon with --new-text-keys, \
      which gives up the texts.

      Example:
        oppreplay restore /archive/acme /var/lib/oppd/acme
      """)

  @Argument(help: ArgumentHelp("The archive.", valueName: "archive"))
  var archive: String

  @Argument(
    help: ArgumentHelp(
      "The ledger's directory: new, empty, or half restored from this archive.",
      valueName: "new-dir"))
  var target: String

  func run() throws {
    try output(try restored())
  }

  private func restored() throws -> String {
    let progress = Progress("restored")
    do throws(LogError) {
      let archive = try Archive(opening: archive)
      defer { archive.close() }
      let report = try Archiving.restore(archive, to: target) { progress.show($0) }
      let signed = report.signed.map {
        "signed up to \($0.head.size) records by '\($0.head.origin)'"
      }
      let keys = try archive.textKeysIdentity() == nil ? "" : "; text.keys is to be put there too"
      return """
        OK: \(report.log.records) records; root \(report.log.root) at position \
        \(report.log.records); \(signed ?? "nothing was signed of it")\(keys)

        """
    } catch {
      throw Refusal(.log(error))
    }
  }
}
