import Testing

@testable import EventLog

@Suite("The store in memory fails on demand, as a disk would")
struct MemoryStoreTests {
  @Test("an append that is refused changes nothing, and the next one goes through")
  func notWritten() throws {
    let store = MemoryStore()
    let fault = LogError.diskFull(path: "memory", needBytes: 9, freeBytes: 1)
    store.failAppend(2, with: .notWritten(fault))
    let head = try store.append(batch(1...2))
    #expect(throws: fault) { try store.append(batch(3...3)) }
    #expect(store.head == head)
    #expect(try store.append(batch(3...3)).position == 3)
    #expect(try LogVerifier.verify(store).root == store.head.root)
  }

  @Test(
    "an append in doubt poisons the store; a restart finds all of it or nothing",
    arguments: [true, false])
  func inDoubt(isWritten: Bool) throws {
    let store = MemoryStore()
    let before = try store.append(batch(1...2))
    store.failAppend(1, with: .inDoubt(isWritten: isWritten))
    #expect(code { _ = try store.append(batch(3...6)) } == "IN_DOUBT")
    #expect(store.head == before)
    #expect(code { _ = try store.append(batch(3...6)) } == "IN_DOUBT")
    #expect(try collect(store).count == 2)

    let restarted = try store.reopened()
    #expect(restarted.head.position == (isWritten ? 6 : 2))
    #expect(try LogVerifier.verify(restarted).root == restarted.head.root)
    let next = restarted.head.position + 1
    #expect(try restarted.append(batch(next...next)).position == next)
  }

  @Test("records before a damaged block are lent, and then the damage is thrown")
  func damage() throws {
    let store = MemoryStore()
    for first in stride(from: UInt64(1), through: 21, by: 5) {
      _ = try store.append(batch(first...first + 4))
    }
    store.flipBits(0x10, inBlockHolding: 13, byte: 40)
    var seen: [UInt64] = []
    let outcome = code {
      try store.read(from: 3) { position, bytes in
        #expect([UInt8](bytes) == sample(position))
        seen.append(position)
        return .next
      }
    }
    #expect(outcome == "DAMAGED")
    #expect(seen == Array(3...10))
    #expect(code { _ = try store.record(at: 15) } == "DAMAGED")
    #expect(try store.record(at: 16) == sample(16))
    #expect(code { _ = try LogVerifier.verify(store) } == "DAMAGED")
    var verified: UInt64 = 0
    _ = try? LogVerifier.verify(store, record: { position, _ in verified = position })
    #expect(verified == 10)
  }

  @Test("any flipped byte of any block is found by reading, and by verifying")
  func everyByte() throws {
    for byte in 0..<150 {
      let store = MemoryStore()
      _ = try store.append(batch(1...3))
      store.flipBits(UInt8(1 << (byte % 8)), inBlockHolding: 2, byte: byte)
      #expect(code { _ = try collect(store) } == "DAMAGED")
      #expect(code { _ = try LogVerifier.verify(store) } == "DAMAGED")
    }
  }

  @Test("a damaged head record is found by verifying and by restarting")
  func headRecord() throws {
    let store = MemoryStore()
    _ = try store.append(batch(1...3))
    store.flipBits(1, inHeadRecordByte: 20)
    #expect(code { _ = try LogVerifier.verify(store) } == "DAMAGED")
    #expect(code { _ = try store.reopened() } == "DAMAGED")
  }

  @Test("a read fault lasts until it is healed")
  func readFault() throws {
    let store = MemoryStore()
    _ = try store.append(batch(1...3))
    let fault = LogError.io(operation: "read", path: "memory", reason: "injected")
    store.failReads(at: 2, with: fault)
    #expect(throws: fault) { try store.record(at: 1) }
    store.healReads()
    #expect(try store.record(at: 1) == sample(1))
  }

  @Test("a store without room refuses before it writes")
  func full() throws {
    let store = MemoryStore()
    store.setSpaceLeft(200)
    _ = try store.append(batch([[1, 2]]))
    #expect(try store.spaceLeft() == 200 - 32 - 3)
    #expect(code { _ = try store.append(batch([sample(1, bytes: 400)])) } == "DISK_FULL")
    #expect(store.head.position == 1)
  }
}
