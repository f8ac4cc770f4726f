package import Opportunities

/// Writes records one after another, their texts sealed.
package struct RecordEncoder: ~Copyable {
  private let sealer: (any TextSealer)?
  private var writer = WireWriter(capacity: 4 << 10)
  /// The event of the record being written, as long as it is not known whether it has texts.
  private var event = WireWriter(capacity: 4 << 10)

  /// - Parameter sealer: nil: texts stand in the records as they are.
  package init(sealer: (any TextSealer)?) {
    self.sealer = sealer
  }

  /// The last record.
  package var bytes: RawSpan {
    @_lifetime(borrow self)
    get { writer.bytes }
  }

  /// - Parameter generation: which key of its owner is in use.
  package mutating func encode(_ record: RecordedEvent, generation: UInt32) {
    precondition(
      record.schemaVersion == RecordCodec.schemaVersion, "only today's meaning is written")
    writer.removeAll()
    guard let sealer else { return record.write(to: &writer) }
    event.removeAll()
    record.event.write(to: &event)
    var (texts, shown) = Self.texts(ofEvent: event.bytes)
    texts.reason = record.backfillReason
    if texts.isEmpty { return record.write(to: &writer) }
    let secret = sealer.seal(
      texts.encoded, of: record.textKeyOwner, generation: generation, at: record.position)
    record.writeCircumstances(to: &writer, version: RecordCodec.sealedVersion)
    writer.byteArray(SealedTexts.sealed, secret)
    if texts.field == 0 {
      record.event.write(to: &writer)
    } else {
      writer.payload(texts.field, shown)
    }
  }

  /// The texts of an event in its field of a record, and what is left without them.
  private static func texts(ofEvent bytes: RawSpan) -> (texts: RecordTexts, shown: [UInt8]) {
    var texts = RecordTexts()
    do throws(WireError) {
      var reader = WireReader(bytes)
      guard let field = try reader.nextField(), let fields = SealedFields.of(event: field) else {
        return (texts, [])
      }
      let halves = try fields.split(try reader.submessage("event"))
      guard halves.hasTexts else { return (texts, []) }
      texts.field = field
      texts.event = halves.hidden
      return (texts, halves.shown)
    } catch {
      preconditionFailure("what was just written can be read: \(error)")
    }
  }
}
