import ArgumentParser
import Foundation
import Glibc

/// Measures a ledger daemon on this machine, beside the limit that LMDB itself sets here.
@main
struct Oppbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oppbench",
    abstract: "Measures how fast oppd makes commands durable, and how fast a ledger is rebuilt.",
    discussion: """
      Starts an oppd of its own on a fresh directory, sends it prepared commands over its socket, \
      counts receipts and nothing else, and stops it again. Every answer must be a receipt and the \
      ledger must have grown by exactly what was confirmed, or the bench ends with an error and \
      prints no figures. In the same run and directory it appends the same record bytes through \
      LMDB's C interface: the limit for whatever is built on it.

      Rows: \(Row.all.map(\.name).joined(separator: ", ")).
      durable-N: N connections, one command in flight each. pipelined-NxM: M in flight each. \
      frames-NxM: N connections, one frame of M commands in flight each. lmdb-append-N: raw LMDB, \
      N records a commit. rebuild: everything a daemon replays and verifies before it is ready. random-access: one old \
      record, wherever it is, out of merged blocks.

      Figures of a debug build, or of a busy machine, mean nothing. The daemon and the load \
      generator share the cores. README.md beside the source says what each column means.

      half-load-64: half of what durable-64 reached, at a fixed pace; latency from the due time.

      --growth, --memory and --reads fill ledgers with a long history first; --keep DIR leaves them \
      there, and the next run, also after an interruption, goes on from them.

      --against measures peers instead, which it starts itself: ours, peer, ours, peer. A peer whose \
      settings, read back from it, acknowledge events before they are durable is refused.

      Exit status: 0 measured; 1 something was wrong, with the reason; 2 wrong usage.

      Examples:
        swift build -c release --product oppd && swift build -c release --product oppbench
        .build/release/oppbench --quick
        .build/release/oppbench --rows durable,lmdb-append-1 --seconds 10 --json figures.json
        tools/bench/setup.sh && .build/release/oppbench --against redis,postgres --json ratios.json
        .build/release/oppbench --growth --keep ledgers --json growth.json --svg growth.svg
      """)

  @Option(help: ArgumentHelp("The daemon to measure; default: beside oppbench.", valueName: "path"))
  var oppd: String?

  @Option(
    help: ArgumentHelp("A directory on the disk to measure; not in memory.", valueName: "dir"))
  var dir = "."

  @Option(help: ArgumentHelp("How long each row's clock runs; default: 3.", valueName: "seconds"))
  var seconds: Double?

  @Option(
    help: ArgumentHelp(
      "Only these: names or beginnings of names, separated by commas.", valueName: "names"))
  var rows: String?

  @Option(
    help: ArgumentHelp(
      "Also write the figures there, as JSON; --growth always does, to growth.json.",
      valueName: "file"))
  var json: String?

  @Flag(help: "Everything asked for in less than 40 s: for smoke, not for claims.")
  var quick = false

  @OptionGroup(title: "Against peers")
  var against: AgainstOptions

  @OptionGroup(title: "Over long histories")
  var history: HistoryOptions

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let text = error is BenchFailure ? "oppbench: \(error)" : fullMessage(for: error)
      if code.isSuccess {
        print(text)
        Glibc.exit(0)
      }
      FileHandle.standardError.write(Data((text + "\n").utf8))
      // ArgumentParser says 64 for wrong usage; all programs of the ledger say 2.
      Glibc.exit(code == .validationFailure ? 2 : 1)
    }
  }

  mutating func validate() throws {
    guard (0.1...600).contains(seconds ?? 3) else {
      throw ValidationError("--seconds takes 0.1 to 600")
    }
    try against.validate(rows: rows)
    try history.validate(isElsewhere: against.against != nil || rows != nil)
    guard !Row.matching(rows).isEmpty else {
      throw ValidationError(
        "--rows matches none of: \(Row.all.map(\.name).joined(separator: ", "))")
    }
  }

  func run() throws {
    Interruption.hold()
    let bench = try Bench(
      dir: dir, daemonPath: daemonPath, seconds: seconds ?? (quick ? 0.8 : 3), note: Self.note)
    defer { Interruption.cleanUp() }
    if let plan = try against.plan(seconds: seconds, quick: quick) {
      let report = try bench.compare(plan)
      print(report.table)
      try write(report.json())
    } else if history.runs > 0 {
      try measureHistory(bench)
    } else {
      let plan = BenchRun.Plan(
        rows: Row.matching(rows), seconds: bench.seconds,
        rebuildRecords: quick ? 100_000 : 1_000_000)
      let report = try bench.measure(plan)
      print(report.table)
      try write(report.json())
    }
  }

  private func measureHistory(_ bench: Bench) throws {
    if history.growth {
      let run = GrowthRun(plan: try history.growthPlan(seconds: bench.seconds), bench: bench)
      let report = GrowthReport(settings: bench.settings(), sizes: try run.measure())
      print(report.table)
      try write(report.json(), to: json ?? "growth.json")
      if let svg = history.svg { try write(Data(report.chart.utf8), to: svg) }
    } else if history.memory {
      let run = MemoryRun(plan: try history.memoryPlan(), bench: bench)
      let report = MemoryReport(settings: bench.settings(), result: try run.measure())
      print(report.table)
      try write(report.json())
    } else {
      let run = ReadsRun(plan: try history.memoryPlan(), seconds: bench.seconds, bench: bench)
      let report = ReadsReport(settings: bench.settings(), result: try run.measure())
      print(report.table)
      try write(report.json())
    }
  }

  private func write(_ figures: Data) throws {
    if let json { try write(figures, to: json) }
  }

  private func write(_ data: Data, to file: String) throws {
    do {
      try data.write(to: URL(fileURLWithPath: file))
    } catch {
      throw BenchFailure("\(file) cannot be written: \(error)")
    }
  }

  private var daemonPath: String {
    if let oppd { return oppd }
    let ours = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return ours.deletingLastPathComponent().appendingPathComponent("oppd").path
  }

  /// Says on standard error what is being done, for whoever waits.
  private static func note(_ text: String) {
    FileHandle.standardError.write(Data("oppbench: \(text)\n".utf8))
  }
}
