package import Opportunities

/// Writes records one after another, their texts sealed.
package struct RecordEncoder: ~Copyable {
  private let sealer: (any TextSealer)?
  private var writer = WireWriter(capacity: 4 << 10)
  /// Of the record being written: its event without texts, its texts, and those sealed.
  private var event = WireWriter(capacity: 4 << 10)
  private var texts = WireWriter(capacity: 4 << 10)
  private var sealed: [UInt8] = []

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
    let hasTexts = record.event.hasTexts
    guard let sealer, hasTexts || !record.backfillReason.isEmpty else {
      return record.write(to: &writer)
    }
    event.removeAll()
    texts.removeAll()
    sealed.removeAll(keepingCapacity: true)
    texts.string(SealedTexts.reason, record.backfillReason)
    if hasTexts {
      record.event.write(to: &event, texts: &texts)
    } else {
      record.event.write(to: &event)
    }
    Self.seal(texts, of: record, generation, by: sealer, into: &sealed)
    record.writeCircumstances(to: &writer, version: RecordCodec.sealedVersion)
    writer.byteArray(SealedTexts.sealed, sealed)
    writer.fields(event)
  }

  /// By itself, so that what is read and what is changed are two values for the compiler.
  private static func seal(
    _ texts: borrowing WireWriter, of record: RecordedEvent, _ generation: UInt32,
    by sealer: any TextSealer, into sealed: inout [UInt8]
  ) {
    sealer.seal(
      texts.bytes, of: record.textKeyOwner, generation: generation, at: record.position,
      into: &sealed)
  }
}
