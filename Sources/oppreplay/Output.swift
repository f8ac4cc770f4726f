import Presentation

/// Whoever read what we print has gone: there is nothing left to do.
struct OutputClosed: Error {}

/// Prints a whole answer. A reader who has seen enough (head, less) is no failure: the exit status
/// still says what came of it.
///
/// - Throws: a refusal when the output took less than it was given, such as a full disk.
func output(_ text: String) throws {
  do throws(OutputFailure) {
    try OutputFile.standard.write(text)
  } catch {
    if !error.isClosed { throw Refusal(error) }
  }
}

/// Prints an answer as it is made, some at a time.
struct StreamedOutput: ~Copyable {
  private var pending = ""
  private static let pieceBytes = 65_536

  /// - Throws: ``OutputClosed``, so that nobody makes what nobody reads; a refusal when the output took
  ///   less than it was given.
  mutating func print(_ text: String) throws {
    pending += text
    if pending.utf8.count >= Self.pieceBytes { try flush() }
  }

  /// Call it once, at the end.
  mutating func flush() throws {
    let text = pending
    pending.removeAll(keepingCapacity: true)
    try Self.write { () throws(OutputFailure) in try OutputFile.standard.write(text) }
  }

  /// Writes by `write`.
  ///
  /// - Throws: as ``print(_:)``.
  static func write(_ write: () throws(OutputFailure) -> Void) throws {
    do throws(OutputFailure) {
      try write()
    } catch {
      throw error.isClosed ? OutputClosed() : Refusal(error)
    }
  }
}

extension Refusal {
  init(_ failure: OutputFailure) {
    self.init(code: "IO", message: "what was printed is not whole: \(failure)")
  }
}
