// Texts as CSV cells and JSON strings, byte for byte what ``CSVText`` and ``JSONValue`` give.

/// What stands in a text, found eight bytes at a time.
private struct TextScan {
  var hasHighBits = false
  var hasMark = false

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Whether one of eight bytes is `byte` (exact as a yes or no for the whole word).
  @inline(__always)
  private static func holds(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & highs
  }

  @inline(__always)
  private static func csvMarks(_ word: UInt64) -> UInt64 {
    holds(word, UInt8(ascii: ",")) | holds(word, UInt8(ascii: "\""))
      | holds(word, UInt8(ascii: "\n")) | holds(word, UInt8(ascii: "\r"))
  }

  /// Bytes that JSON escapes; the two separators that it escapes too are not ASCII.
  @inline(__always)
  private static func jsonMarks(_ word: UInt64) -> UInt64 {
    let controls = (word &- (ones &* 0x20)) & ~word & highs
    return controls | holds(word, UInt8(ascii: "\"")) | holds(word, UInt8(ascii: "\\"))
      | holds(word, 0x7F)
  }

  @inline(__always)
  private init(
    _ bytes: borrowing RawSpan, _ text: Piece, _ marks: (UInt64) -> UInt64
  ) {
    var found: UInt64 = 0
    var high: UInt64 = 0
    var place = text.start
    while place + 8 <= text.end {
      // Safe: eight bytes are there, as just checked.
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      found |= marks(word)
      high |= word
      place += 8
    }
    // A plain letter in the places that are left over marks nothing.
    var rest = Self.ones &* UInt64(UInt8(ascii: "a"))
    while place < text.end {
      rest = rest << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
      place += 1
    }
    found |= marks(rest)
    high |= rest
    hasMark = found != 0
    hasHighBits = high & Self.highs != 0
  }

  static func csv(_ bytes: borrowing RawSpan, _ text: Piece) -> TextScan {
    TextScan(bytes, text) { csvMarks($0) }
  }

  static func json(_ bytes: borrowing RawSpan, _ text: Piece) -> TextScan {
    TextScan(bytes, text) { jsonMarks($0) }
  }
}

private let space = UInt8(ascii: " ")
private let quote = UInt8(ascii: "\"")

extension RawSpan {
  @inline(__always)
  fileprivate func byte(_ place: Int) -> UInt8 {
    unsafeLoad(fromByteOffset: place, as: UInt8.self)
  }

  /// - Throws: when the text is not UTF-8.
  fileprivate func validate(_ text: Piece) throws(ExportFault) {
    do throws(UTF8.ValidationError) {
      // Safe: every bit pattern is a UInt8.
      let view = extracting(text.start..<text.end)._unsafeView(as: UInt8.self)
      _ = try UTF8Span(validating: view)
    } catch {
      throw ExportFault("a text of an answer is not UTF-8")
    }
  }
}

extension ByteOutput {
  /// A CSV cell, quoted where ``CSVText`` quotes.
  mutating func put(cell text: Piece, of bytes: borrowing RawSpan) throws(ExportFault) {
    guard text.count > 0 else { return }
    let scan = TextScan.csv(bytes, text)
    if scan.hasHighBits { try bytes.validate(text) }
    guard scan.hasMark || bytes.byte(text.start) == space || bytes.byte(text.end - 1) == space
    else { return put(bytes.extracting(text.start..<text.end)) }
    put(quote)
    for place in text.start..<text.end {
      let byte = bytes.byte(place)
      if byte == quote { put(quote) }
      put(byte)
    }
    put(quote)
  }

  /// A JSON string with its quotes, escaped where ``JSONValue`` escapes.
  mutating func put(json text: Piece, of bytes: borrowing RawSpan) throws(ExportFault) {
    let scan = TextScan.json(bytes, text)
    if scan.hasHighBits { try bytes.validate(text) }
    put(quote)
    if scan.hasMark || scan.hasHighBits {
      putEscaped(text, of: bytes)
    } else {
      put(bytes.extracting(text.start..<text.end))
    }
    put(quote)
  }

  private mutating func putEscaped(_ text: Piece, of bytes: borrowing RawSpan) {
    var place = text.start
    while place < text.end {
      let byte = bytes.byte(place)
      switch byte {
      case quote: put(#"\""#)
      case UInt8(ascii: "\\"): put(#"\\"#)
      case UInt8(ascii: "\n"): put(#"\n"#)
      case UInt8(ascii: "\r"): put(#"\r"#)
      case UInt8(ascii: "\t"): put(#"\t"#)
      case 0..<0x20, 0x7F:
        put(#"\u00"#)
        put(Self.hexDigit(byte >> 4))
        put(Self.hexDigit(byte & 0xF))
      case 0xE2 where bytes.byte(place + 1) == 0x80 && bytes.byte(place + 2) & 0xFE == 0xA8:
        // Valid UTF-8, as was checked, so a lead byte of three has its two others.
        put(bytes.byte(place + 2) == 0xA8 ? #"\u2028"# : #"\u2029"#)
        place += 2
      default: put(byte)
      }
      place += 1
    }
  }

  private static func hexDigit(_ number: UInt8) -> UInt8 {
    number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "a") + number - 10
  }
}
