import EventLog
import Foundation

/// The ledger beside its peers, in one run on one disk: ours, peer, ours, peer.
final class Comparison {
  struct Plan {
    var peers: [PeerKind]
    var settings: [PeerSetting]
    /// For each run's clock.
    var seconds: Double
    /// How often each pair runs.
    var rounds: Int
    /// Peers that are not installed are left out.
    var skipsMissing: Bool
    /// The interpreter with eventsourcing; nil for the one that setup.sh made.
    var python: String?
  }

  /// Records that the peers write, in turn.
  private static let sampleRecords: UInt64 = 5_000

  private let plan: Plan
  private let ledger: LedgerUnderLoad
  private let sample: RecordBatch
  private let note: (String) -> Void
  private var postgres: PostgresPeer?

  var recordBytesMean: Double { Double(sample.byteCount) / Double(max(1, sample.count)) }

  init(_ plan: Plan, ledger: LedgerUnderLoad, note: @escaping (String) -> Void) throws {
    self.plan = plan
    self.ledger = ledger
    self.note = note
    note("preparing the ledger")
    sample = try ledger.sample(Self.sampleRecords)
  }

  /// Measures peer after peer; only the one that is measured exists meanwhile, beside the ledger.
  func measure() throws -> [ContestResult] {
    defer {
      postgres?.stop()
      postgres = nil
    }
    var results: [ContestResult] = []
    for kind in plan.peers {
      do {
        let peer = try start(kind)
        defer { end(peer) }
        let settings = try peer.durableSettings()
        for contest in Contest.all(against: [kind]) {
          results.append(try measure(contest, peer, settings))
        }
      } catch let missing as PeerMissing {
        guard plan.skipsMissing else {
          throw BenchFailure("\(missing); --skip-missing leaves \(kind.rawValue) out")
        }
        note("\(kind.rawValue) is left out: \(missing)")
      }
    }
    return results
  }

  private func measure(
    _ contest: Contest, _ peer: any Peer, _ settings: [String: String]
  ) throws -> ContestResult {
    note("\(contest.ours.name) against \(contest.peer.rawValue), \(contest.theirs.name)")
    var result = ContestResult(
      contest: contest, theirs: contest.theirs, peerSettings: settings)
    for _ in 0..<plan.rounds {
      let run = try ledger.measure(
        contest.ours, seconds: plan.seconds, warmUpSeconds: min(0.4, plan.seconds))
      result.ours.append(PeerRun(run.outcome))
      try ledger.settle()
      if contest.takesOurCommits, result.peer.isEmpty {
        result.theirs = .commits(of: max(1, Int(run.recordsPerCommit.rounded())))
      }
      result.peer.append(try peer.run(result.theirs, seconds: plan.seconds))
    }
    return result
  }

  private func start(_ kind: PeerKind) throws -> any Peer {
    let settings = plan.settings.filter { $0.peer == kind }
    note("starting \(kind.rawValue)")
    let workspace = ledger.workspace
    switch kind {
    case .redis: return try RedisPeer(workspace, sample: sample, settings: settings)
    case .postgres: return try startedPostgres()
    case .sqlite: return try SQLitePeer(workspace, sample: sample, settings: settings)
    case .eventsourcingSQLite:
      return try EventSourcingPeer(workspace, sample: sample, store: .sqlite, python: plan.python)
    case .eventsourcingPostgres:
      return try EventSourcingPeer(
        workspace, sample: sample, store: .postgres(try startedPostgres()), python: plan.python)
    case .lmdb: return try LMDBPeer(workspace, sample: sample, settings: settings)
    }
  }

  /// The one server that both PostgreSQL rows use.
  private func startedPostgres() throws -> PostgresPeer {
    if let postgres { return postgres }
    let started = try PostgresPeer(
      ledger.workspace, sample: sample, settings: plan.settings.filter { $0.peer == .postgres })
    postgres = started
    return started
  }

  private func end(_ peer: any Peer) {
    // The server goes on for the library's rows and ends with the comparison.
    guard peer !== postgres else { return }
    peer.stop()
  }
}
