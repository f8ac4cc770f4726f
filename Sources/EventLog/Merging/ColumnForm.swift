/// The layout of a merged block's payload before zstd packs it: fields of a kind lie together.
///
/// A record that is a protobuf message is cut into its top-level fields, whatever they mean: equal
/// tags share a column, numbers are kept as differences, and what repeats from record to record all
/// but vanishes. Any other record is kept whole in a column of its own. schemas/RECORD.md describes
/// it byte by byte.
enum ColumnForm {
  /// The tag of the column of whole records; no protobuf field can have it.
  static let wholeRecordTag: UInt32 = 0
  /// Most different tags, and most different shapes, in one block; both fit a byte.
  static let columnsMaximum = 256
  static let shapesMaximum = 256
  /// A record of more fields is kept whole.
  static let fieldsMaximum = 64

  /// How the values of a column are kept, which its tag's low three bits say.
  enum Kind {
    /// Numbers: differences to the one before.
    case numbers
    /// Byte strings: their lengths, and their bytes.
    case strings
  }

  /// `nil`: no record is ever cut at a field of such a tag.
  static func kind(of tag: UInt32) -> Kind? {
    if tag == wholeRecordTag { return .strings }
    guard tag >> 3 != 0 else { return nil }
    switch tag & 7 {
    case 0: return .numbers
    case 2: return .strings
    default: return nil
    }
  }
}

extension Varint {
  /// Appends any number in as few bytes as it needs.
  static func append(number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// The number at `offset`, which moves behind it; `nil` unless it ends before `end`, fits 64 bits
  /// and is written in the shortest way.
  @inline(__always)
  static func readNumber(_ span: RawSpan, at offset: inout Int, before end: Int) -> UInt64? {
    guard offset < end else { return nil }
    let first: UInt8 = span.native(at: offset)
    offset += 1
    if first < 0x80 { return UInt64(first) }
    return readRest(span, at: &offset, before: end, first: first)
  }

  private static func readRest(
    _ span: RawSpan, at offset: inout Int, before end: Int, first: UInt8
  ) -> UInt64? {
    var number = UInt64(first & 0x7F)
    for index in 1..<10 {
      guard offset < end else { return nil }
      let byte: UInt8 = span.native(at: offset)
      offset += 1
      // The tenth byte has room for one bit.
      if index == 9 && byte > 1 { return nil }
      number |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte < 0x80 { return byte == 0 ? nil : number }
    }
    return nil
  }

  /// A signed difference as a number that is small when the difference is.
  static func zigzag(_ difference: UInt64) -> UInt64 {
    let signed = Int64(bitPattern: difference)
    return UInt64(bitPattern: (signed << 1) ^ (signed >> 63))
  }

  static func unzigzag(_ number: UInt64) -> UInt64 {
    (number >> 1) ^ (0 &- (number & 1))
  }
}
