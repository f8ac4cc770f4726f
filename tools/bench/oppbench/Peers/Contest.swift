/// One row of a comparison: a load of ours beside a load of a peer.
struct Contest {
  let peer: PeerKind
  let ours: LoadShape
  let theirs: PeerLoad
  /// What ratio is wanted; nil where none is set.
  var wanted: Double?
  /// Not a claim but a limit: either side leaves out what a ledger has to do.
  var isLimit = false
  /// The peer's events in a commit are as many as ours turned out to have.
  var takesOurCommits = false

  /// In the order measured.
  static func all(against peers: [PeerKind]) -> [Contest] {
    peers.flatMap { peer in
      switch peer {
      case .redis: redis
      case .postgres: postgres
      case .sqlite: sqlite
      case .eventsourcingSQLite, .eventsourcingPostgres: eventsourcing(peer)
      case .lmdb: lmdb
      }
    }
  }

  private static let redis: [Contest] = [
    like(1, wanted: 1), like(8, wanted: 1.2), like(64, wanted: 1.4), like(512, wanted: 1.5),
    Contest(
      peer: .redis, ours: LoadShape(8, inFlight: 128), theirs: .connections(8, inFlight: 128),
      wanted: 2.5),
    Contest(
      peer: .redis, ours: LoadShape(8, perFrame: 100), theirs: .bestPipelining(connections: 8),
      wanted: 4),
    door(1), door(64), door(512),
    Contest(
      peer: .redis, ours: .door(8, inFlight: 128), theirs: .connections(8, inFlight: 128),
      isLimit: true),
  ]

  private static let postgres: [Contest] = [
    Contest(peer: .postgres, ours: LoadShape(1), theirs: .connections(1, inFlight: 1)),
    Contest(peer: .postgres, ours: LoadShape(8), theirs: .connections(8, inFlight: 1)),
    Contest(peer: .postgres, ours: LoadShape(64), theirs: .connections(64, inFlight: 1), wanted: 5),
  ]

  private static let sqlite: [Contest] = [
    Contest(peer: .sqlite, ours: LoadShape(1), theirs: .commits(of: 1)),
    // SQLite has one writer; sixty-four would share the rate of one.
    Contest(peer: .sqlite, ours: LoadShape(64), theirs: .commits(of: 1)),
    Contest(
      peer: .sqlite, ours: LoadShape(1, perFrame: 100), theirs: .commits(of: 100), isLimit: true),
  ]

  private static func eventsourcing(_ peer: PeerKind) -> [Contest] {
    var contests = [
      Contest(peer: peer, ours: LoadShape(1), theirs: .threads(1)),
      Contest(peer: peer, ours: LoadShape(64), theirs: .threads(1), wanted: 10),
    ]
    if peer == .eventsourcingPostgres {
      contests.append(Contest(peer: peer, ours: LoadShape(64), theirs: .threads(64), wanted: 10))
    }
    return contests
  }

  private static let lmdb: [Contest] = [
    Contest(peer: .lmdb, ours: LoadShape(1), theirs: .commits(of: 1), isLimit: true),
    Contest(
      peer: .lmdb, ours: LoadShape(8, perFrame: 100), theirs: .commits(of: 100), wanted: 0.5,
      isLimit: true, takesOurCommits: true),
  ]

  /// What is left of ours when nothing is judged or kept: the most that any ledger behind this door gets.
  private static func door(_ connections: Int) -> Contest {
    Contest(
      peer: .redis, ours: .door(connections),
      theirs: .connections(connections, inFlight: 1), isLimit: true)
  }

  private static func like(_ connections: Int, wanted: Double) -> Contest {
    Contest(
      peer: .redis, ours: LoadShape(connections), theirs: .connections(connections, inFlight: 1),
      wanted: wanted)
  }
}

/// What the rounds of a contest gave; ours and theirs of one index ran right after one another.
struct ContestResult {
  var contest: Contest
  /// As it ran, where ``Contest/takesOurCommits`` decided on it.
  var theirs: PeerLoad
  var ours: [PeerRun] = []
  var peer: [PeerRun] = []
  /// Of the peer, read back from it.
  var peerSettings: [String: String] = [:]

  /// Ours over theirs, of each round.
  var ratios: [Double] { zip(ours, peer).map { $0.rate / max($1.rate, 1e-9) } }
  var oursRate: Double { Figures.median(ours.map(\.rate)) }
  var peerRate: Double { Figures.median(peer.map(\.rate)) }
}
