import Opportunities

/// Reads the fields that ``FieldWriter`` writes, out of bytes whose checksum was right, which may
/// all the same be anything: every length and every value is checked before it is used.
struct FieldReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place == bytes.count }
  var byteCountLeft: Int { bytes.count - place }

  private static var cutOff: CheckpointFault { .damaged("a row of the checkpoint is cut off") }

  static func invalid(_ what: StaticString) -> CheckpointFault {
    .damaged("a row of the checkpoint holds no valid \(what)")
  }

  mutating func byte() throws(CheckpointFault) -> UInt8 {
    guard place < bytes.count else { throw Self.cutOff }
    let value = bytes[place]
    place += 1
    return value
  }

  mutating func word32() throws(CheckpointFault) -> UInt32 {
    let start = try take(4).lowerBound
    // Bounds are checked by the call, and every bit pattern is an integer.
    return UInt32(
      littleEndian: bytes.span.bytes.unsafeLoadUnaligned(
        fromByteOffset: start, as: UInt32.self))
  }

  mutating func word64() throws(CheckpointFault) -> UInt64 {
    let start = try take(8).lowerBound
    return UInt64(
      littleEndian: bytes.span.bytes.unsafeLoadUnaligned(
        fromByteOffset: start, as: UInt64.self))
  }

  @inline(__always)
  mutating func number() throws(CheckpointFault) -> UInt64 {
    guard place < bytes.count else { throw Self.cutOff }
    let first = bytes[place]
    place += 1
    return first < 0x80 ? UInt64(first) : try longNumber(first)
  }

  private mutating func longNumber(_ first: UInt8) throws(CheckpointFault) -> UInt64 {
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      // The tenth byte carries the 64th bit and nothing else.
      if shift == 63, byte > 1 { throw Self.invalid("number") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw Self.cutOff
  }

  mutating func number32() throws(CheckpointFault) -> UInt32 {
    guard let value = UInt32(exactly: try number()) else { throw Self.invalid("number") }
    return value
  }

  mutating func signed() throws(CheckpointFault) -> Int64 {
    let folded = try number()
    return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
  }

  mutating func instant(from start: Instant) throws(CheckpointFault) -> Instant {
    Instant(milliseconds: start.milliseconds &+ (try signed()))
  }

  mutating func day() throws(CheckpointFault) -> Day {
    guard let number = Int32(exactly: try signed()) else { throw Self.invalid("day") }
    return Day(number: number)
  }

  mutating func text() throws(CheckpointFault) -> String {
    let range = try takeCounted()
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
    } catch {
      throw Self.invalid("text")
    }
  }

  /// A text whose bytes nobody looks at here: whoever shows them repairs what is no text.
  mutating func textBytes() throws(CheckpointFault) -> ArraySlice<UInt8> {
    bytes[try takeCounted()]
  }

  mutating func words() throws(CheckpointFault) -> InlineArray<8, UInt64> {
    let start = try take(64).lowerBound
    // Bounds are checked by the call, and every bit pattern is an integer.
    return InlineArray { index in
      UInt64(
        littleEndian: bytes.span.bytes.unsafeLoadUnaligned(
          fromByteOffset: start + 8 * index, as: UInt64.self))
    }
  }

  mutating func data() throws(CheckpointFault) -> [UInt8] {
    Array(bytes[try takeCounted()])
  }

  mutating func identifier() throws(CheckpointFault) -> IdentifierText {
    let count = Int(try byte())
    guard count <= IdentifierText.bytesMaximum else { throw Self.invalid("identifier") }
    let range = try take(count)
    let text = IdentifierText(validUTF8: bytes.span.extracting(range))
    if text.isASCII { return text }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span.extracting(range))
    } catch {
      throw Self.invalid("identifier")
    }
    return text
  }

  mutating func optionalIdentifier<Subject>(
    of _: Subject.Type = Subject.self
  ) throws(CheckpointFault) -> Identifier<Subject>? {
    let text = try identifier()
    return text.isEmpty ? nil : Identifier(text)
  }

  mutating func money() throws(CheckpointFault) -> Money {
    let minorUnits = try signed()
    guard (0...Money.minorUnitsMaximum).contains(minorUnits) else { throw Self.invalid("amount") }
    return Money(minorUnits: minorUnits, currency: Currency(packed: try word32()))
  }

  @inline(__always)
  private mutating func take(_ count: Int) throws(CheckpointFault) -> Range<Int> {
    guard count <= bytes.count - place else { throw Self.cutOff }
    let start = place
    place += count
    return start..<place
  }

  private mutating func takeCounted() throws(CheckpointFault) -> Range<Int> {
    guard let count = Int(exactly: try number()) else { throw Self.cutOff }
    return try take(count)
  }
}
