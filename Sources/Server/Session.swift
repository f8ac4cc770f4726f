import Ledger
import Logging
import NIOCore
import Schema

/// One connection: takes its frames apart, hands requests to the ledger, sends the answers.
///
/// It lives on its channel's event loop. What to do is decided by ``SessionState``; here it is done.
final class Session: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  let service: LedgerService
  let connections: ConnectionTable
  let peer: PeerCredentials
  let limits: Limits
  let log: Logger
  var state: SessionState
  private var decoder: FrameDecoder
  /// nil before the connection is up and after it is gone.
  private(set) var outbound: Outbound?
  private var pages: [(pages: AnswerPages, requestID: UInt64)] = []
  /// The next page of the first of them is being made.
  private var isPageOrdered = false
  private var isReadWanted = false
  private var openedAt = NIODeadline.now()
  /// When the times were checked the last time after something had been read.
  private var lastReadAt = NIODeadline.now()
  private var hasReadSinceCheck = false
  private var frameStartedAt: NIODeadline?
  /// When the client was told that it is let go; nil: it was not.
  private var refusedAt: NIODeadline?
  private var watch: RepeatedTask?

  init(
    service: LedgerService, connections: ConnectionTable, peer: PeerCredentials, limits: Limits,
    log: Logger
  ) {
    self.service = service
    self.connections = connections
    self.peer = peer
    self.limits = limits
    self.log = log
    state = SessionState(limits: limits)
    decoder = FrameDecoder(frameBytesMaximum: limits.frameBytesMaximum)
  }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    // What is no real socket (or gone already) is written to through the channel alone.
    let socket = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(
      of: NIOBSDSocket.Handle.self
    ) { $0 }
    outbound = Outbound(
      channel: channel, socket: socket, limits: limits,
      answered: { [weak self] commands in self?.answered(commands, channel) },
      paged: { [weak self] pages, requestID in self?.send(pages, requestID, channel) })
    let refusal = connections.admit(self, userID: peer.userID) {
      channel.eventLoop.execute { channel.pipeline.fireUserInboundEventTriggered(Stop()) }
    }
    let period = TimeAmount.seconds(1)
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    watch = context.eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
      let (session, context) = loopBound.value
      session.checkTimes(context)
    }
    if let refusal { return refuse(0, "BUSY", refusal, closing: true, context) }
    context.read()
  }

  func channelInactive(context: ChannelHandlerContext) {
    watch?.cancel()
    connections.remove(self)
    pages.removeAll()
    if let outbound { service.tails.forget(outbound) }
    outbound = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasReadSinceCheck = true
    guard !state.isClosing else { return }
    decoder.append(unwrapInboundIn(data))
    do throws(FrameDecoder.TooLarge) {
      while !state.isClosing, let frame = try decoder.next() {
        receive(frame, context)
      }
      frameStartedAt = decoder.isInsideFrame ? frameStartedAt ?? .now() : nil
    } catch {
      refuse(
        0, "FRAME_TOO_LARGE",
        "a frame of \(error.length) bytes is over the limit of \(limits.frameBytesMaximum)",
        closing: true, context)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if state.mayRead || refusedAt != nil {
      context.read()
    } else {
      isReadWanted = true
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    sendPages(context.channel)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is Stop {
      refuse(
        0, "SHUTTING_DOWN", "the daemon is stopping: connect again later", closing: true,
        context)
    } else if let event = event as? ChannelEvent, event == .inputClosed {
      // The client sends no more; what it asked is still answered, but nothing new is brought to it.
      if let outbound { service.tails.forget(outbound) }
      state.allTailsEnded()
      if state.isIdle && pages.isEmpty || refusedAt != nil {
        context.close(promise: nil)
      } else {
        state.close()
      }
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    log.debug("connection failed", metadata: ["error": "\(error)", "uid": "\(peer.userID)"])
    context.close(promise: nil)
  }
}

/// The daemon asks every session to end.
struct Stop: Sendable {}

// MARK: - Answers

extension Session {
  func send(_ frame: PBServerFrame, _ context: ChannelHandlerContext) {
    var frames: [UInt8] = []
    do {
      try FrameWriter.append(frame, to: &frames)
      outbound?.write(frames)
    } catch {
      // Only a message with required fields can fail to serialise; ours have none.
      log.error("an answer could not be written", metadata: ["error": "\(error)"])
      context.close(promise: nil)
    }
  }

  func refuse(
    _ requestID: UInt64, _ code: String, _ message: String, closing: Bool,
    _ context: ChannelHandlerContext
  ) {
    var frames: [UInt8] = []
    FrameWriter.refusal(
      requestID: requestID, code: code, message: message, closing: closing, into: &frames)
    outbound?.write(frames)
    guard closing else { return }
    if code != "SHUTTING_DOWN" {
      log.info(
        "client refused", metadata: ["code": "\(code)", "uid": "\(peer.userID)"])
    }
    state.close()
    refusedAt = .now()
    // A socket that is closed with unread bytes takes back what was sent on it (unix(7), ECONNRESET):
    // so only our side ends here, and what still comes is read and dropped until the client has gone.
    context.channel.close(mode: .output, promise: nil)
    context.read()
  }

  private func answered(_ commands: Int, _ channel: any NIOCore.Channel) {
    state.commandsAnswered(commands)
    if isReadWanted, state.mayRead {
      isReadWanted = false
      channel.read()
    }
    closeIfDone(channel)
  }

  /// What was asked is answered to its end, whichever way.
  func queryAnswered(_ channel: any NIOCore.Channel) {
    state.queryAnswered()
    closeIfDone(channel)
  }

  private func send(_ answer: AnswerPages, _ requestID: UInt64, _ channel: any NIOCore.Channel) {
    pages.append((answer, requestID))
    sendPages(channel)
  }

  /// Sends pages as long as the socket takes them; the rest follows when it does again.
  ///
  /// They are made elsewhere, because commits happen on this event loop.
  private func sendPages(_ channel: any NIOCore.Channel) {
    while channel.isWritable, !pages.isEmpty, pages[0].pages.isNextReady {
      var frames: [UInt8] = []
      if pages[0].pages.appendNextFrame(requestID: pages[0].requestID, to: &frames) {
        outbound?.write(frames)
      } else {
        pages.removeFirst()
        state.queryAnswered()
      }
    }
    // One page ahead of the client, so that it is made while the one before is read.
    if !isPageOrdered, !pages.isEmpty, !pages[0].pages.isNextReady { orderPage(channel) }
    closeIfDone(channel)
  }

  private func orderPage(_ channel: any NIOCore.Channel) {
    isPageOrdered = true
    let session = NIOLoopBound(self, eventLoop: channel.eventLoop)
    service.makeNextPage(of: pages[0].pages) { made in
      channel.eventLoop.execute { session.value.pageMade(made, channel) }
    }
  }

  private func pageMade(_ made: AnswerPages, _ channel: any NIOCore.Channel) {
    isPageOrdered = false
    // The connection may be gone, and its answers with it.
    guard !pages.isEmpty else { return }
    pages[0].pages = made
    sendPages(channel)
  }

  /// A client that said it sends no more is let go once it has all its answers.
  private func closeIfDone(_ channel: any NIOCore.Channel) {
    if state.isClosing, refusedAt == nil, state.isIdle, pages.isEmpty {
      channel.close(promise: nil)
    }
  }

  private func checkTimes(_ context: ChannelHandlerContext) {
    let now = NIODeadline.now()
    if hasReadSinceCheck {
      hasReadSinceCheck = false
      lastReadAt = now
    }
    if let refusedAt {
      if now - refusedAt > .seconds(limits.lingerSeconds) { context.close(promise: nil) }
    } else if !state.isServing, !state.isClosing, now - openedAt > .seconds(limits.helloSeconds) {
      refuse(
        0, "HELLO_REQUIRED", "no hello within \(limits.helloSeconds) s", closing: true, context)
    } else if let started = frameStartedAt, now - started > .seconds(limits.frameSeconds) {
      refuse(
        0, "MALFORMED_FRAME", "a frame was not whole within \(limits.frameSeconds) s",
        closing: true, context)
    } else if state.isIdle, pages.isEmpty, now - lastReadAt > .seconds(limits.idleSeconds) {
      context.close(promise: nil)
    }
  }
}
