import ArgumentParser
import Client
import Foundation
import Presentation
import Schema

/// Copies the running ledger: has a head of now signed, then lets `oppreplay backup` copy and verify.
///
/// The copy is made here and not by the daemon, because nobody who may send commands should make it write to
/// a place of his choice.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copies the running ledger to a new directory, verified, with a signed head of now.",
    discussion: """
      Asks the daemon where its ledger lies, has it sign a head (if it signs), and runs oppreplay \
      backup, which copies one moment of the log while the daemon goes on and gives the copy its name \
      only when every byte of it was verified. It reads the data directory itself, so it runs as the \
      daemon's user. Texts' keys (text.keys) are not copied: oppreplay backup --help says why.

      Example:
        oppctl backup /backup/acme-2026-11-22
      """)

  @Argument(help: ArgumentHelp("The copy; it must not exist, or be empty.", valueName: "new-dir"))
  var target: String

  @Option(
    help: ArgumentHelp(
      "The ledger's directory, if it is not where the daemon says; the copy is then held to the daemon's head.",
      valueName: "dir"))
  var data: String?

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run() async throws {
    let client = try await connection.connect()
    let status = try await client.status()
    try await Self.sign(by: client)
    await client.close()
    let directory = data ?? status.dataDirectory
    guard !directory.isEmpty else {
      throw InputError("the daemon does not say where its ledger lies: name it with --data DIR")
    }
    try Self.run(["backup", directory, target])
    guard data != nil else { return }
    // Named by hand, so it may be another ledger's: the copy is held to what the daemon said of its own.
    let head = "\(status.headPosition):\(HexText.text(status.root))"
    try Self.run(["verify", target, "--expect", head])
  }

  /// Runs oppreplay, and ends as it does when it does not succeed.
  private static func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = try program("oppreplay")
    process.arguments = arguments
    do {
      try process.run()
    } catch {
      throw InputError("oppreplay could not be run: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
  }

  /// So that the copy carries a note of now.
  private static func sign(by client: LedgerClient) async throws {
    var query = PBQuery()
    query.signedHead = PBSignedHeadQuery()
    do throws(ClientError) {
      _ = try await client.ask(query)
    } catch {
      guard case .refused(let code, _) = error, code == "UNSIGNED" else { throw error }
      Terminal.say("oppctl: this daemon signs no heads, so the copy has none (oppctl key --help)")
    }
  }

  /// Beside this program, or where the shell would find it.
  private static func program(_ name: String) throws -> URL {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders =
      [own.deletingLastPathComponent().path] + path.split(separator: ":").map(String.init)
    for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
      return URL(fileURLWithPath: "\(folder)/\(name)")
    }
    throw InputError("\(name) is neither beside oppctl nor in PATH: install it, it makes the copy")
  }
}
