import NIOCore
import NIOPosix
import Schema

/// One connection, from any thread. Its ``Session`` does the work on the event loop.
struct Connection: Sendable {
  private let channel: any Channel
  private let session: NIOLoopBound<Session>
  let welcome: PBWelcome

  var isOpen: Bool { channel.isActive }

  func isSame(as other: Connection) -> Bool { channel === other.channel }

  /// Dials `path` and says hello.
  ///
  /// - Parameter timeout: for the socket and for the daemon's welcome together, at most twice.
  /// - Throws: ``ClientError``; `unavailable` when nobody listens there.
  static func dial(
    path: String, clientName: String, timeout: TimeAmount
  ) async throws(ClientError) -> Connection {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let greeting = loop.makePromise(of: PBWelcome.self)
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(timeout)
      .channelOption(ChannelOptions.writeBufferWaterMark, value: .init(low: 1 << 20, high: 4 << 20))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let session = Session(clientName: clientName, welcome: greeting)
          try channel.pipeline.syncOperations.addHandlers(
            [ByteToMessageHandler(FrameDecoder()), session])
        }
      }
    let channel: any Channel
    do {
      channel = try await bootstrap.connect(unixDomainSocketPath: path).get()
    } catch {
      greeting.fail(error)
      throw Self.unavailable(path: path, error)
    }
    do {
      let overdue = loop.scheduleTask(in: timeout) {
        greeting.fail(ClientError.timedOut(seconds: timeout.nanoseconds / 1_000_000_000))
      }
      let welcome = try await greeting.futureResult.get()
      overdue.cancel()
      let bound = try await channel.eventLoop.submit {
        let session = try channel.pipeline.syncOperations.handler(type: Session.self)
        return NIOLoopBound(session, eventLoop: channel.eventLoop)
      }.get()
      return Connection(channel: channel, session: bound, welcome: welcome)
    } catch {
      channel.close(promise: nil)
      // The handler may be gone already, when the daemon hung up before we asked for it.
      throw error as? ClientError ?? .connectionLost(reason: "\(error)")
    }
  }

  /// Begins a request whose one answer fulfils a promise.
  func begin<Value: Sendable>(
    _ body: RequestBody, timeout: TimeAmount?,
    _ waiter: @escaping @Sendable (EventLoopPromise<Value>) -> Waiter
  ) -> PendingReply<Value> {
    let promise = channel.eventLoop.makePromise(of: Value.self)
    channel.eventLoop.execute {
      session.value.begin(body, waiter(promise), timeout: timeout)
    }
    return PendingReply(future: promise.futureResult)
  }

  /// Begins a question whose answer is taken page by page.
  func beginPages(_ body: RequestBody, timeout: TimeAmount?) -> AnswerStream {
    let stream = AnswerStream(channel: channel)
    channel.eventLoop.execute {
      session.value.begin(body, .pages(stream), timeout: timeout)
    }
    return stream
  }

  /// Begins a tail.
  ///
  /// - Returns: its request id, for credit and cancelling; nil when it failed at once.
  func beginTail(
    _ body: RequestBody, into stream: AsyncThrowingStream<PBTailEvents, any Error>.Continuation
  ) async throws(ClientError) -> UInt64? {
    do {
      return try await channel.eventLoop.submit {
        session.value.begin(body, .tail(stream), timeout: nil)
      }.get()
    } catch {
      throw .connectionLost(reason: "\(error)")
    }
  }

  func continueTail(_ requestID: UInt64, _ body: RequestBody) {
    channel.eventLoop.execute { session.value.continueTail(requestID, body) }
  }

  func cancelTail(_ requestID: UInt64, _ body: RequestBody) {
    channel.eventLoop.execute { session.value.cancelTail(requestID, body) }
  }

  /// Closes the connection and waits until it is closed.
  func close() async {
    channel.eventLoop.execute { session.value.close() }
    // A channel that is closed already fails this future; there is nothing left to do then.
    try? await channel.closeFuture.get()
  }

  private static func unavailable(path: String, _ error: any Error) -> ClientError {
    let advice: String
    switch (error as? IOError)?.errnoCode {
    case 2:  // ENOENT
      advice = "no such socket; start oppd, or name its socket with --socket or OPP_SOCKET"
    case 111:  // ECONNREFUSED
      advice = "nobody listens there; start oppd (it replaces a stale socket itself)"
    case 13, 1:  // EACCES, EPERM
      advice = "permission denied; join the group that owns the socket"
    default:
      advice = "\(error)"
    }
    return .unavailable(path: path, advice: advice)
  }
}
