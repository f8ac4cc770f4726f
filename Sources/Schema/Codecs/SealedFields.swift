/// Which fields of an event are sealed, a bit for each number; and how they are put back.
struct SealedFields {
  /// Texts of its own.
  let texts: UInt64
  /// Fields that are messages with such texts, and those of each.
  let nested: [(field: UInt32, texts: UInt64)]

  /// The event in field `number` of a record with its texts.
  ///
  /// A message inside it that has texts stays where it is, without them; they stand in a message at the
  /// same place among the hidden ones.
  static func joined(
    _ shown: consuming WireReader, _ hidden: RawSpan, _ number: UInt32
  ) throws(WireError) -> [UInt8] {
    let nested = SealedFields.of(event: number)?.nested ?? []
    var rest: [UInt8] = []
    var parts: [UInt32: [[UInt8]]] = [:]
    var reader = WireReader(hidden)
    while let field = try reader.nextField() {
      if nested.contains(where: { $0.field == field }) {
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
