import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#endif

/// Who is at the other end of a Unix socket, as the kernel attests it at connect (unix(7)).
struct PeerCredentials: Sendable {
  /// `struct ucred` of socket(7): process, user and group number.
  private struct Ucred {
    var process: Int32 = 0
    var user: UInt32 = 0
    var group: UInt32 = 0
  }

  let userID: UInt32
  let processID: Int32

  static func read(from channel: any Channel) -> EventLoopFuture<PeerCredentials> {
    guard let socket = channel as? any SocketOptionProvider else {
      return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
    }
    // Safe: SO_PEERCRED fills a `struct ucred` of three 32-bit numbers, which is what is asked for.
    let credentials: EventLoopFuture<Ucred> = socket.unsafeGetSocketOption(
      level: .socket, name: .init(rawValue: SO_PEERCRED))
    return credentials.map { PeerCredentials(userID: $0.user, processID: $0.process) }
  }
}
