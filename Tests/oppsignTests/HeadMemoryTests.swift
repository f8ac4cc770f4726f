import EventLog
import Foundation
import SignedNotes
import Testing

@testable import oppsign

@Suite("The signer signs what extends the last head, and nothing else")
struct HeadMemoryTests {
  /// A directory that is gone when the test is, a key, and two histories that part after 40 records.
  private final class Office {
    let path = NSTemporaryDirectory() + "oppsign-" + UUID().uuidString
    let keys: [SigningKey]
    private var leaves: [[Digest]] = [[], []]

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      keys = [try SigningKey(newNamed: "ledger.example/acme")]
      for history in 0...1 {
        for record in 0..<200 as Range<UInt8> {
          let bytes = [record, record < 40 ? 0 : UInt8(history)]
          leaves[history].append(Digest(leaf: bytes.span.bytes))
        }
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func memory(isBeginning: Bool = false) throws(NoteFault) -> HeadMemory {
      try HeadMemory(file: path + "/head", keys: keys, isBeginning: isBeginning)
    }

    private func hash(_ history: Int, _ tree: Subtree) -> Digest {
      if tree.height == 0 { return leaves[history][Int(tree.index)] }
      let left = Subtree(height: tree.height - 1, index: 2 * tree.index)
      let right = Subtree(height: tree.height - 1, index: 2 * tree.index + 1)
      return Digest(nodeOf: hash(history, left), hash(history, right))
    }

    func head(_ size: UInt64, of history: Int = 0, origin: String? = nil) -> SignedHead {
      let root = MerkleProof.root(of: size) { hash(history, $0) }
      return SignedHead(
        origin: origin ?? keys[0].verifier.name, size: size, root: root.bytes)
    }

    func request(_ old: UInt64, _ size: UInt64, of history: Int = 0) -> SigningRequest {
      let proof =
        old > 0 && old < size
        ? MerkleProof.consistency(from: old, to: size) { hash(history, $0) } : []
      return SigningRequest(
        oldSize: old, proof: proof.map(\.bytes), head: head(size, of: history))
    }
  }

  private static func signedSize(_ answer: SigningAnswer, _ office: Office) throws -> UInt64? {
    guard case .signed(let note) = answer else { return nil }
    try note.verify(with: office.keys.map(\.verifier))
    return try SignedHead(text: note.text).size
  }

  private static func isRefusal(_ answer: SigningAnswer, _ words: String) -> Bool {
    if case .refused(let reason) = answer { reason.contains(words) } else { false }
  }

  @Test("It signs one history as it grows, also after a restart")
  func grows() throws {
    let office = try Office()
    var memory = try office.memory(isBeginning: true)
    var old: UInt64 = 0
    for size in [1, 2, 3, 40, 64, 65, 65, 199] as [UInt64] {
      let answer = try memory.answer(office.request(old, size))
      #expect(try Self.signedSize(answer, office) == size)
      old = size
      memory = try office.memory()
      #expect(memory.last?.head.size == size)
    }
  }

  @Test("It signs no earlier state, no other history, and no other ledger")
  func refuses() throws {
    let office = try Office()
    var memory = try office.memory(isBeginning: true)
    _ = try memory.answer(office.request(0, 100))
    for _ in 0..<2 {
      // Who does not know the last head is told its size.
      #expect(try memory.answer(office.request(0, 120)) == .conflict(size: 100))
      #expect(try memory.answer(office.request(40, 120)) == .conflict(size: 100))
      let shorter = SigningRequest(oldSize: 100, proof: [], head: office.head(99))
      #expect(Self.isRefusal(try memory.answer(shorter), "earlier state"))
      let other = office.request(100, 120, of: 1)
      #expect(Self.isRefusal(try memory.answer(other), "history was changed"))
      let same = SigningRequest(oldSize: 100, proof: [], head: office.head(100, of: 1))
      #expect(Self.isRefusal(try memory.answer(same), "history was changed"))
      let foreign = SigningRequest(
        oldSize: 100, proof: [], head: office.head(100, origin: "other.example/x"))
      #expect(Self.isRefusal(try memory.answer(foreign), "another ledger"))
      let right = office.request(100, 120)
      for place in right.proof.indices {
        var proof = right.proof
        proof[place][7] ^= 1
        let wrong = SigningRequest(oldSize: 100, proof: proof, head: right.head)
        #expect(Self.isRefusal(try memory.answer(wrong), "history was changed"))
      }
      memory = try office.memory()
      #expect(memory.last?.head == office.head(100))
    }
    #expect(try Self.signedSize(try memory.answer(office.request(100, 120)), office) == 120)
  }

  @Test("Without its memory it signs nothing, and a changed memory is refused")
  func forgets() throws {
    let office = try Office()
    #expect(throws: NoteFault.self) { try office.memory() }
    var memory = try office.memory(isBeginning: true)
    #expect(throws: NoteFault.self) { try office.memory(isBeginning: true) }
    #expect(try office.memory().last == nil)
    _ = try memory.answer(office.request(0, 100))
    let file = URL(fileURLWithPath: office.path + "/head")
    let bytes = try Data(contentsOf: file)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x01
      try changed.write(to: file)
      #expect(throws: NoteFault.self, "byte \(place)") { try office.memory() }
    }
    for length in 1..<bytes.count {
      try bytes.prefix(length).write(to: file)
      #expect(throws: NoteFault.self, "cut to \(length)") { try office.memory() }
    }
  }
}
