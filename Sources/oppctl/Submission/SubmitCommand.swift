import ArgumentParser
import Client
import Foundation
import Presentation
import Schema
import SwiftProtobuf

struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Submit commands, one JSON object a line; print a receipt or a rejection for each.",
    discussion: """
      A command is proto3 JSON of opportunity.v1.Command. Friendly forms are taken too: ids as \
      UUID texts, *Ms fields as ISO 8601 texts with their zone, expectedCloseDay as YYYY-MM-DD, money as \
      {"value": "1234.50", "currency": "CNY"}, plain words for enums ("quoted", "A", "phone").

      Without commandId a fresh UUID is used; the receipt shows it. To be able to resend after a \
      crash, make the id yourself and store it first: the same id and bytes get the same receipt.

      Examples:
        echo '{"registerUser": {"userId": "rep-1", "name": "李娜", "roles": ["rep"]}}' \
      | oppctl submit
        echo '{"logFollowUp": {"opportunityId": "opp-17", "channel": "phone",
          "tags": ["price-too-high"], "nextDueAtMs": "2026-03-05T10:00+08:00"}}' \
      | tr -d '\\n' | oppctl submit --actor user:rep-1
        oppctl submit commands.jsonl --batch 200       fast, for many
        oppctl submit order.jsonl --atomic             all or nothing

      A line that is no command is reported and the others go on; in an atomic batch nothing of \
      that batch is sent. Exit code 1 when anything was rejected or unreadable.
      """)

  @Argument(help: "A file of commands, or - for standard input.", completion: .file())
  var file = "-"
  @Option(
    name: [.customLong("actor"), .customLong("as")],
    help: ArgumentHelp("Who acts where a line does not say.", valueName: "kind:id"))
  var actor = ActorArgument.standard
  @Option(
    help: ArgumentHelp(
      "Send so many commands a frame, several frames in flight. Default: one after another.",
      valueName: "count"))
  var batch: Int?
  @Flag(help: "All commands of a batch are recorded, or none. Without --batch: the whole input.")
  var atomic = false
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func validate() throws {
    if let batch, !(1...1_000).contains(batch) {
      throw ValidationError("--batch takes 1 to 1000 commands")
    }
  }

  func run() async throws {
    var lines = try LineReader(path: file)
    let client = try await connection.connect()
    var submission = Submission(
      client: client, renderer: printing.renderer, reader: CommandReader(actor: actor.actor),
      size: batch ?? (atomic ? nil : 1), atomic: atomic)
    try Terminal.print(printing.renderer.outcomeHeading)
    var number = 0
    while let line = try lines.next() {
      number += 1
      try await submission.take(line, number: number)
    }
    try await submission.finish()
    await client.close()
    if submission.failures > 0 { throw ExitCode(Failure.rejected) }
  }
}

/// Lines on their way into the ledger, printed in the order of the input.
private struct Submission: ~Copyable {
  private enum Entry {
    case command([UInt8])
    case unreadable(CommandReader.LineError)
  }

  private let renderer: Renderer
  private let reader: CommandReader
  /// Commands of a batch; nil: the whole input is one.
  private let size: Int?
  private let atomic: Bool
  private var pipeline: BatchPipeline
  private var gathered: [(line: Int, entry: Entry)] = []
  private var gatheredBytes = 0
  /// By tag: the lines of a batch that is on its way.
  private var waiting: [Int: [(line: Int, entry: Entry)]] = [:]
  private var nextTag = 0
  private(set) var failures = 0

  /// Half a frame; a batch is sent when it grows beyond.
  private static let batchBytesMaximum = 500_000
  /// Commands that the daemon takes in one frame.
  private static let commandsMaximum = 1_000

  init(
    client: LedgerClient, renderer: Renderer, reader: CommandReader, size: Int?, atomic: Bool
  ) {
    self.renderer = renderer
    self.reader = reader
    self.size = size
    self.atomic = atomic
    pipeline = BatchPipeline(
      client: client, framesInFlightMaximum: max(1, min(4, 800 / (size ?? Self.commandsMaximum))),
      atomic: atomic)
  }

  mutating func take(_ line: LineReader.Line, number: Int) async throws {
    switch line {
    case .unreadable(let message):
      gathered.append((number, .unreadable(.init(message: message))))
    case .text(let text):
      if text.allSatisfy(\.isWhitespace) { return }
      do {
        let bytes = try LedgerClient.encode(try reader.command(text))
        gathered.append((number, .command(bytes)))
        gatheredBytes += bytes.count
      } catch let error as CommandReader.LineError {
        gathered.append((number, .unreadable(error)))
      }
    }
    guard let size else {
      // Nothing of it may be sent before its end is known to fit.
      guard gathered.count <= Self.commandsMaximum else {
        throw InputError(
          """
          an atomic batch takes at most \(Self.commandsMaximum) commands, and the input has more: \
          nothing was sent; --batch sends several, each all or nothing
          """)
      }
      return
    }
    if gathered.count >= size || (!atomic && gatheredBytes > Self.batchBytesMaximum) {
      try await send()
    }
  }

  mutating func finish() async throws {
    try await send()
    for batch in try await pipeline.finish() { try print(batch) }
  }

  private mutating func send() async throws {
    let entries = gathered
    gathered = []
    gatheredBytes = 0
    guard !entries.isEmpty else { return }
    var commands: [[UInt8]] = []
    for case (_, .command(let bytes)) in entries { commands.append(bytes) }
    if commands.isEmpty || (atomic && commands.count < entries.count) {
      for batch in try await pipeline.finish() { try print(batch) }
      for entry in entries { try print(unsent: entry.entry, line: entry.line) }
      return
    }
    waiting[nextTag] = entries
    for batch in try await pipeline.send(commands, tag: nextTag) { try print(batch) }
    nextTag += 1
    if size == 1 {
      // One after another: whoever types or pipes slowly sees each receipt at once.
      for batch in try await pipeline.finish() { try print(batch) }
    }
  }

  private mutating func print(_ batch: BatchPipeline.Answered) throws {
    var results = batch.results.makeIterator()
    for entry in waiting.removeValue(forKey: batch.tag) ?? [] {
      switch entry.entry {
      case .unreadable: try print(unsent: entry.entry, line: entry.line)
      case .command:
        guard let result = results.next() else { return }
        try print(.answered(result), line: entry.line)
      }
    }
  }

  private mutating func print(unsent entry: Entry, line: Int) throws {
    switch entry {
    case .unreadable(let error):
      try print(
        .unreadable(message: error.message, column: error.column, field: error.field), line: line)
    case .command:
      try print(
        .unreadable(
          message: "not sent: another line of its atomic batch cannot be read", column: nil,
          field: nil),
        line: line)
    }
  }

  private mutating func print(_ outcome: SubmissionOutcome, line: Int) throws {
    if !outcome.isAccepted { failures += 1 }
    try Terminal.print(renderer.line(outcome, inputLine: line))
  }
}
