package import Opportunities

/// Records as they stand in the log (record.proto).
///
/// Encoding is deterministic; even so, hashes are taken over stored bytes, never over new ones.
package enum RecordCodec {
  /// Version of the events' meaning that this program writes, and the latest it reads.
  package static let schemaVersion: UInt32 = 1

  /// Appends `record` to `bytes`.
  package static func encode(_ record: RecordedEvent, into bytes: inout [UInt8]) {
    precondition(record.schemaVersion == schemaVersion, "only today's meaning is written")
    WireWriter.append(record, to: &bytes)
  }

  /// Appends `record` to what `writer` has written.
  package static func encode(_ record: RecordedEvent, into writer: inout WireWriter) {
    precondition(record.schemaVersion == schemaVersion, "only today's meaning is written")
    record.write(to: &writer)
  }

  /// - Throws: ``WireError``; `newerVersion` when the event, its meaning or a value of an enum is
  ///   not known here: this program writes none, and the log's checksums find damage before.
  ///
  /// - Parameter skippingDetails: leave texts empty that no fold keeps (``WireReader/detail(_:)``).
  package static func decode(
    _ bytes: RawSpan, skippingDetails: Bool = false
  ) throws(WireError) -> RecordedEvent {
    do throws(WireError) {
      var reader = WireReader(bytes, skipsDetails: skippingDetails)
      return try RecordedEvent(reading: &reader)
    } catch {
      var newer = error
      if error.reason == .unknownEnumValue { newer.reason = .newerVersion }
      throw newer
    }
  }
}

extension RecordedEvent: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var fields = RecordFields()
    var next = try reader.nextField()
    while let field = next, field <= RecordFields.last {
      try fields.read(field, from: &reader)
      next = try reader.nextField()
    }
    let event = try Self.event(startingAt: next, &fields, &reader)
    self.init(
      position: fields.position, recordedAt: fields.recordedAt, occurredAt: fields.occurredAt,
      commandID: fields.commandID, commandDigest: fields.commandDigest,
      commandRecords: fields.commandRecords, actor: try reader.required(fields.actor, "actor"),
      peerUserID: fields.peerUserID, policyVersion: fields.policyVersion,
      stream: Stream(
        kind: try reader.required(fields.streamKind, "stream_kind"), id: fields.streamID),
      streamVersion: fields.streamVersion, causationPosition: fields.causationPosition,
      circumstances: fields.circumstances, schemaVersion: RecordCodec.schemaVersion, event: event)
  }

  /// Reads the rest of a record, from its field `first` on: the event, which our writer puts last.
  private static func event(
    startingAt first: UInt32?, _ fields: inout RecordFields, _ reader: inout WireReader
  ) throws(WireError) -> Event {
    var next = first
    var newest: WireError?
    while let field = next {
      if field <= RecordFields.last {
        try fields.read(field, from: &reader)
      } else if let event = try Event(field, reading: &reader) {
        try finish(&fields, &reader)
        return event
      } else {
        newest = newest ?? reader.error(.newerVersion)
      }
      next = try reader.nextField()
    }
    // An unknown field beside a known event is an addition that may be passed over; an unknown
    // field and no event is an event of a later version, which must not be.
    if let newest { throw newest }
    return try reader.required(nil, "event")
  }

  /// Reads what stands behind the event; a second event is refused.
  private static func finish(
    _ fields: inout RecordFields, _ reader: inout WireReader
  ) throws(WireError) {
    while let field = try reader.nextField() {
      if field <= RecordFields.last {
        try fields.read(field, from: &reader)
      } else if try Event(field, reading: &reader) != nil {
        throw reader.error(.repeatedField, "event")
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, position)
    writer.int64(2, recordedAt.milliseconds)
    writer.int64(3, occurredAt.milliseconds)
    writer.commandID(4, commandID == .zero ? nil : commandID)
    writer.commandID(5, commandDigest == .zero ? nil : commandDigest)
    writer.uint32(6, commandRecords)
    writer.message(7, actor)
    writer.uint32(8, peerUserID)
    writer.uint64(9, policyVersion)
    writer.enumeration(10, stream.kind)
    writer.identifierText(11, stream.id)
    writer.uint64(12, streamVersion)
    writer.uint64(13, causationPosition)
    if circumstances != RareCircumstances() {
      writer.commandID(14, correlation)
      writer.string(15, backfillReason)
      writer.message(16, importRow)
    }
    writer.uint32(17, schemaVersion)
    event.write(to: &writer)
  }
}

/// Everything known about the recording of a fact: the fields of a record but the event.
private struct RecordFields {
  /// Whether no fold keeps it: digest, sender, causation, correlation and reason are details.
  static func isDetail(_ field: UInt32) -> Bool {
    switch field {
    case 5, 8, 13, 14, 15: true
    default: false
    }
  }

  /// The highest number of any of them.
  static let last: UInt32 = 17

  var position: UInt64 = 0
  var recordedAt = Instant(milliseconds: 0)
  var occurredAt = Instant(milliseconds: 0)
  var commandID = CommandID.zero
  var commandDigest = CommandID.zero
  var commandRecords: UInt32 = 0
  var actor: Actor?
  var peerUserID: UInt32 = 0
  var policyVersion: UInt64 = 0
  var streamKind: Stream.Kind?
  var streamID = IdentifierText.empty
  var streamVersion: UInt64 = 0
  var causationPosition: UInt64 = 0
  var circumstances = RareCircumstances()

  mutating func read(_ field: UInt32, from reader: inout WireReader) throws(WireError) {
    if reader.skipsDetails, Self.isDetail(field) { return try reader.skip() }
    switch field {
    case 1: position = try reader.uint64("position")
    case 2: recordedAt.milliseconds = try reader.int64("recorded_at_ms")
    case 3: occurredAt.milliseconds = try reader.int64("occurred_at_ms")
    case 4: commandID = try reader.commandID("command_id") ?? .zero
    case 5: commandDigest = try reader.commandID("command_digest") ?? .zero
    case 6: commandRecords = try reader.uint32("command_records")
    case 7: actor = try reader.message("actor")
    case 8: peerUserID = try reader.uint32("peer_uid")
    case 9: policyVersion = try reader.uint64("policy_version")
    case 10: streamKind = try reader.enumeration("stream_kind")
    case 11: streamID = try reader.identifierText("stream_id")
    case 12: streamVersion = try reader.uint64("stream_version")
    case 13: causationPosition = try reader.uint64("causation_position")
    case 14: circumstances.correlation = try reader.commandID("correlation_id")
    case 15: circumstances.backfillReason = try reader.detail("backfill_reason")
    case 16: circumstances.importRow = try reader.message("import")
    case 17:
      // It stands before the event, whose parts may then mean something else.
      guard try reader.uint32("schema_version") <= RecordCodec.schemaVersion else {
        throw reader.error(.newerVersion, "schema_version")
      }
    default: try reader.skip()
    }
  }
}
