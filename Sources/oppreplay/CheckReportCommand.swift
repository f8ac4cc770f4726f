import ArgumentParser
import Foundation
import Glibc
import SignedNotes

/// Checks that a report is the one that was signed, and says what it rests on.
struct CheckReportCommand: ParsableCommand, NeedsNoChild {
  static let configuration = CommandConfiguration(
    commandName: "check-report",
    abstract: "Checks a signed report: who signed it, that no byte changed, which log it rests on.",
    discussion: """
      Reads FILE and FILE.sig, which `--sign` wrote beside it, and no ledger. The signature covers \
      every byte of the report, the command that made it, and how many records under which root it \
      rests on. Whether a ledger still holds those records: oppreplay verify DIR --expect SIZE:ROOT.

      Exit status: 0 the report is what was signed; 1 it is not (BROKEN: BAD_SIGNATURE, \
      MALFORMED_NOTE), or cannot be read; 2 wrong usage.

      Example:
        oppctl key new auditor.key --name auditor.example.com
        oppreplay conform DIR --sign auditor.key --output conform.json
        oppreplay check-report conform.json --key "$(cat auditor.key.pub)"
      """)

  @Argument(help: ArgumentHelp("The report.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "A verifier key that may have signed it, or several in one text; may be repeated.",
      valueName: "name+id+key"))
  var key: [String]

  @Option(help: ArgumentHelp("Its signature, where it is not FILE.sig.", valueName: "file"))
  var signature: String?

  @Option(
    help: ArgumentHelp(
      "A verifier key of the ledger's daemon: the signed head in the signature must be its.",
      valueName: "name+id+key"))
  var ledgerKey: [String] = []

  func run() throws {
    let digest = try ReportFile.digest(of: file)
    let verdict: String
    do throws(NoteFault) {
      let note = try SignedNote(try text())
      try note.verify(with: try Self.keys(key))
      let statement = try ReportStatement(text: note.text)
      try statement.requireReport(byteCount: digest.byteCount, digest: digest.bytes)
      verdict = """
        OK: a report of '\(statement.command)', \(statement.byteCount) bytes, is what was signed; \
        \(try basis(statement))

        """
    } catch {
      try output("BROKEN: \(error.code.rawValue): \(error)\n")
      Glibc.exit(1)
    }
    try output(verdict)
  }

  private func basis(_ statement: ReportStatement) throws(NoteFault) -> String {
    guard let log = statement.log else { return "it rests on no log: that could not be read" }
    let root = log.root.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    let rests = "it rests on \(log.size) records; --expect \(log.size):\(root)"
    guard let head = statement.head else {
      guard ledgerKey.isEmpty else {
        throw NoteFault(.badSignature, "no head that the ledger signed is in the signature")
      }
      return rests + "; the ledger had signed nothing of it"
    }
    let kept = try KeptHead(head)
    guard kept.head.size < log.size || kept.head.size == log.size && kept.head.root == log.root
    else {
      throw NoteFault(.badSignature, "the signed head in it is of another log than it names")
    }
    let who = "its first \(kept.head.size) were signed as '\(kept.head.origin)'"
    guard !ledgerKey.isEmpty else {
      return "\(rests); \(who) (that signature not checked: no --ledger-key)"
    }
    try head.verify(with: try Self.keys(ledgerKey))
    return "\(rests); \(who)"
  }

  private static func keys(_ texts: [String]) throws(NoteFault) -> [VerifierKey] {
    var keys: [VerifierKey] = []
    for text in texts {
      for one in text.split(whereSeparator: \.isWhitespace) {
        keys.append(try VerifierKey(String(one)))
      }
    }
    return keys
  }

  private func text() throws(NoteFault) -> String {
    let path = signature ?? ReportDelivery.signaturePath(file)
    let bytes = FileManager.default.contents(atPath: path)
    guard let bytes else { throw NoteFault(.malformedNote, "\(path) cannot be read") }
    guard bytes.count <= SignedNote.bytesMaximum,
      let text = String(validating: Array(bytes), as: UTF8.self)
    else { throw NoteFault(.malformedNote, "\(path) is no signed note") }
    return text
  }
}
