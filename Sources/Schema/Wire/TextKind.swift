/// What kind of text bytes are: found a word at a time, because every note of every command and of
/// every record that is read passes here.
///
/// The whole of RFC 3629 and nothing else is valid: no surrogates, nothing beyond U+10FFFF, nothing
/// written longer than it must be. The standard library is asked only where in invalid bytes the
/// fault lies.
enum TextKind {
  case ascii
  case otherUTF8

  /// nil: the bytes are not UTF-8.
  init?(of bytes: Span<UInt8>) {
    var isASCII = true
    var place = 0
    while place < bytes.count {
      // Zeros behind the end are ASCII, so a sequence that is cut off there lacks its continuation.
      let word = Self.word(bytes, at: place)
      let highBits = word & 0x8080_8080_8080_8080
      if highBits == 0 {
        place &+= 8
        continue
      }
      isASCII = false
      let length = Self.validLength(word, afterASCII: highBits.trailingZeroBitCount / 8)
      guard length > 0 else { return nil }
      place &+= length
    }
    self = isASCII ? .ascii : .otherUTF8
  }

  /// How many first bytes of `word`, of which the first `ascii` are ASCII and the next is not, are
  /// whole characters; 0: the first one that is not ASCII is no character.
  @inline(__always)
  private static func validLength(_ word: UInt64, afterASCII ascii: Int) -> Int {
    if ascii > 0 { return ascii }
    if areTwoCommonOfThree(word) { return 6 }
    return sequenceLength(word)
  }

  /// Whether the word begins with two characters of three bytes, neither of which begins with E0 or
  /// ED: then every two continuation bytes will do. That is most of Chinese.
  @inline(__always)
  private static func areTwoCommonOfThree(_ word: UInt64) -> Bool {
    guard word & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0 else { return false }
    let nibbles = word & 0x0000_0000_0F00_000F
    // Adding 15 to a nibble carries unless it is 0; exclusive or with 13 makes 0 of 13.
    let isNotE0 = nibbles &+ 0x0F00_000F
    let isNotED = (nibbles ^ 0x0D00_000D) &+ 0x0F00_000F
    return isNotE0 & isNotED & 0x1000_0010 == 0x1000_0010
  }

  /// The length of the sequence that the word begins with, whose first byte is not ASCII; 0: none.
  private static func sequenceLength(_ word: UInt64) -> Int {
    if word & 0xC0C0F0 == 0x8080E0 {
      // E0 must have a second byte from A0 on, or two bytes would have done; ED must not, for those
      // are the surrogates.
      let lead = word & 0x0F
      let second = word & 0x2000
      return lead == 0 && second == 0 || lead == 0xD && second != 0 ? 0 : 3
    }
    if word & 0xC0E0 == 0x80C0 {
      // C0 and C1 would be ASCII in two bytes.
      return word & 0x1E == 0 ? 0 : 2
    }
    if word & 0xC0C0_C0F8 == 0x8080_80F0 {
      // F0 must have a second byte from 90 on; F4 must not, and nothing comes after F4.
      let lead = word & 0x07
      let second = word & 0x3000
      return lead == 0 && second == 0 || lead == 4 && second != 0 || lead > 4 ? 0 : 4
    }
    return 0
  }

  /// The eight bytes from `place` on, the first lowest, with zeros for those that are not there.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
    let rest = bytes.count &- place
    if rest >= 8 {
      // The eight bytes are there, and any eight bytes are a number.
      return UInt64(
        littleEndian: bytes.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: place, as: UInt64.self))
    }
    if place >= 8 || bytes.count >= 8 {
      // The end of the last eight bytes, moved to the front.
      let last = UInt64(
        littleEndian: bytes.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: bytes.count &- 8, as: UInt64.self))
      return last >> UInt64(truncatingIfNeeded: 8 &* (8 &- rest))
    }
    var word: UInt64 = 0
    for index in 0..<rest { word |= UInt64(bytes[place + index]) << UInt64(8 * index) }
    return word
  }
}
