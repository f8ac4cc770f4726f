import ArgumentParser
import EventLog
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Prints records as they stand in the log.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Prints the records of a ledger, in order.",
    discussion: """
      --as-of T prints what had been told by T (imported history by when it occurred); with --known-at K \
      what had occurred by T, as far as the ledger knew at K. No record of a stream is there before those \
      it builds on.

      Examples:
        oppreplay events /var/lib/oppd/acme --from 1200 --to 1300
        oppreplay events /var/lib/oppd/acme --opportunity O-17 --as-of 2026-03-01
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("First position to print.", valueName: "position"))
  var from: UInt64 = 1

  @Option(help: ArgumentHelp("Last position to print.", valueName: "position"))
  var to: UInt64?

  @Option(help: ArgumentHelp("Only records about this opportunity.", valueName: "id"))
  var opportunity: String?

  @OptionGroup var past: PastOptions

  @OptionGroup var printing: Printing

  func validate() throws {
    guard from > 0 else { throw ValidationError("positions count from 1") }
    guard to.map({ $0 >= from }) ?? true else { throw ValidationError("--to lies before --from") }
  }

  func run() throws {
    let store = try openHistory(directory)
    defer { store.close() }
    let head = store.head.position
    let basis = try past.basis(now: SystemClock().now())
    if let position = basis.position, position > head {
      throw Refusal(.log(.notFound(position: position, head: head)))
    }
    let last = min(to ?? head, basis.position ?? head, head)
    guard from <= last else {
      throw Refusal(
        code: "NOT_FOUND", message: "there is no record \(from): the last one is \(last)")
    }
    let keys = TextKeys.forReading(in: directory)
    let renderer = Renderer(printing.style)
    var lines = StreamedOutput()
    try lines.print(renderer.recordHeading)
    var failure: (any Error)?
    var found = false
    var selection = HistorySelection(basis, isCuttingAll: true)
    do throws(LogError) {
      // What a stream's records before it say decides from when on a record counts.
      try store.read(from: basis.instant == nil ? from : 1, through: last) { position, bytes in
        do {
          let record = try decodeRecord(bytes, at: position)
          guard selection.includes(record), position >= from else { return .next }
          if let opportunity, record.opportunityID?.text != opportunity { return .next }
          found = true
          try lines.print(
            renderer.line(record: try SealedTexts.shown(bytes, by: keys)))
          return .next
        } catch {
          failure = error
          return .stop
        }
      }
    } catch {
      throw Refusal(.log(error))
    }
    if let failure = failure as? ReplayError { throw Refusal(failure) }
    if let failure { throw failure }
    try lines.flush()
    if let opportunity, !found {
      throw Refusal(
        code: "NOT_FOUND",
        message: """
          no record of positions \(from) to \(last)\(basis.instant == nil ? "" : ", as of then,") is about \
          opportunity '\(opportunity)'
          """)
    }
  }
}
