package import Opportunities

/// Hides the texts of records under the keys of their owners, and shows them while there is a key.
package protocol TextSealer: Sendable {
  /// Appends the sealed texts to `sealed`.
  ///
  /// - Parameter generation: ``LedgerState/keyGeneration(of:)`` when the record is made.
  func seal(
    _ texts: RawSpan, of owner: TextKeyOwner, generation: UInt32, at position: UInt64,
    into sealed: inout [UInt8])

  /// nil: the key was destroyed, or it was never this one.
  func open(_ sealed: [UInt8], of owner: TextKeyOwner, at position: UInt64) -> [UInt8]?
}

/// The texts of records as they are kept: apart from the facts, in the field `sealed`.
///
/// What is sealed is a piece of the record itself: its reason of backfilling, and its event with
/// nothing but the fields that say something about a person, or may. What is left is a record too,
/// in which they are missing. Both together are the record (RECORD.md).
package enum SealedTexts {
  /// Fields of a record.
  static let reason: UInt32 = 15
  static let version: UInt32 = 17
  static let sealed: UInt32 = 18

  /// The record with its texts in their places.
  ///
  /// - Returns: nil when none of its texts is sealed, or nobody can read them any more.
  /// - Throws: ``WireError`` when it is no record.
  package static func opened(
    _ bytes: RawSpan, by sealer: any TextSealer
  ) throws(WireError) -> [UInt8]? {
    guard let secret = try sealedPart(of: bytes) else { return nil }
    let record = try RecordCodec.decode(bytes, skippingDetails: true)
    guard let texts = sealer.open(secret, of: record.textKeyOwner, at: record.position) else {
      return nil
    }
    return try whole(bytes, with: texts)
  }

  /// The record as it is shown to whoever may read it: with its texts as far as there is a key.
  package static func shown(
    _ bytes: RawSpan, by sealer: (any TextSealer)?
  ) throws(WireError) -> [UInt8] {
    if let sealer, let opened = try opened(bytes, by: sealer) { return opened }
    return bytes.withUnsafeBytes { [UInt8]($0) }
  }

  /// What stands in the field `sealed`; nil: nothing does.
  package static func sealedPart(of bytes: RawSpan) throws(WireError) -> [UInt8]? {
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      // It stands before the event, which may be long.
      if field > sealed { return nil }
      if field == sealed { return try reader.byteArray("sealed") }
      try reader.skip()
    }
    return nil
  }

  /// Puts the texts into the record that lacks them.
  static func whole(
    _ bytes: RawSpan, with texts: [UInt8]
  ) throws(WireError) -> [UInt8] {
    let texts = try RecordTexts(reading: texts.span.bytes)
    var reader = WireReader(bytes)
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.byteCount + texts.event.count + texts.reason.count)
    while let field = try reader.nextField() {
      switch field {
      case reason, sealed: try reader.skip()
      case version:
        try reader.skip()
        WireWriter.append(to: &whole) { writer in
          writer.uint32(version, RecordCodec.schemaVersion)
        }
        texts.appendReason(to: &whole)
      case texts.field:
        let payload = try reader.submessage("event")
        let event = try SealedFields.joined(payload, texts.event.span.bytes, field)
        WireWriter.append(to: &whole) { writer in writer.payload(field, event) }
      default:
        try reader.skip()
        reader.appendField(to: &whole)
      }
    }
    return try SealedFields.inOrder(whole)
  }
}

/// What is sealed of one record.
private struct RecordTexts {
  var reason = ""
  /// The field of the record in which its event stands; 0: no text of the event is sealed.
  var field: UInt32 = 0
  /// The event, with nothing but those texts.
  var event: [UInt8] = []

  init(reading bytes: RawSpan) throws(WireError) {
    var reader = WireReader(bytes)
    while let number = try reader.nextField() {
      if number == SealedTexts.reason {
        reason = try reader.string("backfill_reason")
      } else {
        field = number
        event = try reader.byteArray("event")
      }
    }
  }

  func appendReason(to bytes: inout [UInt8]) {
    WireWriter.append(to: &bytes) { writer in writer.string(SealedTexts.reason, reason) }
  }
}
