import Testing

@testable import Opportunities

@Suite("Characters that nobody sees")
struct ControlCharactersTests {
  /// As the words of the rule say, character by character.
  private func expected(_ text: String, linesAllowed: Bool) -> ControlCharacters.Found? {
    for byte in text.utf8 where byte < 32 || byte == 127 {
      if linesAllowed, byte == 10 || byte == 9 { continue }
      return .control(byte)
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069: return .treacherous(scalar.value)
      default: continue
      }
    }
    return nil
  }

  private func found(_ text: String, linesAllowed: Bool) -> ControlCharacters.Found? {
    let whole = text.utf8Span
    return ControlCharacters.first(in: whole.span, linesAllowed: linesAllowed)
  }

  @Test(
    "are found wherever they stand",
    arguments: Array(0...0xA1) + Array(0x2000...0x2070) + [0x3000, 0xE2, 0x4E00, 0xFEFF, 0x1F600])
  func everywhere(_ value: UInt32) throws {
    let scalar = Character(try #require(Unicode.Scalar(value)))
    var wrong: [String] = []
    for length in 0...18 {
      for place in 0...length {
        var text = String(repeating: "x", count: length)
        text.insert(scalar, at: text.index(text.startIndex, offsetBy: place))
        for linesAllowed in [false, true] {
          let isRight =
            found(text, linesAllowed: linesAllowed) == expected(text, linesAllowed: linesAllowed)
          if !isRight { wrong.append(text) }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("a control character of ASCII comes before one that turns the text")
  func order() {
    #expect(found("\u{202E}text\u{7}", linesAllowed: true) == .control(7))
    #expect(found("a\nb\u{2066}c and more", linesAllowed: true) == .treacherous(0x2066))
    #expect(found("", linesAllowed: false) == nil)
  }

  @Test(
    "blank is what only has white space and marks that nobody sees",
    arguments: [
      ("", true), (" ", true), ("\u{3000}\u{200B}", true), (" x", false), ("x ", false),
      ("字", false), ("\u{3000}字", false), ("。", false), ("\u{FEFF}", true), ("\t\n", true),
    ])
  func blank(_ text: String, _ isBlank: Bool) {
    #expect(Text.isBlank(text) == isBlank)
  }
}
