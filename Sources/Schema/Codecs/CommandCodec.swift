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
    var fields = EnvelopeFields()
    var command: Command?
    while let field = try reader.nextField() {
      if try fields.read(field, from: &reader) { continue }
      guard let known = try Command(field, reading: &reader) else { continue }
      guard command == nil else { throw reader.error(.repeatedField, "body") }
      command = known
    }
    guard let id = fields.id, id != .zero else {
      throw WireError(.missingField, field: 1, path: "command_id", offset: reader.offset)
    }
    self.init(
      id: id, actor: try reader.required(fields.actor, "actor"), occurredAt: fields.occurredAt,
      expectedVersion: fields.expectedVersion, correlation: fields.correlation,
      backfillReason: fields.backfillReason, importRow: fields.importRow,
      command: try reader.required(command, "body"))
  }
}

/// Who asks and under which conditions: the fields of a command but its body.
private struct EnvelopeFields {
  var id: CommandID?
  var actor: Actor?
  var occurredAt: Instant?
  var expectedVersion: UInt64?
  var correlation: CommandID?
  var backfillReason = ""
  var importRow: ImportRow?

  /// Whether `field` is one of these; then it has been read.
  mutating func read(_ field: UInt32, from reader: inout WireReader) throws(WireError) -> Bool {
    switch field {
    case 1: id = try reader.commandID("command_id")
    case 2: actor = try reader.message("actor")
    case 3: occurredAt = try reader.instant("occurred_at_ms")
    case 4: expectedVersion = try reader.uint64("expected_version")
    case 5: correlation = try reader.commandID("correlation_id")
    case 6: backfillReason = try reader.string("backfill_reason")
    case 7: importRow = try reader.message("import")
    default: return false
    }
    return true
  }
}

extension Command {
  /// Reads the body in the current field of a command; nil, passing over it, when it is none.
  ///
  /// Paths in errors begin inside the body, as those of the domain do.
  fileprivate init?(_ field: UInt32, reading reader: inout WireReader) throws(WireError) {
    switch field {
    case 20: self = .publishPolicy(try reader.message(""))
    case 30: self = .registerTeam(try reader.message(""))
    case 32: self = .registerUser(try reader.message(""))
    case 40: self = .registerCustomer(try reader.message(""))
    case 50: self = .createOpportunity(try reader.message(""))
    case 51: self = .gradeOpportunity(try reader.message(""))
    case 52: self = .logFollowUp(try reader.message(""))
    case 53: self = .moveStage(try reader.message(""))
    case 54: self = .reassignOpportunity(try reader.message(""))
    case 55: self = .reviseAmount(try reader.message(""))
    case 56: self = .reviseExpectedClose(try reader.message(""))
    case 57: self = .winOpportunity(try reader.message(""))
    case 58: self = .loseOpportunity(try reader.message(""))
    case 59: self = .archiveOpportunity(try reader.message(""))
    case 60: self = .reopenOpportunity(try reader.message(""))
    default:
      try reader.skip()
      return nil
    }
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
