import EventLog

/// Raw LMDB through its C interface: no peer but the limit, the same bytes and nothing else.
final class LMDBPeer: Peer {
  private let directory: String
  private let sample: RecordBatch
  private let isSynced: Bool

  /// - Parameter settings: `nosync=on` opens it without syncs, which is then refused.
  init(_ workspace: Workspace, sample: RecordBatch, settings: [PeerSetting]) throws {
    directory = workspace.directory + "/lmdb"
    self.sample = sample
    var isSynced = true
    for setting in settings {
      guard setting.name == "nosync", ["on", "off"].contains(setting.value) else {
        throw BenchFailure("LMDB has no setting \(setting.name)=\(setting.value) here: nosync=on")
      }
      isSynced = setting.value == "off"
    }
    self.isSynced = isSynced
  }

  func durableSettings() throws -> [String: String] {
    let settings = try LMDBFloor.settings(in: directory, isSynced: isSynced)
    try requireDurable(
      "LMDB", settings,
      ["MDB_NOSYNC": { $0 == "off" }, "MDB_NOMETASYNC": { $0 == "off" }])
    return settings
  }

  func run(_ load: PeerLoad, seconds: Double) throws -> PeerRun {
    guard case .commits(let size) = load else {
      preconditionFailure("raw LMDB runs in process, on one thread")
    }
    return PeerRun(
      try LMDBFloor.append(
        sample, perCommit: size, in: directory, seconds: seconds, isSynced: isSynced))
  }

  func stop() {}
}
