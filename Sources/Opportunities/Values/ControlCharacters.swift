/// What must not stand in a text: found eight bytes at a time, because every name and every note of
/// every command is looked through.
enum ControlCharacters {
  enum Found: Equatable {
    /// A control character of ASCII.
    case control(UInt8)
    /// C1 controls, and the marks that turn the direction of what follows: a text that holds them
    /// shows something else than it says. The number is that of the character in Unicode.
    case treacherous(UInt32)
  }

  /// The first control character of ASCII in `text`, valid UTF-8; without one, the first treacherous
  /// one.
  ///
  /// - Parameter linesAllowed: whether line feeds and tabs may stand there.
  static func first(in text: Span<UInt8>, linesAllowed: Bool) -> Found? {
    guard text.count >= 8 else { return firstByByte(in: text, linesAllowed) }
    var mayBeTreacherous = false
    var place = 0
    let last = text.count - 8
    while true {
      let word = text.word(at: place)
      if Pattern.hasControl(word) {
        for byte in place..<place + 8 where isControl(text[byte], linesAllowed) {
          return .control(text[byte])
        }
      }
      if Pattern.hasTreacherousLead(word) { mayBeTreacherous = true }
      if place == last { break }
      // The last word overlaps the one before it.
      place = min(place &+ 8, last)
    }
    return mayBeTreacherous ? firstTreacherous(in: text) : nil
  }

  private static func firstByByte(in text: Span<UInt8>, _ linesAllowed: Bool) -> Found? {
    for place in text.indices where isControl(text[place], linesAllowed) {
      return .control(text[place])
    }
    return firstTreacherous(in: text)
  }

  private static func isControl(_ byte: UInt8, _ linesAllowed: Bool) -> Bool {
    guard byte < 32 || byte == 127 else { return false }
    return !(linesAllowed && (byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")))
  }

  /// By their bytes: C2 80 to C2 9F are U+80 to U+9F, E2 80 AA to AE are U+202A to U+202E, E2 81 A6
  /// to A9 are U+2066 to U+2069.
  private static func firstTreacherous(in text: Span<UInt8>) -> Found? {
    for place in text.indices {
      let lead = text[place]
      if lead == 0xC2, place + 1 < text.count, text[place + 1] <= 0x9F {
        return .treacherous(UInt32(text[place + 1]))
      }
      guard lead == 0xE2, place + 2 < text.count else { continue }
      switch (text[place + 1], text[place + 2]) {
      case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9):
        return .treacherous(
          0x2000 | UInt32(text[place + 1] & 0x3F) << 6 | UInt32(text[place + 2] & 0x3F))
      default: continue
      }
    }
    return nil
  }

  /// Questions about the eight bytes of a word at once (Warren, Hacker's Delight, 6-1: a byte is
  /// zero where subtracting one borrows from its highest bit, and that bit was not set).
  private enum Pattern {
    static let each: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private static func hasZero(_ word: UInt64) -> Bool {
      (word &- each) & ~word & highBits != 0
    }

    /// Whether a byte is below 32, or 127.
    static func hasControl(_ word: UInt64) -> Bool {
      let below = (word &- (each &* 32)) & ~word & highBits
      return below != 0 || hasZero(word ^ (each &* 127))
    }

    /// Whether a byte is C2 or E2, which differ in one bit.
    static func hasTreacherousLead(_ word: UInt64) -> Bool {
      hasZero((word & (each &* 0xDF)) ^ (each &* 0xC2))
    }
  }
}
