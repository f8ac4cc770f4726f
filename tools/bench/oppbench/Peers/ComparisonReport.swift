import Foundation

/// A comparison as the table people read and the JSON programs read.
struct ComparisonReport {
  let settings: Settings
  let rounds: Int
  let results: [ContestResult]

  private static let titles = [
    "ours", "commands/s", "p99 µs", "", "peer", "events/s", "p99 µs", "min", "ratio", "max",
    "wanted",
  ]
  private static let widths = [-16, 11, 9, 3, -40, 11, 9, 8, 8, 8, 9]

  var table: String {
    var lines = Report.heading(settings)
    lines.append("  \(rounds) rounds a row, in turn: ours, peer, ours, peer; figures are medians")
    for (peer, settings) in peerSettings {
      let text = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      lines.append("  \(peer): \(text.joined(separator: " "))")
    }
    lines.append("")
    lines.append(Figures.line(Self.titles, Self.widths))
    lines += results.map(line)
    lines.append("")
    lines += [
      "ratio: ours over the peer's in the same round; above 1 the ledger is faster.",
      "limit: no peer, but what the library under it does alone, in process, with the same bytes.",
      "Every figure is of events that were on the device before they were acknowledged.",
    ]
    return lines.joined(separator: "\n")
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(results.map { Entry(settings, rounds, $0) }) + Data("\n".utf8)
  }

  private var peerSettings: [(String, [String: String])] {
    var seen: Set<PeerKind> = []
    return results.compactMap { result in
      seen.insert(result.contest.peer).inserted
        ? (result.contest.peer.rawValue, result.peerSettings) : nil
    }
  }

  private func line(_ result: ContestResult) -> String {
    let ratios = result.ratios
    let peer = "\(result.contest.peer.rawValue), \(result.theirs.name)"
    return Figures.line(
      [
        result.contest.ours.name, Figures.grouped(result.oursRate),
        Figures.number(Figures.median(result.ours.map(\.p99Microseconds))), "",
        peer + (result.contest.isLimit ? " (limit)" : ""), Figures.grouped(result.peerRate),
        Figures.number(Figures.median(result.peer.map(\.p99Microseconds))),
        Figures.number(ratios.min() ?? 0), Figures.number(Figures.median(ratios)),
        Figures.number(ratios.max() ?? 0),
        result.contest.wanted.map { "≥ \(Figures.number($0))" } ?? "",
      ], Self.widths)
  }

  /// One row, as it stands in the JSON.
  private struct Entry: Encodable {
    let metric: String
    let connections: Int
    let inFlight: Int
    let perFrame: Int
    let ours: Double
    let oursP99: Double
    let peer: String
    let peerLoad: String
    let peerValue: Double
    let peerP99: Double
    let ratioMinimum: Double
    let ratioMedian: Double
    let ratioMaximum: Double
    let ratioWanted: Double?
    let isLimit: Bool
    let unit = "commands/s"
    let rounds: Int
    let settings: Settings
    let peerSettings: [String: String]

    init(_ settings: Settings, _ rounds: Int, _ result: ContestResult) {
      let shape = result.contest.ours
      metric = shape.name
      connections = shape.connections
      inFlight = shape.inFlight * shape.perFrame
      perFrame = shape.perFrame
      ours = result.oursRate
      oursP99 = Figures.median(result.ours.map(\.p99Microseconds))
      peer = result.contest.peer.rawValue
      peerLoad = result.theirs.name
      peerValue = result.peerRate
      peerP99 = Figures.median(result.peer.map(\.p99Microseconds))
      ratioMinimum = result.ratios.min() ?? 0
      ratioMedian = Figures.median(result.ratios)
      ratioMaximum = result.ratios.max() ?? 0
      ratioWanted = result.contest.wanted
      isLimit = result.contest.isLimit
      self.rounds = rounds
      self.settings = settings
      peerSettings = result.peerSettings
    }

    enum CodingKeys: String, CodingKey {
      case metric, connections, ours, peer, unit, rounds, settings
      case inFlight = "in_flight_per_connection"
      case perFrame = "commands_per_frame"
      case oursP99 = "ours_p99_us"
      case peerLoad = "peer_load"
      case peerValue = "peer_value"
      case peerP99 = "peer_p99_us"
      case ratioMinimum = "ratio_min"
      case ratioMedian = "ratio_median"
      case ratioMaximum = "ratio_max"
      case ratioWanted = "ratio_wanted"
      case isLimit = "is_limit"
      case peerSettings = "peer_settings"
    }
  }
}
