import Ledger
import Logging
import NIOCore
import Opportunities
import Schema

// What a session does with each request: decode it, hand it to the ledger, or say why not.

extension Session {
  func receive(_ frame: ByteBuffer, _ context: ChannelHandlerContext) {
    let scan: ClientFrameScan
    do throws(WireError) {
      scan = try ClientFrameScan.scan(
        frame.readableBytesSpan, batchCommandsMaximum: limits.batchCommandsMaximum)
    } catch {
      return refuse(unscannable: frame, error, context)
    }
    guard scan.requestID != 0 else {
      return refuse(0, "MALFORMED_FRAME", "request_id must not be 0", closing: true, context)
    }
    guard state.isServing || scan.request == .hello else {
      return refuse(
        scan.requestID, "HELLO_REQUIRED", "the first frame must be hello", closing: true, context)
    }
    switch scan.request {
    case .hello: hello(frame, scan, context)
    case .submit: submit(frame, scan, context)
    case .submitBatch: submitBatch(frame, scan, context)
    case .query: query(frame, scan, context)
    case .status: status(scan, context)
    case .tail, .tailCredit, .tailCancel: tail(frame, scan, context)
    }
  }

  /// A batch that is too long is a sound frame, so the connection lives on; any other damage means
  /// that the two sides no longer agree where frames are.
  private func refuse(
    unscannable frame: ByteBuffer, _ error: WireError, _ context: ChannelHandlerContext
  ) {
    let requestID = ClientFrameScan.requestID(of: frame.readableBytesSpan)
    if error.reason == .tooManyElements, requestID != 0 {
      refuse(
        requestID, "MALFORMED_COMMAND",
        "a batch has at most \(limits.batchCommandsMaximum) commands", closing: false, context)
    } else {
      refuse(0, "MALFORMED_FRAME", "\(error)", closing: true, context)
    }
  }

  private func hello(
    _ frame: ByteBuffer, _ scan: ClientFrameScan, _ context: ChannelHandlerContext
  ) {
    guard let hello: PBHello = message(frame, scan, context) else { return }
    switch state.hello(minimum: hello.versionMinimum, maximum: hello.versionMaximum) {
    case .refuse(let code, let text):
      refuse(scan.requestID, code, text, closing: true, context)
    case .welcome(let version):
      log.debug(
        "client connected",
        metadata: ["client": "\(hello.client.prefix(80))", "uid": "\(peer.userID)"])
      var answer = PBServerFrame()
      answer.requestID = scan.requestID
      answer.welcome.version = version
      answer.welcome.server = "oppd \(LedgerVersion.text)"
      answer.welcome.frameBytesMaximum = UInt32(limits.frameBytesMaximum)
      answer.welcome.commandsInFlightMaximum = UInt32(limits.commandsInFlightPerConnection)
      answer.welcome.batchCommandsMaximum = UInt32(limits.batchCommandsMaximum)
      answer.welcome.headPosition = service.headPosition
      send(answer, context)
    }
  }

  private func submit(
    _ frame: ByteBuffer, _ scan: ClientFrameScan, _ context: ChannelHandlerContext
  ) {
    guard let outbound else { return }
    let bytes = frame.readableBytesSpan.extracting(scan.body)
    do throws(Rejection) {
      let submission = try Submission(decoding: bytes, from: peer.userID)
      let item = WorkItem(requestID: scan.requestID, body: .single(submission), sink: outbound)
      hand(item, context) { () throws(Writer.Refusal) in
        try service.submit(item, in: frame.readableBytesSpan, at: scan.body)
      }
    } catch {
      var frames: [UInt8] = []
      FrameWriter.result(
        requestID: scan.requestID, .rejection(error, CommandCodec.commandID(of: bytes)),
        into: &frames)
      outbound.write(frames)
    }
  }

  private func submitBatch(
    _ frame: ByteBuffer, _ scan: ClientFrameScan, _ context: ChannelHandlerContext
  ) {
    guard let outbound, let batch = scan.batch else { return }
    guard !batch.commands.isEmpty else {
      return refuse(
        scan.requestID, "MALFORMED_COMMAND", "a batch has at least one command", closing: false,
        context)
    }
    var entries: [BatchEntry] = []
    entries.reserveCapacity(batch.commands.count)
    for range in batch.commands {
      let bytes = frame.readableBytesSpan.extracting(range)
      do throws(Rejection) {
        entries.append(.submission(try Submission(decoding: bytes, from: peer.userID)))
      } catch {
        entries.append(.malformed(error, CommandCodec.commandID(of: bytes)))
      }
    }
    let item = WorkItem(
      requestID: scan.requestID, body: .batch(entries, atomic: batch.isAtomic), sink: outbound)
    hand(item, context) { () throws(Writer.Refusal) in
      try service.submit(item, in: frame.readableBytesSpan, at: batch.commands)
    }
  }

  /// - Parameter submit: hands `item` to the ledger and says whether a commit must be seen to.
  private func hand(
    _ item: WorkItem, _ context: ChannelHandlerContext,
    _ submit: () throws(Writer.Refusal) -> Bool
  ) {
    do throws(Writer.Refusal) {
      if try submit() { commitSoon(context.eventLoop) }
      state.commandsSent(item.commandCount)
    } catch {
      switch error {
      case .full:
        refuse(
          item.requestID, "BUSY", "too many commands are in flight: wait and send them again",
          closing: false, context)
      case .closed:
        refuse(
          item.requestID, "SHUTTING_DOWN", "the daemon is stopping: send the same ids again later",
          closing: false, context)
      }
    }
  }

  /// Commits when everything that the sockets brought in this turn of the event loop is read.
  private func commitSoon(_ loop: any EventLoop) {
    // Tasks of an event loop run after all readable channels were served (NIO, SelectableEventLoop).
    loop.execute { [service] in service.commit() }
  }

  private func query(
    _ frame: ByteBuffer, _ scan: ClientFrameScan, _ context: ChannelHandlerContext
  ) {
    guard let outbound, let query: PBQuery = message(frame, scan, context) else { return }
    guard state.queryAsked() else {
      return refuse(
        scan.requestID, "BUSY",
        "a connection has at most \(limits.queriesInFlightPerConnection) queries in flight",
        closing: false, context)
    }
    service.ask(
      Question(
        requestID: scan.requestID, query: query,
        sink: QuestionSink(outbound: outbound, settle: settle(context))))
  }

  /// Counts a query as answered, on the event loop: for an answer that was written at once.
  private func settle(_ context: ChannelHandlerContext) -> @Sendable () -> Void {
    let channel = context.channel
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    return { channel.eventLoop.execute { bound.value.queryAnswered(channel) } }
  }

  private func status(_ scan: ClientFrameScan, _ context: ChannelHandlerContext) {
    var answer = PBServerFrame()
    answer.requestID = scan.requestID
    answer.status = service.status(connections: connections.count)
    send(answer, context)
  }

  private func tail(
    _ frame: ByteBuffer, _ scan: ClientFrameScan, _ context: ChannelHandlerContext
  ) {
    guard let outbound else { return }
    switch scan.request {
    case .tail:
      guard let request: PBTailRequest = message(frame, scan, context) else { return }
      if let refusal = state.tailStarted(scan.requestID) {
        return refuse(scan.requestID, refusal.code, refusal.message, closing: false, context)
      }
      service.tails.start(
        requestID: scan.requestID, sink: outbound, from: request.fromPosition,
        credit: request.credit)
    case .tailCredit:
      guard let request: PBTailCredit = message(frame, scan, context) else { return }
      service.tails.addCredit(request.credit, requestID: scan.requestID, sink: outbound)
    default:
      state.tailEnded(scan.requestID)
      service.tails.cancel(requestID: scan.requestID, sink: outbound)
    }
  }

  private func message<Message: PBMessage>(
    _ frame: ByteBuffer, _ scan: ClientFrameScan, _ context: ChannelHandlerContext
  ) -> Message? {
    let bytes = frame.readableBytesView[scan.body.shifted(by: frame.readerIndex)]
    do {
      return try GeneratedCodec.decode(Array(bytes))
    } catch {
      refuse(scan.requestID, "MALFORMED_FRAME", "\(error)", closing: true, context)
      return nil
    }
  }
}

/// The way out for one question: tells the session when it is answered. Of an answer in pages the
/// session knows by itself when the last one is written; until then the query counts.
private final class QuestionSink: AnswerSink {
  private let outbound: Outbound
  private let settle: @Sendable () -> Void

  init(outbound: Outbound, settle: @escaping @Sendable () -> Void) {
    self.outbound = outbound
    self.settle = settle
  }

  var isCongested: Bool { outbound.isCongested }

  func deliver(_ frames: [UInt8], answering commands: Int) {
    outbound.deliver(frames, answering: commands)
    settle()
  }

  func deliver(_ pages: AnswerPages, requestID: UInt64) {
    outbound.deliver(pages, requestID: requestID)
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range<Int> {
    lowerBound + offset..<upperBound + offset
  }
}
