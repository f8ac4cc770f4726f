import Opportunities
import Testing

@Suite("Tables")
struct TablesTests {
  @Test("a slot index finds every row it was given, and no other, at every size")
  func slots() {
    let seed = HashSeed(start: 7, multiplier: 0x9E37_79B9_7F4A_7C15)
    let keys = (0..<20_000).map { IdentifierText("key-\($0)") }
    var index = SlotIndex()
    for (row, key) in keys.enumerated() {
      let before = index.row(hash: key.hash(with: seed)) { keys[$0] == key }
      #expect(before == nil)
      index.insert(hash: key.hash(with: seed), row: row)
    }
    for (row, key) in keys.enumerated() {
      let found = index.row(hash: key.hash(with: seed)) { keys[$0] == key }
      #expect(found == row)
    }
    for row in stride(from: 0, to: keys.count, by: 2) {
      index.remove(hash: keys[row].hash(with: seed), row: row)
    }
    for (row, key) in keys.enumerated() {
      let found = index.row(hash: key.hash(with: seed)) { keys[$0] == key }
      #expect(found == (row % 2 == 0 ? nil : row))
    }
  }

  @Test("rows of one hash are told apart by their keys")
  func collisions() {
    var index = SlotIndex()
    for row in 0..<100 { index.insert(hash: 42, row: row) }
    for row in 0..<100 {
      let found = index.row(hash: 42) { $0 == row }
      #expect(found == row)
    }
    let missing = index.row(hash: 42) { $0 == 100 }
    #expect(missing == nil)
  }

  @Test("an array in pieces is an array, and a copy of it stays as it was")
  func chunks() {
    var chunks = ChunkedArray<Int>()
    var plain: [Int] = []
    for number in 0..<3_000 {
      chunks.append(number)
      plain.append(number)
    }
    let copy = chunks
    for index in stride(from: 0, to: 3_000, by: 7) {
      chunks[index] = -index
      plain[index] = -index
    }
    for _ in 0..<1_000 {
      chunks.removeLast()
      plain.removeLast()
    }
    chunks.append(5)
    plain.append(5)
    #expect(Array(chunks) == plain)
    #expect(chunks.count == plain.count)
    #expect(Array(copy) == Array(0..<3_000))
  }
}

@Suite("Identifier text")
struct IdentifierTextTests {
  @Test("equal bytes are equal, whatever Unicode says", arguments: ["", "a", "客户-1", "é"])
  func equality(_ text: String) {
    #expect(IdentifierText(text) == IdentifierText(text))
    #expect(IdentifierText(text).text == text)
    #expect(IdentifierText("\u{E9}") != IdentifierText("e\u{301}"))
  }

  @Test("the longest identifier is whole, a longer one is known to be too long")
  func lengths() {
    let longest = String(repeating: "x", count: 64)
    #expect(IdentifierText(longest).text == longest)
    #expect(!IdentifierText(longest).isTooLong)
    #expect(IdentifierText(longest + "y").isTooLong)
    #expect(IdentifierText(longest + "y").byteCount == 65)
    #expect(IdentifierText(longest + "y") != IdentifierText(longest))
    #expect(throws: Rejection.self) {
      try IdentifierRules.validate(IdentifierText(longest + "y"), field: "f")
    }
  }

  @Test("a text is told from another where it stands, at the end of the bytes and before others")
  func comparesInPlace() {
    for length in 0...64 {
      let id = Array(repeating: UInt8(ascii: "k"), count: length)
      let text = IdentifierText(String(decoding: id, as: UTF8.self))
      for (before, behind) in [(0, 0), (3, 0), (0, 1), (5, 7), (1, 20)] {
        var bytes = Array(repeating: UInt8(ascii: "k"), count: before + length + behind)
        let range = before..<before + length
        #expect(isText(text, in: range, of: bytes))
        #expect(behind == 0 || !isText(text, in: before..<before + length + 1, of: bytes))
        for place in range {
          bytes[place] = UInt8(ascii: "l")
          #expect(!isText(text, in: range, of: bytes), "length \(length), byte \(place)")
          bytes[place] = UInt8(ascii: "k")
        }
      }
    }
    let tooLong = Array(repeating: UInt8(ascii: "k"), count: 65)
    let cut = IdentifierText(String(decoding: tooLong, as: UTF8.self))
    #expect(!isText(cut, in: 0..<65, of: tooLong) && !isText(cut, in: 0..<64, of: tooLong))
  }

  private func isText(_ text: IdentifierText, in range: Range<Int>, of bytes: [UInt8]) -> Bool {
    text.isText(in: range, of: bytes.span)
  }

  @Test("order is that of the bytes")
  func order() {
    let texts = ["", "A", "AB", "B", "a", "客", "客户", "é", "a-very-long-identifier-1", "a-very-2"]
    let sorted = texts.map { IdentifierText($0) }.sorted().map(\.text)
    #expect(sorted == texts.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
  }

  @Test("the hash depends on every byte and on the length")
  func hashing() {
    let seed = HashSeed.random()
    var hashes: Set<UInt64> = []
    let base = Array(repeating: UInt8(ascii: "0"), count: 64)
    for length in 0...64 {
      hashes.insert(
        IdentifierText(String(decoding: base.prefix(length), as: UTF8.self)).hash(with: seed))
    }
    for place in 0..<64 {
      var changed = base
      changed[place] = UInt8(ascii: "1")
      hashes.insert(IdentifierText(String(decoding: changed, as: UTF8.self)).hash(with: seed))
    }
    #expect(hashes.count == 65 + 64)
  }
}
