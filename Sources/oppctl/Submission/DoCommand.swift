import ArgumentParser
import Client
import Foundation
import Presentation
import Schema
import SwiftProtobuf

/// One command, written out on the command line, of any kind the schema knows.
struct DoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "do",
    abstract: "Submit one command: oppctl do KIND --field value …",
    discussion: """
      oppctl do                                  every kind, with what it is called
      oppctl do log-follow-up --explain          its fields, which are required, what they mean
      oppctl do log-follow-up --opportunity-id opp-17 --channel phone --tags price-too-high \
      --next-due-at 2026-03-05T10:00+08:00 --as user:rep-1

      Times are ISO 8601 with their zone (2026-03-05T10:00+08:00), days YYYY-MM-DD, money '1234.50 CNY', words as in tables (quoted, A, \
      电话). A field of a field is written with a dot: --basis.need true. A list is given one by \
      one: --tags a --tags b.

      About the command itself: --as kind:id, --at TIME (when it happened), \
      --expected-version NUMBER, --backfill-reason TEXT, --command-id UUID, and --dry-run, which \
      prints the JSON that oppctl submit takes and sends nothing.
      """)

  @Argument(
    help: ArgumentHelp("The kind of command; none: list them.", valueName: "kind"),
    completion: .list(Lexicon.current.commands.map(Self.name)))
  var kind: String?
  @Option(
    name: [.customLong("as"), .customLong("actor")],
    help: ArgumentHelp(
      "Who acts: user, integration or import, and an id, such as user:rep-1.", valueName: "kind:id")
  )
  var actor = ActorArgument.standard
  @Option(help: ArgumentHelp("When it happened. Default: now.", valueName: "time"))
  var at: String?
  @Option(help: "Refuse unless the stream is at this version.")
  var expectedVersion: UInt64?
  @Option(help: "Why it is recorded so late.")
  var backfillReason: String?
  @Option(help: "The id of the command. Default: a fresh one.")
  var commandID: String?
  @Flag(help: "Print the command as JSON; send nothing.")
  var dryRun = false
  @Flag(help: "Explain the kind and its fields; send nothing.")
  var explain = false
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions
  @Argument(parsing: .allUnrecognized, help: "The fields: --field value …")
  var fields: [String] = []

  func run() async throws {
    guard let kind else { return try list() }
    guard
      let found = Lexicon.current.command(named: kind.lowercased().replacing("-", with: "_"))
        ?? Lexicon.current.commands.first(where: { $0.zh == kind })
    else {
      throw ValidationError("there is no command '\(kind)': oppctl do lists them all")
    }
    if explain { return try self.explain(found) }
    let command = try command(of: found)
    if dryRun { return try Terminal.print(try command.jsonString() + "\n") }
    let client = try await connection.connect()
    let bytes = try LedgerClient.encode(command)
    var pipeline = BatchPipeline(client: client, framesInFlightMaximum: 1, atomic: false)
    try Terminal.print(printing.renderer.outcomeHeading)
    var answered = try await pipeline.send([bytes], tag: 0)
    answered += try await pipeline.finish()
    await client.close()
    var isAccepted = false
    for result in answered.flatMap(\.results) {
      let outcome = SubmissionOutcome.answered(result)
      isAccepted = outcome.isAccepted
      try Terminal.print(printing.renderer.line(outcome, inputLine: 1))
    }
    if !isAccepted { throw ExitCode(Failure.rejected) }
  }

  private func command(of kind: Lexicon.Kind) throws -> PBCommand {
    var members: [JSONValue.Member] = []
    do {
      members.append(.init(kind.name, try FieldArguments(kind: kind).body(fields)))
    } catch {
      throw fault(error.message, kind)
    }
    if let at { members.append(.init("occurredAtMs", .string(at))) }
    if let expectedVersion { members.append(.init("expectedVersion", .integer(expectedVersion))) }
    if let backfillReason { members.append(.init("backfillReason", .string(backfillReason))) }
    if let commandID { members.append(.init("commandId", .string(commandID))) }
    do {
      return try CommandReader(actor: actor.actor).whole(.object(members))
    } catch {
      throw fault("\(error)", kind)
    }
  }

  private func fault(_ message: String, _ kind: Lexicon.Kind) -> InputError {
    InputError(
      "\(message); 'oppctl do \(Self.name(kind)) --explain' tells of its fields",
      exitCode: Failure.usage)
  }

  // MARK: Teaching

  private static func name(_ kind: Lexicon.Kind) -> String {
    kind.name.replacing("_", with: "-")
  }

  private func list() throws {
    let kinds = Lexicon.current.commands
    let width = kinds.map { Self.name($0).count }.max() ?? 0
    for kind in kinds {
      let name = Self.name(kind).padding(toLength: width, withPad: " ", startingAt: 0)
      try Terminal.print("\(name)  \(kind.zh) / \(kind.en)\n")
    }
    try Terminal.print("\nWhat one takes: oppctl do KIND --explain\n")
  }

  private func explain(_ kind: Lexicon.Kind) throws {
    try Terminal.print("\(Self.name(kind)): \(kind.zh) / \(kind.en)\n")
    for line in kind.explanation { try Terminal.print("  \(line)\n") }
    try explainFields(of: kind, prefix: "--", indent: "  ")
  }

  private func explainFields(of kind: Lexicon.Kind, prefix: String, indent: String) throws {
    for field in kind.fields {
      let presence =
        field.isRequired
        ? "required" : field.isRepeated ? "given once for each" : "the rules say whether"
      try Terminal.print(
        "\n\(indent)\(prefix)\(FieldArguments.option(field))  \(Self.form(of: field)), \(presence)\n"
      )
      for line in field.explanation { try Terminal.print("\(indent)    \(line)\n") }
      if field.form == .message, let inner = Lexicon.current.values[field.of] {
        let parts = field.isRepeated ? "" : "\(prefix)\(FieldArguments.option(field))."
        try explainFields(of: inner, prefix: parts, indent: indent + "  ")
      }
    }
  }

  private static func form(of field: Lexicon.Field) -> String {
    switch field.form {
    case .text: "text"
    case .identifier: "id (\(field.of))"
    case .digest: "SHA-256, 64 hexadecimal digits"
    case .flag: "true or false"
    case .signed, .unsigned, .zigzag: "whole number"
    case .share: "parts per million"
    case .moment: "time, 2026-03-05T10:00+08:00"
    case .day: "day, 2026-03-05"
    case .word: (Lexicon.current.words[field.of] ?? []).map(\.code).joined(separator: " | ")
    case .message where field.of == "Money": "money, '1234.50 CNY'"
    case .message where field.isRepeated: "\(field.of) as part=value,part=value or JSON"
    case .message: "\(field.of), its parts with a dot or JSON"
    }
  }
}
