import EventLog
import Foundation
import Glibc
import Schema

/// One run over one fresh ledger: prepares it, measures row after row, and checks every answer.
final class BenchRun {
  struct Plan {
    var rows: [Row]
    /// For each row's clock.
    var seconds: Double
    /// Records that must be there before the rebuild is timed.
    var rebuildRecords: UInt64
  }

  /// Records that raw LMDB appends in turn.
  private static let sampleRecords: UInt64 = 20_000

  private let plan: Plan
  private let workspace: Workspace
  private let daemon: DaemonProcess
  private var mix: CommandMix
  private let sample: RecordBatch
  private let note: (String) -> Void

  /// Mean size of the records that were written.
  var recordBytesMean: Double { Double(sample.byteCount) / Double(max(1, sample.count)) }

  /// Fills the ledger of `daemon` with people, customers and a first sample of history.
  init(
    _ plan: Plan, workspace: Workspace, daemon: DaemonProcess, note: @escaping (String) -> Void
  ) throws {
    self.plan = plan
    self.workspace = workspace
    self.daemon = daemon
    self.note = note
    let now = Date().timeIntervalSince1970
    mix = CommandMix(salt: UInt64.random(in: 1 ... .max), today: Int32(now / 86_400))
    note("preparing the ledger")
    var conversation = try Conversation.begin(at: workspace.socket)
    try conversation.submit(mix.registrations())
    let prepared = try conversation.status().headPosition
    try Self.fill(Self.sampleRecords, &mix, workspace)
    sample = try Rebuild(directory: workspace.dataDirectory)
      .sample(from: prepared + 1, count: Self.sampleRecords)
  }

  /// - Returns: what was measured, in the order of the plan.
  func measure() throws -> [Measurement] {
    var measurements: [Measurement] = []
    for row in plan.rows where row != .logScan && row != .rebuild {
      note("\(row.name)")
      measurements.append(try measure(row))
    }
    let isRebuilt = plan.rows.contains(.logScan) || plan.rows.contains(.rebuild)
    if isRebuilt {
      let head = try Conversation.status(at: workspace.socket).headPosition
      if head < plan.rebuildRecords {
        note("more history for the rebuild")
        try Self.fill(plan.rebuildRecords - head, &mix, workspace)
      }
    }
    try daemon.stop()
    if isRebuilt { measurements += try measureRebuild() }
    return measurements
  }

  private func measure(_ row: Row) throws -> Measurement {
    let raw = workspace.directory + "/raw"
    switch row {
    case .barrier:
      return Measurement(
        row, try BarrierFloor.measure(in: workspace.directory, seconds: min(plan.seconds, 1)))
    case .rawAppend(let perCommit):
      let before = ProcessUsage(of: getpid())
      let timing = try LMDBFloor.append(
        sample, perCommit: perCommit, in: raw, seconds: plan.seconds)
      var measurement = Measurement(row, timing)
      measurement.cost = Measurement.Cost(
        ProcessUsage(of: getpid()) - before, commands: timing.units)
      measurement.perCommit = Double(perCommit)
      return measurement
    case .rawScan:
      return Measurement(
        row, try LMDBFloor.scan(sample, count: 500_000, in: raw, seconds: min(plan.seconds, 1)))
    case .commands(let connections, let inFlight, let perFrame):
      return try measureCommands(row, connections, inFlight, perFrame)
    case .logScan, .rebuild:
      preconditionFailure("these are measured together, after the daemon has stopped")
    }
  }

  // MARK: Commands

  private func measureCommands(
    _ row: Row, _ connections: Int, _ inFlight: Int, _ perFrame: Int
  ) throws -> Measurement {
    // Growing runs until one lasts long enough to say how much the measured one must prepare.
    var frames = max(inFlight * 4, 200 / connections)
    var rate = 0.0
    while true {
      let warmUp = try run(connections, inFlight, perFrame, frames: frames, seconds: 0.4).outcome
      rate = Double(warmUp.commands) / max(warmUp.seconds, 1e-6)
      if warmUp.seconds >= 0.2 { break }
      frames *= 4
    }
    let needed = rate * plan.seconds * 1.5 / Double(connections * perFrame)
    let (outcome, usage, commits) = try run(
      connections, inFlight, perFrame, frames: max(frames, Int(needed) + inFlight * 4),
      seconds: plan.seconds)
    if outcome.isCutShort {
      note("\(row.name) was faster than prepared for: measured \(outcome.seconds) s")
    }
    var measurement = Measurement(row)
    measurement.rate = Double(outcome.commands) / outcome.seconds
    measurement.p50Microseconds = outcome.latencies.percentileMicroseconds(0.5)
    measurement.p99Microseconds = outcome.latencies.percentileMicroseconds(0.99)
    measurement.perCommit = Double(outcome.recordsInAll) / Double(max(1, commits))
    measurement.cost = Measurement.Cost(usage, commands: Int(outcome.recordsInAll))
    return measurement
  }

  /// One run over fresh lanes, and proof that the ledger grew by exactly what was confirmed.
  private func run(
    _ connections: Int, _ inFlight: Int, _ perFrame: Int, frames: Int, seconds: Double
  ) throws -> (outcome: LoadGenerator.Outcome, usage: ProcessUsage, commits: UInt64) {
    let loaded = try (0..<connections).map { _ in
      var lane = mix.nextLane()
      return LoadConnection(
        socket: try Conversation.begin(at: workspace.socket).intoSocket(),
        frames: PreparedFrames(lane: &lane, frames: frames, commandsPerFrame: perFrame),
        window: inFlight)
    }
    let before = try Conversation.status(at: workspace.socket)
    let usageBefore = ProcessUsage(of: daemon.processID)
    let outcome = try LoadGenerator.run(loaded, seconds: seconds)
    let usage = ProcessUsage(of: daemon.processID) - usageBefore
    let after = try Conversation.status(at: workspace.socket)
    try Self.requireGrowth(from: before, to: after, by: outcome.recordsInAll)
    return (outcome, usage, after.commits - before.commits)
  }

  private static func requireGrowth(
    from before: PBStatusAnswer, to after: PBStatusAnswer, by records: UInt64
  ) throws {
    guard after.headPosition == before.headPosition + records else {
      throw BenchFailure(
        """
        the receipts speak of \(records) records, but the ledger went from position \
        \(before.headPosition) to \(after.headPosition)
        """)
    }
    guard after.commandsRejected == before.commandsRejected else {
      throw BenchFailure("the daemon rejected \(after.commandsRejected) commands")
    }
  }

  /// Adds about `records` records, as fast as frames of 500 go.
  private static func fill(
    _ records: UInt64, _ mix: inout CommandMix, _ workspace: Workspace
  ) throws {
    let before = try Conversation.status(at: workspace.socket)
    var lane = mix.nextLane()
    let frames = PreparedFrames(
      lane: &lane, frames: Int(records / 500) + 1, commandsPerFrame: 500)
    let connection = LoadConnection(
      socket: try Conversation.begin(at: workspace.socket).intoSocket(), frames: frames, window: 2)
    let outcome = try LoadGenerator.run([connection], seconds: 600)
    let after = try Conversation.status(at: workspace.socket)
    try requireGrowth(from: before, to: after, by: outcome.recordsInAll)
  }

  // MARK: Rebuild

  /// Scan and replay in turn until the time is over, and of each the median run.
  private func measureRebuild() throws -> [Measurement] {
    let rebuild = try Rebuild(directory: workspace.dataDirectory)
    note("log-scan and rebuild over \(rebuild.records) records")
    var scans: [Timing] = []
    var replays: [Timing] = []
    let start = SteadyClock.now()
    repeat {
      if plan.rows.contains(.logScan) { scans.append(try rebuild.scan()) }
      if plan.rows.contains(.rebuild) { replays.append(try rebuild.replay()) }
    } while SteadyClock.seconds(since: start) < plan.seconds
    return [(Row.logScan, scans), (.rebuild, replays)].compactMap { row, timings in
      let sorted = timings.sorted { $0.unitsPerSecond < $1.unitsPerSecond }
      return sorted.isEmpty ? nil : Measurement(row, sorted[sorted.count / 2])
    }
  }
}
