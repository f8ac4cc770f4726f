package import Ledger
package import Logging
import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#endif

/// The daemon's door: a Unix stream socket and the sessions behind it.
package final class Listener: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let connections: ConnectionTable
  private let path: String

  /// Why the door could not be opened.
  package struct Failure: Error, CustomStringConvertible {
    package let code: String
    package let description: String
  }

  /// Opens the door at `path` for `service`.
  ///
  /// A socket that a dead daemon left behind is replaced; one that somebody answers on is not.
  ///
  /// - Parameter mode: permissions of the socket file; its directory is the real gate (unix(7)).
  /// - Throws: ``Failure``.
  package static func open(
    path: String, mode: UInt32, service: LedgerService, limits: Limits, log: Logger
  ) throws(Failure) -> Listener {
    try check(path: path)
    // What a dead daemon left; anything else was refused.
    unlink(path)
    let connections = ConnectionTable(limits: limits)
    // One thread for all sockets and the commit: see ``Writer``.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    loop.execute { ThreadUrgency.prompt.take() }
    service.commits { work in loop.execute(work) }
    if let heartbeat = service.heartbeat {
      let period = TimeAmount.milliseconds(Int64(service.heartbeatMilliseconds))
      loop.scheduleRepeatedTask(initialDelay: .zero, delay: period) { _ in heartbeat() }
    }
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelInitializer { server in
        server.eventLoop.makeCompletedFuture {
          try server.pipeline.syncOperations.addHandler(AcceptPause(log: log))
        }
      }
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { child in
        PeerCredentials.read(from: child).flatMapThrowing { peer in
          try child.pipeline.syncOperations.addHandler(
            Session(
              service: service, connections: connections, peer: peer, limits: limits, log: log))
        }
      }
    do {
      // The socket must never be open to more than `mode`, not even between bind and chmod.
      let mask = umask(0o777 & ~mode_t(mode))
      defer { umask(mask) }
      let channel = try bootstrap.bind(unixDomainSocketPath: path).wait()
      return Listener(group: group, channel: channel, connections: connections, path: path)
    } catch {
      throw Failure(
        code: "SOCKET", description: "cannot listen on \(path): \(error); check the directory")
    }
  }

  private init(
    group: MultiThreadedEventLoopGroup, channel: any Channel, connections: ConnectionTable,
    path: String
  ) {
    self.group = group
    self.channel = channel
    self.connections = connections
    self.path = path
  }

  /// Lets nobody new in.
  package func stopAccepting() {
    do {
      try channel.close().wait()
    } catch {
      // Closed already: nothing is left to do.
    }
    unlink(path)
  }

  /// Asks every session to flush and go, and ends the event loop after at most `seconds`.
  package func close(within seconds: Int) {
    connections.closeAll()
    for _ in 0..<(seconds * 100) where connections.count > 0 {
      poll(nil, 0, 10)
    }
    do {
      try group.syncShutdownGracefully()
    } catch {
      // Sessions that would not go are cut off with the process.
    }
  }

  /// Whether a socket may be made at `path`: before anything else is made that would stay behind.
  ///
  /// - Throws: ``Failure``.
  package static func check(path: String) throws(Failure) {
    guard (1...104).contains(path.utf8.count) else {
      throw Failure(
        code: "SOCKET_PATH",
        description: "'\(path)' has \(path.utf8.count) bytes; a socket's path has 1 to 104")
    }
    var status = stat()
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure(
        code: "SOCKET_PATH",
        description: "\(path): there is no directory \(folder): make it, or choose another path")
    }
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw Failure(
        code: "SOCKET_PATH",
        description: "\(path) exists and is no socket: move it away or choose another path")
    }
    if answers(at: path) {
      throw Failure(
        code: "SOCKET_IN_USE",
        description: "a live daemon answers on \(path): stop it, or choose another path")
    }
  }

  private static func answers(at path: String) -> Bool {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return false }
    defer { Glibc.close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { place in
      place.copyBytes(from: path.utf8)
    }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, length) == 0 }
    }
  }
}
