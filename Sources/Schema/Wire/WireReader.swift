package import Opportunities

/// Reads the fields of one protobuf message from borrowed bytes, checking every length before use.
///
/// The wire format is standard protobuf (https://protobuf.dev/programming-guides/encoding). Reading
/// goes field by field: ``nextField()`` finds the next one, then exactly one of the other methods
/// takes its value, or ``skip()`` passes over it.
///
///     while let field = try reader.nextField() {
///       switch field {
///       case 1: title = try reader.string("title")
///       default: try reader.skip()
///       }
///     }
///
/// Nothing is allocated because of a claimed length: a length is compared with the bytes present
/// first. A scalar that stands there twice counts as it stands last, as in every implementation; a
/// singular message that stands there twice is refused, since implementations differ in merging.
package struct WireReader: ~Escapable {
  /// No list of any message is longer; what is (a thousand commands) is not read through here.
  package static let elementsMaximum = 1_024

  let bytes: Span<UInt8>
  /// Where `bytes` begin in the outermost message.
  private let base: Int
  /// Whether ``detail(_:)`` passes over what it would read.
  package let skipsDetails: Bool
  var position = 0
  /// The current field, set by ``nextField()``.
  var number: UInt32 = 0
  var fieldStart = 0
  var wireType = WireType.varint.rawValue
  /// A bit for each singular message field met, by number.
  private var messagesSeen: UInt64 = 0

  /// - Parameter skipsDetails: leave out what only people and auditors read; see ``detail(_:)``.
  @_lifetime(copy bytes)
  package init(_ bytes: RawSpan, skipsDetails: Bool = false) {
    // Safe: every bit pattern is a UInt8, and the view has the lifetime and bounds of the span.
    self.init(bytes._unsafeView(as: UInt8.self), base: 0, skipsDetails: skipsDetails)
  }

  @_lifetime(copy bytes)
  private init(_ bytes: Span<UInt8>, base: Int, skipsDetails: Bool) {
    self.bytes = bytes
    self.base = base
    self.skipsDetails = skipsDetails
  }

  /// Byte of the outermost message that is read next.
  package var offset: Int { base + position }

  /// The error `reason` at the start of the current field.
  @inline(never)
  package func error(_ reason: WireError.Reason, _ path: StaticString = "") -> WireError {
    WireError(reason, field: number, path: "\(path)", offset: base + fieldStart)
  }

  /// `value`, which must be there.
  ///
  /// - Throws: `missingField` at the end of the message.
  package func required<Value>(_ value: Value?, _ name: StaticString) throws(WireError) -> Value {
    guard let value else { throw missing(name) }
    return value
  }

  /// The error that `name` is not there, at the end of the message.
  @inline(never)
  package func missing(_ name: StaticString) -> WireError {
    WireError(.missingField, path: "\(name)", offset: offset)
  }
}

// MARK: - Fields

/// The wire types of proto3; groups (3 and 4) are refused.
enum WireType: UInt8 {
  case varint = 0
  case fixed64 = 1
  case lengthDelimited = 2
  case fixed32 = 5

  @inline(__always)
  static func isKnown(_ type: UInt8) -> Bool { 0b10_0111 >> type & 1 == 1 }
}

extension WireReader {
  /// The number of the next field; nil at the end of the message.
  ///
  /// Most tags have one byte.
  @inline(__always)
  package mutating func nextField() throws(WireError) -> UInt32? {
    guard position < bytes.count else { return nil }
    fieldStart = position
    let first = bytes[unchecked: position]
    guard first < 0x80, first >= 8, WireType.isKnown(first & 7) else { return try longField() }
    position &+= 1
    number = UInt32(first >> 3)
    wireType = first & 7
    return number
  }

  private mutating func longField() throws(WireError) -> UInt32 {
    number = 0
    let tag = try varint("")
    let type = UInt8(truncatingIfNeeded: tag & 7)
    // No number needs more than five bytes; protobuf's own readers refuse a longer way to say it.
    guard WireType.isKnown(type), (8..<1 << 32).contains(tag), position - fieldStart <= 5 else {
      throw error(.malformedTag)
    }
    number = UInt32(tag >> 3)
    wireType = type
    return number
  }

  /// Passes over the value of the current field, whatever it is.
  package mutating func skip() throws(WireError) {
    switch wireType {
    case WireType.varint.rawValue: _ = try varint("")
    case WireType.fixed64.rawValue: _ = try take(8, "")
    case WireType.fixed32.rawValue: _ = try take(4, "")
    default: _ = try lengthDelimited("")
    }
  }

  @inline(__always)
  func require(_ type: WireType, _ name: StaticString) throws(WireError) {
    guard wireType == type.rawValue else { throw error(.wrongWireType, name) }
  }

  /// Most numbers have one byte, and this is where most of the time of reading goes.
  @inline(__always)
  mutating func varint(_ name: StaticString) throws(WireError) -> UInt64 {
    guard position < bytes.count else { throw error(.truncated, name) }
    let first = bytes[unchecked: position]
    if first < 0x80 {
      position &+= 1
      return UInt64(first)
    }
    return try longVarint(name)
  }

  private mutating func longVarint(_ name: StaticString) throws(WireError) -> UInt64 {
    guard bytes.count - position >= 8 else { return try lastVarint(name) }
    // Safe: eight bytes are there, and any eight bytes are a number.
    let word = UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    let ends = ~word & 0x8080_8080_8080_8080
    guard ends != 0 else { return try lastVarint(name) }
    // Up to and with the first byte without its highest bit, seven bits of each, closed up.
    let length = ends.trailingZeroBitCount / 8 + 1
    position += length
    let groups = word & (.max >> UInt64(64 - 8 * length)) & 0x7F7F_7F7F_7F7F_7F7F
    let pairs = (groups & 0x7F00_7F00_7F00_7F00) >> 1 | groups & 0x007F_007F_007F_007F
    let fours = (pairs & 0x3FFF_0000_3FFF_0000) >> 2 | pairs & 0x0000_3FFF_0000_3FFF
    return (fours & 0x0FFF_FFFF_0000_0000) >> 4 | fours & 0x0000_0000_0FFF_FFFF
  }

  /// A byte at a time: near the end of the bytes, and for more than 56 bits.
  private mutating func lastVarint(_ name: StaticString) throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      // The tenth byte carries the 64th bit and nothing else.
      if shift == 63, byte > 1 { throw error(.malformedVarint, name) }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw error(.truncated, name)
  }

  /// The range of the next `count` bytes, which are passed over.
  @inline(__always)
  private mutating func take(_ count: Int, _ name: StaticString) throws(WireError) -> Range<Int> {
    guard count <= bytes.count - position else { throw error(.truncated, name) }
    let start = position
    position += count
    return start..<position
  }

  @inline(__always)
  mutating func lengthDelimited(_ name: StaticString) throws(WireError) -> Range<Int> {
    try require(.lengthDelimited, name)
    let length = try varint(name)
    guard let count = Int(exactly: length) else { throw error(.truncated, name) }
    return try take(count, name)
  }
}

extension WireReader {
  /// Appends the field that was just read or passed over, with its tag.
  func appendField(to target: inout [UInt8]) {
    bytes.extracting(fieldStart..<position).withUnsafeBufferPointer {
      target.append(contentsOf: $0)
    }
  }
}

// MARK: - Scalars

extension WireReader {
  @inline(__always)
  package mutating func uint64(_ name: StaticString) throws(WireError) -> UInt64 {
    try require(.varint, name)
    return try varint(name)
  }

  package mutating func int64(_ name: StaticString) throws(WireError) -> Int64 {
    Int64(bitPattern: try uint64(name))
  }

  package mutating func uint32(_ name: StaticString) throws(WireError) -> UInt32 {
    guard let value = UInt32(exactly: try uint64(name)) else { throw error(.outOfRange, name) }
    return value
  }

  /// Zigzag: 0, -1, 1, -2 … are 0, 1, 2, 3 …
  package mutating func sint32(_ name: StaticString) throws(WireError) -> Int32 {
    let folded = try uint32(name)
    return Int32(bitPattern: folded >> 1) ^ -Int32(bitPattern: folded & 1)
  }

  package mutating func bool(_ name: StaticString) throws(WireError) -> Bool {
    try uint64(name) != 0
  }

  /// Milliseconds since 1970; 0 means that there is none.
  package mutating func instant(_ name: StaticString) throws(WireError) -> Instant? {
    let milliseconds = try int64(name)
    return milliseconds == 0 ? nil : Instant(milliseconds: milliseconds)
  }

  /// - Throws: `unknownEnumValue`; the unspecified value 0 is nil.
  package mutating func enumeration<Value: WireEnum>(
    _ name: StaticString, as _: Value.Type = Value.self
  ) throws(WireError) -> Value? {
    try require(.varint, name)
    return try known(try varint(name), name)
  }

  func known<Value: WireEnum>(
    _ raw: UInt64, _ name: StaticString
  ) throws(WireError) -> Value? {
    if raw == 0 { return nil }
    guard let byte = UInt8(exactly: raw), let value = Value(rawValue: byte) else {
      throw error(.unknownEnumValue, name)
    }
    return value
  }

  package mutating func string(_ name: StaticString) throws(WireError) -> String {
    let range = try lengthDelimited(name)
    if range.isEmpty { return "" }
    let text = bytes.extracting(unchecked: range)
    guard let kind = TextKind(of: text) else { throw invalidUTF8(name, range) }
    // Its bytes are valid UTF-8: that is what having a kind means.
    return String(copying: UTF8Span(unchecked: text, isKnownASCII: kind == .ascii))
  }

  /// The currency of a code, as ``Currency/init(code:)`` takes it, without making a text of it.
  package mutating func currency(_ name: StaticString) throws(WireError) -> Currency {
    let range = try lengthDelimited(name)
    let code = bytes.extracting(unchecked: range)
    guard TextKind(of: code) != nil else { throw invalidUTF8(name, range) }
    guard code.count == 3 else { return Currency(packed: 0) }
    return Currency(packed: UInt32(code[0]) << 16 | UInt32(code[1]) << 8 | UInt32(code[2]))
  }

  /// The error that says where in `range`, which is not valid UTF-8, that shows.
  private func invalidUTF8(_ name: StaticString, _ range: Range<Int>) -> WireError {
    var offset = base + range.lowerBound
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.extracting(range))
    } catch {
      offset += error.byteOffsets.lowerBound
    }
    return WireError(.invalidUTF8, field: number, path: "\(name)", offset: offset)
  }

  /// Text that no decision and no read model rests on: notes, reasons, descriptions. Empty, and
  /// not even looked at, when the reader skips details.
  package mutating func detail(_ name: StaticString) throws(WireError) -> String {
    guard skipsDetails else { return try string(name) }
    _ = try lengthDelimited(name)
    return ""
  }

  /// Bytes that no decision and no read model rests on; see ``detail(_:)``.
  package mutating func detailBytes(_ name: StaticString) throws(WireError) -> [UInt8] {
    guard skipsDetails else { return try byteArray(name) }
    _ = try lengthDelimited(name)
    return []
  }

  /// Like ``identifierText(_:)``, of something no decision and no read model rests on.
  package mutating func detailIdentifier(
    _ name: StaticString
  ) throws(WireError) -> IdentifierText {
    guard skipsDetails else { return try identifierText(name) }
    _ = try lengthDelimited(name)
    return .empty
  }

  /// - Throws: `tooLong` beyond 64 bytes.
  package mutating func identifierText(
    _ name: StaticString
  ) throws(WireError) -> IdentifierText {
    let range = try lengthDelimited(name)
    let text = IdentifierText(validUTF8: bytes, in: range)
    if text.isTooLong { throw error(.tooLong, name) }
    guard text.isASCII || TextKind(of: bytes.extracting(unchecked: range)) != nil else {
      throw invalidUTF8(name, range)
    }
    return text
  }

  package mutating func identifier<Subject>(
    _ name: StaticString, of _: Subject.Type = Subject.self
  ) throws(WireError) -> Identifier<Subject> {
    Identifier(try identifierText(name))
  }

  /// An id of something that need not be there; empty means that it is not.
  package mutating func optionalIdentifier<Subject>(
    _ name: StaticString, of _: Subject.Type = Subject.self
  ) throws(WireError) -> Identifier<Subject>? {
    let text = try identifierText(name)
    return text.isEmpty ? nil : Identifier(text)
  }

  /// A copy of a `bytes` field.
  package mutating func byteArray(_ name: StaticString) throws(WireError) -> [UInt8] {
    let range = try lengthDelimited(name)
    return bytes.extracting(range).withUnsafeBufferPointer { Array($0) }
  }

  /// 16 bytes, high half first; nil when the field is empty.
  ///
  /// - Throws: `wrongLength`.
  package mutating func commandID(_ name: StaticString) throws(WireError) -> CommandID? {
    let range = try lengthDelimited(name)
    if range.isEmpty { return nil }
    guard range.count == 16 else { throw error(.wrongLength, name) }
    // Safe: the range lies within the bytes and has 16 of them.
    let raw = bytes.bytes
    let high = raw.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
    let low = raw.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self)
    return CommandID(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
  }
}

// MARK: - Messages and lists

extension WireReader {
  /// A reader of the message in the current field, for those who only look at parts of it.
  @inline(__always) @_lifetime(copy self)
  package mutating func submessage(_ name: StaticString) throws(WireError) -> WireReader {
    let range = try lengthDelimited(name)
    // Within the bytes: that was checked when the range was taken.
    return WireReader(
      bytes.extracting(unchecked: range), base: base &+ range.lowerBound,
      skipsDetails: skipsDetails)
  }

  /// Where the message in the current field lies in the outermost message; it is passed over.
  package mutating func submessageRange(_ name: StaticString) throws(WireError) -> Range<Int> {
    let range = try lengthDelimited(name)
    return base + range.lowerBound..<base + range.upperBound
  }

  /// The singular message in the current field.
  ///
  /// - Throws: `repeatedField` when the same field was read before.
  package mutating func message<Message: WireReadable>(
    _ name: StaticString, as _: Message.Type = Message.self
  ) throws(WireError) -> Message {
    var inner = try singular(name)
    do throws(WireError) {
      return try Message(reading: &inner)
    } catch {
      throw error.inside("\(name)")
    }
  }

  /// The same, read into `message`, which has no value yet.
  package mutating func message<Message: WireReadableInPlace>(
    _ name: StaticString, into message: inout Message
  ) throws(WireError) {
    var inner = try singular(name)
    do throws(WireError) {
      try message.read(from: &inner)
    } catch {
      throw error.inside("\(name)")
    }
  }

  @inline(__always) @_lifetime(copy self)
  private mutating func singular(_ name: StaticString) throws(WireError) -> WireReader {
    let bit: UInt64 = 1 << UInt64(number)  // 0 beyond field 63, of which there is none.
    guard messagesSeen & bit == 0 else { throw error(.repeatedField, name) }
    messagesSeen |= bit
    return try submessage(name)
  }
}
