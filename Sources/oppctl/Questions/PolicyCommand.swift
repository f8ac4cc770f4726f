import ArgumentParser
import Client
import Foundation
import Presentation
import Schema
import SwiftProtobuf

struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Show the rules in force, compare versions, or publish new ones.",
    subcommands: [
      PolicyShowCommand.self, PolicyListCommand.self, PolicyDiffCommand.self,
      PolicyCheckCommand.self, PolicyPublishCommand.self,
    ])
}

struct PolicyShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "The rules, as a document that can be edited and published.",
    discussion: """
      Examples:
        oppctl policy show > rules.json           then edit it, then:
        oppctl policy check rules.json
        oppctl policy publish rules.json --reason 'A now needs a confirmed budget'
        oppctl policy show --version 1 --format json

      A version may say less than there is to say, because it is older than some group of rules. \
      The plain form shows what its silence means, so that it can be edited; json, table and csv \
      show the document as it was published.
      """)

  @Option(name: .customLong("version"), help: "Which version. Default: the one in force.")
  var number: UInt64 = 0
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    let view = PBQuery.OneOf_View.policy(PBPolicyQuery.with { $0.version = number })
    var answer = try await question.ask(view)
    if question.printing.format == nil {
      answer.policy.document = try PolicyCodec.completed(answer.policy.document)
    }
    // Only an explicit format prints the version's data too; the plain form is for editing.
    let text =
      question.printing.format == nil
      ? try question.printing.renderer.document(of: answer)
      : try question.printing.renderer.text(answer, to: view)
    try Terminal.print(text)
  }
}

struct PolicyPublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Put a whole document of rules in force. The past is never judged by it.",
    discussion: """
      The file is proto3 JSON of PolicyDocument, as `policy show` prints it; // comments are \
      allowed. All faults are listed at once when it is refused.
      """)

  @Argument(help: "The document.", completion: .file()) var file: String
  @Option(help: "Why the rules change: it stands in the log for ever.") var reason: String
  @Option(help: ArgumentHelp("In force from then on. Default: at once.", valueName: "time"))
  var effectiveFrom: PastMoment?
  @Option(help: ArgumentHelp("The approval it rests on.", valueName: "id")) var approval = ""
  @Option(
    name: [.customLong("actor"), .customLong("as")],
    help: ArgumentHelp("On whose behalf.", valueName: "kind:id"))
  var actor = ActorArgument.standard
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func run() async throws {
    let document = try Input.policy(ofFile: file)
    let command = PBCommand.with {
      $0.commandID = Data(CommandIdentity.random())
      $0.actor = actor.actor
      $0.publishPolicy = PBPublishPolicy.with {
        $0.document = document
        $0.reason = reason
        $0.effectiveFromMs = effectiveFrom?.milliseconds ?? 0
        $0.approvalID = approval
      }
    }
    let client = try await connection.connect()
    let outcome = SubmissionOutcome.answered(try await client.submit(command))
    let renderer = printing.renderer
    try Terminal.print(renderer.outcomeHeading + renderer.line(outcome, inputLine: 1))
    await client.close()
    if !outcome.isAccepted { throw ExitCode(Failure.rejected) }
  }
}
