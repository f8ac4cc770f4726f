import Logging
import NIOCore

#if canImport(Glibc)
  import Glibc
#endif

/// Stops accepting for a moment when the process or the system has no descriptor left.
///
/// A connection that cannot be accepted stays in the backlog and keeps the listening socket
/// readable, so the event loop would turn without end; NIO's own back-off puts off the next read but
/// leaves the socket registered. Clients in the backlog are served as soon as others go.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let pause = TimeAmount.milliseconds(100)
  /// Errors of accept(2) that pass when somebody else lets go of something.
  private static let passing: Set<CInt> = [EMFILE, ENFILE, ENOBUFS, ENOMEM]

  private let log: Logger
  private var isPaused = false

  init(log: Logger) {
    self.log = log
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? IOError, Self.passing.contains(error.errnoCode) else {
      context.fireErrorCaught(error)
      return
    }
    guard !isPaused else { return }
    isPaused = true
    log.warning("no more connections can be accepted now", metadata: ["reason": "\(error)"])
    let channel = context.channel
    // Without autoRead the socket is not watched at all.
    channel.setOption(.autoRead, value: false).whenFailure { _ in
      // The channel is closed already: nothing is accepted any more.
    }
    let pause = NIOLoopBound(self, eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Self.pause) {
      pause.value.isPaused = false
      channel.setOption(.autoRead, value: true).whenFailure { _ in
        // The channel was closed meanwhile, as the daemon stops.
      }
    }
  }
}
