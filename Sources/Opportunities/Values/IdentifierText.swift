/// The text of an identifier, held in place: no allocation, no reference counting, and equality and
/// hashing a few words at a time, because every command and every event carries several of them.
///
/// It keeps up to 64 bytes, the most an identifier may have, and remembers how many there were, so
/// that ``IdentifierRules`` can refuse what was longer. Two texts are equal when their bytes are:
/// two spellings of one letter are two identifiers for every reader in every language.
package struct IdentifierText: Sendable {
  package static let bytesMaximum = 64

  /// The bytes in order, zero behind the last.
  @usableFromInline package let words: InlineArray<8, UInt64>
  /// How many bytes the text had; more than 64: only the first 64 are here.
  package let byteCount: UInt32

  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { unsafe IdentifierText(copying: $0) }
  }

  /// Takes the bytes of valid UTF-8; the caller has checked them.
  package init(validUTF8 bytes: Span<UInt8>) {
    self.init(validUTF8: bytes, in: bytes.indices)
  }

  /// Takes the text that stands at `range` of `bytes`, valid UTF-8; traps unless it lies within them.
  package init(validUTF8 bytes: Span<UInt8>, in range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "a text lies within its bytes")
    let kept = min(range.count, Self.bytesMaximum)
    guard range.lowerBound + kept + 8 <= bytes.count else {
      self.init(last: bytes.extracting(range))
      return
    }
    // Whole words, and of the last one what is not text any more is left out.
    var words = InlineArray<8, UInt64>(repeating: 0)
    let whole = kept / 8
    for index in 0..<whole {
      words[index] = bytes.word(at: range.lowerBound &+ 8 &* index).littleEndian
    }
    if kept % 8 > 0 {
      let last = bytes.word(at: range.lowerBound + 8 * whole)
      words[whole] = (last & (1 << UInt64(8 * (kept % 8)) - 1)).littleEndian
    }
    self.init(words: words, byteCount: UInt32(clamping: range.count))
  }

  private init(words: InlineArray<8, UInt64>, byteCount: UInt32) {
    self.words = words
    self.byteCount = byteCount
  }

  /// Takes a text behind which nothing may be read.
  private init(last bytes: Span<UInt8>) {
    var words = InlineArray<8, UInt64>(repeating: 0)
    let kept = min(bytes.count, Self.bytesMaximum)
    if kept >= 8 {
      for index in 0..<kept / 8 { words[index] = bytes.word(at: 8 * index).littleEndian }
      // The rest is the end of the last eight bytes.
      if kept % 8 > 0 {
        let last = bytes.word(at: kept - 8) >> UInt64(8 * (8 - kept % 8))
        words[kept / 8] = last.littleEndian
      }
    } else {
      var word: UInt64 = 0
      for place in 0..<kept { word |= UInt64(bytes[place]) << UInt64(8 * place) }
      words[0] = word.littleEndian
    }
    self.words = words
    byteCount = UInt32(clamping: bytes.count)
  }

  package static let empty = IdentifierText(validUTF8: Span())

  private init(copying bytes: UnsafeBufferPointer<UInt8>) {
    var words = InlineArray<8, UInt64>(repeating: 0)
    // Safe: no more than the 64 bytes of `words` are copied, and no more than there are.
    unsafe withUnsafeMutableBytes(of: &words) { place in
      unsafe place.copyBytes(from: UnsafeRawBufferPointer(bytes).prefix(Self.bytesMaximum))
    }
    self.words = words
    byteCount = UInt32(clamping: bytes.count)
  }

  package var isEmpty: Bool { byteCount == 0 }
  package var isTooLong: Bool { byteCount > UInt32(Self.bytesMaximum) }

  package var text: String {
    unsafe withBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// Appends the bytes, at most 64.
  package func append(to bytes: inout [UInt8]) {
    unsafe withBytes { unsafe bytes.append(contentsOf: $0) }
  }

  /// How many bytes are here.
  package var keptByteCount: Int { min(Int(byteCount), Self.bytesMaximum) }

  /// Whether the text that stands at `range` of `bytes` is this one; traps unless it lies within them.
  package func isText(in range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "a text lies within its bytes")
    guard range.count == Int(byteCount), !isTooLong else { return false }
    let whole = range.count / 8
    for index in 0..<whole {
      let word = bytes.word(at: range.lowerBound &+ 8 &* index).littleEndian
      if word != words[index] { return false }
    }
    var place = range.lowerBound + 8 * whole
    guard place < range.upperBound else { return true }
    var rest = words[whole].littleEndian
    if place + 8 <= bytes.count {
      let bits = UInt64(8 * (range.upperBound - place))
      return bytes.word(at: place) & (1 << bits - 1) == rest
    }
    while place < range.upperBound {
      if bytes[place] != UInt8(truncatingIfNeeded: rest) { return false }
      rest >>= 8
      place += 1
    }
    return true
  }

  /// Whether all bytes are ASCII.
  package var isASCII: Bool {
    var highBits: UInt64 = 0
    for index in 0..<8 { highBits |= words[index] }
    return highBits & 0x8080_8080_8080_8080 == 0
  }

  /// Whether `test` holds for each byte that is here.
  package func allSatisfy(_ test: (UInt8) -> Bool) -> Bool {
    for place in 0..<keptByteCount {
      let byte = UInt8(truncatingIfNeeded: words[place / 8].littleEndian >> UInt64(place % 8 * 8))
      guard test(byte) else { return false }
    }
    return true
  }

  private func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe withUnsafeBytes(of: words) { unsafe body(.init(rebasing: $0.prefix(keptByteCount))) }
  }

  @usableFromInline var wordCount: Int { (keptByteCount + 7) / 8 }
}

extension IdentifierText: Hashable {
  package static func == (left: IdentifierText, right: IdentifierText) -> Bool {
    guard left.byteCount == right.byteCount else { return false }
    for index in 0..<left.wordCount where left.words[index] != right.words[index] {
      return false
    }
    return true
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(byteCount)
    for index in 0..<wordCount { hasher.combine(words[index]) }
  }
}

extension IdentifierText: Comparable {
  /// By bytes, which for UTF-8 is by code points.
  package static func < (left: IdentifierText, right: IdentifierText) -> Bool {
    for index in 0..<8 where left.words[index] != right.words[index] {
      return left.words[index].bigEndian < right.words[index].bigEndian
    }
    return left.byteCount < right.byteCount
  }
}

extension IdentifierText: CustomStringConvertible, ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }

  package var description: String { text }
}
