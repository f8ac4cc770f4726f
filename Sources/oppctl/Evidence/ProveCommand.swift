import ArgumentParser
import Client
import Presentation
import Schema
import SwiftProtobuf

struct ProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "A proof that an outsider can check: one record, or that history only grew.",
    discussion: """
      --event N: that record N is in the log, with its stored bytes. --from A --to B: that the log of \
      B records begins with the log of A records, so nothing of those was changed. Each rests on a \
      signed head (oppctl checkpoint); without --to or --size, on the newest.

      tools/verify_proof.py checks the JSON with nothing but Python and openssl. On a terminal a \
      proof of a record is printed as C2SP's tlog-proof.

      Examples:
        oppctl prove --event 1200 --format json > event-1200.json
        oppctl prove --from 1000 --format json > since-monday.json
        python3 tools/verify_proof.py acme.key.pub event-1200.json
      """)

  @Option(help: ArgumentHelp("Position of a record.", valueName: "position"))
  var event: UInt64?
  @Option(help: ArgumentHelp("With --event: in the log of so many records.", valueName: "records"))
  var size: UInt64 = 0
  @Option(help: ArgumentHelp("Size of the older log.", valueName: "records"))
  var from: UInt64?
  @Option(help: ArgumentHelp("Size of the newer log. Default: the newest.", valueName: "records"))
  var to: UInt64 = 0
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func validate() throws {
    guard (event == nil) != (from == nil) else {
      throw ValidationError("prove takes --event, or --from with or without --to")
    }
    guard event != 0, from != 0 else { throw ValidationError("positions and sizes count from 1") }
    guard event == nil ? size == 0 : to == 0 else {
      throw ValidationError("--size goes with --event, --to with --from")
    }
  }

  func run() async throws {
    let view: PBQuery.OneOf_View
    if let event {
      view = .inclusion(
        PBInclusionQuery.with {
          $0.position = event
          $0.size = size
        })
    } else {
      view = .consistency(
        PBConsistencyQuery.with {
          $0.olderSize = from ?? 0
          $0.newerSize = to
        })
    }
    let client = try await connection.connect()
    let answer = try await client.ask(PBQuery.with { $0.view = view })
    try Terminal.print(printing.renderer.text(answer, to: view))
    await client.close()
  }
}

struct CheckpointCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract:
      "A signed head of now, as a C2SP note: keep it where the ledger's operator cannot reach.",
    discussion: """
      The daemon signs what is committed at this moment, with the key of oppd --key.

      Examples:
        oppctl checkpoint >> kept-notes.txt
        oppreplay verify /var/lib/oppd/acme --checkpoint kept-notes.txt --key "$(cat acme.key.pub)"
      """)

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run() async throws {
    let client = try await connection.connect()
    let answer = try await client.ask(PBQuery.with { $0.signedHead = PBSignedHeadQuery() })
    try Terminal.print(answer.signedHead.note)
    await client.close()
  }
}
