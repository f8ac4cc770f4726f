import Foundation

/// What open opportunities and remembered commands take in memory, from restarted daemons.
///
/// Three ledgers are measured: people and customers only; every opportunity and half of the events;
/// all events. The second half adds no opportunity, so what it takes is taken by command ids (and by
/// whatever else grows with every event); the rest of the first half is the opportunities'.
struct MemoryRun {
  struct Plan {
    var opportunities: Int
    var events: Int
    var keep: String?
  }

  struct Result: Encodable {
    var openOpportunities: Int
    var events: Int
    var empty: MemoryUse
    var half: MemoryUse
    var whole: MemoryUse
    var bytesPerEvent: Double
    var bytesPerOpenOpportunity: Double

    enum CodingKeys: String, CodingKey {
      case events, empty, half, whole
      case openOpportunities = "open_opportunities"
      case bytesPerEvent = "bytes_per_remembered_command"
      case bytesPerOpenOpportunity = "bytes_per_open_opportunity"
    }
  }

  let plan: Plan
  let bench: Bench

  func measure() throws -> Result {
    let workspace = try Workspace(in: bench.parent)
    defer { workspace.remove() }
    let store = plan.keep ?? workspace.directory + "/kept"
    try GrowthRun.makeDirectory(store)
    let history = History(.rounds(opportunities: plan.opportunities))
    let people = history.prefaceRecords
    let empty = try use(
      KeptLedger(directory: workspace.dataDirectory, history: history), people, workspace)
    let half = try use(
      KeptLedger(directory: "\(store)/open-\(plan.opportunities)-half", history: history),
      people + max(plan.opportunities, plan.events / 2), workspace)
    let whole = try use(
      KeptLedger(directory: "\(store)/open-\(plan.opportunities)", history: history),
      people + plan.events, workspace)
    let halfEvents = max(plan.opportunities, plan.events / 2)
    let perEvent =
      Double(whole.privateDirtyBytes - half.privateDirtyBytes) / Double(plan.events - halfEvents)
    let ofHalf = Double(half.privateDirtyBytes - empty.privateDirtyBytes)
    return Result(
      openOpportunities: plan.opportunities, events: plan.events, empty: empty, half: half,
      whole: whole, bytesPerEvent: perEvent,
      bytesPerOpenOpportunity: (ofHalf - perEvent * Double(halfEvents))
        / Double(plan.opportunities))
  }

  /// Fills the ledger, starts a daemon anew and reads its memory when it has caught up.
  private func use(
    _ ledger: KeptLedger, _ records: Int, _ workspace: Workspace
  ) throws -> MemoryUse {
    try ledger.fill(to: records, bench, workspace, note: bench.note)
    let daemon = try ledger.open(bench, workspace)
    defer { daemon.abandon() }
    try LedgerUnderLoad(daemon, workspace: workspace, note: bench.note).settle()
    let use = try MemoryUse(of: daemon.processID)
    try daemon.stop()
    return use
  }
}

/// The figures of memory, as a table and as JSON.
struct MemoryReport {
  let settings: Settings
  let result: MemoryRun.Result

  var table: String {
    func line(_ name: String, _ use: MemoryUse) -> String {
      func mebibytes(_ bytes: Int) -> String { Figures.number(Double(bytes) / 1_048_576) }
      return Figures.line(
        [
          name, mebibytes(use.privateDirtyBytes), mebibytes(use.proportionalBytes),
          mebibytes(use.residentBytes),
        ], [-44, 12, 12, 12])
    }
    let opportunities = Figures.grouped(Double(result.openOpportunities))
    return
      (Report.heading(settings) + [
        "",
        Figures.line(
          ["a restarted daemon with", "heap MiB", "PSS MiB", "RSS MiB"], [-44, 12, 12, 12]),
        line("people and customers only", result.empty),
        line("\(opportunities) open opportunities, half of the events", result.half),
        line(
          "\(opportunities) open, \(Figures.grouped(Double(result.events))) events", result.whole),
        "",
        "bytes per open opportunity: \(Figures.number(result.bytesPerOpenOpportunity)) "
          + "(wanted: at most 1024)",
        "bytes per remembered command: \(Figures.number(result.bytesPerEvent)) "
          + "(wanted: at most 32)",
        "heap: private dirty memory, without LMDB's map, which is read-only. Per command: what the",
        "second half of the events adds, over their number; arrays grow in steps, so small ledgers",
        "say little. Per opportunity: the rest of what the first half adds.",
      ]).joined(separator: "\n")
  }

  func json() throws -> Data {
    struct Whole: Encodable {
      let settings: Settings
      let memory: MemoryRun.Result
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Whole(settings: settings, memory: result)) + Data("\n".utf8)
  }
}
