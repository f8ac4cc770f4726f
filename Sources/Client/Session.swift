import NIOCore
import Schema
import SwiftProtobuf

/// One connection as seen from its event loop: hello, then requests by id until it closes.
///
/// Everything here runs on the event loop, so nothing is locked. Each waiter is answered exactly
/// once: by its frame, by its deadline, or by the end of the connection.
final class Session: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum Phase {
    case greeting(EventLoopPromise<PBWelcome>)
    case open(PBWelcome)
    case closed(ClientError)
  }

  private struct Entry {
    var waiter: Waiter
    /// nil: waits as long as the connection lives.
    var deadline: NIODeadline?
    var timeout: TimeAmount?
  }

  /// How often deadlines are looked at; they are kept to this precision.
  private static let sweepInterval = TimeAmount.milliseconds(100)

  private let clientName: String
  private var phase: Phase
  private var entries: [UInt64: Entry] = [:]
  /// Requests nobody waits for any more, whose late answers are dropped.
  private var abandoned: Set<UInt64> = []
  /// How many of the entries take pages as bytes.
  private var streamsOpen = 0
  private var lastRequestID: UInt64 = 1
  private var context: ChannelHandlerContext?
  private var sweeping: RepeatedTask?
  private var isFlushPlanned = false

  init(clientName: String, welcome: EventLoopPromise<PBWelcome>) {
    self.clientName = clientName
    phase = .greeting(welcome)
  }

  // MARK: Requests

  /// Sends a request and remembers who waits for its answer.
  ///
  /// - Parameter timeout: nil waits as long as the connection lives.
  /// - Returns: the request's id, or nil when it failed at once and its waiter knows.
  @discardableResult
  func begin(_ body: RequestBody, _ waiter: Waiter, timeout: TimeAmount?) -> UInt64? {
    guard case .open(let welcome) = phase else {
      waiter.fail(closedError)
      return nil
    }
    let limit =
      welcome.frameBytesMaximum == 0
      ? FrameDecoder.frameBytesMaximum : welcome.frameBytesMaximum
    guard body.frameBytesMaximum <= Int(limit) else {
      waiter.fail(
        .invalidRequest("\(body.frameBytesMaximum) bytes; a frame takes at most \(limit)"))
      return nil
    }
    lastRequestID += 1
    entries[lastRequestID] = Entry(
      waiter: waiter, deadline: timeout.map { .now() + $0 }, timeout: timeout)
    if case .pages = waiter { streamsOpen += 1 }
    write(body, requestID: lastRequestID)
    return lastRequestID
  }

  /// Sends more about a tail that was begun before.
  func continueTail(_ requestID: UInt64, _ body: RequestBody) {
    guard case .open = phase, entries[requestID] != nil else { return }
    write(body, requestID: requestID)
  }

  /// Ends a tail; events still on their way are dropped.
  func cancelTail(_ requestID: UInt64, _ body: RequestBody) {
    guard case .open = phase, remove(requestID) != nil else { return }
    abandoned.insert(requestID)
    write(body, requestID: requestID)
  }

  private func write(_ body: RequestBody, requestID: UInt64) {
    guard let context else { return }
    context.write(wrapOutboundOut(body.head(requestID: requestID)), promise: nil)
    context.write(wrapOutboundOut(body.bytes), promise: nil)
    guard !isFlushPlanned else { return }
    isFlushPlanned = true
    // Requests begun in the same turn of the loop go out in one writev.
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    context.eventLoop.execute {
      bound.value.isFlushPlanned = false
      bound.value.context?.flush()
    }
  }

  private var closedError: ClientError {
    if case .closed(let error) = phase { return error }
    return .connectionLost(reason: "not yet greeted")
  }

  // MARK: Frames

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    let hello = PBHello.with {
      $0.versionMinimum = 1
      $0.versionMaximum = 1
      $0.client = clientName
    }
    do {
      write(try RequestBody(.hello, hello), requestID: 1)
    } catch {
      end(context, error)
    }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    sweeping = context.eventLoop.scheduleRepeatedTask(
      initialDelay: Self.sweepInterval, delay: Self.sweepInterval
    ) { _ in bound.value.failOverdue() }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    do {
      if streamsOpen > 0, try takePage(buffer) { return }
      let bytes = buffer.readBytes(length: buffer.readableBytes) ?? []
      let frame = try PBServerFrame(serializedBytes: bytes)
      guard let body = frame.body else {
        throw ClientError.protocolViolation("a frame without a body")
      }
      try take(body, requestID: frame.requestID, context: context)
    } catch let error as ClientError {
      end(context, error)
    } catch {
      end(context, .protocolViolation("a frame that is no ServerFrame (\(error))"))
    }
  }

  private func take(
    _ body: PBServerFrame.OneOf_Body, requestID: UInt64, context: ChannelHandlerContext
  ) throws(ClientError) {
    if case .greeting(let promise) = phase, case .welcome(let welcome) = body {
      guard welcome.version == 1 else {
        throw .protocolViolation("it speaks version \(welcome.version); this client speaks 1")
      }
      phase = .open(welcome)
      promise.succeed(welcome)
      return
    }
    if case .refusal(let refusal) = body {
      take(refusal, requestID: requestID, context: context)
      return
    }
    guard var entry = entries[requestID] else {
      guard abandoned.contains(requestID) else {
        throw .protocolViolation("an answer to request \(requestID), which nobody made")
      }
      if !body.isTail { abandoned.remove(requestID) }
      return
    }
    switch entry.waiter.take(body) {
    case .waiting(let waiter):
      entry.waiter = waiter
      entries[requestID] = entry
    case .done:
      remove(requestID)
    case .mismatch:
      throw .protocolViolation("request \(requestID) was answered with something else")
    }
  }

  @discardableResult
  private func remove(_ requestID: UInt64) -> Entry? {
    guard let entry = entries.removeValue(forKey: requestID) else { return nil }
    if case .pages = entry.waiter { streamsOpen -= 1 }
    return entry
  }

  /// Hands on a page that somebody takes as bytes.
  ///
  /// - Returns: false when the frame is none.
  private func takePage(_ frame: ByteBuffer) throws -> Bool {
    guard let page = try AnswerFrame(frame), var entry = entries[page.requestID],
      case .pages(let stream) = entry.waiter
    else { return false }
    if page.isLast {
      remove(page.requestID)
    } else {
      // The time is that of one page: the whole answer may take as long as it is long.
      entry.deadline = entry.timeout.map { .now() + $0 }
      entries[page.requestID] = entry
    }
    stream.take(page.answer, isLast: page.isLast)
    return true
  }

  private func take(_ refusal: PBRefusal, requestID: UInt64, context: ChannelHandlerContext) {
    let error = ClientError.refused(code: refusal.code, message: refusal.message)
    if let entry = remove(requestID) {
      entry.waiter.fail(error)
    } else {
      abandoned.remove(requestID)
    }
    if case .greeting = phase {
      end(context, error)
    } else if refusal.closing {
      end(context, requestID == 0 ? error : .connectionLost(reason: error.description))
    }
  }

  // MARK: Ends

  func channelInactive(context: ChannelHandlerContext) {
    end(context, .connectionLost(reason: "the daemon closed it"))
    self.context = nil
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(context, error as? ClientError ?? .connectionLost(reason: "\(error)"))
  }

  /// Closes the connection from our side; whoever still waits learns that it is lost.
  func close() {
    guard let context else { return }
    end(context, .connectionLost(reason: "closed by this client"))
  }

  /// Fails every waiter with `error` and closes the channel. Later calls change nothing.
  private func end(_ context: ChannelHandlerContext, _ error: ClientError) {
    if case .closed = phase { return }
    if case .greeting(let promise) = phase { promise.fail(error) }
    phase = .closed(error)
    sweeping?.cancel()
    let waiting = entries
    entries = [:]
    streamsOpen = 0
    abandoned = []
    for (_, entry) in waiting.sorted(by: { $0.key < $1.key }) {
      entry.waiter.fail(error)
    }
    context.close(promise: nil)
  }

  private func failOverdue() {
    let now = NIODeadline.now()
    for (requestID, entry) in entries {
      guard let deadline = entry.deadline, deadline <= now else { continue }
      if entry.waiter.isPaused {
        entries[requestID]?.deadline = entry.timeout.map { now + $0 }
        continue
      }
      remove(requestID)
      abandoned.insert(requestID)
      entry.waiter.fail(
        .timedOut(seconds: (entry.timeout?.nanoseconds ?? 0) / 1_000_000_000))
    }
  }
}

extension Waiter {
  /// Whether it is we who let the daemon wait.
  fileprivate var isPaused: Bool {
    if case .pages(let stream) = self { stream.isPaused } else { false }
  }
}

extension PBServerFrame.OneOf_Body {
  /// Whether more frames for the same request may follow.
  fileprivate var isTail: Bool {
    switch self {
    case .tailEvents: true
    case .answer(let answer): !answer.last
    default: false
    }
  }
}
