/// One line of the table: what is measured, by the name that `--rows` knows it by.
enum Row: Equatable {
  case barrier
  case rawAppend(perCommit: Int)
  case rawScan
  case commands(connections: Int, inFlight: Int, perFrame: Int)
  case logScan
  case rebuild

  /// In the order measured: each limit is taken close in time to what it limits.
  static let all: [Row] = [
    .barrier,
    .rawAppend(perCommit: 1),
    .commands(connections: 1, inFlight: 1, perFrame: 1),
    .commands(connections: 8, inFlight: 1, perFrame: 1),
    .rawAppend(perCommit: 10),
    .commands(connections: 64, inFlight: 1, perFrame: 1),
    .rawAppend(perCommit: 100),
    .commands(connections: 1, inFlight: 64, perFrame: 1),
    .commands(connections: 1, inFlight: 1, perFrame: 100),
    .commands(connections: 512, inFlight: 1, perFrame: 1),
    .commands(connections: 8, inFlight: 128, perFrame: 1),
    .rawAppend(perCommit: 1_000),
    .commands(connections: 8, inFlight: 1, perFrame: 100),
    .rawScan,
    .logScan,
    .rebuild,
  ]

  var name: String {
    switch self {
    case .barrier: "fdatasync-4k"
    case .rawAppend(let perCommit): "lmdb-append-\(perCommit)"
    case .rawScan: "lmdb-scan"
    case .commands(let connections, 1, 1): "durable-\(connections)"
    case .commands(let connections, let inFlight, 1): "pipelined-\(connections)x\(inFlight)"
    case .commands(let connections, _, let perFrame): "frames-\(connections)x\(perFrame)"
    case .logScan: "log-scan"
    case .rebuild: "rebuild"
    }
  }

  /// What one unit of the rate is.
  var unit: String {
    switch self {
    case .barrier: "barriers"
    case .rawAppend, .rawScan, .logScan: "records"
    case .commands: "commands"
    case .rebuild: "events"
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
