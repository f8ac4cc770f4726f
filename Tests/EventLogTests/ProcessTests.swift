import Glibc
import Testing

@testable import EventLog

/// What only a second process can show.
@Suite("Two processes share a ledger as one writer and many readers")
struct ProcessTests {
  @Test("a second process may not write, and reads exactly what was committed")
  func readerBesideWriter() async throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    _ = try store.append(batch(1...5_000))
    let path = directory.ledger
    let pid = getpid()
    let root = store.head.root.description
    await #expect(processExitsWith: .success) {
      [path = path as String, pid = pid as Int32, root = root as String] in
      let mapBytes = 256 << 20
      do {
        _ = try LMDBStore(opening: path, mode: .readWrite, mapBytes: mapBytes)
        exit(10)
      } catch LogError.lockedByAnother(_, let holder) {
        guard holder == pid else { exit(11) }
      }
      let reader = try LMDBStore(opening: path, mode: .readOnly, mapBytes: mapBytes)
      guard reader.head.root.description == root else { exit(12) }
      guard try LogVerifier.verify(reader).records == 5_000 else { exit(13) }
      exit(0)
    }
    // The reader that came and went leaves the writer as it was.
    #expect(try store.append(batch(5_001...5_002)).position == 5_002)
  }

  private func commitSlowly(_ store: LMDBStore) async throws {
    for first in stride(from: UInt64(11), through: 391, by: 10) {
      _ = try store.append(batch(first...first + 9))
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  @Test("a reader in a second process follows a writer that keeps committing")
  func following() async throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    _ = try store.append(batch(1...10))
    let path = directory.ledger
    async let writing: Void = commitSlowly(store)
    await #expect(processExitsWith: .success) { [path = path as String] in
      let store = try LMDBStore(opening: path, mode: .readOnly, mapBytes: 256 << 20)
      var last: UInt64 = 0
      while last < 400 {
        let head = try store.refresh()
        guard head.position >= last, head.position % 10 == 0 else { exit(10) }
        last = head.position
        var frontier = MerkleFrontier()
        try store.read(from: 1, through: head.position) { _, bytes in
          frontier.append(Digest(leaf: bytes))
          return .next
        }
        guard frontier.root == head.root else { exit(11) }
      }
      exit(0)
    }
    try await writing
    #expect(try LogVerifier.verify(store).records == 400)
  }

  @Test("a commit the device refuses is in doubt, poisons the store, and loses nothing before it")
  func commitFails() async throws {
    let directory = try TemporaryDirectory()
    try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
    let path = directory.ledger
    await #expect(processExitsWith: .success) { [path = path as String] in
      let store = try LMDBStore(opening: path, mode: .readWrite, mapBytes: 256 << 20)
      let head = try store.append(batch(1...3))
      // From here on the kernel refuses to let any file grow over 64 KiB.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 64 << 10, rlim_max: 64 << 10)
      guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(10) }
      for _ in 0..<2 {
        guard code({ _ = try store.append(batch([sample(4, bytes: 500_000)])) }) == "IN_DOUBT"
        else { exit(11) }
      }
      // Even one that would fit: this process no longer knows what is on disk.
      guard code({ _ = try store.append(batch(4...4)) }) == "IN_DOUBT" else { exit(12) }
      guard store.head == head, try collect(store).count == 3 else { exit(13) }
      exit(0)
    }
    let store = try LMDBStore(opening: path, mode: .readWrite, mapBytes: testMapBytes)
    #expect(try LogVerifier.verify(store).records == 3)
    #expect(try store.append(batch(4...4)).position == 4)
  }

  @Test("a writer killed between commits leaves its lock and all its commits")
  func killed() async throws {
    let directory = try TemporaryDirectory()
    try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
    let path = directory.ledger
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try LMDBStore(opening: path, mode: .readWrite, mapBytes: 256 << 20)
      for first in stride(from: UInt64(1), through: 91, by: 10) {
        _ = try store.append(batch(first...first + 9))
      }
      kill(getpid(), SIGKILL)
    }
    let store = try LMDBStore(opening: path, mode: .readWrite, mapBytes: testMapBytes)
    #expect(try collect(store) == (1...100).map { sample($0) })
    #expect(try LogVerifier.verify(store).root == store.head.root)
  }

  @Test(
    "a merger killed at any moment leaves a whole log, which the next one goes on merging",
    arguments: [1, 3, 7, 15, 30, 60, 120])
  func mergerKilled(milliseconds: Int) async throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    let records = try MergingTests.fill(store, [Int](repeating: 40, count: 500))
    let head = store.head
    store.close()
    let path = directory.ledger
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, milliseconds = milliseconds as Int] in
      let store = try LMDBStore(opening: path, mode: .readWrite, mapBytes: 256 << 20)
      Task.detached {
        try? await Task.sleep(for: .milliseconds(milliseconds))
        kill(getpid(), SIGKILL)
      }
      try MergingTests.mergeAll(store)
      // All merged before the kill came.
      try await Task.sleep(for: .seconds(10))
    }
    let again = try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    #expect(again.head == head)
    #expect(try LogVerifier.verify(again).root == head.root)
    try MergingTests.mergeAll(again)
    #expect(try collect(again) == records)
    #expect(try LogVerifier.verify(again).root == head.root)
  }

  @Test("an auditor in a second process verifies a log that is being merged")
  func auditorBesideMerger() async throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    try MergingTests.fill(store, [Int](repeating: 20, count: 1_500))
    let path = directory.ledger
    let root = store.head.root.description
    async let merging = MergingTests.mergeAll(store)
    await #expect(processExitsWith: .success) {
      [path = path as String, root = root as String] in
      for _ in 0..<5 {
        let result = try LogVerifier.verify(directory: path, mapBytes: 256 << 20)
        guard result.records == 30_000, result.root.description == root else { exit(11) }
      }
      exit(0)
    }
    #expect(try await merging == 29)
    #expect(try LogVerifier.verify(store).root == store.head.root)
  }
}
