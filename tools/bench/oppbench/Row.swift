/// One line of the table: what is measured, by the name that `--rows` knows it by.
enum Row: Equatable {
  case barrier
  case rawAppend(perCommit: Int)
  case rawScan
  case commands(LoadShape)
  /// Half of the rate of ``saturating``, offered at a fixed pace.
  case paced(connections: Int)
  case logScan
  case rebuild
  case randomAccess
  case hash(HashRow)
  case checkpoint

  static let all: [Row] = ofTheLog + HashRow.all.map(Row.hash)

  /// What is half used in the paced row.
  static let saturating = LoadShape(64)

  /// In the order measured: each limit is taken close in time to what it limits.
  private static let ofTheLog: [Row] = [
    .barrier,
    .rawAppend(perCommit: 1),
    .commands(.door(1)),
    .commands(LoadShape(1)),
    .commands(LoadShape(8)),
    .rawAppend(perCommit: 10),
    .commands(.door(64)),
    .commands(saturating),
    .paced(connections: saturating.connections),
    .rawAppend(perCommit: 100),
    .commands(LoadShape(1, inFlight: 64)),
    .commands(LoadShape(1, perFrame: 100)),
    .commands(.door(512)),
    .commands(LoadShape(512)),
    .commands(.door(8, inFlight: 128)),
    .commands(LoadShape(8, inFlight: 128)),
    .rawAppend(perCommit: 1_000),
    .commands(LoadShape(8, perFrame: 100)),
    .rawScan,
    .logScan,
    .rebuild,
    .randomAccess,
    .checkpoint,
  ]

  var name: String {
    switch self {
    case .barrier: "fdatasync-4k"
    case .rawAppend(let perCommit): "lmdb-append-\(perCommit)"
    case .rawScan: "lmdb-scan"
    case .commands(let shape): shape.name
    case .paced(let connections): "half-load-\(connections)"
    case .logScan: "log-scan"
    case .rebuild: "rebuild"
    case .randomAccess: "random-access"
    case .hash(let hash): hash.name
    case .checkpoint: "checkpoint"
    }
  }

  /// What one unit of the rate is.
  var unit: String {
    switch self {
    case .barrier: "barriers"
    case .rawAppend, .rawScan, .logScan, .randomAccess: "records"
    case .commands, .paced: "commands"
    case .rebuild: "events"
    case .hash: "hashes"
    case .checkpoint: "opportunities"
    }
  }

  /// The rows that `filter` asks for: names or beginnings of names, separated by commas.
  static func matching(_ filter: String?) -> [Row] {
    guard let filter else { return all }
    let wanted = filter.split(separator: ",").map { $0.filter { $0 != " " } }
    return all.filter { row in
      // A whole name means that row alone: durable-1 is not a wish for durable-100.
      wanted.contains { wish in
        row.name == wish || (!all.contains { $0.name == wish } && row.name.hasPrefix(wish))
      }
    }
  }
}
