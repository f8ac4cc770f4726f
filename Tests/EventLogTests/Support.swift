import Glibc
import Synchronization
import Testing

@testable import EventLog

/// Everything the tests write, removed when their process ends.
private let temporaryRoot: String = {
  let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(base)/eventlog-tests-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { fatalError("no temporary directory in \(base)") }
  // Searchable by anyone, so that a test can look at it with fewer rights.
  chmod(template, 0o755)
  atexit { removeTree(temporaryRoot) }
  return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}()

private let directoriesMade = Atomic(0)

/// A directory of a test's own; it outlives the test, because its store may.
struct TemporaryDirectory {
  let path: String

  init() throws {
    let number = directoriesMade.wrappingAdd(1, ordering: .relaxed).newValue
    path = "\(temporaryRoot)/\(number)"
    try File.makeDirectory(path)
    chmod(path, 0o755)
  }

  /// Where the ledger of the test lies.
  var ledger: String { path + "/ledger" }

  var entries: [String] { EventLogTests.entries(of: path) }
}

func entries(of directory: String) -> [String] {
  guard let stream = opendir(directory) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

private func removeTree(_ path: String) {
  for name in entries(of: path) { removeTree(path + "/" + name) }
  remove(path)
}

func contents(of path: String) throws -> [UInt8] {
  let file = try File(opening: path, flags: O_RDONLY)
  return try file.read(at: 0, count: Int(try file.status().byteCount))
}

func write(_ bytes: [UInt8], to path: String) throws {
  try File(opening: path, flags: O_WRONLY | O_CREAT).replaceContents(with: bytes)
}

/// A new ledger directory around a given data file, as a careless copy would make it.
func makeLedger(_ path: String, data: [UInt8], format: String = "opportunity-ledger log 1\n") throws
{
  mkdir(path, 0o755)
  try write(Array(format.utf8), to: path + "/FORMAT")
  try write(data, to: path + "/data.mdb")
}

/// Small maps: tests open many environments at once.
let testMapBytes = 256 << 20

func makeStore(in directory: TemporaryDirectory) throws -> LMDBStore {
  try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
  return try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
}

/// A record that says where it belongs and does not compress to nothing.
func sample(_ position: UInt64, bytes: Int = 40) -> [UInt8] {
  precondition(bytes >= 1)
  var state = position &* 0x9E37_79B9_7F4A_7C15 &+ 1
  return (0..<bytes).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 56)
  }
}

func batch(_ records: [[UInt8]]) -> RecordBatch {
  var batch = RecordBatch()
  for record in records { batch.append(record) }
  return batch
}

func batch(_ positions: ClosedRange<UInt64>, bytes: Int = 40) -> RecordBatch {
  batch(positions.map { sample($0, bytes: bytes) })
}

/// All records from `from` to the head, and whether their positions were gapless.
func collect(_ store: any LogStore, from: UInt64 = 1) throws -> [[UInt8]] {
  var records: [[UInt8]] = []
  var positions: [UInt64] = []
  try store.read(from: from) { position, bytes in
    positions.append(position)
    records.append([UInt8](bytes))
    return .next
  }
  #expect(positions == (0..<UInt64(records.count)).map { from + $0 })
  return records
}

/// The root as RFC 6962 section 2.1 writes it, without any frontier.
func naiveRoot(_ records: ArraySlice<[UInt8]>) -> Digest {
  guard let first = records.first else { return Digest(hashing: []) }
  if records.count == 1 { return Digest(hashing: [0] + first) }
  var split = 1
  while split * 2 < records.count { split *= 2 }
  let middle = records.startIndex + split
  let left = naiveRoot(records[..<middle])
  let right = naiveRoot(records[middle...])
  return Digest(hashing: [1] + left.bytes + right.bytes)
}

/// The code of the error that `body` throws; `nil` when it throws none.
func code(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as LogError {
    return error.code
  } catch {
    return "not a LogError: \(error)"
  }
}

func bytes(hex: String) -> [UInt8] {
  let digits = hex.compactMap { $0.hexDigitValue }
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] * 16 + digits[$0 + 1])
  }
}

extension [UInt8] {
  /// Replaces the bytes at `offset`; they must all exist.
  mutating func overwrite<Integer: FixedWidthInteger & UnsignedInteger>(
    at offset: Int, bigEndian value: Integer
  ) {
    let bytesInInteger = Integer.bitWidth / 8
    precondition(offset >= 0 && offset <= count - bytesInInteger, "overwrite past the end")
    for index in 0..<bytesInInteger {
      let shift = Integer(Integer.bitWidth - 8 * (index + 1))
      self[offset + index] = UInt8(truncatingIfNeeded: value >> shift)
    }
  }
}
