import Glibc

/// A Unix socket on which one short text is asked and one answered: the asking side sends its text,
/// says that it has ended, and reads the answer to its end.
package struct LocalSocket: ~Copyable {
  private let descriptor: Int32
  /// How long all that the other side sends may take, and sending to it.
  private let patience: Duration

  private init(descriptor: Int32, patience seconds: Int = 0) {
    self.descriptor = descriptor
    patience = .seconds(seconds)
  }

  deinit { close(descriptor) }

  /// Connects to whoever listens at `path`; every later step waits at most `seconds`.
  package static func connected(
    to path: String, patience seconds: Int
  ) throws(NoteFault) -> LocalSocket {
    let socket = LocalSocket(descriptor: try new(path), patience: seconds)
    let descriptor = socket.descriptor
    try socket.wait(atMost: seconds)
    let status = try withAddress(path) { connect(descriptor, $0, $1) }
    guard status == 0 else { throw failure("connect to", path) }
    return socket
  }

  /// Listens at `path`. A socket that nobody listens at any more is replaced.
  ///
  /// - Parameter mode: who may connect, as in chmod.
  package static func listening(at path: String, mode: UInt32) throws(NoteFault) -> LocalSocket {
    try clear(path)
    let socket = LocalSocket(descriptor: try new(path))
    let descriptor = socket.descriptor
    // Nobody may connect before the mode is what was asked for.
    let mask = umask(0o177)
    let bound = try withAddress(path) { bind(descriptor, $0, $1) }
    umask(mask)
    guard bound == 0, chmod(path, mode) == 0, listen(descriptor, 16) == 0 else {
      throw failure("listen at", path)
    }
    return socket
  }

  /// Removes a socket that nobody listens at.
  private static func clear(_ path: String) throws(NoteFault) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    var isTaken = false
    do throws(NoteFault) {
      _ = try connected(to: path, patience: 1)
      isTaken = true
    } catch {}
    guard !isTaken, status.st_mode & S_IFMT == S_IFSOCK else {
      throw NoteFault(
        .signer, "\(path) is taken: another process listens there, or it is no socket")
    }
    unlink(path)
  }

  /// The next one who asks; nil: it was gone again.
  package func accepted(patience seconds: Int) -> LocalSocket? {
    let asking = accept(descriptor, nil, nil)
    guard asking >= 0 else { return nil }
    let socket = LocalSocket(descriptor: asking, patience: seconds)
    guard (try? socket.wait(atMost: seconds)) != nil else { return nil }
    return socket
  }

  /// Sends the text, and nothing after it.
  package func send(_ text: String) throws(NoteFault) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let start = done
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress?.advanced(by: start), $0.count - start,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("send", "a text of \(bytes.count) bytes") }
      done += count
    }
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// All that the other side sends.
  /// - Throws: when it is longer than `bytesMaximum`, no text, or does not end in time.
  package func receive(bytesMaximum: Int) throws(NoteFault) -> String {
    // Each step waits no longer than that; who sends byte by byte shall not have it anew each time.
    let start = ContinuousClock.now
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4 << 10)
    while true {
      let count = part.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure("read", "an answer") }
      if count == 0 { break }
      bytes += part.prefix(count)
      guard bytes.count <= bytesMaximum else {
        throw NoteFault(.signer, "more than \(bytesMaximum) bytes were sent")
      }
      guard start.duration(to: .now) < patience else {
        throw NoteFault(.signer, "what was sent did not end within \(patience)")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw NoteFault(.signer, "what was sent is no text")
    }
    return text
  }

  // MARK: Steps

  private static func new(_ path: String) throws(NoteFault) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw failure("make a socket for", path) }
    return descriptor
  }

  private func wait(atMost seconds: Int) throws(NoteFault) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      guard setsockopt(descriptor, SOL_SOCKET, option, &time, size) == 0 else {
        throw Self.failure("set the patience of", "a socket")
      }
    }
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(NoteFault) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    // The path ends with a zero byte.
    guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path),
      !bytes.contains(0)
    else {
      throw NoteFault(.signer, "'\(path.prefix(120))' cannot be the path of a Unix socket")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func failure(_ operation: String, _ what: String) -> NoteFault {
    let reason =
      errno == EAGAIN ? "no answer in time" : String(cString: strerror(errno))
    return NoteFault(.signer, "could not \(operation) \(what): \(reason)")
  }
}
