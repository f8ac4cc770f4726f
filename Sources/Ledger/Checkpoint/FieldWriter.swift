import Opportunities

/// Appends the fields of checkpoint rows: small numbers in few bytes, texts with their length.
///
/// Not protobuf: a checkpoint has one reader, of the same version, so no field needs a number.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func byte(_ value: UInt8) {
    bytes.append(value)
  }

  /// Four bytes, the lowest first.
  mutating func word32(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Eight bytes, the lowest first.
  mutating func word64(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Seven bits a byte, the lowest first.
  mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func number(_ value: UInt32) { number(UInt64(value)) }

  /// Zigzag: near to zero is short on both sides.
  mutating func signed(_ value: Int64) {
    number(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  /// As the distance from `start`, which wraps around rather than overflow.
  mutating func instant(_ instant: Instant, from start: Instant) {
    signed(instant.milliseconds &- start.milliseconds)
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      number(UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func words(_ words: InlineArray<8, UInt64>) {
    for index in words.indices { word64(words[index]) }
  }

  /// An identifier whose bytes are at hand: what ``identifier(_:)-(IdentifierText)`` writes.
  mutating func identifierBytes(_ id: ArraySlice<UInt8>) {
    bytes.append(UInt8(id.count))
    bytes.append(contentsOf: id)
  }

  mutating func data(_ data: ArraySlice<UInt8>) {
    number(UInt64(data.count))
    bytes.append(contentsOf: data)
  }

  mutating func identifier(_ text: IdentifierText) {
    bytes.append(UInt8(text.keptByteCount))
    text.append(to: &bytes)
  }

  mutating func identifier<Subject>(_ id: Identifier<Subject>) { identifier(id.bytes) }

  /// An id that need not be there. None is empty, so the empty one means that it is not.
  mutating func optionalIdentifier<Subject>(_ id: Identifier<Subject>?) {
    identifier(id?.bytes ?? .empty)
  }

  mutating func money(_ money: Money) {
    signed(money.minorUnits)
    word32(money.currency.packed)
  }
}
