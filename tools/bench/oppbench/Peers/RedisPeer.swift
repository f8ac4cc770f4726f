import EventLog
import Glibc

/// Redis with its append-only file synced for every write: `XADD` to one stream.
///
/// Redis validates nothing, keeps no proof and forgets command ids; it is the measure for how fast
/// bytes become durable over a socket.
final class RedisPeer: Peer {
  /// In flight on a connection, tried in turn for the highest rate.
  private static let depths = [128, 512, 1_024]

  private let process: PeerProcess
  private let socket: String
  private let sample: RecordBatch
  private var rates: [PeerLoad: Double] = [:]
  private var best: [Int: Int] = [:]

  init(_ workspace: Workspace, sample: RecordBatch, settings: [PeerSetting]) throws {
    guard let program = PeerProcess.find("redis-server") else {
      throw PeerMissing("redis-server is not in the PATH")
    }
    self.sample = sample
    let directory = workspace.directory + "/redis"
    let socket = workspace.socketPath("redis.sock")
    self.socket = socket
    guard mkdir(directory, 0o700) == 0 else {
      throw BenchFailure(call: "mkdir \(directory)", errno: errno)
    }
    var arguments = [
      program, "--port", "0", "--unixsocket", socket, "--dir", directory, "--daemonize", "no",
      "--save", "", "--appendonly", "yes", "--appendfsync", "always",
      // A rewrite of the file in the middle of a run would be charged to Redis.
      "--auto-aof-rewrite-percentage", "0", "--maxclients", "1000",
    ]
    for setting in settings { arguments += ["--\(setting.name)", setting.value] }
    process = try PeerProcess("redis", arguments, in: workspace.directory, endedBy: SIGKILL)
    _ = try process.waitUntilReady { try RedisSession.begin(at: socket) }
  }

  func durableSettings() throws -> [String: String] {
    let session = try RedisSession.begin(at: socket)
    var settings: [String: String] = [:]
    for name in ["appendonly", "appendfsync", "no-appendfsync-on-rewrite"] {
      settings[name] = try session.configuration(name)
    }
    let info = try session.ask(["INFO"])
    for name in ["redis_version", "aof_enabled", "aof_last_write_status"] {
      settings[name] = info.split(whereSeparator: \.isNewline)
        .first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
    }
    try requireDurable(
      "Redis", settings,
      [
        "appendonly": { $0 == "yes" }, "appendfsync": { $0 == "always" },
        "no-appendfsync-on-rewrite": { $0 == "no" }, "aof_enabled": { $0 == "1" },
        "aof_last_write_status": { $0 == "ok" },
      ])
    return settings
  }

  func run(_ load: PeerLoad, seconds: Double) throws -> PeerRun {
    switch load {
    case .connections(let connections, let inFlight):
      return PeerRun(try run(connections, inFlight, seconds))
    case .bestPipelining(let connections):
      return PeerRun(try run(connections, try depth(for: connections), seconds))
    case .commits, .threads:
      preconditionFailure("Redis is reached over its socket")
    }
  }

  func stop() {
    process.stop()
  }

  /// Tries each depth once and keeps the best for this number of connections.
  private func depth(for connections: Int) throws -> Int {
    if let found = best[connections] { return found }
    let tried = try Self.depths.map { depth in
      let outcome = try run(connections, depth, 0.3)
      return (depth: depth, rate: Double(outcome.commands) / max(outcome.seconds, 1e-9))
    }
    let found = tried.max { $0.rate < $1.rate }?.depth ?? Self.depths[0]
    best[connections] = found
    return found
  }

  private func run(
    _ connections: Int, _ inFlight: Int, _ seconds: Double
  ) throws -> LoadGenerator.Outcome {
    let load = PeerLoad.connections(connections, inFlight: inFlight)
    var frames = max(inFlight * 4, 2_000 / connections)
    while true {
      if let rate = rates[load] {
        frames = max(frames, Int(rate * seconds * 1.5) / connections + inFlight * 4)
      }
      let outcome = try runOnce(connections, inFlight, frames: frames, seconds: seconds)
      rates[load] = Double(outcome.commands) / max(outcome.seconds, 1e-9)
      if !outcome.isCutShort || outcome.seconds > seconds / 2 { return outcome }
      frames *= 4
    }
  }

  private func runOnce(
    _ connections: Int, _ inFlight: Int, frames: Int, seconds: Double
  ) throws -> LoadGenerator.Outcome {
    let sample = sample
    let prepared = PreparedFrames(frames: frames) { index, bytes in
      bytes.append(contentsOf: "*5\r\n$4\r\nXADD\r\n$3\r\nlog\r\n$1\r\n*\r\n$1\r\nr\r\n".utf8)
      sample.withRecord(index % sample.count) { record in
        bytes.append(contentsOf: "$\(record.byteCount)\r\n".utf8)
        record.withUnsafeBytes { bytes.append(contentsOf: $0) }
      }
      bytes.append(contentsOf: "\r\n".utf8)
    }
    // Redis does not care which command comes from whom, so all connections send the same bytes.
    let loaded = try (0..<connections).map { _ in
      LoadConnection(
        socket: try RedisSession.begin(at: socket).intoSocket(), frames: prepared, window: inFlight,
        dialect: .redis)
    }
    let session = try RedisSession.begin(at: socket)
    let before = try session.streamLength("log")
    let outcome = try LoadGenerator.run(loaded, seconds: seconds)
    let growth = try session.streamLength("log") - before
    guard growth == Int(outcome.recordsInAll) else {
      throw BenchFailure("Redis confirmed \(outcome.recordsInAll) entries and has \(growth) more")
    }
    // Redis keeps everything in memory; a long comparison would fill it.
    _ = try session.ask(["DEL", "log"])
    return outcome
  }
}

/// A connection to Redis that asks and waits.
struct RedisSession: ~Copyable {
  private let socket: UnixSocket

  private init(_ socket: consuming UnixSocket) {
    self.socket = socket
  }

  /// Connects and sees that Redis serves commands.
  static func begin(at path: String) throws -> RedisSession {
    let session = RedisSession(try UnixSocket(connectingTo: path))
    let answer = try session.ask(["PING"])
    guard answer == "PONG" else { throw BenchFailure("Redis answered a ping with \(answer)") }
    return session
  }

  consuming func intoSocket() throws -> UnixSocket {
    let socket = self.socket
    try socket.becomeNonblocking()
    return socket
  }

  func configuration(_ name: String) throws -> String {
    // Two bulk strings, the name and the value, each on a line of its own.
    let lines = try ask(["CONFIG", "GET", name]).split(whereSeparator: \.isNewline)
    guard let value = lines.last, lines.count == 2, lines[0] == name else {
      throw BenchFailure("Redis does not say its \(name)")
    }
    return String(value)
  }

  func streamLength(_ name: String) throws -> Int {
    guard let length = Int(try ask(["XLEN", name])) else {
      throw BenchFailure("Redis does not say how long the stream is")
    }
    return length
  }

  /// The answer's text; of a list its elements, a line each.
  func ask(_ words: [String]) throws -> String {
    var request = Array("*\(words.count)\r\n".utf8)
    for word in words { request += Array("$\(word.utf8.count)\r\n\(word)\r\n".utf8) }
    var sent = 0
    while sent < request.count { sent += try socket.write(request, sent..<request.count) }
    return try readAnswer()
  }

  private func readAnswer() throws -> String {
    let head = try readLine()
    let rest = head.dropFirst()
    switch head.first {
    case "+", ":": return String(rest)
    case "$":
      guard let count = Int(rest), (0...1 << 20).contains(count) else { return "" }
      let bytes = try readBytes(count + 2)
      return String(decoding: bytes.dropLast(2), as: UTF8.self)
    case "*":
      guard let count = Int(rest), (0...1_000).contains(count) else { return "" }
      return try (0..<count).map { _ in try readAnswer() }.joined(separator: "\n")
    default: throw BenchFailure("Redis answered \(head)")
    }
  }

  private func readLine() throws -> String {
    var line: [UInt8] = []
    while line.last != 10 { line += try readBytes(1) }
    return String(decoding: line.dropLast(2), as: UTF8.self)
  }

  private func readBytes(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var received = 0
    while received < count {
      received += try socket.read(into: &bytes, from: received)
    }
    return bytes
  }
}
