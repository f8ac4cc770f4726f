import Testing

@testable import Schema

@Suite("Which bytes are text")
struct TextKindTests {
  /// Every byte at which the rules of RFC 3629 change, and some between.
  private static let edges: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
  ]

  private func kind(_ bytes: [UInt8]) -> TextKind? { TextKind(of: bytes.span) }

  /// As the standard library judges.
  private func expected(_ bytes: [UInt8]) -> TextKind? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    return bytes.allSatisfy { $0 < 0x80 } ? .ascii : .otherUTF8
  }

  @Test("four bytes on an edge, alone and behind and before others", arguments: edges)
  func fourBytes(_ first: UInt8) {
    var wrong: [[UInt8]] = []
    for second in Self.edges {
      for third in Self.edges {
        for fourth in Self.edges {
          let bytes = [first, second, third, fourth]
          if kind(bytes) != expected(bytes) { wrong.append(bytes) }
        }
        for text in [
          [first, second, third], Array("十".utf8) + [first, second, third],
          [first, second, third] + Array("abcdefgh".utf8),
        ] where kind(text) != expected(text) { wrong.append(text) }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("texts of every script and length, whole and with one byte changed")
  func texts() {
    let pieces = ["a", "é", "字", "，", "“", "😀", "한", "\u{FFFD}", "plain words ", "客户确认"]
    var random = Random(seed: 7)
    var wrong: [[UInt8]] = []
    for _ in 0..<4_000 {
      var bytes = (0..<random.next() % 12).flatMap { _ in Array(random.one(of: pieces).utf8) }
      if kind(bytes) != expected(bytes) { wrong.append(bytes) }
      guard !bytes.isEmpty else { continue }
      bytes[Int(random.next() % UInt64(bytes.count))] = random.one(of: Self.edges)
      if kind(bytes) != expected(bytes) { wrong.append(bytes) }
      bytes.removeLast()
      if kind(bytes) != expected(bytes) { wrong.append(bytes) }
    }
    #expect(wrong.isEmpty)
  }
}
