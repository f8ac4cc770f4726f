import Glibc

/// The output took less than it was given; what is there is not whole.
package struct OutputFailure: Error, Equatable, CustomStringConvertible {
  /// Why, in the numbers of errno(3).
  package let errno: Int32

  /// Whoever read the output has gone.
  package var isClosed: Bool { errno == EPIPE }

  package var description: String {
    isClosed
      ? "standard output was closed before everything was written"
      : "standard output cannot be written: \(String(cString: strerror(errno)))"
  }
}

/// Standard output of a program that must not lose a byte: every byte given is written, or an error
/// says that it was not.
package struct OutputFile: Sendable {
  private let descriptor: Int32

  package static let standard = OutputFile(descriptor: STDOUT_FILENO)

  package init(descriptor: Int32) {
    self.descriptor = descriptor
    // A reader that has gone is an error of `write`, not the end of the program without a word.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let written = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written < 0, errno == EAGAIN {
        // Somebody made the pipe non-blocking: wait until it takes more.
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, -1)
      } else if written == 0 || errno != EINTR {
        throw OutputFailure(errno: written == 0 ? EIO : errno)
      }
    }
  }

  /// Writes `text`.
  package func write(_ text: String) throws(OutputFailure) {
    var text = text
    // `withUTF8` throws what its body throws, but not typed.
    let failure: OutputFailure? = text.withUTF8 { bytes in
      do throws(OutputFailure) {
        try write(UnsafeRawBufferPointer(bytes))
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Closes the output: some file systems say only then that a file is not whole (close(2)).
  package func close() throws(OutputFailure) {
    guard Glibc.close(descriptor) != 0, errno != EINTR else { return }
    throw OutputFailure(errno: errno)
  }
}
