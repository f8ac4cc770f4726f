import Glibc

/// A connected Unix stream socket, closed when dropped.
struct UnixSocket: ~Copyable {
  let descriptor: Int32

  init(connectingTo path: String) throws {
    descriptor = try Self.connect(to: path)
  }

  private static func connect(to path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw BenchFailure(call: "socket", errno: errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      close(descriptor)
      throw BenchFailure("the socket path \(path) is longer than 107 bytes")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, length)
      }
    }
    guard status == 0 else {
      let code = errno
      close(descriptor)
      throw BenchFailure(call: "connect to \(path)", errno: code)
    }
    return descriptor
  }

  deinit {
    close(descriptor)
  }

  /// From now on reads and writes return at once.
  func becomeNonblocking() throws {
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
      throw BenchFailure(call: "fcntl", errno: errno)
    }
  }

  /// Writes what the socket takes of `range`.
  ///
  /// - Returns: how many bytes; 0 when it takes none now.
  func write(_ bytes: [UInt8], _ range: Range<Int>) throws -> Int {
    let count = bytes.withUnsafeBytes { buffer in
      send(
        descriptor, UnsafeRawBufferPointer(rebasing: buffer[range]).baseAddress, range.count,
        Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    guard errno == EAGAIN || errno == EINTR else {
      throw BenchFailure(call: "send", errno: errno)
    }
    return 0
  }

  /// Reads into `bytes` from `start` on.
  ///
  /// - Returns: how many bytes; 0 when there are none now.
  func read(into bytes: inout [UInt8], from start: Int) throws -> Int {
    let count = bytes.withUnsafeMutableBytes { buffer in
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
      return recv(descriptor, room.baseAddress, room.count, 0)
    }
    if count > 0 { return count }
    guard count < 0 else { throw BenchFailure("the other side closed the connection") }
    guard errno == EAGAIN || errno == EINTR else {
      throw BenchFailure(call: "recv", errno: errno)
    }
    return 0
  }
}
