internal import Glibc

/// Where in a file the bytes lie that a mapping of it shows, for whoever looks at the file itself.
enum MappedFile {
  private static let listBytesMaximum = 4 << 20

  /// The offsets in its file of bytes that lie in a mapping of one; nil: they do not, or the kernel does
  /// not tell.
  static func range(of bytes: RawSpan) -> Range<UInt64>? {
    // Safe: only the address is looked at.
    let address = unsafe bytes.withUnsafeBytes { UInt64(UInt(bitPattern: $0.baseAddress)) }
    guard address != 0, let list = list() else { return nil }
    for line in list.split(separator: "\n") {
      guard let (mapping, offset) = mapping(line), mapping.contains(address) else { continue }
      let start = address - mapping.lowerBound + offset
      return start..<start + UInt64(bytes.byteCount)
    }
    return nil
  }

  /// `thing`, and where `bytes` of it lie in the ledger's file if they are mapped from it.
  static func place(_ thing: String, of bytes: RawSpan) -> String {
    guard let range = range(of: bytes), !range.isEmpty else { return thing }
    return "\(thing), bytes \(range.lowerBound) to \(range.upperBound - 1) of its data.mdb"
  }

  /// All mappings of this process, one a line: proc(5), /proc/PID/maps.
  private static func list() -> String? {
    guard let file = try? File(opening: "/proc/self/maps", flags: O_RDONLY),
      let bytes = try? file.read(at: 0, count: listBytesMaximum)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads `start-end permissions offset device inode path`, numbers hexadecimal; nil: it is of no file.
  static func mapping(_ line: Substring) -> (addresses: Range<UInt64>, offset: UInt64)? {
    let fields = line.split(separator: " ", maxSplits: 5)
    guard fields.count == 6, fields[5].contains("/") else { return nil }
    let ends = fields[0].split(separator: "-")
    guard ends.count == 2, let start = UInt64(ends[0], radix: 16),
      let end = UInt64(ends[1], radix: 16), start < end, let offset = UInt64(fields[2], radix: 16)
    else { return nil }
    return (start..<end, offset)
  }
}
