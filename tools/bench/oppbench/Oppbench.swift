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
      N records a commit. rebuild: everything a daemon replays and verifies before it is ready.

      Figures of a debug build, or of a busy machine, mean nothing. The daemon and the load \
      generator share the cores. README.md beside the source says what each column means.

      Exit status: 0 measured; 1 something was wrong, with the reason; 2 wrong usage.

      Examples:
        swift build -c release --product oppd && swift build -c release --product oppbench
        .build/release/oppbench --quick
        .build/release/oppbench --rows durable,lmdb-append-1 --seconds 10 --json figures.json
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

  @Option(help: ArgumentHelp("Also write the figures there, as JSON.", valueName: "file"))
  var json: String?

  @Flag(help: "All rows in less than 40 s: for smoke, not for claims.")
  var quick = false

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
    guard !Row.matching(rows).isEmpty else {
      throw ValidationError(
        "--rows matches none of: \(Row.all.map(\.name).joined(separator: ", "))")
    }
  }

  func run() throws {
    Interruption.hold()
    let machine = Machine()
    let load = Machine.load
    let parent = URL(fileURLWithPath: dir).resolvingSymlinksInPath().path
    let fileSystem = FileSystem(of: parent)
    guard !fileSystem.isMemory else {
      throw ValidationError(
        "--dir \(parent) lies in memory (\(fileSystem.type)): nothing is durable there")
    }
    let workspace = try Workspace(in: parent)
    defer { workspace.remove() }
    let daemon = try DaemonProcess(executable: daemonPath, workspace: workspace)
    defer { daemon.abandon() }
    _ = Interruption.cleanUp(workspace, daemon: daemon.processID)
    try daemon.waitUntilReady()

    let perRow = seconds ?? (quick ? 0.8 : 3)
    let plan = BenchRun.Plan(
      rows: Row.matching(rows), seconds: perRow, rebuildRecords: quick ? 100_000 : 1_000_000)
    let run = try BenchRun(plan, workspace: workspace, daemon: daemon, note: Self.note)
    let measurements = try run.measure()
    let settings = Settings(
      date: Date().formatted(.iso8601),
      commandLine: CommandLine.arguments.joined(separator: " "), processor: machine.processor,
      cores: machine.cores, memoryGiB: machine.memoryGiB, kernel: machine.kernel,
      loadBefore: load, fileSystem: fileSystem.type, device: fileSystem.device,
      build: Self.build, secondsPerRow: perRow, recordBytesMean: run.recordBytesMean)
    let report = Report(settings: settings, measurements: measurements)
    print(report.table)
    if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
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

  private static var build: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }
}
