internal import Glibc

/// Reads LMDB's two meta pages in plain file I/O, before LMDB maps the file.
///
/// LMDB trusts its file: a missing page is a SIGBUS, not an error. So what can be known from the
/// first two pages is known first. Offsets are those of LMDB 0.9 on a 64-bit machine.
enum DataFileCheck {
  private static let magic: UInt32 = 0xBEEF_C0DE
  private static let version: UInt32 = 1
  private static let metaPageFlag: UInt16 = 0x08
  private static let pageHeaderBytes = 16
  /// Page header, magic, version, address, map size, two databases, last page, transaction.
  static let metaBytes = 16 + 4 + 4 + 8 + 8 + 2 * 48 + 8 + 8
  static let databaseOffsets = [pageHeaderBytes + 24, pageHeaderBytes + 72]
  private static let noPage: UInt64 = .max

  struct MetaPage: Equatable {
    /// Where in the file the page starts.
    var offset: UInt64
    var pageBytes: UInt64
    var lastPage: UInt64
    var transaction: UInt64
  }

  /// Checks the file at `path`.
  /// - Returns: which file it is.
  /// - Throws: ``LogError/truncated(path:expectedBytes:actualBytes:)`` when pages are missing,
  ///   ``LogError/damaged(position:place:what:)`` when a meta page is not what LMDB writes.
  static func check(_ path: String) throws(LogError) -> File.Identity {
    let file = try File(opening: path, flags: O_RDONLY)
    let newest = try newest(file)
    // The length is taken after the meta pages: a live writer only makes the file longer.
    let status = try file.status()
    let expected = (newest.lastPage + 1).multipliedReportingOverflow(by: newest.pageBytes)
    guard !expected.overflow, status.byteCount >= expected.partialValue else {
      throw .truncated(
        path: path, expectedBytes: expected.overflow ? .max : expected.partialValue,
        actualBytes: status.byteCount)
    }
    return status.identity
  }

  /// The meta page LMDB will use, after both have been checked.
  static func newest(_ file: borrowing File) throws(LogError) -> MetaPage {
    let first = try file.read(at: 0, count: metaBytes)
    guard first.count == metaBytes else {
      throw .truncated(
        path: file.path, expectedBytes: UInt64(2 * sysconf(Int32(_SC_PAGESIZE))),
        actualBytes: UInt64(first.count))
    }
    let firstPage = try meta(first, at: 0, path: file.path)
    let pageBytes = firstPage.pageBytes
    let second = try file.read(at: pageBytes, count: metaBytes)
    let byteCount = try file.status().byteCount
    guard byteCount >= 2 * pageBytes, second.count == metaBytes else {
      throw .truncated(
        path: file.path, expectedBytes: 2 * pageBytes, actualBytes: byteCount)
    }
    let secondPage = try meta(second, at: pageBytes, path: file.path)
    guard pageBytes == secondPage.pageBytes else {
      throw .damaged(
        position: nil, place: "\(file.path), meta page 1",
        what: "its page size is not that of the first")
    }
    return firstPage.transaction >= secondPage.transaction ? firstPage : secondPage
  }

  private static func meta(
    _ bytes: [UInt8], at offset: UInt64, path: String
  ) throws(LogError) -> MetaPage {
    let (page, fault) = bytes.withRawSpan { parse($0, at: offset) }
    if let fault {
      throw .damaged(
        position: nil, place: "\(path), meta page \(offset == 0 ? 0 : 1)", what: fault)
    }
    return page
  }

  /// What a meta page says, and what is wrong with it.
  private static func parse(_ page: RawSpan, at offset: UInt64) -> (MetaPage, String?) {
    let header = pageHeaderBytes
    let meta = MetaPage(
      offset: offset, pageBytes: UInt64(page.native(at: databaseOffsets[0], as: UInt32.self)),
      lastPage: page.native(at: header + 120), transaction: page.native(at: header + 128))
    guard page.native(at: header, as: UInt32.self) == magic else {
      return (meta, "it does not start with LMDB's magic number")
    }
    guard page.native(at: header + 4, as: UInt32.self) == version else {
      return (meta, "it has another version of LMDB's format")
    }
    guard page.native(at: 10, as: UInt16.self) & metaPageFlag != 0 else {
      return (meta, "it is not marked as a meta page")
    }
    let bytes = meta.pageBytes
    guard bytes >= 512, bytes <= 65_536, bytes.nonzeroBitCount == 1 else {
      return (meta, "its page size of \(bytes) bytes is impossible")
    }
    guard meta.lastPage >= 1, meta.lastPage < UInt64(Int64.max) / bytes else {
      return (meta, "its last page, \(meta.lastPage), is impossible")
    }
    for offset in databaseOffsets {
      let root: UInt64 = page.native(at: offset + 40)
      guard root == noPage || (root >= 2 && root <= meta.lastPage) else {
        return (meta, "a tree starts at page \(root), past the last page \(meta.lastPage)")
      }
    }
    return (meta, nil)
  }
}
