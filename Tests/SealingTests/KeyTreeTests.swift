import Testing

@testable import Sealing

@Suite("Single keys of a tree can be destroyed")
struct KeyTreeTests {
  @Test("Destroying some paths leaves every other key as it was, and those are gone")
  func destroys() {
    var random = SystemRandomNumberGenerator()
    var tree = KeyTree()
    // Neighbours at every depth, so that ways down share all and nothing of their beginning.
    let first = UInt64.random(in: 0..<1 << 60, using: &random)
    var paths: Set<UInt64> = [0, 1 << 60 - 1, first]
    for bit in stride(from: UInt64(0), to: 60, by: 3) { paths.insert(first ^ 1 << bit) }
    for _ in 0..<40 { paths.insert(UInt64.random(in: 0..<1 << 60, using: &random)) }
    var keys: [UInt64: Secret] = [:]
    for path in paths { keys[path] = tree.key(at: path) }
    #expect(Set(keys.values.map(\.bytes)).count == paths.count)
    var destroyed: Set<UInt64> = []
    for path in paths.shuffled().prefix(30) {
      let isNew = tree.destroy(path)
      let isNewAgain = tree.destroy(path)
      #expect(isNew && !isNewAgain)
      destroyed.insert(path)
      for other in paths {
        #expect(tree.key(at: other) == (destroyed.contains(other) ? nil : keys[other]))
      }
    }
    #expect(tree.nodes.count <= 30 * KeyTree.nodesPerDestruction)
    #expect(KeyTree(nodes: tree.nodes) == tree)
  }

  @Test("No node above a destroyed key is kept, so nothing that is kept leads to it")
  func keepsNothingAbove() {
    var tree = KeyTree()
    let path: UInt64 = 0x123_4567_89AB_CDEF
    let isNew = tree.destroy(path)
    #expect(isNew)
    for level in 0...KeyTree.levels {
      let place = KeyTree.Place(
        level: level, prefix: path >> UInt64(KeyTree.pathBits - 4 * level))
      #expect(tree.nodes[place] == nil)
    }
  }

  @Test("Nodes that are none of a tree are refused")
  func refuses() {
    let secret = Secret.random()
    typealias Place = KeyTree.Place
    #expect(KeyTree(nodes: [:]) != nil)
    #expect(KeyTree(nodes: [Place(level: 16, prefix: 0): secret]) == nil)
    #expect(KeyTree(nodes: [Place(level: 1, prefix: 16): secret]) == nil)
    #expect(KeyTree(nodes: [Place(level: 0, prefix: 1): secret]) == nil)
    let stacked = [Place(level: 1, prefix: 3): secret, Place(level: 3, prefix: 0x3AB): secret]
    #expect(KeyTree(nodes: stacked) == nil)
  }

  @Test("The keys of a known root, for ever")
  func golden() throws {
    let root = Secret((0..<32).map { UInt8($0) }[...])
    let tree = try #require(KeyTree(nodes: [KeyTree.Place(level: 0, prefix: 0): root]))
    func hexadecimal(_ path: UInt64) -> String? {
      tree.key(at: path)?.bytes.map { byte in
        String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
      }.joined()
    }
    // By hashlib: fifteen times sha256(key + bytes([nibble])), the highest nibble first.
    #expect(hexadecimal(0) == "03b176309929cc738d8d63dfa7904f52e2a6610f019d4b4ee63b57ede4c1d8ff")
    #expect(
      hexadecimal(0x123_4567_89AB_CDEF)
        == "94fac74170bd23bac5a3ae74e895fa13608f3eba002a71533093b17e419538c2")
  }
}
