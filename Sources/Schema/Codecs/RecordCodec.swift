package import Opportunities

/// Records as they stand in the log (record.proto).
///
/// Encoding is deterministic; even so, hashes are taken over stored bytes, never over new ones.
package enum RecordCodec {
  /// Version of the events' meaning that this program writes.
  package static let schemaVersion: UInt32 = 1
  /// The same meaning, with texts that are sealed, and the latest it reads: a program that knows
  /// nothing of sealing would show a record without its texts, and must refuse it.
  package static let sealedVersion: UInt32 = 2

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
    var record = RecordedEvent.unread
    try decode(bytes, into: &record, skippingDetails: skippingDetails)
    return record
  }

  /// Decodes in place, for those who read many.
  ///
  /// - Parameter record: ``RecordedEvent/unread``; of no use after an error.
  /// - Throws: as ``decode(_:skippingDetails:)``.
  package static func decode(
    _ bytes: RawSpan, into record: inout RecordedEvent, skippingDetails: Bool
  ) throws(WireError) {
    var reader = WireReader(bytes, skipsDetails: skippingDetails)
    do throws(WireError) {
      try record.read(from: &reader)
    } catch {
      var newer = error
      if error.reason == .unknownEnumValue { newer.reason = .newerVersion }
      throw newer
    }
  }
}

extension RecordedEvent: WireMessage, WireReadableInPlace {
  /// What a record is before any of its fields has been read.
  package static let unread = RecordedEvent(
    position: 0, recordedAt: Instant(milliseconds: 0), occurredAt: Instant(milliseconds: 0),
    commandID: .zero, commandDigest: .zero, commandRecords: 0,
    actor: Actor(kind: .system, id: .empty), peerUserID: 0, policyVersion: 0,
    stream: Stream(kind: .policy, id: .empty), streamVersion: 0,
    schemaVersion: RecordCodec.schemaVersion, event: .quietPeriodLifted(.init(reason: "")))

  package init(reading reader: inout WireReader) throws(WireError) {
    self = .unread
    try read(from: &reader)
  }

  /// In place, because a record is wide: to put it together from parts would copy each several times.
  package mutating func read(from reader: inout WireReader) throws(WireError) {
    var parts = RecordParts()
    var newest: WireError?
    while let field = try reader.nextField() {
      if field <= RecordParts.lastField {
        try readCircumstance(field, from: &reader, &parts)
      } else if parts.event {
        try refuseEvent(field, in: &reader)
      } else if try event.read(field, from: &reader) {
        parts.event = true
      } else {
        newest = newest ?? reader.error(.newerVersion)
      }
    }
    // An unknown field beside a known event is an addition that may be passed over; an unknown
    // field and no event is an event of a later version, which must not be.
    if !parts.event { throw newest ?? reader.missing("event") }
    if !parts.actor { throw reader.missing("actor") }
    if !parts.streamKind { throw reader.missing("stream_kind") }
  }

  /// Passes over what stands behind the event.
  ///
  /// - Throws: `repeatedField` for a second one.
  private func refuseEvent(
    _ field: UInt32, in reader: inout WireReader
  ) throws(WireError) {
    var second = Self.unread.event
    if try second.read(field, from: &reader) { throw reader.error(.repeatedField, "event") }
  }

  /// Reads a field of what is known about the recording of the fact: all but the event.
  @inline(__always)
  private mutating func readCircumstance(
    _ field: UInt32, from reader: inout WireReader, _ parts: inout RecordParts
  ) throws(WireError) {
    if reader.skipsDetails, RecordParts.isDetail(field) { return try reader.skip() }
    switch field {
    case 1: position = try reader.uint64("position")
    case 2: recordedAt.milliseconds = try reader.int64("recorded_at_ms")
    case 3: occurredAt.milliseconds = try reader.int64("occurred_at_ms")
    case 4: commandID = try reader.commandID("command_id") ?? .zero
    case 5: commandDigest = try reader.commandID("command_digest") ?? .zero
    case 6: commandRecords = try reader.uint32("command_records")
    case 7:
      try reader.message("actor", into: &actor)
      parts.actor = true
    case 8: peerUserID = try reader.uint32("peer_uid")
    case 9: policyVersion = try reader.uint64("policy_version")
    case 10:
      let kind: Stream.Kind? = try reader.enumeration("stream_kind")
      parts.streamKind = kind != nil
      if let kind { stream.kind = kind }
    case 11: stream.id = try reader.identifierText("stream_id")
    case 12: streamVersion = try reader.uint64("stream_version")
    case 13: causationPosition = try reader.uint64("causation_position")
    case 14: circumstances.correlation = try reader.commandID("correlation_id")
    case 15: circumstances.backfillReason = try reader.detail("backfill_reason")
    case 16: circumstances.importRow = try reader.message("import")
    case 17:
      // It stands before the event, whose parts may then mean something else.
      guard try reader.uint32("schema_version") <= RecordCodec.sealedVersion else {
        throw reader.error(.newerVersion, "schema_version")
      }
    default: try reader.skip()
    }
  }

  package func write(to writer: inout WireWriter) {
    writeCircumstances(to: &writer, version: schemaVersion)
    event.write(to: &writer)
  }

  /// Writes all but the event; of sealed texts also without the reason, which is one.
  func writeCircumstances(to writer: inout WireWriter, version: UInt32) {
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
      if version != RecordCodec.sealedVersion { writer.string(15, backfillReason) }
      writer.message(16, importRow)
    }
    writer.uint32(17, version)
  }
}

/// Which of the parts that every record has were met.
private struct RecordParts {
  /// The highest number of any field but the event.
  static let lastField: UInt32 = 18

  /// Whether no fold keeps it: digest, sender, causation, correlation and reason are details.
  static func isDetail(_ field: UInt32) -> Bool {
    field < 64 && 0b1110_0001_0010_0000 >> UInt64(field) & 1 == 1
  }

  var actor = false
  var streamKind = false
  var event = false
}
