import Foundation
import Glibc

/// A program of a peer: started by us, known by its process id, stopped by that alone.
final class PeerProcess {
  private let process = Process()
  private let log: String
  private let name: String
  private let signal: Int32

  var processID: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }

  /// Starts the program; what it says on standard error goes to a file of that name in `directory`.
  ///
  /// - Parameter signal: ends it and everything it started.
  init(
    _ name: String, _ arguments: [String], in directory: String, endedBy signal: Int32,
    input: Pipe? = nil, output: Pipe? = nil, environment: [String: String] = [:]
  ) throws {
    self.name = name
    self.signal = signal
    log = "\(directory)/\(name).log"
    guard let program = arguments.first else { throw BenchFailure("\(name) has no program") }
    guard FileManager.default.createFile(atPath: log, contents: nil),
      let logFile = FileHandle(forWritingAtPath: log)
    else { throw BenchFailure("\(log) cannot be written") }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(arguments.dropFirst())
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = output ?? logFile
    process.standardError = logFile
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment) { _, ours in ours }
    let process = process
    do {
      _ = try Interruption.start(endedBy: signal) {
        try process.run()
        return process.processIdentifier
      }
    } catch {
      throw BenchFailure("\(program) cannot be started: \(error)")
    }
  }

  /// Waits for a program that ends by itself, such as one that prepares a directory.
  func succeed() throws {
    process.waitUntilExit()
    Interruption.forget(processID)
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw BenchFailure("\(name) failed: \(said)")
    }
  }

  /// Tries `connect` until it does not throw.
  func waitUntilReady<Connection: ~Copyable>(
    _ connect: () throws -> Connection
  ) throws -> Connection {
    let start = SteadyClock.now()
    while true {
      do {
        return try connect()
      } catch {
        guard process.isRunning else {
          throw BenchFailure("\(name) ended before it was ready: \(said)")
        }
        guard SteadyClock.seconds(since: start) < 20 else {
          throw BenchFailure("\(name) is not ready after 20 s: \(error); \(said)")
        }
        usleep(20_000)
      }
    }
  }

  /// Ends it, with its own signal first and, after three seconds, without asking.
  func stop() {
    if process.isRunning {
      kill(processID, signal)
      for _ in 0..<300 where process.isRunning { usleep(10_000) }
      if process.isRunning { kill(processID, SIGKILL) }
    }
    process.waitUntilExit()
    Interruption.forget(processID)
  }

  /// The end of what it wrote.
  var said: String { String(SystemText.file(log).suffix(2_000)) }

  /// Where a program is: in `directories`, or in the PATH.
  static func find(_ program: String, alsoIn directories: [String] = []) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return (directories + path.split(separator: ":").map(String.init))
      .map { "\($0)/\(program)" }
      .first { access($0, X_OK) == 0 }
  }
}
