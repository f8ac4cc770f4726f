import EventLog
import Foundation
import Glibc

/// The Python library `eventsourcing`, in a process of its own as its users run it.
///
/// The load is `peers/eventsourcing_load.py`, which appends events to aggregates of ten and answers a
/// line of JSON for a line of request.
final class EventSourcingPeer: Peer {
  /// The store under the library.
  enum Store {
    case sqlite
    /// Of a server that runs already.
    case postgres(PostgresPeer)
  }

  private struct Answer: Decodable {
    var settings: [String: String]?
    var events: Int?
    var seconds: Double?
    var p50: Double?
    var p99: Double?
    var error: String?
  }

  private let store: Store
  private let process: PeerProcess
  private let input = Pipe()
  private let output = Pipe()
  private var unread = Data()

  /// - Parameter python: of the environment with the library; nil for the one of setup.sh.
  init(_ workspace: Workspace, sample: RecordBatch, store: Store, python: String?) throws {
    self.store = store
    guard let python = python ?? Self.installedPython() else {
      throw PeerMissing("no Python environment with eventsourcing (bench-venv) is to be found")
    }
    let script = Self.script
    guard access(script, R_OK) == 0 else {
      throw PeerMissing("the load \(script) is not there: run the bench from its checkout")
    }
    let directory = workspace.directory + "/eventsourcing"
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
      throw BenchFailure(call: "mkdir \(directory)", errno: errno)
    }
    var arguments = [python, script]
    let name: String
    switch store {
    case .sqlite:
      name = "eventsourcing-sqlite"
      arguments += ["sqlite", directory + "/events.db"]
    case .postgres(let server):
      name = "eventsourcing-postgres"
      arguments += ["postgres", server.socketDirectory, "\(PostgresPeer.port)"]
    }
    arguments.append("\(sample.byteCount / max(1, sample.count))")
    process = try PeerProcess(
      name, arguments, in: workspace.directory, endedBy: SIGKILL, input: input, output: output,
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
  }

  func durableSettings() throws -> [String: String] {
    let settings = try ask("settings").settings ?? [:]
    switch store {
    case .sqlite:
      try requireDurable(
        "eventsourcing on SQLite", settings,
        [
          "journal_mode": { ["wal", "delete", "truncate", "persist"].contains($0) },
          "synchronous": { ["2", "3"].contains($0) },
        ])
    case .postgres:
      try requireDurable(
        "eventsourcing on PostgreSQL", settings,
        [
          "fsync": { $0 == "on" }, "full_page_writes": { $0 == "on" },
          "synchronous_commit": { ["on", "local", "remote_apply"].contains($0) },
        ])
    }
    return settings
  }

  func run(_ load: PeerLoad, seconds: Double) throws -> PeerRun {
    guard case .threads(let threads) = load else {
      preconditionFailure("the library runs in process, in threads")
    }
    let answer = try ask("run \(threads) \(seconds)")
    guard let events = answer.events, let seconds = answer.seconds, let p50 = answer.p50,
      let p99 = answer.p99
    else { throw BenchFailure("eventsourcing did not say what it measured") }
    return PeerRun(events: events, seconds: seconds, p50Microseconds: p50, p99Microseconds: p99)
  }

  func stop() {
    process.stop()
  }

  private func ask(_ request: String) throws -> Answer {
    try input.fileHandleForWriting.write(contentsOf: Data((request + "\n").utf8))
    while !unread.contains(10) {
      let part = output.fileHandleForReading.availableData
      guard !part.isEmpty else { throw BenchFailure("eventsourcing ended: \(process.said)") }
      unread.append(part)
    }
    let line = unread.prefix { $0 != 10 }
    unread = Data(unread.dropFirst(line.count + 1))
    let answer = try JSONDecoder().decode(Answer.self, from: Data(line))
    if let error = answer.error { throw BenchFailure("eventsourcing: \(error)") }
    return answer
  }

  /// The environment that setup.sh makes beside the programs, in a directory above ours.
  private static func installedPython() -> String? {
    var directory = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    for _ in 0..<5 {
      directory = directory.deletingLastPathComponent()
      let python = directory.path + "/bench-venv/bin/python"
      if access(python, X_OK) == 0 { return python }
    }
    return nil
  }

  private static var script: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("peers/eventsourcing_load.py").path
  }
}
