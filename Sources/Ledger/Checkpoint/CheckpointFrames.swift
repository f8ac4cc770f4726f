import EventLog
import Sealing

/// What the rows of a frame are. The numbers stand in the file, in this order.
enum CheckpointPart: UInt32 {
  case end = 0
  case policies = 1
  case teams = 2
  case users = 3
  case customers = 4
  case organisationNames = 5
  case importBatches = 6
  case opportunities = 7
  case indexSeed = 8
  case indexShards = 9
  case members = 10
  case owners = 11
  case words = 12
  case facts = 13
  case links = 14
  case newestLinks = 15
  case nouns = 20

  /// Whether names of people are in it, which are sealed.
  var holdsNames: Bool { self == .customers || self == .members }
}

/// Takes finished frames: a file, or a hash.
protocol FrameSink: AnyObject {
  func take(_ frame: [UInt8]) throws(CheckpointFault)
}

/// The frame: part, number in its section, rows, bytes of the rows, CRC-32C of all that and the
/// rows; each four bytes, the lowest first; then the rows.
enum CheckpointFrame {
  static let headerBytes = 20
  /// A frame is closed when it has so many bytes of rows.
  static let rowsBytesTarget = 256 << 10
  /// The longest row, a policy of five hundred entries with labels of 800 bytes, has less.
  static let rowsBytesMaximum = 16 << 20
}

/// Where a row stands among those of its section, however far the log was folded.
struct RowAddress: Hashable, Sendable {
  var part: CheckpointPart
  /// Of the smaller nouns, the kind of their stream; otherwise 0.
  var group: UInt8
  /// In its table, in order of insertion; -1: all of the table.
  var place: Int
}

/// Gathers rows into frames. A row is never cut in two, and never is more in memory than one frame.
struct RowWriter {
  private let sink: any FrameSink
  private let names: DerivedTexts?
  private var fields = FieldWriter()
  private var part = CheckpointPart.end
  private var rowCount: UInt32 = 0
  private var frameNumber: UInt32 = 0
  /// Lent each row instead of the frames, where somebody looks at rows one by one.
  private var visit: ((RowAddress, [UInt8]) -> Void)?
  /// Only this row is wanted.
  private var wanted: RowAddress?
  private var address = RowAddress(part: .end, group: 0, place: 0)

  /// - Parameter names: what seals the parts with names of people; nil: they are written as they are.
  init(to sink: any FrameSink, names: DerivedTexts? = nil) {
    self.sink = sink
    self.names = names
  }

  /// A writer that makes no frames and lends each row to `visit`.
  ///
  /// - Parameter wanted: only this one; nil: all of them.
  init(visiting wanted: RowAddress? = nil, _ visit: @escaping (RowAddress, [UInt8]) -> Void) {
    sink = NoSink()
    names = nil
    self.wanted = wanted
    self.visit = visit
  }

  /// The places of a table's rows that are to be written next: all `count` of them, unless one row only
  /// is wanted.
  mutating func places(
    _ part: CheckpointPart, group: UInt8 = 0, _ count: Int
  ) -> Range<Int> {
    address = RowAddress(part: part, group: group, place: 0)
    guard let wanted else { return 0..<count }
    guard wanted.part == part, wanted.group == group, wanted.place < count else { return 0..<0 }
    if wanted.place < 0 { return 0..<count }
    address.place = wanted.place
    return wanted.place..<wanted.place + 1
  }

  /// Writes one row of `part`; parts come in the order of their numbers, rows in that of ``places(_:group:_:)``.
  @inline(__always)
  mutating func row(
    _ part: CheckpointPart, _ write: (inout FieldWriter) -> Void
  ) throws(CheckpointFault) {
    if let visit {
      precondition(address.part == part, "the places of a table are asked for before its rows")
      fields.removeAll()
      write(&fields)
      visit(address, fields.bytes)
      address.place += 1
      return
    }
    if part != self.part || fields.bytes.count >= CheckpointFrame.rowsBytesTarget {
      try close()
      self.part = part
    }
    write(&fields)
    rowCount += 1
  }

  /// Ends the section: a reader that meets no end has not read everything.
  mutating func finish() throws(CheckpointFault) {
    if visit != nil { return }
    try close()
    part = .end
    try writeFrame()
    frameNumber = 0
  }

  private mutating func close() throws(CheckpointFault) {
    guard rowCount > 0 else { return }
    try writeFrame()
    fields.removeAll()
    rowCount = 0
  }

  private mutating func writeFrame() throws(CheckpointFault) {
    guard fields.bytes.count <= CheckpointFrame.rowsBytesMaximum else {
      throw .unavailable("a row of the state is too long for a checkpoint")
    }
    let rows = part.holdsNames ? names?.seal(fields.bytes) ?? fields.bytes : fields.bytes
    var header = FieldWriter()
    header.word32(part.rawValue)
    header.word32(frameNumber)
    header.word32(rowCount)
    header.word32(UInt32(rows.count))
    var checksum = CRC32C()
    checksum.update(header.bytes.span.bytes)
    checksum.update(rows.span.bytes)
    header.word32(checksum.value)
    try sink.take(header.bytes)
    if !rows.isEmpty { try sink.take(rows) }
    frameNumber += 1
  }
}

/// Nothing is written there.
private final class NoSink: FrameSink {
  func take(_ frame: [UInt8]) {
    preconditionFailure("who visits rows writes no frames")
  }
}

/// Reads the frames of one section, and believes none whose checksum is wrong.
struct FrameReader {
  struct Frame {
    let part: CheckpointPart
    let rowCount: Int
    var rows: FieldReader
  }

  private let file: SideFile
  private let names: DerivedTexts?
  private var offset: UInt64
  private let end: UInt64
  private var frameNumber: UInt32 = 0
  private var lastPart = CheckpointPart.end

  init(_ file: SideFile, _ section: Range<UInt64>, _ names: DerivedTexts?) {
    self.file = file
    self.names = names
    offset = section.lowerBound
    end = section.upperBound
  }

  /// The next frame; nil at the end of the section.
  mutating func next() throws(CheckpointFault) -> Frame? {
    var header = FieldReader(try read(CheckpointFrame.headerBytes))
    let part = CheckpointPart(rawValue: try header.word32())
    let number = try header.word32()
    let rowCount = try header.word32()
    let byteCount = try header.word32()
    let expected = try header.word32()
    guard let part, number == frameNumber, byteCount <= CheckpointFrame.rowsBytesMaximum,
      part == .end || part.rawValue >= lastPart.rawValue
    else { throw .damaged("the checkpoint has no frame where one should begin") }
    let rows = try read(Int(byteCount))
    var check = FieldWriter()
    for word in [part.rawValue, number, rowCount, byteCount] { check.word32(word) }
    var checksum = CRC32C()
    checksum.update(check.bytes.span.bytes)
    checksum.update(rows.span.bytes)
    guard checksum.value == expected else {
      throw .damaged("a checksum of the checkpoint is wrong")
    }
    frameNumber += 1
    lastPart = part
    if part == .end {
      guard rowCount == 0, byteCount == 0, offset == end else {
        throw .damaged("the checkpoint goes on behind its end")
      }
      return nil
    }
    return Frame(
      part: part, rowCount: Int(rowCount), rows: FieldReader(try opened(rows, of: part)))
  }

  private func opened(
    _ rows: [UInt8], of part: CheckpointPart
  ) throws(CheckpointFault) -> [UInt8] {
    guard part.holdsNames, let names else { return rows }
    guard let opened = names.open(rows) else {
      throw .foreign("names in it were sealed with a key that an erasure has destroyed since")
    }
    return opened
  }

  private mutating func read(_ count: Int) throws(CheckpointFault) -> [UInt8] {
    guard UInt64(count) <= end - offset else { throw .damaged("the checkpoint is cut off") }
    let bytes: [UInt8]
    do throws(LogError) {
      bytes = try file.read(at: offset, count: count)
    } catch {
      throw .init(error)
    }
    guard bytes.count == count else { throw .damaged("the checkpoint is cut off") }
    offset += UInt64(count)
    return bytes
  }
}

extension FrameReader.Frame {
  /// Reads every row of the frame, and finds exactly as many as it says.
  @inline(__always)
  mutating func eachRow(
    _ read: (inout FieldReader) throws(CheckpointFault) -> Void
  ) throws(CheckpointFault) {
    for _ in 0..<rowCount {
      // Every row has at least one byte, so a false count ends here.
      guard !rows.isAtEnd else { throw .damaged("a frame of the checkpoint lacks rows") }
      try read(&rows)
    }
    guard rows.isAtEnd else { throw .damaged("a frame of the checkpoint has bytes to spare") }
  }
}
