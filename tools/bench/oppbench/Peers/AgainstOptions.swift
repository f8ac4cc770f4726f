import ArgumentParser

/// The options of a comparison.
struct AgainstOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare with these: redis, postgres, sqlite, eventsourcing, lmdb.", valueName: "peers"))
  var against: String?

  @Option(
    name: .customLong("peer-setting"),
    help: ArgumentHelp(
      "Start a peer with this setting too; refused when it is not durable.",
      valueName: "peer:name=value"))
  var peerSettings: [String] = []

  @Option(help: ArgumentHelp("How often each pair runs; default: 3.", valueName: "times"))
  var rounds: Int?

  @Flag(help: "Leave out peers that are not installed, instead of failing.")
  var skipMissing = false

  @Option(
    help: ArgumentHelp("The Python with eventsourcing; default: of setup.sh.", valueName: "path"))
  var python: String?

  /// - Parameter rows: `--rows`, which is for runs without peers.
  func validate(rows: String?) throws {
    guard let against else {
      guard peerSettings.isEmpty, rounds == nil, !skipMissing, python == nil else {
        throw ValidationError(
          "--peer-setting, --rounds, --skip-missing and --python need --against")
      }
      return
    }
    guard PeerKind.list(against) != nil else {
      throw ValidationError("--against takes redis, postgres, sqlite, eventsourcing, lmdb")
    }
    guard rows == nil else { throw ValidationError("--rows and --against exclude each other") }
    guard (1...100).contains(rounds ?? 3) else { throw ValidationError("--rounds takes 1 to 100") }
    for text in peerSettings where PeerSetting(text) == nil {
      let takers = PeerSetting.takers.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--peer-setting \(text): PEER:NAME=VALUE, and PEER is one of \(takers)")
    }
  }

  /// Nil when no comparison is asked for.
  func plan(seconds: Double?, quick: Bool) throws -> Comparison.Plan? {
    guard let against, let peers = PeerKind.list(against) else { return nil }
    return Comparison.Plan(
      peers: peers, settings: peerSettings.compactMap(PeerSetting.init),
      seconds: seconds ?? (quick ? 0.15 : 2), rounds: rounds ?? 3, skipsMissing: skipMissing,
      python: python)
  }
}
