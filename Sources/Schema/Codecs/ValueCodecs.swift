package import Opportunities

// The small messages that stand inside others (values.proto).

extension Money: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var minorUnits: Int64 = 0
    var currency = Currency(packed: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: minorUnits = try reader.int64("minor_units")
      case 2: currency = try reader.currency("currency")
      default: try reader.skip()
      }
    }
    self.init(minorUnits: minorUnits, currency: currency)
  }

  package func write(to writer: inout WireWriter) {
    writer.int64(1, minorUnits)
    writer.string(2, currency.code)
  }
}

extension Actor: WireMessage, WireReadableInPlace {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(kind: .system, id: .empty)
    try read(from: &reader)
  }

  package mutating func read(from reader: inout WireReader) throws(WireError) {
    var hasKind = false
    while let field = try reader.nextField() {
      switch field {
      case 1:
        let kind: Actor.Kind? = try reader.enumeration("kind")
        hasKind = kind != nil
        if let kind { self.kind = kind }
      case 2: id = try reader.detailIdentifier("id")
      default: try reader.skip()
      }
    }
    if !hasKind { throw reader.missing("kind") }
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.identifierText(2, id)
  }
}

extension ImportRow: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var batchID = IdentifierText.empty
    var row: UInt64 = 0
    var part: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: batchID = try reader.identifierText("batch_id")
      case 2: row = try reader.uint64("row")
      case 3: part = try reader.uint32("part")
      default: try reader.skip()
      }
    }
    self.init(batchID: batchID, row: row, part: part)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifierText(1, batchID)
    writer.uint64(2, row)
    writer.uint32(3, part)
  }
}
