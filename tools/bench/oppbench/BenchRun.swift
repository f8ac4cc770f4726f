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
  private let ledger: LedgerUnderLoad
  private let sample: RecordBatch
  private let note: (String) -> Void
  /// Commands a second of 64 connections with one in flight, once they were measured.
  private var saturated: Double?

  private var workspace: Workspace { ledger.workspace }

  /// Mean size of the records that were written.
  var recordBytesMean: Double { Double(sample.byteCount) / Double(max(1, sample.count)) }

  /// Fills the fresh ledger with people, customers and a first sample of history.
  init(_ plan: Plan, ledger: LedgerUnderLoad, note: @escaping (String) -> Void) throws {
    self.plan = plan
    self.ledger = ledger
    self.note = note
    note("preparing the ledger")
    sample = try ledger.sample(Self.sampleRecords)
  }

  /// - Returns: what was measured, in the order of the plan.
  func measure() throws -> [Measurement] {
    var measurements: [Measurement] = []
    let afterwards: [Row] = [.logScan, .rebuild, .randomAccess, .checkpoint]
    for row in plan.rows where !afterwards.contains(row) {
      note("\(row.name)")
      measurements.append(try measure(row))
    }
    let isRebuilt = plan.rows.contains(.logScan) || plan.rows.contains(.rebuild)
    if isRebuilt || plan.rows.contains(.randomAccess) {
      let head = try ledger.status().headPosition
      if head < plan.rebuildRecords {
        note("more history for the rebuild")
        try ledger.fill(plan.rebuildRecords - head)
      }
    }
    try ledger.daemon.stop()
    if isRebuilt { measurements += try measureRebuild() }
    if plan.rows.contains(.randomAccess) {
      note(Row.randomAccess.name)
      let access = try RandomAccess(merging: workspace.dataDirectory)
      measurements.append(
        Measurement(.randomAccess, try access.measure(seconds: min(plan.seconds, 2))))
    }
    if plan.rows.contains(.checkpoint) { measurements.append(try measureCheckpoint()) }
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
    case .commands(let shape):
      return try measureCommands(row, shape)
    case .paced(let connections):
      return try measurePaced(row, connections)
    case .hash(let hash):
      return Measurement(row, hash.measure(seconds: min(plan.seconds, 0.3)))
    case .logScan, .rebuild, .randomAccess, .checkpoint:
      preconditionFailure("these are measured together, after the daemon has stopped")
    }
  }

  private func measureCommands(_ row: Row, _ shape: LoadShape) throws -> Measurement {
    let run = try ledger.measure(shape, seconds: plan.seconds)
    if shape == Row.saturating { saturated = run.rate }
    var measurement = Measurement(row)
    measurement.rate = run.rate
    measurement.p50Microseconds = run.outcome.latencies.percentileMicroseconds(0.5)
    measurement.p99Microseconds = run.outcome.latencies.percentileMicroseconds(0.99)
    if !shape.isDoorOnly { measurement.perCommit = run.recordsPerCommit }
    let commands = shape.isDoorOnly ? run.outcome.commands : Int(run.outcome.recordsInAll)
    measurement.cost = Measurement.Cost(run.usage, commands: commands)
    return measurement
  }

  /// Half of what closed connections reached, at a fixed pace; latencies count from the due time.
  private func measurePaced(_ row: Row, _ connections: Int) throws -> Measurement {
    if saturated == nil {
      saturated = try ledger.measure(Row.saturating, seconds: min(1, plan.seconds)).rate
    }
    let offered = (saturated ?? 0) / 2
    let outcome = try ledger.pace(offered, connections: connections, seconds: plan.seconds)
    var measurement = Measurement(row)
    measurement.rate = outcome.rate
    measurement.offered = offered
    measurement.late99Microseconds = outcome.lateness.percentileMicroseconds(0.99)
    measurement.p50Microseconds = outcome.latencies.percentileMicroseconds(0.5)
    measurement.p99Microseconds = outcome.latencies.percentileMicroseconds(0.99)
    return measurement
  }

  // MARK: Rebuild

  /// A fifth as many opportunities as the rebuild has records, with ten events each.
  private func measureCheckpoint() throws -> Measurement {
    let bench = CheckpointBench(
      opportunities: Int(plan.rebuildRecords / 5), eventsEach: 10,
      directory: workspace.directory)
    let figures = try bench.run()
    note("\(figures)")
    var measurement = Measurement(.checkpoint)
    measurement.rate = Double(bench.opportunities) / figures.loadSeconds
    return measurement
  }

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

extension LedgerUnderLoad {
  /// Prepares a fresh ledger and writes `count` records of opportunities.
  ///
  /// - Returns: copies of them, for peers to write the same bytes.
  func sample(_ count: UInt64) throws -> RecordBatch {
    let prepared = try prepare()
    try fill(count)
    return try Rebuild(directory: workspace.dataDirectory)
      .sample(from: prepared + 1, count: count)
  }
}
