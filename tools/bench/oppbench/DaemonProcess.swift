import Foundation
import Glibc

/// The `oppd` under measurement: started by us, known by its process id, stopped by that alone.
final class DaemonProcess {
  /// Connections that a row may open, with room for the conversation beside it.
  static let connections = 1_024
  static let commandsInFlight = 65_536

  private let process = Process()
  private let log: String
  private let output = Pipe()
  /// When the program was started, by ``SteadyClock``.
  let startedAt: Int64

  var processID: Int32 { process.processIdentifier }

  /// Starts the daemon, which is ready only when ``waitUntilReady()`` says so.
  ///
  /// - Parameter data: the ledger's directory; nil for the workspace's own.
  init(executable: String, workspace: Workspace, data: String? = nil) throws {
    log = workspace.daemonLog
    try Self.configuration.write(
      toFile: workspace.configurationFile, atomically: false, encoding: .utf8)
    guard FileManager.default.createFile(atPath: log, contents: nil),
      let logFile = FileHandle(forWritingAtPath: log)
    else { throw BenchFailure("\(log) cannot be written") }
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = [
      "--data", data ?? workspace.dataDirectory, "--socket", workspace.socket,
      "--config", workspace.configurationFile,
    ]
    process.standardOutput = output
    process.standardError = logFile
    startedAt = SteadyClock.now()
    do {
      let process = process
      _ = try Interruption.start(endedBy: SIGKILL) {
        try process.run()
        return process.processIdentifier
      }
    } catch {
      throw BenchFailure("\(executable) cannot be started: \(error); name it with --oppd")
    }
  }

  /// Returns when the daemon has said that it is ready.
  func waitUntilReady() throws {
    var said = ""
    while !said.contains("\n") {
      let part = output.fileHandleForReading.availableData
      guard !part.isEmpty else {
        ended()
        throw BenchFailure("oppd ended before it was ready: \(SystemText.file(log))")
      }
      said += String(decoding: part, as: UTF8.self)
    }
    guard said.hasPrefix("ready") else { throw BenchFailure("oppd said \(said)") }
  }

  /// Stops the daemon with SIGTERM and waits for it.
  func stop() throws {
    if process.isRunning { kill(processID, SIGTERM) }
    ended()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw BenchFailure(
        "oppd ended with \(process.terminationStatus): \(SystemText.file(log).suffix(2_000))")
    }
  }

  /// Ends the daemon when the measurement failed anyway.
  func abandon() {
    guard process.isRunning else { return }
    kill(processID, SIGKILL)
    ended()
  }

  private func ended() {
    process.waitUntilExit()
    Interruption.forget(processID)
  }

  private static var configuration: String {
    """
    {
      "log_level": "warning",
      "limits": {
        "connections": \(connections),
        "connections_per_user": \(connections),
        "commands_in_flight": \(commandsInFlight)
      }
    }

    """
  }
}
