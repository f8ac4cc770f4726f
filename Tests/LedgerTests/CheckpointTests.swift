import EventLog
import Foundation
import Ledger
import Opportunities
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  /// A directory of its own, removed when the test is over.
  final class Folder {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "checkpoint-\(UUID().uuidString)"
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }

    var file: URL { URL(fileURLWithPath: path + "/" + Checkpoint.fileName) }
  }

  /// The first `count` records of `store`, as a store of their own.
  static func prefix(of store: any LogStore, _ count: UInt64) throws -> MemoryStore {
    let prefix = MemoryStore()
    try append(recordsOf: store, 1...count, to: prefix)
    return prefix
  }

  static func append(
    recordsOf store: any LogStore, _ positions: ClosedRange<UInt64>, to target: any LogStore
  ) throws {
    var batch = RecordBatch()
    try store.read(from: positions.lowerBound, through: positions.upperBound) { _, bytes in
      batch.append(bytes)
      return .next
    }
    _ = try target.append(batch)
  }

  /// Writes a checkpoint of everything in `store`.
  @discardableResult
  static func checkpoint(_ store: any LogStore, in folder: Folder) throws -> UInt64 {
    let contents = Checkpoint.Contents(
      try Recovered.replay(store), frontier: try store.frontier())
    return try Checkpoint.write(contents, in: folder.path)
  }

  @Test("checkpoint and tail give the state of a full rebuild wherever they meet", arguments: 1...4)
  func everySplit(_ seed: UInt64) throws {
    let workshop = try Workshop.random(seed: seed, commands: 40)
    let head = workshop.store.head.position
    let rebuilt = try Recovered.replay(workshop.store)
    let digest = StateDigest.of(rebuilt)
    let folder = try Folder()
    for split in 1...head {
      try Self.checkpoint(try Self.prefix(of: workshop.store, split), in: folder)
      let (recovered, report) = try Recovered.recover(workshop.store, checkpointIn: folder.path)
      #expect(report.discarded == nil)
      #expect(report.checkpointPosition == split)
      #expect(report.recordsReplayed == head - split)
      #expect(StateDigest.of(recovered) == digest, "split at \(split)")
      for position in 1...head {
        let record = try workshop.record(at: position)
        #expect(
          recovered.writer.index.candidates(for: record.commandID)
            == rebuilt.writer.index.candidates(for: record.commandID))
        if let id = record.opportunityID {
          #expect(recovered.readModel.timeline(of: id) == rebuilt.readModel.timeline(of: id))
        }
      }
    }
  }

  @Test("digests tell states apart")
  func digestsDiffer() throws {
    let workshop = try Workshop.random(seed: 3, commands: 20)
    var digests: Set<Digest> = []
    for position in 1...workshop.store.head.position {
      let part = try Self.prefix(of: workshop.store, position)
      digests.insert(StateDigest.of(try Recovered.replay(part)))
    }
    #expect(digests.count == Int(workshop.store.head.position))
  }

  @Test("decisions are the same after both ways of recovery", arguments: 10...11)
  func sameDecisions(_ seed: UInt64) throws {
    let workshop = try Workshop.random(seed: seed, commands: 80)
    let folder = try Folder()
    let head = workshop.store.head.position
    try Self.checkpoint(try Self.prefix(of: workshop.store, head / 2), in: folder)
    let (fromCheckpoint, report) = try Recovered.recover(
      try workshop.store.reopened(), checkpointIn: folder.path)
    #expect(report.checkpointPosition == head / 2)
    let fromLog = try Recovered.replay(workshop.store)
    var one = CommitStep(
      store: try workshop.store.reopened(), clock: workshop.clock,
      recovered: fromCheckpoint.writer)
    var other = CommitStep(
      store: try workshop.store.reopened(), clock: workshop.clock, recovered: fromLog.writer)
    var dice = Dice(seed: seed &* 77)
    let sink = KeepingSink()
    for number in 0..<200 as Range<UInt64> {
      let made = workshop.randomSubmission(&dice, id: number % 7 == 0 ? 100 + number : nil)
      let item = WorkItem(requestID: number, body: .single(made.submission), sink: sink)
      let first = try one.run([item], digests: [made.digest])
      let second = try other.run([item], digests: [made.digest])
      #expect(first.head == second.head)
      #expect("\(first.outcomes)" == "\(second.outcomes)")
    }
  }

  @Test("a checkpoint of an LMDB ledger gives the state of its full rebuild")
  func onDisk() throws {
    let workshop = try Workshop.random(seed: 21, commands: 120)
    let folder = try Folder()
    let ledger = folder.path + "/ledger"
    let store = try LMDBStore.openOrCreate(at: ledger, mapBytes: 64 << 20)
    defer { store.close() }
    let head = workshop.store.head.position
    for split in [1, head / 3, head / 2, head - 1, head] {
      if store.head.position < split {
        try Self.append(
          recordsOf: workshop.store, store.head.position + 1...split, to: store)
      }
      let contents = Checkpoint.Contents(
        try Recovered.replay(store), frontier: try store.frontier())
      try Checkpoint.write(contents, in: ledger)
    }
    let (recovered, report) = try Recovered.recover(store, checkpointIn: ledger)
    #expect(report.checkpointPosition == head)
    #expect(StateDigest.of(recovered) == StateDigest.of(try Recovered.replay(store)))
  }

  @Test("no flipped bit and no cut makes another state, or a crash")
  func damage() throws {
    let workshop = try Workshop.random(seed: 5, commands: 8)
    let folder = try Folder()
    let head = workshop.store.head.position
    let part = try Self.prefix(of: workshop.store, head - 1)
    try Self.checkpoint(part, in: folder)
    let sound = try Data(contentsOf: folder.file)
    let digest = StateDigest.of(try Recovered.replay(workshop.store))
    func state() throws -> (Digest, RecoveryReport) {
      let (recovered, report) = try Recovered.recover(
        workshop.store, checkpointIn: folder.path)
      return (StateDigest.of(recovered), report)
    }
    // A fifth of all bytes in each run, every time another fifth: unoptimised checksums are slow.
    for place in stride(from: Int.random(in: 0..<5), to: sound.count, by: 5) {
      var bytes = sound
      bytes[place] ^= 1 << UInt8(place % 8)
      try bytes.write(to: folder.file)
      #expect(throws: CheckpointFault.self, "byte \(place)") {
        try Checkpoint.load(from: folder.path, notBeyond: head)
      }
      guard place % 101 == 0 else { continue }
      let (found, report) = try state()
      #expect(found == digest, "byte \(place)")
      #expect(report.discarded != nil)
    }
    for length in stride(from: Int.random(in: 0..<11), to: sound.count, by: 11) {
      try sound.prefix(length).write(to: folder.file)
      #expect(throws: CheckpointFault.self, "cut to \(length)") {
        try Checkpoint.load(from: folder.path, notBeyond: head)
      }
    }
    try (sound + [0]).write(to: folder.file)
    #expect(try state().1.discarded != nil)
    try sound.write(to: folder.file)
    #expect(try state().1.discarded == nil)
  }

  @Test("rows that no checksum betrays are refused all the same, or make a state that cannot trap")
  func forgedRows() throws {
    let workshop = try Workshop.random(seed: 6, commands: 12)
    let folder = try Folder()
    try Self.checkpoint(workshop.store, in: folder)
    let sound = [UInt8](try Data(contentsOf: folder.file))
    let head = workshop.store.head.position
    var refused = 0
    var dice = Dice(seed: 99)
    for _ in 0..<800 {
      var bytes = sound
      // The fields of the header are bound to the log; here it is about rows.
      let place = 4_096 + Int(dice.next() % UInt64(bytes.count - 4_096))
      bytes[place] = UInt8(truncatingIfNeeded: dice.next())
      ForgedCheckpoint.repairFrames(&bytes)
      try Data(bytes).write(to: folder.file)
      do {
        guard let contents = try Checkpoint.load(from: folder.path, notBeyond: head) else {
          Issue.record("the file is there")
          return
        }
        // It may be another state, but one that commands and questions can be put to.
        var step = CommitStep(
          store: try workshop.store.reopened(), clock: workshop.clock,
          recovered: contents.recovered.writer)
        let made = workshop.randomSubmission(&dice, id: nil)
        let item = WorkItem(
          requestID: 1, body: .single(made.submission), sink: KeepingSink())
        _ = try? step.run([item], digests: [made.digest])
        _ = StateDigest.of(contents.recovered)
      } catch is CheckpointFault {
        refused += 1
      }
    }
    #expect(refused > 80)
  }

  @Test("a checkpoint of another ledger, or of more than the log has, is discarded")
  func otherLog() throws {
    let ours = try Workshop.random(seed: 7, commands: 40)
    let others = try Workshop.random(seed: 8, commands: 20)
    let folder = try Folder()
    try Self.checkpoint(others.store, in: folder)
    let digest = StateDigest.of(try Recovered.replay(ours.store))
    var (recovered, report) = try Recovered.recover(ours.store, checkpointIn: folder.path)
    #expect(report.checkpointPosition == 0)
    guard case .otherLog? = report.discarded else {
      Issue.record("\(String(describing: report.discarded))")
      return
    }
    #expect(StateDigest.of(recovered) == digest)

    // A restored backup: the log ends before the checkpoint, then goes on otherwise.
    try Self.checkpoint(ours.store, in: folder)
    let backup = try Self.prefix(of: ours.store, ours.store.head.position - 5)
    (recovered, report) = try Recovered.recover(backup, checkpointIn: folder.path)
    guard case .otherLog? = report.discarded else {
      Issue.record("\(String(describing: report.discarded))")
      return
    }
    let restored = try Workshop(store: backup, clock: ours.clock)
    while backup.head.position <= ours.store.head.position {
      let position = backup.head.position
      _ = try accepted(
        restored.submit(restored.make(Workshop.create("B-\(position)"), id: 10_000 + position)))
    }
    (recovered, report) = try Recovered.recover(backup, checkpointIn: folder.path)
    guard case .otherLog? = report.discarded else {
      Issue.record("\(String(describing: report.discarded))")
      return
    }
    #expect(StateDigest.of(recovered) == StateDigest.of(try Recovered.replay(backup)))
  }

  @Test("a checkpoint of another code version or of other kinds is discarded before it is read")
  func otherVersion() throws {
    let workshop = try Workshop.random(seed: 9, commands: 20)
    let folder = try Folder()
    try Self.checkpoint(workshop.store, in: folder)
    for place in [8, 12, 16] {
      var bytes = [UInt8](try Data(contentsOf: folder.file))
      bytes[place] &+= 1
      ForgedCheckpoint.repairHeader(&bytes)
      try Data(bytes).write(to: folder.file)
      let (recovered, report) = try Recovered.recover(workshop.store, checkpointIn: folder.path)
      guard case .foreign? = report.discarded else {
        Issue.record("\(String(describing: report.discarded))")
        return
      }
      #expect(recovered.readModel.position == workshop.store.head.position)
      try Self.checkpoint(workshop.store, in: folder)
    }
  }

  /// When this fails, the state of a fixed history has changed: a fold, a folded value, or a row of a
  /// checkpoint. Raise `Checkpoint.codeVersion`, so that no checkpoint of before is used, and put the
  /// new pair here.
  @Test("the state of a fixed history is the one that this code version stands for")
  func goldenState() throws {
    let workshop = try Workshop.random(seed: 1, commands: 120)
    let digest = StateDigest.of(try Recovered.replay(workshop.store))
    #expect(Checkpoint.codeVersion == 4)
    #expect("\(digest)" == "7ba14e83eaf14a0201e2356f9a0d40f0b32b3f92011557405b52cfa2ea5eaf54")
  }
}

/// A checkpoint whose bytes were changed by somebody who knows the format.
enum ForgedCheckpoint {
  /// Puts right checksums into every frame whose extent can still be followed.
  static func repairFrames(_ bytes: inout [UInt8]) {
    var place = 4_096
    while place + 20 <= bytes.count {
      let count = word(bytes, place + 12)
      guard count <= bytes.count - place - 20 else { return }
      var checksum = CRC32C()
      checksum.update(Array(bytes[place..<place + 16]).span.bytes)
      checksum.update(Array(bytes[place + 20..<place + 20 + count]).span.bytes)
      put(checksum.value, into: &bytes, at: place + 16)
      place += 20 + count
    }
  }

  static func repairHeader(_ bytes: inout [UInt8]) {
    var checksum = CRC32C()
    checksum.update(Array(bytes[..<4_092]).span.bytes)
    put(checksum.value, into: &bytes, at: 4_092)
  }

  private static func word(_ bytes: [UInt8], _ place: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  private static func put(_ value: UInt32, into bytes: inout [UInt8], at place: Int) {
    for index in 0..<4 {
      bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index))
    }
  }
}
