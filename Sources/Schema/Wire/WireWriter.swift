package import Opportunities

/// Appends the fields of protobuf messages to bytes.
///
/// The same value always gives the same bytes, and they are those of swift-protobuf: fields in the
/// order of their numbers (the caller's duty), shortest varints, packed lists of numbers, and no
/// field that has its default.
package struct WireWriter {
  package private(set) var bytes: [UInt8]

  package init(appendingTo bytes: consuming [UInt8] = []) {
    self.bytes = bytes
  }

  /// Appends `message` to `bytes` without copying them.
  package static func append(_ message: some WireWritable, to bytes: inout [UInt8]) {
    append(to: &bytes) { writer in message.write(to: &writer) }
  }

  /// Appends what `write` writes to `bytes` without copying them.
  package static func append(to bytes: inout [UInt8], _ write: (inout WireWriter) -> Void) {
    var writer = WireWriter()
    swap(&writer.bytes, &bytes)
    write(&writer)
    swap(&writer.bytes, &bytes)
  }
}

// MARK: - Scalars

extension WireWriter {
  package mutating func uint64(_ number: UInt32, _ value: UInt64) {
    guard value != 0 else { return }
    tag(number, .varint)
    varint(value)
  }

  package mutating func int64(_ number: UInt32, _ value: Int64) {
    uint64(number, UInt64(bitPattern: value))
  }

  package mutating func uint32(_ number: UInt32, _ value: UInt32) {
    uint64(number, UInt64(value))
  }

  /// A field with presence: 0 is written, nil is not.
  package mutating func optionalUInt32(_ number: UInt32, _ value: UInt32?) {
    guard let value else { return }
    tag(number, .varint)
    varint(UInt64(value))
  }

  package mutating func sint32(_ number: UInt32, _ value: Int32) {
    uint64(number, UInt64(Self.zigzag(value)))
  }

  /// A field with presence: 0 is written, nil is not.
  package mutating func optionalSInt32(_ number: UInt32, _ value: Int32?) {
    optionalUInt32(number, value.map(Self.zigzag))
  }

  package mutating func bool(_ number: UInt32, _ value: Bool) {
    uint64(number, value ? 1 : 0)
  }

  package mutating func instant(_ number: UInt32, _ value: Instant?) {
    int64(number, value?.milliseconds ?? 0)
  }

  package mutating func enumeration(_ number: UInt32, _ value: (some WireEnum)?) {
    uint64(number, UInt64(value?.rawValue ?? 0))
  }

  /// The bits of IEEE 754 binary64, little-endian; only answers hold any, never events.
  package mutating func double(_ number: UInt32, _ value: Double) {
    guard value.bitPattern != 0 else { return }
    tag(number, .fixed64)
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
    }
  }

  package mutating func string(_ number: UInt32, _ text: String) {
    guard !text.isEmpty else { return }
    element(number, text)
  }

  package mutating func identifier<Subject>(_ number: UInt32, _ value: Identifier<Subject>?) {
    guard let value else { return }
    identifierText(number, value.bytes)
  }

  package mutating func identifierText(_ number: UInt32, _ value: IdentifierText) {
    guard !value.isEmpty else { return }
    tag(number, .lengthDelimited)
    bytes.append(UInt8(value.keptByteCount))
    value.append(to: &bytes)
  }

  package mutating func byteArray(_ number: UInt32, _ value: [UInt8]) {
    guard !value.isEmpty else { return }
    tag(number, .lengthDelimited)
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  /// 32 bytes, also when all of them are zero.
  package mutating func leafHash(_ number: UInt32, _ hash: LeafHash) {
    tag(number, .lengthDelimited)
    bytes.append(32)
    withUnsafeBytes(of: hash.bigEndianBytes) { bytes.append(contentsOf: $0) }
  }

  /// 16 bytes, high half first; nil is not written.
  package mutating func commandID(_ number: UInt32, _ id: CommandID?) {
    guard let id else { return }
    tag(number, .lengthDelimited)
    bytes.append(16)
    withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { bytes.append(contentsOf: $0) }
  }

  private static func zigzag(_ value: Int32) -> UInt32 {
    UInt32(bitPattern: value << 1 ^ value >> 31)
  }
}

// MARK: - Messages and lists

extension WireWriter {
  /// A singular message: present even when all of its fields have their defaults.
  package mutating func message(_ number: UInt32, _ value: (some WireWritable)?) {
    guard let value else { return }
    message(number) { writer in value.write(to: &writer) }
  }

  /// A message whose fields `write` writes.
  package mutating func message(_ number: UInt32, _ write: (inout WireWriter) -> Void) {
    tag(number, .lengthDelimited)
    // Most messages are shorter than 128 bytes, so one byte is kept for the length.
    bytes.append(0)
    let start = bytes.count
    write(&self)
    endMessage(startingAt: start)
  }

  package mutating func messages(_ number: UInt32, _ list: [some WireWritable]) {
    for value in list { message(number, value) }
  }

  /// All elements, the empty ones too.
  package mutating func strings(_ number: UInt32, _ list: [String]) {
    for text in list { element(number, text) }
  }

  /// Packed: the numbers one after another in one field.
  package mutating func enumerations(_ number: UInt32, _ list: [some WireEnum]) {
    guard !list.isEmpty else { return }
    message(number) { writer in
      for value in list { writer.varint(UInt64(value.rawValue)) }
    }
  }

  /// Packed, like ``enumerations(_:_:)``.
  package mutating func packedUInt32(_ number: UInt32, _ list: [UInt32]) {
    guard !list.isEmpty else { return }
    message(number) { writer in
      for value in list { writer.varint(UInt64(value)) }
    }
  }

  private mutating func element(_ number: UInt32, _ text: String) {
    tag(number, .lengthDelimited)
    varint(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Puts the length before the message that starts at `start`, moving it when one byte is too few.
  private mutating func endMessage(startingAt start: Int) {
    let count = bytes.count - start
    precondition(count >= 0, "writers only append")
    guard count >= 0x80 else {
      bytes[start - 1] = UInt8(count)
      return
    }
    var length: [UInt8] = []
    var rest = count
    while rest >= 0x80 {
      length.append(UInt8(rest & 0x7F | 0x80))
      rest >>= 7
    }
    length.append(UInt8(rest))
    bytes.replaceSubrange(start - 1..<start, with: length)
  }
}

// MARK: - Bytes

extension WireWriter {
  private mutating func tag(_ number: UInt32, _ type: WireType) {
    varint(UInt64(number) << 3 | UInt64(type.rawValue))
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
