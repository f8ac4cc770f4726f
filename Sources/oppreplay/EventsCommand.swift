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
    commandName: "events", abstract: "Prints the records of a ledger, in order.")

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("First position to print.", valueName: "position"))
  var from: UInt64 = 1

  @Option(help: ArgumentHelp("Last position to print.", valueName: "position"))
  var to: UInt64?

  @Option(help: ArgumentHelp("Only records about this opportunity.", valueName: "id"))
  var opportunity: String?

  @OptionGroup var printing: Printing

  func validate() throws {
    guard from > 0 else { throw ValidationError("positions count from 1") }
  }

  func run() throws {
    let store = try openHistory(directory)
    defer { store.close() }
    let head = store.head.position
    let last = min(to ?? head, head)
    guard from <= last else {
      throw Refusal(code: "NOT_FOUND", message: "the log ends at position \(head)")
    }
    let keys = TextKeys.forReading(in: directory)
    let renderer = Renderer(printing.style)
    if !renderer.recordHeading.isEmpty { print(renderer.recordHeading, terminator: "") }
    var failure: (any Error)?
    var found = false
    do throws(LogError) {
      try store.read(from: from, through: last) { position, bytes in
        do {
          let record = try decodeRecord(bytes, at: position)
          if let opportunity, record.opportunityID?.text != opportunity { return .next }
          found = true
          print(
            try renderer.line(record: try SealedTexts.shown(bytes, by: keys)), terminator: "")
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
    if let opportunity, !found {
      throw Refusal(
        code: "NOT_FOUND",
        message: "no record of positions \(from) to \(last) is about opportunity '\(opportunity)'")
    }
  }
}
