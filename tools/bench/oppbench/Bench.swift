import ArgumentParser
import Foundation
import Ledger

/// What every kind of run begins with: a machine to name, a disk, a workspace and a daemon.
struct Bench {
  let seconds: Double
  let daemonPath: String
  private let machine = Machine()
  private let load = Machine.load
  /// The directory in which everything is made.
  let parent: String
  private let fileSystem: FileSystem
  let note: (String) -> Void
  private let signals: OwnedThread

  /// - Parameter dir: on the disk to be measured; a file system in memory is refused.
  init(
    dir: String, daemonPath: String, seconds: Double, note: @escaping (String) -> Void
  ) throws {
    parent = URL(fileURLWithPath: dir).resolvingSymlinksInPath().path
    fileSystem = FileSystem(of: parent)
    guard !fileSystem.isMemory else {
      throw ValidationError(
        "--dir \(parent) lies in memory (\(fileSystem.type)): nothing is durable there")
    }
    self.daemonPath = daemonPath
    self.seconds = seconds
    self.note = note
    signals = Interruption.watch()
  }

  /// The rows of the ledger alone.
  func measure(_ plan: BenchRun.Plan) throws -> Report {
    try withLedger { ledger in
      let run = try BenchRun(plan, ledger: ledger, note: note)
      let measurements = try run.measure()
      return Report(
        settings: settings(recordBytesMean: run.recordBytesMean), measurements: measurements)
    }
  }

  /// The ledger beside its peers.
  func compare(_ plan: Comparison.Plan) throws -> ComparisonReport {
    try withLedger { ledger in
      let comparison = try Comparison(plan, ledger: ledger, note: note)
      let results = try comparison.measure()
      try ledger.daemon.stop()
      var settings = settings(recordBytesMean: comparison.recordBytesMean)
      settings.secondsPerRow = plan.seconds
      return ComparisonReport(settings: settings, rounds: plan.rounds, results: results)
    }
  }

  /// A daemon on a fresh directory, which is gone afterwards.
  private func withLedger<Result>(_ body: (LedgerUnderLoad) throws -> Result) throws -> Result {
    let workspace = try Workspace(in: parent)
    defer { workspace.remove() }
    let daemon = try DaemonProcess(executable: daemonPath, workspace: workspace)
    defer { daemon.abandon() }
    try daemon.waitUntilReady()
    return try body(LedgerUnderLoad(daemon, workspace: workspace, note: note))
  }

  func settings(recordBytesMean: Double? = nil) -> Settings {
    Settings(
      date: Date().formatted(.iso8601),
      commandLine: CommandLine.arguments.joined(separator: " "), processor: machine.processor,
      cores: machine.cores, memoryGiB: machine.memoryGiB, kernel: machine.kernel,
      loadBefore: load, fileSystem: fileSystem.type, device: fileSystem.device,
      build: Self.build, secondsPerRow: seconds, recordBytesMean: recordBytesMean)
  }

  private static var build: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }
}
