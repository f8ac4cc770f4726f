import ArgumentParser
import Client
import Foundation
import Presentation

/// The command line of the opportunity ledger: one file a subcommand.
struct Oppctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oppctl",
    abstract: "Work with an opportunity ledger: submit, ask, follow, import.",
    discussion: """
      oppctl talks to the daemon oppd over its Unix socket (--socket, or the variable \
      OPP_SOCKET).

      Try it:
        oppctl demo --opportunities 200            a believable year of a sales team
        oppctl pipeline --by team                  where the money is
        oppctl due --owner demo1-rep-01 --within 24  what is due, or will be in a day
        oppctl opportunity demo1-opp-000001        one opportunity, whole
        oppctl timeline demo1-opp-000001           everything that ever happened to it
        oppctl forecast --as-of 2026-03-01         the forecast as it stood then
        oppctl waterfall --from 2026-03-01         what changed the open amount since then
        oppctl grades --by owner                   who promises more than comes true
        oppctl import --mapping tools/mappings/maven.json sales_pipeline.csv

      Times are ISO 8601 (2026-03-01T09:30+08:00); a bare date is its first moment in UTC. \
      oppctl --version says which one this is.

      Exit codes: 0 done, 1 rejected (a command, a question or the input), 2 wrong usage, \
      3 daemon unavailable.
      """,
    subcommands: [
      DoCommand.self, SubmitCommand.self, OpportunityCommand.self, TimelineCommand.self,
      OpportunitiesCommand.self, PipelineCommand.self, HealthCommand.self, DueCommand.self,
      ForecastCommand.self, GradesCommand.self, WaterfallCommand.self,
      WatchCommand.self, StatusCommand.self, PolicyCommand.self,
      ImportCommand.self, DemoCommand.self, CheckpointCommand.self, ProveCommand.self,
      KeyCommand.self, BackupCommand.self,
    ])

  static let version = "0.1.0"
}

@main
enum Main {
  static func main() async {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      // Not by the parser, which would take the word from every command: quotes have versions.
      guard arguments != ["--version"] else { return try Terminal.print(Oppctl.version + "\n") }
      var command = try Oppctl.parseAsRoot(LeadingOptions.moved(arguments))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(Failure.report(error))
    }
  }
}

/// How the program ends when something went wrong.
enum Failure {
  static let rejected: Int32 = 1
  static let usage: Int32 = 2
  static let unavailable: Int32 = 3

  /// Says on standard error what happened, and returns the exit code that goes with it.
  static func report(_ error: any Error) -> Int32 {
    switch error {
    case is OutputClosed:
      // Whoever read our output (head, less) has seen enough.
      return 0
    case let error as ClientError:
      Terminal.say("oppctl: \(error)")
      return code(of: error)
    case let error as IncompleteExport:
      Terminal.say("oppctl: \(error)")
      return code(of: error)
    case let error as OutputFailure:
      Terminal.say("oppctl: \(error)")
      return rejected
    case let error as InputError:
      Terminal.say("oppctl: \(error.message)")
      return error.exitCode
    default:
      let code = Oppctl.exitCode(for: error)
      let message = Oppctl.fullMessage(for: error)
      if code.isSuccess {
        print(message)
      } else if !message.isEmpty {
        Terminal.say(message)
      }
      return code == .validationFailure ? usage : code.rawValue
    }
  }

  static func code(of error: IncompleteExport) -> Int32 {
    switch error.reason {
    case let error as ClientError: code(of: error)
    case is ExportFault: unavailable
    default: rejected
    }
  }

  static func code(of error: ClientError) -> Int32 {
    switch error {
    case .unavailable, .timedOut, .connectionLost, .protocolViolation: unavailable
    case .refused(let code, _):
      ["BUSY", "SHUTTING_DOWN", "UNKNOWN"].contains(code) ? unavailable : rejected
    case .invalidRequest: rejected
    }
  }
}

/// A file or a text that cannot be used as it is.
struct InputError: Error, CustomStringConvertible {
  let message: String
  var exitCode = Failure.rejected

  init(_ message: String, exitCode: Int32 = Failure.rejected) {
    self.message = message
    self.exitCode = exitCode
  }

  var description: String { message }
}
