import Ledger
import NIOCore
import Synchronization

/// The way out of one connection, open to any thread: answers of the writer, pages, tails.
///
/// Nobody ever waits for the socket: what a client does not read is bounded in bytes, and beyond
/// the bound the client loses its connection.
final class Outbound: AnswerSink {
  private let channel: any Channel
  private let limits: Limits
  private let waitingBytes = Atomic<Int>(0)
  /// Called on the event loop with the number of commands answered.
  private let answered: NIOLoopBound<(Int) -> Void>
  /// Called on the event loop with an answer of many pages.
  private let paged: NIOLoopBound<(AnswerPages, UInt64) -> Void>

  /// Made on the channel's event loop.
  init(
    channel: any Channel, limits: Limits, answered: @escaping (Int) -> Void,
    paged: @escaping (AnswerPages, UInt64) -> Void
  ) {
    self.channel = channel
    self.limits = limits
    self.answered = NIOLoopBound(answered, eventLoop: channel.eventLoop)
    self.paged = NIOLoopBound(paged, eventLoop: channel.eventLoop)
  }

  var isCongested: Bool {
    waitingBytes.load(ordering: .relaxed) > limits.outboundBytesComfortable
  }

  func deliver(_ frames: [UInt8], answering commands: Int) {
    waitingBytes.add(frames.count, ordering: .relaxed)
    channel.eventLoop.execute { [self] in
      send(frames)
      answered.value(commands)
    }
  }

  func deliver(_ pages: AnswerPages, requestID: UInt64) {
    channel.eventLoop.execute { [self] in paged.value(pages, requestID) }
  }

  /// Sends from the event loop itself.
  func write(_ frames: [UInt8]) {
    waitingBytes.add(frames.count, ordering: .relaxed)
    send(frames)
  }

  private func send(_ frames: [UInt8]) {
    guard channel.isActive else {
      waitingBytes.subtract(frames.count, ordering: .relaxed)
      return
    }
    if waitingBytes.load(ordering: .relaxed) > limits.outboundBytesMaximum {
      waitingBytes.subtract(frames.count, ordering: .relaxed)
      channel.close(promise: nil)
      return
    }
    let written = channel.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { [self] _ in
      waitingBytes.subtract(frames.count, ordering: .relaxed)
    }
    channel.writeAndFlush(ByteBuffer(bytes: frames), promise: written)
  }
}
