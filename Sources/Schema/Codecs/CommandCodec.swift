package import Opportunities

/// Commands as clients send them (commands.proto).
///
/// Only the wire is judged here; what the words mean is the domain's affair. The payload of a
/// command is its bytes as received, so nothing here writes them again.
package enum CommandCodec {
  /// - Throws: `MALFORMED_COMMAND` when the bytes are damaged or hold no command known here;
  ///   `INVALID_FIELD`, with the path, when a part is missing or has a value without meaning.
  package static func decode(_ bytes: RawSpan) throws(Rejection) -> CommandEnvelope {
    do throws(WireError) {
      var reader = WireReader(bytes)
      return try CommandEnvelope(reading: &reader)
    } catch {
      throw Rejection(error)
    }
  }

  /// The id of a command, as far as one can be made out; for the rejection of a malformed one.
  package static func commandID(of bytes: RawSpan) -> CommandID? {
    var reader = WireReader(bytes)
    var id: CommandID?
    do throws(WireError) {
      while let field = try reader.nextField() {
        if field == 1 { id = try reader.commandID("command_id") } else { try reader.skip() }
      }
    } catch {
      // The bytes are damaged from here on; what stood before is the best answer there is.
    }
    return id == .zero ? nil : id
  }
}

extension CommandEnvelope: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var id = CommandID.zero
    var actor: Actor?
    var occurredAt: Instant?
    var expectedVersion: UInt64?
    var circumstances = RareCircumstances()
    var command: Command?
    while let field = try reader.nextField() {
      switch field {
      case 1: id = try reader.commandID("command_id") ?? .zero
      case 2: actor = try reader.message("actor")
      case 3: occurredAt = try reader.instant("occurred_at_ms")
      case 4: expectedVersion = try reader.uint64("expected_version")
      case 5: circumstances.correlation = try reader.commandID("correlation_id")
      case 6: circumstances.backfillReason = try reader.string("backfill_reason")
      case 7: circumstances.importRow = try reader.message("import")
      default:
        let isSecond = command != nil
        guard let known = try Command(field, reading: &reader) else { continue }
        if isSecond { throw reader.error(.repeatedField, "body") }
        command = known
      }
    }
    guard id != .zero else {
      throw WireError(.missingField, field: 1, path: "command_id", offset: reader.offset)
    }
    self.init(
      id: id, actor: try reader.required(actor, "actor"), occurredAt: occurredAt,
      expectedVersion: expectedVersion, circumstances: circumstances,
      command: try reader.required(command, "body"))
  }
}

extension Rejection {
  /// What a client is told about bytes that are no command.
  fileprivate init(_ error: WireError) {
    let isBodyMissing = error.reason == .missingField && error.path == "body"
    if error.isAboutContent, !isBodyMissing {
      self.init(.invalidField, field: error.path, Self.message(about: error))
    } else if isBodyMissing {
      self.init(
        .malformedCommand,
        "no body, or one this version does not know: the \(error.offset) bytes ask for nothing")
    } else {
      self.init(.malformedCommand, field: error.path, "\(error)")
    }
  }

  private static func message(about error: WireError) -> String {
    switch (error.path, error.reason) {
    case ("command_id", _): "a command has an id of 16 bytes, not all of them zero"
    case ("correlation_id", _): "a correlation id has 16 bytes, or none"
    case (_, .missingField): "must be there"
    default: "\(error.reason.sentence), at byte \(error.offset)"
    }
  }
}
