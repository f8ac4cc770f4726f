import ArgumentParser
import Client
import Crypto
import Foundation
import Presentation
import Schema
import SwiftProtobuf

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Fill a ledger with a believable year of a Chinese sales company.",
    discussion: """
      The story follows from its seed: the same --seed, --opportunities, --months and --until \
      give the same commands, so running it twice with all four changes nothing; without --until \
      it ends now, which is another story each minute. It is history, with its own \
      times in the past, in the order of time. Ids begin with demo and the seed. Only in a new \
      ledger is the weekly review sample drawn: there is one a week for all.

      Examples:
        oppctl demo                                         200 opportunities, the last 12 months
        oppctl demo --seed 7 --opportunities 20000 --until 2026-03-31
        oppctl demo --opportunities 1000000 --dry-run       only what it would be, and its digest

      \(DemoHazards.description)
      """)

  @Option(help: "Another seed, another story.") var seed: UInt64 = 1
  @Option(help: ArgumentHelp("How many opportunities.", valueName: "count"))
  var opportunities = 200
  @Option(help: ArgumentHelp("How long the story is.", valueName: "count")) var months = 12
  @Option(help: ArgumentHelp("When it ends. Default: now.", valueName: "time"))
  var until: PastMoment?
  @Flag(help: "Make the commands and their digest, send nothing.") var dryRun = false
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func validate() throws {
    guard (1...10_000_000).contains(opportunities) else {
      throw ValidationError("--opportunities takes 1 to 10000000")
    }
    guard (1...120).contains(months) else {
      throw ValidationError("--months takes 1 to 120")
    }
  }

  func run() async throws {
    // Whole minutes, so that the plan can be typed again.
    let now = Int64(Date().timeIntervalSince1970) / 60 * 60_000
    var plan = DemoStory.Plan(
      seed: seed, opportunities: opportunities, months: months,
      until: until?.milliseconds ?? now)
    let client = dryRun ? nil : try await connection.connect()
    plan.isAlone = try await client?.status().opportunities ?? 0 == 0
    var feeder = DemoFeeder(client: client)
    var story = DemoStory(plan)
    var progress = Progress("demo")
    while let command = story.next() {
      try await feeder.take(command)
      progress.show(
        fraction: Double(command.occurredAtMs - plan.start) / Double(plan.until - plan.start),
        count: feeder.made, unit: "commands")
    }
    try await feeder.finish()
    progress.clear()
    await client?.close()
    try Terminal.print(feeder.summary(plan, style: printing.style, seconds: progress.seconds))
    if feeder.rejected > 0 {
      Terminal.say(
        "oppctl: commands were refused; another demo may be in this ledger, try another --seed")
      throw ExitCode(Failure.rejected)
    }
  }
}

/// Commands of a story on their way into the ledger, and what became of them.
struct DemoFeeder: ~Copyable {
  private static let batchCommands = 200

  private var pipeline: BatchPipeline?
  private var gathered: [[UInt8]] = []
  private var hash = SHA256()
  private var kinds: [String: Int] = [:]
  private var refusals: [String: Int] = [:]
  private(set) var made = 0
  private(set) var accepted = 0
  private(set) var duplicates = 0
  private(set) var rejected = 0

  /// - Parameter client: nil is a dry run.
  init(client: LedgerClient?) {
    if let client { pipeline = BatchPipeline(client: client) } else { pipeline = nil }
  }

  mutating func take(_ command: PBCommand) async throws {
    let bytes = try LedgerClient.encode(command)
    made += 1
    kinds[command.body?.kind ?? "unknown", default: 0] += 1
    hash.update(data: bytes)
    guard pipeline != nil else { return }
    gathered.append(bytes)
    if made == 1 { return try await sendFirst() }
    if gathered.count == Self.batchCommands { try await send() }
  }

  /// The first command is answered before the second is sent: another story under the same ids would
  /// leave half of itself in the ledger.
  private mutating func sendFirst() async throws {
    try await send()
    for batch in try await pipeline?.finish() ?? [] { settle(batch) }
    guard refusals["IDEMPOTENCY_CONFLICT"] == nil, refusals["DUPLICATE_ID"] == nil else {
      throw InputError(
        """
        the ledger holds a demo of this seed already, told until another time or of another size: \
        nothing was sent. Go on with the options that its summary printed, or tell another story \
        with another --seed
        """)
    }
  }

  mutating func finish() async throws {
    if !gathered.isEmpty { try await send() }
    for batch in try await pipeline?.finish() ?? [] { settle(batch) }
  }

  private mutating func send() async throws {
    for batch in try await pipeline?.send(gathered, tag: made) ?? [] { settle(batch) }
    gathered = []
  }

  private mutating func settle(_ batch: BatchPipeline.Answered) {
    for result in batch.results {
      switch result.result {
      case .receipt(let receipt) where receipt.duplicate: duplicates += 1
      case .receipt: accepted += 1
      case .rejection(let rejection):
        rejected += 1
        refusals[rejection.code, default: 0] += 1
      case nil: rejected += 1
      }
    }
  }

  /// What was told: counts by kind, outcomes, the digest of all command bytes, the laws.
  func summary(_ plan: DemoStory.Plan, style: Style, seconds: Double) -> String {
    let digest = HexText.text(hash.finalize())
    let until = CalendarText.utc(milliseconds: plan.until)
    let sorted = kinds.sorted { $0.key < $1.key }
    guard style.format == .table else {
      let numbers: [(String, Int)] = [
        ("opportunities", plan.opportunities), ("months", plan.months), ("commands", made),
        ("accepted", accepted), ("duplicates", duplicates), ("rejected", rejected),
      ]
      let object = { (counts: [(String, Int)]) in
        JSONValue.object(counts.map { .init($0.0, .integer($0.1)) })
      }
      let members =
        [
          JSONValue.Member("seed", .integer(plan.seed)), .init("until", .string(until)),
          .init("digest", .string(digest)),
        ] + numbers.map { JSONValue.Member($0.0, .integer($0.1)) } + [
          .init("kinds", object(sorted.map { ($0.key, $0.value) })),
          .init("refusals", object(refusals.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })),
        ]
      return JSONValue.object(members).line + "\n"
    }
    var lines = [
      """
      --seed \(plan.seed) --opportunities \(plan.opportunities) --months \(plan.months) \
      --until \(until)
      """,
      """
      \(made) commands: \(accepted) accepted, \(duplicates) duplicates, \(rejected) rejected, \
      in \(Int(seconds)) s
      """,
    ]
    lines += sorted.map { "  \($0.value)  \($0.key)" }
    lines += refusals.sorted { $0.key < $1.key }.map { "  rejected \($0.value)  \($0.key)" }
    lines += ["digest \(digest)", DemoHazards.description]
    return lines.joined(separator: "\n") + "\n"
  }
}
