import EventLog

/// Something else that keeps events durably, set up by us on the disk of the ledger.
protocol Peer: AnyObject {
  /// What it answered when it was asked for its version and for the settings that decide whether an
  /// acknowledged event is on the device.
  ///
  /// - Throws: ``BenchFailure`` when one of them lets an acknowledgement come before the device's.
  func durableSettings() throws -> [String: String]

  /// Appends events for `seconds` and waits for every acknowledgement.
  func run(_ load: PeerLoad, seconds: Double) throws -> PeerRun

  /// Ends it. Called once, also after an error.
  func stop()
}

/// How a peer is driven.
enum PeerLoad: Hashable {
  /// Over its socket: commands in flight on each connection, one event each.
  case connections(Int, inFlight: Int)
  /// Over its socket at whatever number in flight gives the highest rate.
  case bestPipelining(connections: Int)
  /// In process: events in one durable commit, one thread.
  case commits(of: Int)
  /// In process: threads with one event in flight each.
  case threads(Int)

  var name: String {
    switch self {
    case .connections(let connections, 1): "\(connections) × 1"
    case .connections(let connections, let inFlight): "\(connections) × \(inFlight)"
    case .bestPipelining(let connections): "\(connections) × best"
    case .commits(of: 1): "1 a commit"
    case .commits(let events): "\(events) a commit"
    case .threads(1): "1 thread"
    case .threads(let threads): "\(threads) threads"
    }
  }
}

/// What a peer did in one run.
struct PeerRun {
  var events = 0
  var seconds = 0.0
  /// Of an acknowledgement, or of a commit.
  var p50Microseconds = 0.0
  var p99Microseconds = 0.0

  var rate: Double { Double(events) / max(seconds, 1e-9) }

  init(events: Int, seconds: Double, p50Microseconds: Double, p99Microseconds: Double) {
    self.events = events
    self.seconds = seconds
    self.p50Microseconds = p50Microseconds
    self.p99Microseconds = p99Microseconds
  }

  init(_ outcome: LoadGenerator.Outcome) {
    self.init(
      events: outcome.commands, seconds: outcome.seconds,
      p50Microseconds: outcome.latencies.percentileMicroseconds(0.5),
      p99Microseconds: outcome.latencies.percentileMicroseconds(0.99))
  }

  init(_ timing: Timing) {
    self.init(
      events: timing.units, seconds: timing.seconds,
      p50Microseconds: timing.latencies.percentileMicroseconds(0.5),
      p99Microseconds: timing.latencies.percentileMicroseconds(0.99))
  }
}

/// The peers by the names of `--against`. The Python library counts once for each of its stores.
enum PeerKind: String, CaseIterable {
  case redis
  case postgres
  case sqlite
  case eventsourcingSQLite = "eventsourcing-sqlite"
  case eventsourcingPostgres = "eventsourcing-postgres"
  case lmdb

  /// The peers of a list such as `redis,eventsourcing`; nil when a name is unknown.
  static func list(_ text: String) -> [PeerKind]? {
    var wanted: [PeerKind] = []
    for name in text.split(separator: ",").map({ $0.filter { $0 != " " } }) {
      let found = allCases.filter { $0.rawValue == name || $0.rawValue.hasPrefix(name + "-") }
      guard !found.isEmpty else { return nil }
      wanted += found.filter { !wanted.contains($0) }
    }
    return wanted.isEmpty ? nil : wanted
  }
}

/// The peer is not installed: its rows are absent, and whether that is an error the user says.
struct PeerMissing: Error, CustomStringConvertible {
  let description: String

  init(_ what: String) {
    description = "\(what); tools/bench/setup.sh installs it"
  }
}

/// One `--peer-setting PEER:NAME=VALUE`.
struct PeerSetting: Equatable {
  var peer: PeerKind
  var name: String
  var value: String

  /// Peers that take settings from us.
  static let takers: [PeerKind] = [.redis, .postgres, .sqlite, .lmdb]

  /// Nil when `text` has another form, or the peer takes no settings.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"),
      let equals = text[colon...].firstIndex(of: "="),
      let peer = PeerKind(rawValue: String(text[..<colon])), Self.takers.contains(peer)
    else { return nil }
    self.peer = peer
    name = String(text[text.index(after: colon)..<equals])
    value = String(text[text.index(after: equals)...])
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || "-_".contains($0)) })
    else { return nil }
  }
}

/// Refuses settings under which an acknowledged event may be lost with the power.
///
/// - Parameter isDurable: by setting, whether the value that was read back keeps every event.
func requireDurable(
  _ peer: String, _ settings: [String: String], _ isDurable: [String: (String) -> Bool]
) throws {
  let wrong = try isDurable.sorted { $0.key < $1.key }.compactMap { name, holds in
    guard let value = settings[name] else {
      throw BenchFailure("\(peer) does not say its \(name), so it is not measured")
    }
    return holds(value) ? nil : "\(name)=\(value)"
  }
  guard wrong.isEmpty else {
    throw BenchFailure(
      """
      \(peer) runs with \(wrong.joined(separator: ", ")), which acknowledges events before they \
      are on the device: not comparable with a ledger that does not, so nothing is measured
      """)
  }
}
