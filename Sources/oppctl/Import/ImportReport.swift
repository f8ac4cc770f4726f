import Glibc
import Presentation

/// The refused rows, as a CSV file for whoever has to look into them.
final class ImportReport {
  private static let heading = CSVText.line(
    ["row", "line", "opportunity", "event", "code", "message"])
  private static let pieceBytes = 65_536

  private let path: String
  private let file: OutputFile
  private var pending = heading

  /// Begins a report, in the place of an earlier one: an import that is run again has a new one.
  ///
  /// - Throws: ``InputError`` when the file cannot be written, or holds something else, such as the
  ///   rows themselves: nothing but a report is ever overwritten.
  init(path: String) throws(InputError) {
    self.path = path
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw InputError(
        "\(path) cannot be written: \(String(cString: strerror(errno)))", exitCode: Failure.usage)
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 {
      guard Self.isReport(descriptor), ftruncate(descriptor, 0) == 0 else {
        Glibc.close(descriptor)
        throw InputError(
          """
          \(path) is there already and is no report of an import, so it is left as it is: name \
          another file
          """, exitCode: Failure.usage)
      }
    }
    file = OutputFile(descriptor: descriptor)
  }

  private static func isReport(_ descriptor: Int32) -> Bool {
    var start = [UInt8](repeating: 0, count: heading.utf8.count)
    let count = pread(descriptor, &start, start.count, 0)
    return count == start.count && start.elementsEqual(heading.utf8)
  }

  func add(
    row: Int, line: Int, opportunity: String, event: String, code: String, message: String
  ) throws(InputError) {
    pending += CSVText.line([String(row), String(line), opportunity, event, code, message])
    if pending.utf8.count > Self.pieceBytes { try flush() }
  }

  func close() throws(InputError) {
    try flush()
    do throws(OutputFailure) {
      try file.close()
    } catch {
      throw cutOff(error)
    }
  }

  private func flush() throws(InputError) {
    do throws(OutputFailure) {
      try file.write(pending)
    } catch {
      throw cutOff(error)
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func cutOff(_ failure: OutputFailure) -> InputError {
    InputError(
      """
      \(path): the report is not whole: \(String(cString: strerror(failure.errno))); what was \
      imported stays; run the same command with another --report
      """)
  }
}
