import Schema
import SwiftProtobuf

/// A command that somebody will send at a moment already settled.
struct DemoUtterance {
  let body: PBCommand.OneOf_Body
  /// Id of the user or the system that says it.
  let actor: String
  /// Said by a person and not carried over as history: only a person approves.
  let isInPerson: Bool
}
