import Foundation

/// The table people read and the JSON programs read.
struct Report {
  let settings: Settings
  let measurements: [Measurement]

  var table: String {
    var lines = heading
    lines.append("")
    lines.append(Self.line(Self.titles))
    lines += measurements.map { Self.line(cells(of: $0)) }
    lines.append("")
    lines += Self.legend
    return lines.joined(separator: "\n")
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.userInfo[Settings.key] = settings
    return try encoder.encode(measurements) + Data("\n".utf8)
  }

  private var heading: [String] {
    [
      "oppbench  \(settings.date)",
      "  \(settings.commandLine)",
      """
        \(settings.processor), \(settings.cores) cores, \(settings.memoryGiB) GiB; \
      Linux \(settings.kernel); \(settings.fileSystem) on \(settings.device)
      """,
      """
        \(settings.build) build; \(Self.number(settings.secondsPerRow)) s a row; records of \
      \(Self.number(settings.recordBytesMean)) bytes; load average before: \(settings.loadBefore)
      """,
      "  \(settings.durability)",
      "  \(settings.sharing), so neither has the machine to itself",
    ]
  }

  private static let titles = [
    "row", "unit/s", "p50 µs", "p99 µs", "per commit", "of LMDB", "cpu µs", "r+w", "sleeps",
    "bytes",
  ]
  private static let widths = [-18, 12, 9, 9, 11, 8, 8, 7, 7, 8]

  private static let legend = [
    "unit/s: commands answered with a receipt; for lmdb-*, log-scan records; for rebuild events.",
    "of LMDB: the rate as a share of raw LMDB at as many records a commit, in this run.",
    "cpu, r+w, sleeps, bytes: of the daemon, or of raw LMDB, for one command (see README.md).",
  ]

  private func cells(of measurement: Measurement) -> [String] {
    func optional(_ value: Double?) -> String { value.map(Self.number) ?? "" }
    let share = limitShare(of: measurement).map { "\(Self.number($0 * 100)) %" } ?? ""
    return [
      measurement.row.name, Self.grouped(measurement.rate),
      optional(measurement.p50Microseconds), optional(measurement.p99Microseconds),
      optional(measurement.perCommit), share, optional(measurement.cost?.cpuMicroseconds),
      optional(measurement.cost?.readsAndWrites), optional(measurement.cost?.sleeps),
      optional(measurement.cost?.bytesWritten),
    ]
  }

  /// The row's rate over what raw LMDB does with as many records a commit, or, reading, with its
  /// cursor; nil when that was not measured.
  private func limitShare(of measurement: Measurement) -> Double? {
    switch measurement.row {
    case .commands:
      guard let perCommit = measurement.perCommit, let limit = rawRate(at: perCommit) else {
        return nil
      }
      return measurement.rate / limit
    case .logScan, .rebuild:
      guard let scan = measurements.first(where: { $0.row == .rawScan }) else { return nil }
      return measurement.rate / scan.rate
    case .barrier, .rawAppend, .rawScan:
      return nil
    }
  }

  /// Between two measured group sizes the rate is read off the line that joins them on log scales.
  private func rawRate(at perCommit: Double) -> Double? {
    let points: [(size: Double, rate: Double)] = measurements.compactMap { measurement in
      guard case .rawAppend(let size) = measurement.row else { return nil }
      return (Double(size), measurement.rate)
    }
    guard let first = points.first, let last = points.last else { return nil }
    guard perCommit > first.size else { return perCommit > first.size * 0.99 ? first.rate : nil }
    for (left, right) in zip(points, points.dropFirst()) where perCommit <= right.size {
      let share = log(perCommit / left.size) / log(right.size / left.size)
      return left.rate * pow(right.rate / left.rate, share)
    }
    return last.rate
  }

  private static func line(_ cells: [String]) -> String {
    zip(cells, widths).map { cell, width in
      let padding = String(repeating: " ", count: max(0, abs(width) - cell.count))
      return width < 0 ? cell + padding : padding + cell
    }.joined()
  }

  /// Three figures are what such measurements can bear.
  static func number(_ value: Double) -> String {
    if value >= 100 { return String(Int(value.rounded())) }
    let digits = value >= 10 ? 1 : 2
    return String(format: "%.\(digits)f", value)
  }

  private static func grouped(_ value: Double) -> String {
    var digits = String(Int(value.rounded()))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
