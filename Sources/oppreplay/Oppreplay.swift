import ArgumentParser
import Foundation
import Glibc
import Ledger

/// The auditor's tool: reads a data directory, or a copy of one, and trusts nothing in it.
@main
struct Oppreplay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oppreplay",
    abstract: "Verifies and replays an opportunity ledger without its daemon.",
    discussion: """
      Opens a ledger's directory read-only: beside a running daemon, or a copy of it; or an archive of \
      one. Every command \
      works in a child process, so that a damaged or hostile file ends in a verdict, not in a crash.

      Exit status: 0 fine; 1 broken, or not found; 2 wrong usage.

      Examples:
        oppreplay verify /var/lib/oppd/acme
        oppreplay events /var/lib/oppd/acme --opportunity O-17 --format table
        oppreplay state /var/lib/oppd/acme --as-of 2026-03-01 --view pipeline
        oppreplay archive /var/lib/oppd/acme /archive/acme
        oppreplay compare /var/lib/oppd/acme /archive/acme
        oppreplay conform /var/lib/oppd/acme
        oppreplay timeline /var/lib/oppd/acme --opportunity O-17
      """,
    version: LedgerVersion.text,
    subcommands: [
      VerifyCommand.self, EventsCommand.self, StateCommand.self, BackupCommand.self,
      ArchiveCommand.self, RestoreCommand.self, CompareCommand.self,
      ConformCommand.self, CheckReportCommand.self, BisectCommand.self,
      WhatIfCommand.self,
      TimelineCommand.self, DifferenceCommand.self, WhyCommand.self, AlertsCommand.self,
    ])

  static func main() {
    ChildProcess.endWithParent()
    do {
      if CommandLine.arguments.contains("") {
        throw ValidationError("an argument is empty: is a variable of a script not set?")
      }
      var command = try parseAsRoot()
      if !(command is any NeedsNoChild), !ChildProcess.isChild, isOurs(command) {
        Glibc.exit(ChildProcess.runAgain())
      }
      try command.run()
    } catch is OutputClosed {
      // Whoever read our output (head, less) has seen enough.
      Glibc.exit(0)
    } catch let refusal as Refusal {
      FileHandle.standardError.write(Data("oppreplay: \(refusal.code): \(refusal.message)\n".utf8))
      Glibc.exit(1)
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        print(text)
        Glibc.exit(0)
      }
      FileHandle.standardError.write(Data((text + "\n").utf8))
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  /// Help and completion scripts come as commands of the library and read no ledger.
  private static func isOurs(_ command: any ParsableCommand) -> Bool {
    configuration.subcommands.contains { $0 == type(of: command) }
  }
}

/// A command that reads no ledger.
protocol NeedsNoChild {}

/// Why there is no result, by a stable code.
struct Refusal: Error {
  let code: String
  let message: String

  init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  init(_ error: ReplayError) {
    self.init(code: error.code, message: "\(error)")
  }
}
