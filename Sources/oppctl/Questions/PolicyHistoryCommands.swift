import ArgumentParser
import Client
import Presentation
import Schema
import SwiftProtobuf

struct PolicyCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge a document of rules without publishing it, and without a daemon.",
    discussion: """
      Lists every fault at once, each with its path. Exits with 1 when there is one.
      """)

  @Argument(help: "The document.", completion: .file()) var file: String
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func run() async throws {
    let faults = try Input.policyFaults(ofFile: file)
    try Terminal.print(printing.renderer.text(faults: faults))
    if !faults.isEmpty { throw ExitCode(Failure.rejected) }
  }
}

struct PolicyListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Every published version: since when, why, and how many fields it changed.",
    discussion: "A version that is published but not yet in force is listed too.")

  @OptionGroup var question: QuestionOptions

  func run() async throws {
    var versions: [PBPolicyAnswer] = []
    while let version = try await question.policy(version: UInt64(versions.count) + 1) {
      versions.append(version)
    }
    try Terminal.print(try question.printing.renderer.text(versions))
  }
}

struct PolicyDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What one document of rules changes in another, field by field.",
    discussion: """
      Each of the two is a version of the ledger (a number, or 'current') or a file. What a \
      document leaves unsaid counts as what its silence means. Needs a daemon only for versions.

      Examples:
        oppctl policy diff 1 2
        oppctl policy diff current rules.json --lang zh
        oppctl policy diff ./old.json ./new.json --format json
      """)

  @Argument(help: "The document before: a version or a file.") var old: String
  @Argument(help: "The document after: a version or a file.") var new: String
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    let before = try await document(old)
    let after = try await document(new)
    let differences = try PolicyComparison.differences(from: before, to: after)
    try Terminal.print(question.printing.renderer.text(differences))
  }

  /// The rules that `source` names, with nothing left unsaid.
  private func document(_ source: String) async throws -> PBPolicyDocument {
    guard let version = Self.version(source) else {
      return try Self.completed(try Input.policy(ofFile: source), named: source)
    }
    guard let policy = try await question.policy(version: version) else {
      throw InputError("there is no version \(version); 'oppctl policy list' shows them")
    }
    return try Self.completed(policy.document, named: "version \(source)")
  }

  /// 0: the one in force; nil: the name of a file.
  static func version(_ source: String) -> UInt64? {
    source == "current" ? 0 : UInt64(source)
  }

  private static func completed(
    _ document: PBPolicyDocument, named name: String
  ) throws(InputError) -> PBPolicyDocument {
    do {
      return try PolicyCodec.completed(document)
    } catch {
      throw InputError("\(name): \(error)")
    }
  }
}

extension QuestionOptions {
  /// A published version, 0 for the one in force; nil when there is none of that number.
  fileprivate func policy(version: UInt64) async throws -> PBPolicyAnswer? {
    do {
      return try await ask(.policy(PBPolicyQuery.with { $0.version = version })).policy
    } catch ClientError.refused(code: "NOT_FOUND", _) {
      return nil
    }
  }
}
