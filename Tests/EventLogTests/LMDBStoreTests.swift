import Glibc
import Testing

@testable import EventLog

@Suite("A ledger on disk is opened only when it is one, whole, and nobody else's")
struct LMDBStoreTests {
  private func open(_ path: String, _ mode: LMDBStore.Mode = .readWrite) throws -> LMDBStore {
    try LMDBStore(opening: path, mode: mode, mapBytes: testMapBytes)
  }

  @Test("creating leaves the finished directory and nothing beside it")
  func creating() throws {
    let directory = try TemporaryDirectory()
    try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
    #expect(directory.entries == ["ledger"])
    #expect(entries(of: directory.ledger) == ["FORMAT", "data.mdb", "lock.mdb", "writer.lock"])
    let format = try contents(of: directory.ledger + "/FORMAT")
    #expect(String(decoding: format, as: UTF8.self) == "opportunity-ledger log 1\n")
    let store = try open(directory.ledger + "/")
    #expect(store.head == Head.empty)
    #expect(store.directory == directory.ledger)
  }

  @Test("creating over anything but an empty directory is refused and changes nothing")
  func creatingTwice() throws {
    let directory = try TemporaryDirectory()
    mkdir(directory.ledger, 0o700)
    try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
    let before = try contents(of: directory.ledger + "/data.mdb")
    #expect(code { try LMDBStore.create(at: directory.ledger) } == "ALREADY_EXISTS")
    #expect(try contents(of: directory.ledger + "/data.mdb") == before)

    mkdir(directory.path + "/full", 0o700)
    try write([1], to: directory.path + "/full/file")
    try write([1], to: directory.path + "/file")
    for name in ["/full", "/file"] {
      #expect(code { try LMDBStore.create(at: directory.path + name) } == "ALREADY_EXISTS")
    }
    #expect(directory.entries == ["file", "full", "ledger"])
    #expect(entries(of: directory.path + "/full") == ["file"])
    #expect(code { try LMDBStore.create(at: directory.path + "/no/where") } == "IO")
  }

  @Test("what is not a ledger is named so, and left as it was")
  func notOurs() throws {
    let directory = try TemporaryDirectory()
    #expect(code { _ = try open(directory.ledger) } == "NOT_A_LEDGER")
    #expect(code { _ = try open(directory.path) } == "NOT_A_LEDGER")
    #expect(directory.entries.isEmpty)
    try write([1], to: directory.ledger)
    #expect(code { _ = try open(directory.ledger) } == "NOT_A_LEDGER")
  }

  @Test(
    "the FORMAT file decides before anything is opened",
    arguments: [
      ("", "NOT_A_LEDGER"), ("opportunity-ledger log \n", "NOT_A_LEDGER"),
      ("opportunity-ledger log 1", "NOT_A_LEDGER"), ("something else 1\n", "NOT_A_LEDGER"),
      ("opportunity-ledger log 0\n", "NOT_A_LEDGER"),
      ("opportunity-ledger log 1\n\n", "NOT_A_LEDGER"),
      ("opportunity-ledger log 4\n", "NEWER_FORMAT"),
      ("opportunity-ledger log 4000000000000\n", "NEWER_FORMAT"),
      ("opportunity-ledger log 1\n", "TRUNCATED"),
    ])
  func format(text: String, expected: String) throws {
    let directory = try TemporaryDirectory()
    try makeLedger(directory.ledger, data: [], format: text)
    for mode in [LMDBStore.Mode.readOnly, .readWrite] {
      #expect(code { _ = try open(directory.ledger, mode) } == expected)
    }
    #expect(entries(of: directory.ledger) == ["FORMAT", "data.mdb"])
  }

  @Test("a directory with FORMAT and no data is damaged")
  func noData() throws {
    let directory = try TemporaryDirectory()
    try makeLedger(directory.ledger, data: [])
    unlink(directory.ledger + "/data.mdb")
    #expect(code { _ = try open(directory.ledger) } == "DAMAGED")
  }

  @Test("a lock held through another descriptor refuses the writer and names the process")
  func lockedByAnother() throws {
    let directory = try TemporaryDirectory()
    try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
    let other = try File(opening: directory.ledger + "/writer.lock", flags: O_RDWR)
    #expect(try other.tryLock(exclusively: true))
    try other.replaceContents(with: Array("4321\n".utf8))
    #expect(throws: LogError.lockedByAnother(path: directory.ledger, pid: 4_321)) {
      try open(directory.ledger)
    }
    // Readers do not need it.
    let reader = try open(directory.ledger, .readOnly)
    #expect(reader.head == Head.empty)
    withExtendedLifetime(other.path) {}
  }

  @Test("the writer leaves its process number in the lock file, and the lock goes with it")
  func writerLock() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    let lockFile = directory.ledger + "/writer.lock"
    #expect(String(decoding: try contents(of: lockFile), as: UTF8.self) == "\(getpid())\n")
    #expect(try !File(opening: lockFile, flags: O_RDWR).tryLock(exclusively: true))
    store.close()
    #expect(try File(opening: lockFile, flags: O_RDWR).tryLock(exclusively: true))
  }

  @Test("one process opens a ledger once, by whichever path", arguments: ["/ledger", "/link"])
  func openTwice(name: String) throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    symlink(directory.ledger, directory.path + "/link")
    let path = directory.path + name
    #expect(code { _ = try open(path, .readOnly) } == "OPEN_TWICE")
    #expect(code { _ = try open(path, .readWrite) } == "LOCKED")
    _ = try store.append(batch(1...2))
    store.close()
    #expect(try open(path).head.position == 2)
  }

  @Test("a read-only store reads, follows and appends nothing")
  func readOnly() throws {
    let directory = try TemporaryDirectory()
    let writer = try makeStore(in: directory)
    let head = try writer.append(batch(1...3))
    writer.close()
    let reader = try open(directory.ledger, .readOnly)
    #expect(reader.head == head)
    #expect(try reader.refresh() == head)
    #expect(try collect(reader) == (1...3).map { sample($0) })
    #expect(code { _ = try reader.append(batch(4...4)) } == "READ_ONLY")
  }

  @Test("a bare copy is read although nothing beside it can be written")
  func readOnlyCopy() throws {
    let directory = try TemporaryDirectory()
    let writer = try makeStore(in: directory)
    let head = try writer.append(batch(1...300))
    writer.close()
    let copy = directory.path + "/copy"
    try makeLedger(copy, data: try contents(of: directory.ledger + "/data.mdb"))
    for name in ["/FORMAT", "/data.mdb"] { chmod(copy + name, 0o444) }
    chmod(copy, 0o555)
    // Root may write anywhere, so it looks with another user's rights; this thread only.
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setFileUser = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    let before = setFileUser(65_534)
    defer { _ = setFileUser(UInt32(bitPattern: before)) }
    #expect(code { try write([1], to: copy + "/probe") } == "IO")
    let reader = try open(copy, .readOnly)
    #expect(reader.head == head)
    #expect(try collect(reader).count == 300)
    #expect(try LogVerifier.verify(reader).root == head.root)
    reader.close()
    #expect(entries(of: copy) == ["FORMAT", "data.mdb"])
    #expect(code { _ = try open(copy, .readWrite) } == "IO")
  }

  @Test("a full map refuses before it writes, and what is there stays readable")
  func fullMap() throws {
    let directory = try TemporaryDirectory()
    try LMDBStore.create(at: directory.ledger, mapBytes: 1 << 20)
    let store = try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: 1 << 20)
    var last: LogError?
    while last == nil {
      let next = store.head.position + 1
      do throws(LogError) {
        _ = try store.append(batch([sample(next, bytes: 50_000)]))
      } catch { last = error }
      #expect(next < 100)
    }
    #expect(last?.code == "DISK_FULL")
    let head = store.head
    #expect(head.position >= 8)
    #expect(try collect(store).count == Int(head.position))
    store.close()
    let roomier = try open(directory.ledger)
    #expect(roomier.head == head)
    #expect(try roomier.append(batch(1...1)).position == head.position + 1)
  }

  @Test("space left is what the map has, and shrinks with appends")
  func spaceLeft() throws {
    let store = try makeStore(in: TemporaryDirectory())
    let before = try store.spaceLeft()
    #expect(before > 0 && before < UInt64(testMapBytes))
    _ = try store.append(batch([sample(1, bytes: 1 << 20)]))
    #expect(try store.spaceLeft() <= before - 1 << 20)
  }

  @Test("a thousand commits leave a tree that the next opening accepts")
  func manyCommits() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    for commit in 0..<1_000 as Range<UInt64> {
      let bytes = commit % 100 == 0 ? 9_000 : 60
      _ = try store.append(batch(commit * 2 + 1...commit * 2 + 2, bytes: bytes))
    }
    let head = store.head
    store.close()
    let again = try open(directory.ledger)
    #expect(again.head == head)
    #expect(try LogVerifier.verify(again).root == head.root)
    #expect(try LogVerifier.verify(again).blocks == 1_000)
  }

  @Test("the long free lists that a stuck reader leaves behind are sound at the next opening")
  func longFreeLists() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    store.close()
    let identity = try DataDirectory(directory.ledger).check(isEvidence: false)
    let environment = try Environment(
      DataDirectory(directory.ledger), identity: identity, access: .readWrite,
      mapBytes: testMapBytes, lock: nil)
    var encoder = BlockEncoder()
    var frontier = MerkleFrontier()
    func commit(_ positions: ClosedRange<UInt64>) throws {
      for position in positions {
        let transaction = try WriteTransaction(environment)
        for block in encoder.blocks(of: batch(position...position, bytes: 900), at: position) {
          try transaction.appendBlock(block)
        }
        frontier.append(Digest(leaf: sample(position, bytes: 900).span.bytes))
        try transaction.putMeta("head", HeadRecord(frontier: frontier).encoded)
        try transaction.commit()
      }
    }
    let stuck = try ReadTransaction(environment)
    try commit(1...300)
    _ = consume stuck
    try commit(301...320)
    environment.close()
    let again = try open(directory.ledger)
    #expect(try LogVerifier.verify(again).records == 320)
    #expect(again.head.root == frontier.root)
  }

  @Test("every error says what, where and what to do, under a code of its own")
  func errorTexts() {
    let errors: [LogError] = [
      .notALedger(path: "/p"), .notAnArchive(path: "/p"),
      .newerFormat(path: "/p", found: 2, supported: 1),
      .truncated(path: "/p", expectedBytes: 2, actualBytes: 1),
      .damaged(position: 7, place: "/p", what: "w"), .lockedByAnother(path: "/p", pid: 9),
      .openTwice(path: "/p"), .alreadyExists(path: "/p"),
      .diskFull(path: "/p", needBytes: 1, freeBytes: 0), .readOnly(path: "/p"),
      .closed(path: "/p"), .io(operation: "open", path: "/p", reason: "r"),
      .unfinished(path: "/p", what: "w"),
    ]
    let others: [LogError] = [
      .inDoubt(reason: "r"), .headMoved(expected: 1, actual: 2),
      .notFound(position: 3, head: 2), .recordTooLarge(bytes: 5, maximum: 4),
    ]
    for error in errors { #expect("\(error)".contains("/p")) }
    #expect(Set((errors + others).map(\.code)).count == 17)
    #expect(Set((errors + others).map { "\($0)" }).count == 17)
  }
}
