import Glibc

/// Tells the service manager how the daemon is: one datagram to `$NOTIFY_SOCKET` (sd_notify(3)).
enum ServiceNotification {
  case ready(String)
  case status(String)
  case stopping
  case alive

  /// How long the service manager waits for a sign of life (sd_watchdog_enabled(3)); nil: for ever.
  static var watchdogMilliseconds: Int? {
    guard let text = getenv("WATCHDOG_USEC"), let microseconds = Int(String(cString: text)),
      microseconds >= 10_000
    else { return nil }
    return microseconds / 1_000
  }

  /// Does nothing when no service manager asked for it.
  func send() {
    guard let pointer = getenv("NOTIFY_SOCKET") else { return }
    let path = String(cString: pointer)
    // A leading @ names a socket of the abstract namespace, whose name begins with a zero byte.
    var name = Array(path.utf8)
    guard let first = name.first, name.count < 108, first == UInt8(ascii: "/") || first == 64 else {
      return
    }
    if first == 64 { name[0] = 0 }
    let socket = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    guard socket >= 0 else { return }
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count + (first == 64 ? 0 : 1))
    let text = Array(message.utf8)
    // The manager's loss is not the daemon's: what cannot be sent at once is not sent, because the
    // thread that says it is alive also commits.
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(socket, text, text.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), $0, length)
      }
    }
  }

  private var message: String {
    switch self {
    case .ready(let text): "READY=1\nSTATUS=\(text)"
    case .status(let text): "STATUS=\(text)\nEXTEND_TIMEOUT_USEC=30000000"
    case .alive: "WATCHDOG=1"
    case .stopping: "STOPPING=1\nSTATUS=draining"
    }
  }
}
