import Foundation
import Glibc

/// How fast questions are answered over many open opportunities, and how fast they are exported.
struct ReadsRun {
  struct Result: Encodable {
    var openOpportunities: Int
    var events: Int
    var point: QueryProbe.Timings
    var pipeline: QueryProbe.Timings
    var due: QueryProbe.Timings
    var exportBytes: Int
    var exportSeconds: Double

    var exportMegabytesPerSecond: Double { Double(exportBytes) / 1e6 / max(exportSeconds, 1e-9) }

    enum CodingKeys: String, CodingKey {
      case events
      case openOpportunities = "open_opportunities"
      case point = "point_query"
      case pipeline = "pipeline_by_owner"
      case due = "due_list"
      case exportBytes = "csv_export_bytes"
      case exportSeconds = "csv_export_s"
    }
  }

  let plan: MemoryRun.Plan
  let seconds: Double
  let bench: Bench

  func measure() throws -> Result {
    let workspace = try Workspace(in: bench.parent)
    defer { workspace.remove() }
    let store = plan.keep ?? workspace.directory + "/kept"
    try GrowthRun.makeDirectory(store)
    let history = History(.rounds(opportunities: plan.opportunities))
    let ledger = KeptLedger(directory: "\(store)/open-\(plan.opportunities)", history: history)
    try ledger.fill(
      to: history.prefaceRecords + plan.events, bench, workspace, note: bench.note)
    let daemon = try ledger.open(bench, workspace)
    defer { daemon.abandon() }
    try LedgerUnderLoad(daemon, workspace: workspace, note: bench.note).settle()
    bench.note("asking")
    let probe = QueryProbe(at: workspace.socket)
    let point = try probe.points(among: plan.opportunities, seconds: seconds)
    let pipeline = try probe.pipelineByOwner(seconds: seconds)
    let due = try probe.dueList(seconds: seconds)
    bench.note("exporting")
    let (bytes, elapsed) = try export(workspace)
    try daemon.stop()
    return Result(
      openOpportunities: plan.opportunities, events: plan.events, point: point,
      pipeline: pipeline, due: due, exportBytes: bytes, exportSeconds: elapsed)
  }

  /// `oppctl opportunities --format csv` into a file on the measured disk, start included.
  private func export(_ workspace: Workspace) throws -> (bytes: Int, seconds: Double) {
    let oppctl = URL(fileURLWithPath: bench.daemonPath).deletingLastPathComponent()
      .appendingPathComponent("oppctl").path
    guard access(oppctl, X_OK) == 0 else {
      throw BenchFailure("oppctl is not beside oppd: swift build -c release --product oppctl")
    }
    // The helper's log takes standard output, so the export is its log.
    let start = SteadyClock.now()
    try PeerProcess(
      "opportunities.csv",
      [
        oppctl, "--socket", workspace.socket, "--timeout", "3600", "opportunities", "--format",
        "csv",
      ], in: workspace.directory, endedBy: SIGKILL
    ).succeed()
    let elapsed = SteadyClock.seconds(since: start)
    var entry = stat()
    guard stat(workspace.directory + "/opportunities.csv.log", &entry) == 0 else {
      throw BenchFailure(call: "stat of the export", errno: errno)
    }
    // A row has an id, an owner and a title at the least.
    guard Int(entry.st_size) > plan.opportunities * 20 else {
      throw BenchFailure("the export has \(entry.st_size) bytes, too few for every opportunity")
    }
    return (Int(entry.st_size), elapsed)
  }
}

/// The figures of reading, as a table and as JSON.
struct ReadsReport {
  let settings: Settings
  let result: ReadsRun.Result

  var table: String {
    func line(
      _ name: String, _ timings: QueryProbe.Timings, _ wanted: String
    ) -> String {
      Figures.line(
        [
          name, Figures.grouped(timings.p50Microseconds), Figures.grouped(timings.p99Microseconds),
          Figures.grouped(Double(timings.answerBytes)), wanted,
        ], Self.widths)
    }
    return
      (Report.heading(settings) + [
        """
          \(Figures.grouped(Double(result.openOpportunities))) open opportunities, \
        \(Figures.grouped(Double(result.events))) events
        """,
        "", Figures.line(["question", "p50 µs", "p99 µs", "bytes", "wanted"], Self.widths),
        line("one opportunity", result.point, "≤ 1 ms"),
        line("pipeline by stage and owner", result.pipeline, "≤ 20 ms"),
        line("due list, \(QueryProbe.dueRows) rows", result.due, "≤ 100 ms"),
        "",
        """
        export to CSV (oppctl opportunities --format csv): \
        \(Figures.grouped(Double(result.exportBytes))) bytes in \
        \(Figures.number(result.exportSeconds)) s, \
        \(Figures.number(result.exportMegabytesPerSecond)) MB/s (wanted: at least 150)
        """,
      ]).joined(separator: "\n")
  }

  private static let widths = [-32, 12, 12, 12, 12]

  func json() throws -> Data {
    struct Whole: Encodable {
      let settings: Settings
      let reads: ReadsRun.Result
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Whole(settings: settings, reads: result)) + Data("\n".utf8)
  }
}
