import Glibc
import Testing

@testable import EventLog

/// What an archive says, byte for byte, and what becomes of one that was cut off or changed.
@Suite("An archive is whole or is refused, and grows without changing what it has")
struct ArchiveTests {
  private static func ledger(
    _ records: ClosedRange<UInt64>, bytes: Int = 40
  ) throws -> (TemporaryDirectory, LMDBStore) {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    _ = try store.append(batch(records, bytes: bytes))
    return (directory, store)
  }

  private static let small = SegmentLimits(records: 7, rawBytes: 1_000)

  private static func write(
    _ store: LMDBStore, to path: String, _ limits: SegmentLimits = small, notes: [UInt8]? = nil
  ) throws -> ArchiveReport {
    try Archiver.write(store, to: path, limits: limits, notes: { kept in notes ?? kept })
  }

  private static func files(_ path: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in entries(of: path) { files[name] = try contents(of: path + "/" + name) }
    return files
  }

  // MARK: Bytes

  @Test("the bytes of a segment are those of ARCHIVE.md")
  func segmentBytes() throws {
    let golden = GoldenArchive.segment
    let (segment, records) = try golden.withRawSpan { span throws(LogError) in
      try Segment.read(span, by: Decompressor(), of: "golden")
    }
    #expect(segment.firstPosition == 3 && segment.recordCount == 3 && segment.rawBytes == 137)
    #expect(segment.before == GoldenArchive.before)
    #expect(Self.texts(records) == ["a", "bc", String(repeating: "d", count: 130)])
    var after = GoldenArchive.before
    after.append(contentsOf: records.leafHashes())
    #expect(segment.root == after.root)
    #expect(segment.root == naiveRoot(GoldenArchive.records[...]))
    // What zstd makes of the records may change with its version; everything else may not.
    let packed = Array(golden[GoldenArchive.packedOffset...])
    let again = packed.withRawSpan { segment.file(around: $0) }
    #expect(again == golden)
    let own = try Segment.packing(
      records, after: GoldenArchive.before, by: Compressor(level: Compressor.levelOfMerging))
    #expect(own.segment == segment)
  }

  private static func texts(_ records: RecordBatch) -> [String] {
    (0..<records.count).map { index in
      records.withRecord(index) { String(decoding: [UInt8]($0), as: UTF8.self) }
    }
  }

  @Test("the bytes of an index are those of ARCHIVE.md")
  func indexBytes() throws {
    let index = try ArchiveIndex(reading: GoldenArchive.index, of: "golden")
    #expect(index.encoded == GoldenArchive.index)
    #expect(index.isFinished && index.entries.count == 2)
    #expect(index.entries[1].fileDigest == Digest(hashing: GoldenArchive.segment))
    #expect(index.entries[1].proof.count == 2)
    #expect(index.head.root == naiveRoot(GoldenArchive.records[...]))
    #expect(
      index.notes == ArchiveIndex.Notes(byteCount: 5, digest: Digest(hashing: [1, 2, 3, 4, 5])))
    #expect(index.textKeys == Array(1...16))
    for offset in GoldenArchive.index.indices {
      var changed = GoldenArchive.index
      changed[offset] ^= 1
      #expect(code { _ = try ArchiveIndex(reading: changed, of: "golden") } == "DAMAGED")
      #expect(
        code { _ = try ArchiveIndex(reading: Array(GoldenArchive.index[..<offset]), of: "g") }
          == "DAMAGED")
    }
  }

  @Test("thousands of changed segments and indexes, with checksums that fit, do no harm")
  func mutations() throws {
    var dice = SplitMix(20_261_122)
    for (name, golden) in [("segment", GoldenArchive.segment), ("index", GoldenArchive.index)] {
      let target = try #require(BlockFuzzing.targets.first { $0.name == name })
      for _ in 0..<3_000 {
        var bytes = golden
        for _ in 0...Int(dice.next() % 3) {
          let offset = Int(dice.next() % UInt64(bytes.count))
          switch dice.next() % 4 {
          case 0: bytes[offset] = UInt8(truncatingIfNeeded: dice.next())
          case 1: bytes[offset] = 0xFF
          case 2: bytes.remove(at: offset)
          default: bytes.insert(UInt8(truncatingIfNeeded: dice.next()), at: offset)
          }
        }
        try target.run(bytes)
      }
    }
  }

  // MARK: Growing

  @Test("segments are cut by records and by bytes, and one long record goes alone")
  func cutting() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    let lengths = [
      10, 400, 500, 90, 2_000, 1, 1, 1, 1, 1, 1, 1, 1, 999, RecordBatch.recordBytesMaximum,
    ]
    let records = lengths.enumerated().map { sample(UInt64($0.offset), bytes: $0.element) }
    _ = try store.append(batch(records))
    let path = directory.path + "/archive"
    _ = try Self.write(store, to: path)
    let archive = try Archive(opening: path)
    #expect(archive.index.entries.map(\.recordCount) == [3, 1, 1, 7, 1, 1, 1])
    #expect(try collect(archive) == records)
    #expect(try archive.record(at: 14) == records[13])
    let result = try archive.verify()
    #expect(result.root == store.head.root && result.records == 15 && result.blocks == 7)
  }

  @Test("a run adds what is new, with proofs, and leaves every segment as it was")
  func growing() throws {
    let (directory, store) = try Self.ledger(1...20)
    let path = directory.path + "/archive"
    var before: [String: [UInt8]] = [:]
    for end in [20, 21, 30, 300, 600] as [UInt64] {
      if end > store.head.position { _ = try store.append(batch(store.head.position + 1...end)) }
      let report = try Self.write(store, to: path, notes: [UInt8](repeating: 7, count: Int(end)))
      #expect(report.head == store.head && !report.isResumed)
      let archive = try Archive(opening: path)
      #expect(
        try archive.verify(rootsAt: [0, 13, end]).roots[13]
          == naiveRoot((1...13).map { sample($0) }[...]))
      #expect(try archive.notes().count == Int(end))
      #expect(try collect(archive).count == Int(end))
      let now = try Self.files(path)
      for (name, bytes) in before where name.hasSuffix(".segment") { #expect(now[name] == bytes) }
      before = now
    }
    let idle = try Self.write(store, to: path)
    #expect(idle.newSegments == 0)
    #expect(try Self.files(path) == before)
  }

  @Test("wherever a run was cut off, readers refuse and the next run ends with the same files")
  func resuming() throws {
    let (directory, store) = try Self.ledger(1...40)
    let whole = directory.path + "/whole"
    _ = try Self.write(store, to: whole)
    let files = try Self.files(whole)
    let index = try ArchiveIndex(reading: files["index"] ?? [], of: "index")
    for known in 0...index.entries.count {
      // As many segments in the index, then one without, then half of one without its name.
      for extra in 0...min(2, index.entries.count - known) {
        let path = directory.path + "/cut-\(known)-\(extra)"
        mkdir(path, 0o700)
        try EventLogTests.write(files["ARCHIVE"] ?? [], to: path + "/ARCHIVE")
        var frontier = MerkleFrontier()
        for entry in index.entries[..<known] {
          let positions = entry.firstPosition...entry.lastPosition
          frontier.append(contentsOf: batch(positions).leafHashes())
        }
        let partial = ArchiveIndex(
          isFinished: false, entries: Array(index.entries[..<known]), frontier: frontier)
        try EventLogTests.write(partial.encoded, to: path + "/index")
        for (number, entry) in index.entries[..<(known + extra)].enumerated() {
          let name = ArchiveDirectory.segmentName(entry.firstPosition)
          let bytes = files[name] ?? []
          let isCut = number == known + 1
          try EventLogTests.write(
            isCut ? Array(bytes[..<(bytes.count / 2)]) : bytes,
            to: path + "/" + name + (isCut ? ".writing" : ""))
        }
        #expect(code { _ = try Archive(opening: path) } == "UNFINISHED")
        let report = try Self.write(store, to: path)
        #expect(report.newSegments == index.entries.count - known)
        #expect(report.isResumed == (known > 0))
        #expect(try Self.files(path) == files, "\(known) and \(extra)")
      }
    }
  }

  @Test("two runs at once do not write the same archive")
  func locking() throws {
    let (directory, store) = try Self.ledger(1...40)
    let path = directory.path + "/archive"
    let lock = try ArchiveDirectory(path).prepare()
    #expect(throws: ArchiveFault.self) { _ = try Self.write(store, to: path) }
    withExtendedLifetime(lock) {}
  }

  // MARK: Damage

  /// The code of the refusal; nil: it was read whole, and was `records`.
  private static func refusal(_ path: String, _ records: [[UInt8]]) throws -> String? {
    var seen: [[UInt8]] = []
    var result: LogVerification?
    let code = code {
      result = try Archive(opening: path).verify(record: { _, bytes in seen.append([UInt8](bytes)) }
      )
    }
    #expect(seen.elementsEqual(records.prefix(seen.count)), "a wrong record was lent")
    if code == nil { #expect(seen == records && result?.records == UInt64(records.count)) }
    return code
  }

  @Test("every flipped byte and every shorter length of every file is refused")
  func everyByte() throws {
    let (directory, store) = try Self.ledger(1...20, bytes: 20)
    let path = directory.path + "/archive"
    _ = try Self.write(store, to: path, notes: Array("some notes".utf8))
    let records = try collect(store)
    #expect(try Self.refusal(path, records) == nil)
    for (name, whole) in try Self.files(path) {
      for offset in whole.indices {
        var changed = whole
        changed[offset] ^= 1 << UInt8(offset % 8)
        try EventLogTests.write(changed, to: path + "/" + name)
        let flipped = try Self.refusal(path, records)
        #expect(["DAMAGED", "NEWER_FORMAT"].contains(flipped), "byte \(offset) of \(name)")
        try EventLogTests.write(Array(whole[..<offset]), to: path + "/" + name)
        #expect(try Self.refusal(path, records) == "DAMAGED", "\(offset) bytes of \(name)")
      }
      try EventLogTests.write(whole + [0], to: path + "/" + name)
      #expect(try Self.refusal(path, records) == "DAMAGED", "a byte more in \(name)")
      try EventLogTests.write(whole, to: path + "/" + name)
    }
    #expect(try Self.refusal(path, records) == nil)
  }

  // MARK: Restoring

  @Test("a restored ledger has the same records, root and tree, and goes on")
  func restoring() throws {
    let (directory, store) = try Self.ledger(1...700)
    let path = directory.path + "/archive"
    _ = try Self.write(store, to: path, SegmentLimits(records: 100))
    let target = directory.path + "/restored"
    let archive = try Archive(opening: path)
    // Cut off before the last step: no program takes it for a ledger.
    let stopped = code {
      _ = try archive.restore(
        to: target, mapBytes: testMapBytes,
        complete: { _, _ throws(LogError) in throw .closed(path: "on purpose") })
    }
    #expect(stopped == "CLOSED")
    for mode in [LMDBStore.Mode.readOnly, .readWrite] {
      #expect(
        code { _ = try LMDBStore(opening: target, mode: mode, mapBytes: testMapBytes) }
          == "UNFINISHED")
    }
    #expect(code { _ = try LMDBStore.openOrCreate(at: target) } == "UNFINISHED")
    let verified = try archive.restore(to: target, mapBytes: testMapBytes)
    #expect(verified.root == store.head.root)
    let restored = try LMDBStore(opening: target, mode: .readWrite, mapBytes: testMapBytes)
    #expect(try collect(restored) == collect(store))
    #expect(
      try restored.keptHashes(level: 1, from: 0, count: 9)
        == store.keptHashes(level: 1, from: 0, count: 9))
    #expect(try restored.append(batch(701...703)) == store.append(batch(701...703)))
    #expect(code { _ = try archive.restore(to: target) } == "ALREADY_EXISTS")
  }

  @Test("a restore goes on after the last whole segment, and not with another archive")
  func resumingRestore() throws {
    let (directory, store) = try Self.ledger(1...100)
    let shorter = directory.path + "/shorter"
    _ = try Self.write(store, to: shorter, SegmentLimits(records: 30))
    let target = directory.path + "/restored"
    _ = try Archive(opening: shorter).restore(to: target, mapBytes: testMapBytes)
    #expect(rename(target + "/FORMAT", target + "/FORMAT.restoring") == 0)
    _ = try store.append(batch(101...160))
    // 100 is where a segment of this one ends, and not of that.
    let longer = directory.path + "/longer"
    _ = try Self.write(store, to: longer, SegmentLimits(records: 50))
    let other = directory.path + "/other"
    _ = try Self.write(store, to: other, SegmentLimits(records: 30))
    #expect(
      code { _ = try Archive(opening: other).restore(to: target, mapBytes: testMapBytes) }
        == "UNFINISHED")
    var positions: [UInt64] = []
    let result = try Archive(opening: longer).restore(
      to: target, mapBytes: testMapBytes, progress: { positions.append($0) })
    #expect(positions == [150, 160] && result.root == store.head.root)
  }
}
