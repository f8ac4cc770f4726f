/// The format record inside the data file: which formats the rest of it is written in.
///
/// `FORMAT` speaks for the directory before LMDB is opened; this one cannot be separated from the
/// data by a careless copy.
struct FormatRecord: Equatable {
  /// The layout of the tables, the head record and the blocks.
  var logFormat: UInt32

  /// What a new ledger has: blocks as they were committed.
  static let plain = FormatRecord(logFormat: 1)
  /// A ledger that may have merged blocks.
  static let merged = FormatRecord(logFormat: 2)
  /// A ledger that keeps its tree's nodes, and may have merged blocks.
  static let tree = FormatRecord(logFormat: 3)
  /// The newest that this program reads and writes.
  static let newest = tree

  private static let magic: UInt32 = 0x4F50_4631  // "OPF1"
  private static let byteCount = 12

  init(logFormat: UInt32) {
    self.logFormat = logFormat
  }

  /// Magic, log format, CRC-32C of both; big-endian.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: FormatRecord.magic)
    bytes.append(bigEndian: logFormat)
    bytes.append(bigEndian: bytes.withRawSpan { CRC32C.checksum($0) })
    return bytes
  }

  init(reading span: RawSpan, path: String) throws(LogError) {
    guard span.byteCount == FormatRecord.byteCount,
      span.bigEndian(at: 0, as: UInt32.self) == FormatRecord.magic,
      CRC32C.checksum(span.extracting(0..<8)) == span.bigEndian(at: 8, as: UInt32.self)
    else {
      throw .damaged(position: nil, place: "the format record", what: "it is not one of ours")
    }
    logFormat = span.bigEndian(at: 4)
    guard UInt64(logFormat) <= DataDirectory.formatSupported else {
      throw .newerFormat(
        path: path, found: UInt64(logFormat), supported: DataDirectory.formatSupported)
    }
  }
}
