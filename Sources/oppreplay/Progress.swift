import Foundation
import Glibc
import Presentation

/// Says on a terminal how far long work has come; says nothing to a pipe, and nothing of what is short.
final class Progress {
  private let verb: String
  private let total: UInt64
  private let start = Date()
  private let isTerminal = isatty(STDERR_FILENO) == 1
  /// When something was said last; nil: nothing stands on the line.
  private var last: Date?

  /// - Parameter total: records there are; 0: nobody knows.
  init(_ verb: String, of total: UInt64 = 0) {
    self.verb = verb
    self.total = total
  }

  func show(_ records: UInt64) {
    guard isTerminal else { return }
    let now = Date()
    guard now.timeIntervalSince(last ?? start) > (last == nil ? 1 : 0.2) else { return }
    last = now
    let of = total > 0 ? " of \(total)" : ""
    FileHandle.standardError.write(Data("\r\(verb) \(records)\(of) records".utf8))
  }

  /// Leaves the line free for what is printed.
  func end() {
    guard last != nil else { return }
    last = nil
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }

  deinit { end() }
}
