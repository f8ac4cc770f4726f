import EventLog
import Foundation
import Glibc

/// PostgreSQL with an event table and a function that appends at an expected version.
final class PostgresPeer: Peer {
  /// Connections that a load may open, with room for the questions beside it.
  private static let connections = 200
  private static let schema = """
    CREATE TABLE events (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      stream text NOT NULL,
      version int NOT NULL,
      data bytea NOT NULL,
      UNIQUE (stream, version));
    CREATE FUNCTION append(wanted text, expected int, record bytea) RETURNS bigint
    LANGUAGE plpgsql AS $$
    DECLARE
      current int;
      appended bigint;
    BEGIN
      SELECT version INTO current FROM events
        WHERE stream = wanted ORDER BY version DESC LIMIT 1;
      IF coalesce(current, 0) <> expected THEN
        RAISE EXCEPTION 'stream % is at version %, not %', wanted, coalesce(current, 0), expected;
      END IF;
      INSERT INTO events (stream, version, data) VALUES (wanted, expected + 1, record)
        RETURNING position INTO appended;
      RETURN appended;
    END $$;
    """

  private let process: PeerProcess
  /// Where the server's socket is; PostgreSQL derives its file name from the port.
  let socketDirectory: String
  static let port = 5432
  private var socket: String { "\(socketDirectory)/.s.PGSQL.\(Self.port)" }
  private let sample: RecordBatch
  private var runs = 0
  private var rates: [PeerLoad: Double] = [:]

  init(_ workspace: Workspace, sample: RecordBatch, settings: [PeerSetting]) throws {
    self.sample = sample
    let programs = Self.programDirectories
    guard let server = PeerProcess.find("postgres", alsoIn: programs),
      let initialize = PeerProcess.find("initdb", alsoIn: programs)
    else { throw PeerMissing("PostgreSQL's programs postgres and initdb are not to be found") }
    let helper = try UnprivilegedUser()
    let directory = workspace.directory + "/postgres"
    let sockets = workspace.socketPath("pg")
    socketDirectory = sockets
    for path in [directory, sockets] { try helper.makeDirectory(path) }
    try helper.requireAccess(to: directory)
    try PeerProcess(
      "initdb",
      helper.running([
        initialize, "-D", directory, "-U", PostgresSession.user, "-A", "trust", "-E", "UTF8",
        "--locale=C", "--no-sync",
      ]), in: workspace.directory, endedBy: SIGKILL
    ).succeed()
    var arguments = [server, "-D", directory, "-k", sockets, "-p", "\(Self.port)"]
    let configuration = [
      "listen_addresses=", "max_connections=\(Self.connections)", "shared_buffers=256MB",
      "fsync=on", "synchronous_commit=on", "full_page_writes=on",
      // No checkpoint in the middle of a run.
      "max_wal_size=8GB", "checkpoint_timeout=1h",
    ]
    for setting in configuration + settings.map({ "\($0.name)=\($0.value)" }) {
      arguments += ["-c", setting]
    }
    process = try PeerProcess(
      "postgres", helper.running(arguments), in: workspace.directory, endedBy: SIGQUIT)
    do {
      let socket = "\(sockets)/.s.PGSQL.\(Self.port)"
      let session = try process.waitUntilReady { try PostgresSession.begin(at: socket) }
      try session.query(Self.schema)
    } catch {
      process.stop()
      throw error
    }
  }

  func durableSettings() throws -> [String: String] {
    let session = try PostgresSession.begin(at: socket)
    var settings: [String: String] = [:]
    for name in [
      "server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method",
      "shared_buffers", "max_wal_size",
    ] {
      settings[name] = try session.value("SHOW \(name)")
    }
    settings["events.relpersistence"] = try session.value(
      "SELECT relpersistence FROM pg_class WHERE relname = 'events'")
    try requireDurable(
      "PostgreSQL", settings,
      [
        "fsync": { $0 == "on" }, "full_page_writes": { $0 == "on" },
        // Without standbys these three wait for the same: the local flush.
        "synchronous_commit": { ["on", "local", "remote_apply"].contains($0) },
        "events.relpersistence": { $0 == "p" },
      ])
    return settings
  }

  func run(_ load: PeerLoad, seconds: Double) throws -> PeerRun {
    guard case .connections(let connections, let inFlight) = load else {
      preconditionFailure("PostgreSQL is reached over its socket")
    }
    var frames = max(inFlight * 4, 200 / connections)
    while true {
      if let rate = rates[load] {
        frames = max(frames, Int(rate * seconds * 1.5) / connections + inFlight * 4)
      }
      let outcome = try runOnce(connections, inFlight, frames: frames, seconds: seconds)
      rates[load] = Double(outcome.commands) / max(outcome.seconds, 1e-9)
      if !outcome.isCutShort || outcome.seconds > seconds / 2 { return PeerRun(outcome) }
      frames *= 4
    }
  }

  func stop() {
    process.stop()
  }

  private func runOnce(
    _ connections: Int, _ inFlight: Int, frames: Int, seconds: Double
  ) throws -> LoadGenerator.Outcome {
    runs += 1
    let loaded = try (0..<connections).map { connection in
      let session = try PostgresSession.begin(at: socket)
      // text, int4, bytea (pg_type.dat)
      try session.prepare("a", "SELECT append($1, $2, $3)", types: [25, 23, 17])
      // A server process compiles the function at its first call: before the clock starts.
      try session.query("SELECT append('first-\(runs)-\(connection)', 0, 'x')")
      return LoadConnection(
        socket: try session.intoSocket(), frames: appends(frames, "\(runs)-\(connection)"),
        window: inFlight, dialect: .postgres)
    }
    let session = try PostgresSession.begin(at: socket)
    let before = try session.value("SELECT count(*) FROM events")
    let outcome = try LoadGenerator.run(loaded, seconds: seconds)
    let after = try session.value("SELECT count(*) FROM events")
    guard let first = Int(before), Int(after) == first + Int(outcome.recordsInAll) else {
      throw BenchFailure(
        "PostgreSQL confirmed \(outcome.recordsInAll) events, but went from \(before) to \(after)")
    }
    return outcome
  }

  /// Bind, Execute and Sync for each event; ten events a stream, like the ledger's opportunities.
  private func appends(_ count: Int, _ lane: String) -> PreparedFrames {
    let sample = sample
    return PreparedFrames(frames: count) { index, bytes in
      let start = bytes.count + 1
      bytes.append(contentsOf: [UInt8(ascii: "B"), 0, 0, 0, 0])
      PostgresSession.append("", to: &bytes)  // portal
      PostgresSession.append("a", to: &bytes)  // statement
      for number: UInt16 in [1, 1, 3] { PostgresSession.append(number, to: &bytes) }  // binary
      let stream = Array("opp-\(lane)-\(index / 10)".utf8)
      PostgresSession.append(UInt32(stream.count), to: &bytes)
      bytes.append(contentsOf: stream)
      PostgresSession.append(UInt32(4), to: &bytes)
      PostgresSession.append(UInt32(index % 10), to: &bytes)
      sample.withRecord(index % sample.count) { record in
        PostgresSession.append(UInt32(record.byteCount), to: &bytes)
        record.withUnsafeBytes { bytes.append(contentsOf: $0) }
      }
      for number: UInt16 in [1, 1] { PostgresSession.append(number, to: &bytes) }  // binary result
      PostgresSession.setLength(in: &bytes, at: start)
      bytes.append(contentsOf: [UInt8(ascii: "E"), 0, 0, 0, 9, 0, 0, 0, 0, 0])
      bytes.append(contentsOf: [UInt8(ascii: "S"), 0, 0, 0, 4])
    }
  }

  /// Debian keeps them out of the PATH, by version; the newest first.
  private static var programDirectories: [String] {
    let parent = "/usr/lib/postgresql"
    guard let versions = try? FileManager.default.contentsOfDirectory(atPath: parent) else {
      return []  // not Debian's package: the PATH decides
    }
    return versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(parent)/\($0)/bin" }
  }
}

/// Whom PostgreSQL runs as: it refuses root, so then `postgres`, or `nobody`.
struct UnprivilegedUser {
  private let name: String?
  private let userID: uid_t
  private let groupID: gid_t
  private let setpriv: String

  init() throws {
    guard geteuid() == 0 else {
      (name, userID, groupID, setpriv) = (nil, geteuid(), getegid(), "")
      return
    }
    guard let setpriv = PeerProcess.find("setpriv") else {
      throw PeerMissing(
        "setpriv (of util-linux), which starts PostgreSQL as another user than root")
    }
    for candidate in ["postgres", "nobody"] {
      guard let entry = getpwnam(candidate) else { continue }
      (name, userID, groupID) = (candidate, entry.pointee.pw_uid, entry.pointee.pw_gid)
      self.setpriv = setpriv
      return
    }
    throw PeerMissing("a user other than root, postgres or nobody, for PostgreSQL")
  }

  /// The same command as this user.
  func running(_ arguments: [String]) -> [String] {
    guard name != nil else { return arguments }
    // setpriv becomes the program: the process id is that of the server itself.
    return [
      setpriv, "--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--",
    ] + arguments
  }

  /// Makes a directory of this user, reachable through its parent.
  func makeDirectory(_ path: String) throws {
    guard mkdir(path, 0o700) == 0, chown(path, userID, groupID) == 0 else {
      throw BenchFailure(call: "make \(path)", errno: errno)
    }
    guard name != nil else { return }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard chmod(parent, 0o711) == 0 else {
      throw BenchFailure(call: "chmod \(parent)", errno: errno)
    }
  }

  /// Sees that every directory above `path` lets the user pass.
  func requireAccess(to path: String) throws {
    guard let name else { return }
    var above = URL(fileURLWithPath: path).deletingLastPathComponent()
    while above.path != "/" {
      var entry = stat()
      guard stat(above.path, &entry) == 0 else {
        throw BenchFailure(call: "stat \(above.path)", errno: errno)
      }
      guard entry.st_mode & 0o001 != 0 else {
        throw BenchFailure(
          """
          PostgreSQL does not run as root, and the user \(name) may not enter \(above.path): \
          choose another --dir, or run the bench as another user than root
          """)
      }
      above = above.deletingLastPathComponent()
    }
  }
}
