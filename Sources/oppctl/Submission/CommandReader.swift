import ArgumentParser
import Client
import Crypto
import Foundation
import Presentation
import Schema
import SwiftProtobuf

/// Who acts, on a command line: `user:rep-3`, `integration:crm`.
struct ActorArgument: ExpressibleByArgument, CustomStringConvertible {
  let actor: PBActor

  static let standard = ActorArgument(kind: .integration, id: "oppctl")

  init(kind: PBActor.Kind, id: String) {
    actor = PBActor.with {
      $0.kind = kind
      $0.id = id
    }
  }

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let kinds: [String: PBActor.Kind] = [
      "user": .user, "system": .system, "integration": .integration, "import": .import,
    ]
    guard let kind = kinds[parts[0]] else { return nil }
    self.init(kind: kind, id: parts[1])
  }

  var description: String {
    let kinds: [PBActor.Kind: String] = [
      .user: "user", .system: "system", .integration: "integration", .import: "import",
    ]
    return "\(kinds[actor.kind] ?? "user"):\(actor.id)"
  }
}

/// Ids of commands: 16 bytes.
enum CommandIdentity {
  /// A random UUID (version 4).
  static func random() -> [UInt8] {
    var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }

  /// The same id for the same parts, in every run: what makes importing twice harmless.
  static func derived(from parts: [String]) -> [UInt8] {
    // A separator that no part holds keeps ("a", "bc") and ("ab", "c") apart.
    let key = parts.joined(separator: "\u{1F}")
    return Array(SHA256.hash(data: Data(key.utf8)).prefix(16))
  }
}

/// Turns a line of JSON into a command.
struct CommandReader {
  /// Who acts when the line does not say.
  let actor: PBActor

  struct LineError: Error, Equatable {
    let message: String
    /// In bytes, from 1.
    var column: Int?
    var field: String?
  }

  /// - Throws: ``LineError`` with the column of broken JSON, or the field that does not fit.
  func command(_ line: String) throws(LineError) -> PBCommand {
    let value: JSONValue
    do {
      value = try JSONParser.parse(line)
    } catch {
      throw LineError(message: error.message, column: error.column)
    }
    guard case .object = value else {
      throw LineError(message: "a command is an object; this is \(value.kind)", column: 1)
    }
    do {
      return complete(try command(value))
    } catch {
      throw LineError(message: error.message, field: error.field.isEmpty ? nil : error.field)
    }
  }

  /// - Throws: ``FieldError``, also when the object holds no command at all.
  func command(_ value: JSONValue) throws(FieldError) -> PBCommand {
    let command = try FriendlyJSON.message(PBCommand.self, from: value)
    guard command.body != nil else {
      throw FieldError(
        message: """
          no command in it: name one of \
          \(Lexicon.current.commands.map(\.name).joined(separator: ", "))
          """,
        field: "")
    }
    return command
  }

  /// The same, with an id and an actor where it names none.
  ///
  /// - Throws: ``FieldError``.
  func whole(_ value: JSONValue) throws(FieldError) -> PBCommand { complete(try command(value)) }

  private func complete(_ command: PBCommand) -> PBCommand {
    var command = command
    if command.commandID.isEmpty { command.commandID = Data(CommandIdentity.random()) }
    if !command.hasActor { command.actor = actor }
    return command
  }
}
