/// Records whose texts nobody can read any more, or not here.
extension SealedTexts {
  /// The record with `text` in every place where a text of it may have stood.
  ///
  /// Which of them there were, nobody knows who has no key. Rules ask of most texts only whether there
  /// is one, so whoever judges a record again can ask about it with all of them and with none.
  ///
  /// - Throws: ``WireError`` when it is no record.
  package static func filled(
    _ bytes: RawSpan, with text: String
  ) throws(WireError) -> [UInt8] {
    var texts: [UInt8] = []
    WireWriter.append(to: &texts) { $0.string(reason, text) }
    var reader = WireReader(bytes)
    while let number = try reader.nextField() {
      guard let fields = SealedFields.of(event: number) else {
        try reader.skip()
        continue
      }
      let event = try fields.everywhere(text, in: try reader.submessage("event"))
      WireWriter.append(to: &texts) { $0.payload(number, event) }
    }
    return try whole(bytes, with: texts)
  }
}

extension SealedFields {
  /// The hidden half of an event with `text` in each of its fields.
  fileprivate func everywhere(
    _ text: String, in shown: consuming WireReader
  ) throws(WireError) -> [UInt8] {
    var hidden = Self.message(of: texts, text)
    while let field = try shown.nextField() {
      try shown.skip()
      guard let inner = nested.first(where: { $0.field == field }) else { continue }
      let part = Self.message(of: inner.texts, text)
      WireWriter.append(to: &hidden) { $0.payload(field, part) }
    }
    return hidden
  }

  private static func message(of fields: UInt64, _ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    WireWriter.append(to: &bytes) { writer in
      for field in UInt32(1)..<64 where fields >> UInt64(field) & 1 == 1 {
        writer.string(field, text)
      }
    }
    return bytes
  }
}
