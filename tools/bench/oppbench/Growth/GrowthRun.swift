import Foundation
import Glibc
import Schema

/// The same benchmark on ledgers of growing length.
///
/// Each size is filled once, from the one before it; what is measured is a copy, so that a size that
/// is kept stays what it is.
struct GrowthRun {
  struct Plan {
    /// Records, ascending.
    var sizes: [Int]
    /// Opportunities that are never closed, the same in every size: history grows, open business
    /// does not.
    var open: Int
    var seconds: Double
    /// Where filled ledgers stay; nil removes them.
    var keep: String?
  }

  /// What one size gave.
  struct Size: Encodable {
    var events: Int
    var openOpportunities: Int
    var startSeconds: Double
    var diskBytesPerEvent: Double
    var memory: MemoryUse
    var point: QueryProbe.Timings
    var pipeline: QueryProbe.Timings
    var due: QueryProbe.Timings
    /// Commands a second.
    var pipelined: Double
    var durable: Double

    enum CodingKeys: String, CodingKey {
      case events, memory
      case openOpportunities = "open_opportunities"
      case startSeconds = "start_to_first_status_s"
      case diskBytesPerEvent = "disk_bytes_per_event"
      case point = "point_query"
      case pipeline = "pipeline_by_owner"
      case due = "due_list"
      case pipelined = "pipelined_8x128_per_second"
      case durable = "durable_64_per_second"
    }
  }

  static let pipelined = LoadShape(8, inFlight: 128)
  static let durable = LoadShape(64)

  let plan: Plan
  let bench: Bench

  func measure() throws -> [Size] {
    let workspace = try Workspace(in: bench.parent)
    defer { workspace.remove() }
    let store = plan.keep ?? workspace.directory + "/kept"
    try Self.makeDirectory(store)
    var smaller: String?
    return try plan.sizes.map { size in
      let ledger = KeptLedger(
        directory: "\(store)/growth-\(plan.open)-\(size)", history: History(.lives(open: plan.open))
      )
      try fill(ledger, to: size, from: smaller, workspace)
      smaller = ledger.directory
      return try measure(ledger, size, workspace)
    }
  }

  /// Under its name a ledger is complete; while it is filled it has another one.
  private func fill(
    _ ledger: KeptLedger, to size: Int, from smaller: String?, _ workspace: Workspace
  ) throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: ledger.directory) else { return }
    let filling = KeptLedger(directory: ledger.directory + ".filling", history: ledger.history)
    if !files.fileExists(atPath: filling.directory), let smaller {
      try Self.copy(smaller, to: filling.directory)
    }
    bench.note("filling a ledger of \(size) events")
    try filling.fill(to: size, bench, workspace, note: bench.note)
    try files.moveItem(atPath: filling.directory, toPath: ledger.directory)
  }

  private func measure(
    _ ledger: KeptLedger, _ size: Int, _ workspace: Workspace
  ) throws -> Size {
    bench.note("measuring \(size) events")
    let diskBytes = ledger.diskBytes
    try Self.copy(ledger.directory, to: workspace.dataDirectory)
    defer { Workspace.removeTree(workspace.dataDirectory) }
    let daemon = try DaemonProcess(executable: bench.daemonPath, workspace: workspace)
    defer { daemon.abandon() }
    try daemon.waitUntilReady()
    let status = try Conversation.status(at: workspace.socket)
    let startSeconds = SteadyClock.seconds(since: daemon.startedAt)
    guard status.headPosition == UInt64(size) else {
      throw BenchFailure(
        "\(ledger.directory) has \(status.headPosition) records, not \(size): remove it")
    }
    let load = LedgerUnderLoad(daemon, workspace: workspace, note: bench.note)
    try load.settle()
    let memory = try MemoryUse(of: daemon.processID)
    let own = size - ledger.history.prefaceRecords
    let probe = QueryProbe(at: workspace.socket)
    let point = try probe.points(
      among: ledger.history.opportunities(in: own), seconds: plan.seconds)
    let pipeline = try probe.pipelineByOwner(seconds: plan.seconds)
    let due = try probe.dueList(seconds: plan.seconds)
    let pipelined = try load.measure(Self.pipelined, seconds: plan.seconds).rate
    let durable = try load.measure(Self.durable, seconds: plan.seconds).rate
    try daemon.stop()
    return Size(
      events: size, openOpportunities: ledger.history.openOpportunities(in: own),
      startSeconds: startSeconds, diskBytesPerEvent: Double(diskBytes) / Double(size),
      memory: memory, point: point, pipeline: pipeline, due: due, pipelined: pipelined,
      durable: durable)
  }

  private static func copy(_ source: String, to target: String) throws {
    // Under another name first: a copy that was interrupted must not look like a ledger.
    let making = target + ".copying"
    let files = FileManager.default
    if files.fileExists(atPath: making) { try files.removeItem(atPath: making) }
    try files.copyItem(atPath: source, toPath: making)
    try files.moveItem(atPath: making, toPath: target)
  }

  static func makeDirectory(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw BenchFailure("\(path) cannot be made: \(error)")
    }
  }
}
