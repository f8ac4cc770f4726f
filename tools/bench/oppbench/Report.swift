import Foundation

/// The table people read and the JSON programs read.
struct Report {
  let settings: Settings
  let measurements: [Measurement]

  var table: String {
    var lines = Self.heading(settings)
    lines.append("")
    lines.append(Self.line(Self.titles))
    lines += measurements.map { Self.line(cells(of: $0)) }
    lines.append("")
    lines += Self.legend + halfLoad
    return lines.joined(separator: "\n")
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.userInfo[Settings.key] = settings
    return try encoder.encode(measurements) + Data("\n".utf8)
  }

  /// When, how, where and under what conditions: what stands above every table.
  static func heading(_ settings: Settings) -> [String] {
    [
      "oppbench  \(settings.date)",
      "  \(settings.commandLine)",
      """
        \(settings.processor), \(settings.cores) cores, \(settings.memoryGiB) GiB; \
      Linux \(settings.kernel); \(settings.fileSystem) on \(settings.device)
      """,
      """
        \(settings.build) build; \(Figures.number(settings.secondsPerRow)) s a row; records of \
      \(settings.recordBytesMean.map(Figures.number) ?? "about 200") bytes; load average before: \
      \(settings.loadBefore)
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
    "unit/s: commands with a receipt; of lmdb-*, log-scan, random-access records; of rebuild events.",
    "of LMDB: the rate as a share of raw LMDB at as many records a commit, in this run.",
    "cpu, r+w, sleeps, bytes: of the daemon, or of raw LMDB, for one command (see README.md).",
  ]

  /// What half a load waits, in barriers of the device.
  private var halfLoad: [String] {
    guard let barrier = measurements.first(where: { $0.row == .barrier })?.p50Microseconds else {
      return []
    }
    return measurements.compactMap { measurement in
      guard let p99 = measurement.p99Microseconds, let offered = measurement.offered else {
        return nil
      }
      return "\(measurement.row.name): offered \(Figures.grouped(offered))/s; its p99 is "
        + "\(Figures.number(p99 / barrier)) times the median fdatasync (wanted: at most 5); "
        + "the load itself sent late: p99 \(Figures.number(measurement.late99Microseconds ?? 0)) µs."
    }
  }

  private func cells(of measurement: Measurement) -> [String] {
    func optional(_ value: Double?) -> String { value.map(Figures.number) ?? "" }
    let share = limitShare(of: measurement).map { "\(Figures.number($0 * 100)) %" } ?? ""
    return [
      measurement.row.name, Figures.grouped(measurement.rate),
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
    case .barrier, .rawAppend, .rawScan, .randomAccess, .paced, .hash, .checkpoint:
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
    Figures.line(cells, widths)
  }
}
