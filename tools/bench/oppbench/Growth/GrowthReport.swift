import Foundation

/// What growth does, as a table, as JSON and as a chart.
struct GrowthReport {
  let settings: Settings
  let sizes: [GrowthRun.Size]

  private static let titles = [
    "events", "open", "8×128 /s", "64×1 /s", "point p50", "p99 µs", "pipeline", "due µs",
    "start s", "disk B/ev", "heap MiB", "RSS MiB",
  ]
  private static let widths = [13, 9, 10, 10, 11, 9, 10, 10, 9, 11, 10, 10]

  var table: String {
    var lines = Report.heading(settings)
    lines.append("")
    lines.append(Figures.line(Self.titles, Self.widths))
    lines += sizes.map { Figures.line(cells(of: $0), Self.widths) }
    lines.append("")
    lines += [
      "point, pipeline (by stage and owner), due (the \(QueryProbe.dueRows) most urgent): µs until "
        + "the last page, asked one at a time; pipeline and due: median.",
      "start: from the start of the process to the answer to a status, the file in the page cache.",
      "disk: blocks of data.mdb. heap: private dirty memory. RSS also counts pages of the file.",
    ]
    if let first = sizes.first, let last = sizes.last, sizes.count > 1 {
      lines.append(Self.comparison(of: last, with: first))
    }
    return lines.joined(separator: "\n")
  }

  /// How much of its speed the ledger keeps from the smallest size to the largest.
  private static func comparison(of last: GrowthRun.Size, with first: GrowthRun.Size) -> String {
    func share(_ value: Double, of whole: Double) -> String {
      "\(Int((value / max(whole, 1e-9) * 100).rounded())) %"
    }
    func speed(_ timings: KeyPath<GrowthRun.Size, QueryProbe.Timings>) -> String {
      share(
        first[keyPath: timings].p50Microseconds, of: last[keyPath: timings].p50Microseconds)
    }
    return """
      speed at \(Figures.grouped(Double(last.events))) events as a share of that at \
      \(Figures.grouped(Double(first.events))) (wanted: at least 80 %): \
      8×128 \(share(last.pipelined, of: first.pipelined)), \
      64×1 \(share(last.durable, of: first.durable)), point query \(speed(\.point)), \
      pipeline \(speed(\.pipeline)), due list \(speed(\.due)).
      """
  }

  func json() throws -> Data {
    struct Whole: Encodable {
      let settings: Settings
      let sizes: [GrowthRun.Size]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Whole(settings: settings, sizes: sizes)) + Data("\n".utf8)
  }

  /// Small multiples over the number of events, each from zero.
  var chart: String {
    func series(_ name: String, _ value: (GrowthRun.Size) -> Double) -> LineChart.Series {
      LineChart.Series(
        name: name, points: sizes.map { (x: Double($0.events), y: value($0)) })
    }
    return LineChart(
      title: "oppbench --growth, \(settings.date)", horizontal: "events in the ledger",
      panels: [
        LineChart.Panel(
          title: "Durable commands a second",
          series: [series("8 × 128", \.pipelined), series("64 × 1", \.durable)]),
        LineChart.Panel(
          title: "Point query, µs",
          series: [
            series("median", \.point.p50Microseconds), series("p99", \.point.p99Microseconds),
          ]),
        LineChart.Panel(
          title: "Questions, ms (median)",
          series: [
            series("pipeline by owner") { $0.pipeline.p50Microseconds / 1_000 },
            series("due list") { $0.due.p50Microseconds / 1_000 },
          ]),
        LineChart.Panel(
          title: "Start to first answer, s", series: [series("start", \.startSeconds)]),
        LineChart.Panel(
          title: "Disk, bytes an event", series: [series("disk", \.diskBytesPerEvent)]),
        LineChart.Panel(
          title: "Memory, MiB",
          series: [
            series("heap") { Double($0.memory.privateDirtyBytes) / 1_048_576 },
            series("resident") { Double($0.memory.residentBytes) / 1_048_576 },
          ]),
      ]
    ).svg
  }

  private func cells(of size: GrowthRun.Size) -> [String] {
    [
      Figures.grouped(Double(size.events)), Figures.grouped(Double(size.openOpportunities)),
      Figures.grouped(size.pipelined), Figures.grouped(size.durable),
      Figures.number(size.point.p50Microseconds), Figures.number(size.point.p99Microseconds),
      Figures.number(size.pipeline.p50Microseconds), Figures.number(size.due.p50Microseconds),
      Figures.number(size.startSeconds), Figures.number(size.diskBytesPerEvent),
      Figures.number(Double(size.memory.privateDirtyBytes) / 1_048_576),
      Figures.number(Double(size.memory.residentBytes) / 1_048_576),
    ]
  }
}
