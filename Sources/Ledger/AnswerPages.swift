package import Opportunities
import Schema

/// An answer of any size, handed out page by page as whoever asked can take it.
///
/// Pages are bytes of `Answer` messages; the same question at the same basis has the same bytes,
/// whether the daemon answers or the replay tool.
package struct AnswerPages: Sendable {
  /// The basis every page names.
  package struct Header: Sendable {
    package var position: UInt64
    package var instant: Instant
    package var policyVersion: UInt64
    /// Of an answer of opportunities: how many of its rows are open.
    var openRows: UInt32?

    package init(position: UInt64, instant: Instant, policyVersion: UInt64) {
      self.position = position
      self.instant = instant
      self.policyVersion = policyVersion
    }
  }

  /// A page is closed once it holds so many bytes; a row is far smaller than what is left of a
  /// frame then.
  private static let pageBytes = 192 << 10

  private let header: Header
  private let totalRows: UInt64
  private let rowCount: Int
  private let write: @Sendable (Int, inout WireWriter) -> Void
  private var next = 0
  private var isDone = false
  /// The next page, made ahead.
  private var ready: Parts?

  /// A page: what stands in front of its rows, and the rows.
  private struct Parts: Sendable {
    var header: [UInt8]
    var rows: [UInt8]
  }

  /// - Parameters:
  ///   - totalRows: rows before any limit.
  ///   - rowCount: rows in this answer.
  ///   - write: writes a row, by its index, as a field of `Answer`.
  init(
    header: Header, totalRows: Int, rowCount: Int,
    write: @escaping @Sendable (Int, inout WireWriter) -> Void
  ) {
    self.header = header
    self.totalRows = UInt64(totalRows)
    self.rowCount = rowCount
    self.write = write
  }

  /// Whether taking the next page, or learning that there is none, costs next to nothing.
  package var isNextReady: Bool { ready != nil || isDone }

  /// Makes the next page ahead of its taking; does nothing after the last.
  package mutating func makeNext() {
    if ready == nil { ready = nextParts() }
  }

  /// The bytes of the next page; nil after the last. There is always at least one.
  package mutating func nextPage() -> [UInt8]? {
    guard let parts = takeNext() else { return nil }
    return parts.header + parts.rows
  }

  /// Appends the next page to `frames` as a frame that answers `requestID`; false after the last.
  package mutating func appendNextFrame(requestID: UInt64, to frames: inout [UInt8]) -> Bool {
    guard let parts = takeNext() else { return false }
    FrameWriter.answer(
      requestID: requestID, header: parts.header, rows: parts.rows, into: &frames)
    return true
  }

  private mutating func takeNext() -> Parts? {
    guard let made = ready else { return nextParts() }
    ready = nil
    return made
  }

  private mutating func nextParts() -> Parts? {
    guard !isDone else { return nil }
    var rows: [UInt8] = []
    // A small answer stays small; whoever has many rows fills its pages.
    if rowCount - next > Self.pageBytes / 1_024 { rows.reserveCapacity(Self.pageBytes + 4_096) }
    while next < rowCount, rows.count < Self.pageBytes {
      WireWriter.append(to: &rows) { write(next, &$0) }
      next += 1
    }
    isDone = next == rowCount
    var page: [UInt8] = []
    WireWriter.append(to: &page) { answer in
      answer.uint64(1, header.position)
      answer.int64(2, header.instant.milliseconds)
      answer.uint64(3, header.policyVersion)
      answer.bool(4, isDone)
      answer.uint64(5, totalRows)
      answer.optionalUInt32(6, header.openRows)
    }
    return Parts(header: page, rows: rows)
  }

  /// The whole answer as one message: pages of a message, one after the other, are that message.
  package consuming func wholeAnswer() -> [UInt8] {
    var bytes: [UInt8] = []
    while let page = nextPage() { bytes += page }
    return bytes
  }
}
