/// Which fields of an event are sealed: a bit for each number.
struct SealedFields {
  /// Texts of its own.
  let texts: UInt64
  /// Fields that are messages with such texts, and those of each. Every message of such a field stays
  /// where it is, without them; its texts stand in a message at the same place among the hidden ones.
  let nested: [(field: UInt32, texts: UInt64)]

  @inline(__always)
  private func isText(_ field: UInt32) -> Bool { texts >> UInt64(field) & 1 == 1 }

  private func textsInside(_ field: UInt32) -> UInt64? {
    nested.first { $0.field == field }?.texts
  }

  /// An event cut in two: what everybody may know, and the texts.
  struct Halves {
    var shown: [UInt8] = []
    var hidden: [UInt8] = []
    /// Whether there is a text at all.
    var hasTexts = false
  }

  func split(_ event: consuming WireReader) throws(WireError) -> Halves {
    var halves = Halves()
    while let field = try event.nextField() {
      if isText(field) {
        try event.skip()
        event.appendField(to: &halves.hidden)
        halves.hasTexts = true
      } else if let texts = textsInside(field) {
        let inner = SealedFields(texts: texts, nested: [])
        let parts = try inner.split(try event.submessage("part"))
        WireWriter.append(to: &halves.shown) { $0.payload(field, parts.shown) }
        WireWriter.append(to: &halves.hidden) { $0.payload(field, parts.hidden) }
        halves.hasTexts = halves.hasTexts || parts.hasTexts
      } else {
        try event.skip()
        event.appendField(to: &halves.shown)
      }
    }
    return halves
  }

  /// The event in field `number` of a record whose texts are back in their places.
  static func joined(
    _ shown: consuming WireReader, _ hidden: RawSpan, _ number: UInt32
  ) throws(WireError) -> [UInt8] {
    let fields = SealedFields.of(event: number) ?? SealedFields(texts: 0, nested: [])
    var rest: [UInt8] = []
    var parts: [UInt32: [[UInt8]]] = [:]
    var reader = WireReader(hidden)
    while let field = try reader.nextField() {
      if fields.textsInside(field) != nil {
        parts[field, default: []].append(try reader.byteArray("part"))
      } else {
        try reader.skip()
        reader.appendField(to: &rest)
      }
    }
    var whole: [UInt8] = []
    var places: [UInt32: Int] = [:]
    while let field = try shown.nextField() {
      guard let hidden = parts[field] else {
        try shown.skip()
        shown.appendField(to: &whole)
        continue
      }
      let place = places[field, default: 0]
      places[field] = place + 1
      let part = try shown.byteArray("part") + (place < hidden.count ? hidden[place] : [])
      let ordered = try inOrder(part)
      WireWriter.append(to: &whole) { $0.payload(field, ordered) }
    }
    return try inOrder(whole + rest)
  }

  /// The fields of a message by their numbers, those of one number as they stood: so a message that was
  /// put together again has the bytes that every writer gives it.
  static func inOrder(_ message: [UInt8]) throws(WireError) -> [UInt8] {
    var fields: [(number: UInt32, bytes: [UInt8])] = []
    var reader = WireReader(message.span.bytes)
    while let number = try reader.nextField() {
      try reader.skip()
      var bytes: [UInt8] = []
      reader.appendField(to: &bytes)
      fields.append((number, bytes))
    }
    let places = fields.indices.sorted {
      (fields[$0].number, $0) < (fields[$1].number, $1)
    }
    return places.flatMap { fields[$0].bytes }
  }
}
