package import Opportunities

/// Appends the fields of protobuf messages to bytes of its own.
///
/// The same value always gives the same bytes, and they are those of swift-protobuf: fields in the
/// order of their numbers (the caller's duty), shortest varints, packed lists of numbers, and no
/// field that has its default.
///
/// Each field asks once for the room it may need (``WireBuffer``) and then stores without further
/// checks, because every command is written twice: as a record and as an answer.
package struct WireWriter: ~Copyable {
  private var buffer: WireBuffer

  /// - Parameter capacity: bytes that have room before memory is asked for again.
  package init(capacity: Int = 512) {
    buffer = WireBuffer(capacity: capacity)
  }

  /// How many bytes were written.
  package var count: Int { buffer.count }

  /// What was written.
  package var bytes: RawSpan {
    @_lifetime(borrow self)
    get { buffer.bytes }
  }

  /// Appends a copy of what was written.
  package func append(to bytes: inout [UInt8]) {
    buffer.append(to: &bytes)
  }

  /// Forgets what was written and keeps the memory, up to 1 MiB of it.
  package mutating func removeAll() {
    buffer.removeAll()
  }

  /// Appends `message` to `bytes`.
  package static func append(_ message: some WireWritable, to bytes: inout [UInt8]) {
    append(to: &bytes) { writer in message.write(to: &writer) }
  }

  /// Appends what `write` writes to `bytes`.
  package static func append(to bytes: inout [UInt8], _ write: (inout WireWriter) -> Void) {
    var writer = WireWriter()
    write(&writer)
    writer.append(to: &bytes)
  }
}

// MARK: - Scalars

extension WireWriter {
  @inline(__always)
  package mutating func uint64(_ number: UInt32, _ value: UInt64) {
    guard value != 0 else { return }
    tag(number, .varint)
    buffer.store(varint: value)
  }

  @inline(__always)
  package mutating func int64(_ number: UInt32, _ value: Int64) {
    uint64(number, UInt64(bitPattern: value))
  }

  @inline(__always)
  package mutating func uint32(_ number: UInt32, _ value: UInt32) {
    uint64(number, UInt64(value))
  }

  /// A field with presence: 0 is written, nil is not.
  package mutating func optionalUInt32(_ number: UInt32, _ value: UInt32?) {
    guard let value else { return }
    tag(number, .varint)
    buffer.store(varint: UInt64(value))
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
    guard let value else { return }
    uint64(number, UInt64(value.rawValue))
  }

  /// The bits of IEEE 754 binary64, little-endian; only answers hold any, never events.
  package mutating func double(_ number: UInt32, _ value: Double) {
    guard value.bitPattern != 0 else { return }
    tag(number, .fixed64)
    buffer.store(word: value.bitPattern.littleEndian)
  }

  package mutating func string(_ number: UInt32, _ text: String) {
    guard !text.isEmpty else { return }
    element(number, text)
  }

  @inline(__always)
  package mutating func identifier<Subject>(_ number: UInt32, _ value: Identifier<Subject>?) {
    guard let value else { return }
    identifierText(number, value.bytes)
  }

  package mutating func identifierText(_ number: UInt32, _ value: borrowing IdentifierText) {
    let count = value.keptByteCount
    guard count > 0 else { return }
    // Whole words are stored, so the last one may reach beyond the text.
    tag(number, .lengthDelimited, roomFor: 1 + IdentifierText.bytesMaximum)
    buffer.store(byte: UInt8(count))
    for index in 0..<(count + 7) / 8 { buffer.store(word: value.words[index]) }
    buffer.removeLast((8 - count % 8) % 8)
  }

  package mutating func byteArray(_ number: UInt32, _ value: [UInt8]) {
    guard !value.isEmpty else { return }
    value.withUnsafeBufferPointer { element(number, $0) }
  }

  /// A message that was written before: there also when it is empty.
  package mutating func payload(_ number: UInt32, _ message: [UInt8]) {
    message.withUnsafeBufferPointer { element(number, $0) }
  }

  /// 32 bytes, also when all of them are zero.
  package mutating func leafHash(_ number: UInt32, _ hash: LeafHash) {
    tag(number, .lengthDelimited, roomFor: 33)
    buffer.store(byte: 32)
    let words = hash.bigEndianBytes
    for index in 0..<4 { buffer.store(word: words[index]) }
  }

  /// 16 bytes, high half first; nil is not written.
  package mutating func commandID(_ number: UInt32, _ id: CommandID?) {
    guard let id else { return }
    tag(number, .lengthDelimited, roomFor: 17)
    buffer.store(byte: 16)
    buffer.store(word: id.high.bigEndian)
    buffer.store(word: id.low.bigEndian)
  }

  private static func zigzag(_ value: Int32) -> UInt32 {
    UInt32(bitPattern: value << 1 ^ value >> 31)
  }
}

// MARK: - Messages and lists

extension WireWriter {
  /// A singular message: present even when all of its fields have their defaults.
  @inline(__always)
  package mutating func message(_ number: UInt32, _ value: (some WireWritable)?) {
    guard let value else { return }
    let start = beginMessage(number)
    value.write(to: &self)
    endMessage(startingAt: start)
  }

  /// A message whose fields `write` writes.
  @inline(__always)
  package mutating func message(_ number: UInt32, _ write: (inout WireWriter) -> Void) {
    let start = beginMessage(number)
    write(&self)
    endMessage(startingAt: start)
  }

  package mutating func messages(_ number: UInt32, _ list: [some WireWritable]) {
    for value in list { message(number, value) }
  }

  /// A message here without its texts, and one in `texts` with nothing else.
  package mutating func message(
    _ number: UInt32, _ value: (some TextWritable)?, texts: inout WireWriter
  ) {
    guard let value else { return }
    let start = beginMessage(number)
    let textsStart = texts.beginMessage(number)
    value.write(to: &self, texts: &texts)
    endMessage(startingAt: start)
    texts.endMessage(startingAt: textsStart)
  }

  package mutating func messages(
    _ number: UInt32, _ list: [some TextWritable], texts: inout WireWriter
  ) {
    for value in list { message(number, value, texts: &texts) }
  }

  /// Fields that were written before.
  package mutating func fields(_ written: borrowing WireWriter) {
    buffer.reserve(written.count)
    written.bytes.withUnsafeBytes { buffer.store($0.assumingMemoryBound(to: UInt8.self)) }
  }

  /// All elements, the empty ones too.
  package mutating func strings(_ number: UInt32, _ list: [String]) {
    for text in list { element(number, text) }
  }

  /// All elements, the empty ones too.
  package mutating func identifiers<Subject>(_ number: UInt32, _ list: [Identifier<Subject>]) {
    for id in list { element(number, id.text) }
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

  /// A frame of the protocol: what `write` writes, behind its length of four bytes.
  package mutating func frame(_ write: (inout WireWriter) -> Void) {
    buffer.reserve(4)
    buffer.skip(4)
    let start = buffer.count
    write(&self)
    buffer.replace(bigEndian: UInt32(buffer.count - start), at: start - 4)
  }

  private mutating func element(_ number: UInt32, _ text: String) {
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { element(number, $0) }
    if isWritten == nil {
      // Texts of this platform always lie in one piece; of others they may be gathered here.
      Array(text.utf8).withUnsafeBufferPointer { element(number, $0) }
    }
  }

  private mutating func element(_ number: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) {
    tag(number, .lengthDelimited, roomFor: WireBuffer.varintBytesMaximum + bytes.count)
    buffer.store(varint: UInt64(bytes.count))
    buffer.store(bytes)
  }

  /// - Returns: where the message starts.
  private mutating func beginMessage(_ number: UInt32) -> Int {
    tag(number, .lengthDelimited)
    // Most messages are shorter than 128 bytes, so one byte is kept for the length.
    buffer.skip(1)
    return buffer.count
  }

  /// Puts the length before the message that starts at `start`, moving it when one byte is too few.
  private mutating func endMessage(startingAt start: Int) {
    let count = buffer.count - start
    precondition(count >= 0, "writers only append")
    if count < 0x80 {
      buffer.replace(byte: UInt8(count), at: start - 1)
    } else {
      buffer.insertLength(of: count, at: start)
    }
  }
}

// MARK: - Bytes

extension WireWriter {
  /// Stores a tag and leaves room for `bytes` more, and never for less than a varint.
  @inline(__always)
  private mutating func tag(
    _ number: UInt32, _ type: WireType, roomFor bytes: Int = WireBuffer.varintBytesMaximum
  ) {
    buffer.reserve(WireBuffer.varintBytesMaximum + bytes)
    buffer.store(varint: UInt64(number) << 3 | UInt64(type.rawValue))
  }

  private mutating func varint(_ value: UInt64) {
    buffer.reserve(WireBuffer.varintBytesMaximum)
    buffer.store(varint: value)
  }
}
