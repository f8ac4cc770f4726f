import Ledger
import NIOCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// The way out of one connection, open to any thread: answers of the writer, pages, tails.
///
/// Nobody ever waits for the socket: what a client does not read is bounded in bytes, and beyond
/// the bound the client loses its connection.
final class Outbound: AnswerSink {
  private let channel: any Channel
  private let limits: Limits
  /// Bytes on their way from other threads to the event loop.
  private let arrivingBytes = Atomic<Int>(0)
  /// Bytes that the channel holds because the socket has not taken them.
  private let channelBytes = Atomic<Int>(0)
  /// The channel's descriptor, which is open as long as the channel is active.
  private let socket: CInt?
  /// Called on the event loop with the number of commands answered.
  private let answered: NIOLoopBound<(Int) -> Void>
  /// Called on the event loop with an answer of many pages.
  private let paged: NIOLoopBound<(AnswerPages, UInt64) -> Void>

  /// Made on the channel's event loop.
  ///
  /// - Parameter socket: the channel's descriptor; nil: everything goes through the channel.
  init(
    channel: any Channel, socket: CInt?, limits: Limits, answered: @escaping (Int) -> Void,
    paged: @escaping (AnswerPages, UInt64) -> Void
  ) {
    self.channel = channel
    self.socket = socket
    self.limits = limits
    self.answered = NIOLoopBound(answered, eventLoop: channel.eventLoop)
    self.paged = NIOLoopBound(paged, eventLoop: channel.eventLoop)
  }

  var isCongested: Bool {
    arrivingBytes.load(ordering: .relaxed) + channelBytes.load(ordering: .relaxed)
      > limits.outboundBytesComfortable
  }

  func deliver(_ frames: [UInt8], answering commands: Int) {
    if channel.eventLoop.inEventLoop {
      write(frames)
      answered.value(commands)
    } else {
      arrivingBytes.add(frames.count, ordering: .relaxed)
      channel.eventLoop.execute { [self] in
        arrivingBytes.subtract(frames.count, ordering: .relaxed)
        write(frames)
        answered.value(commands)
      }
    }
  }

  func deliver(_ pages: AnswerPages, requestID: UInt64) {
    channel.eventLoop.execute { [self] in paged.value(pages, requestID) }
  }

  /// Sends from the event loop itself.
  func write(_ frames: [UInt8]) {
    guard channel.isActive else { return }
    let sent = sendAtOnce(frames)
    guard sent < frames.count else { return }
    let rest = ByteBuffer(bytes: frames[sent...])
    let count = rest.readableBytes
    let waiting = arrivingBytes.load(ordering: .relaxed) + channelBytes.load(ordering: .relaxed)
    guard waiting + count <= limits.outboundBytesMaximum else {
      channel.close(promise: nil)
      return
    }
    channelBytes.add(count, ordering: .relaxed)
    let written = channel.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { [self] _ in
      channelBytes.subtract(count, ordering: .relaxed)
    }
    channel.writeAndFlush(rest, promise: written)
  }

  /// Gives the socket what it takes now, without a buffer and the way through the pipeline, which
  /// cost more than most answers.
  ///
  /// - Returns: how many bytes it took. The channel sends the rest when it can, and deals with
  ///   whatever error it meets then.
  private func sendAtOnce(_ frames: [UInt8]) -> Int {
    guard let socket, channelBytes.load(ordering: .relaxed) == 0 else { return 0 }
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    let sent = frames.withUnsafeBytes { bytes in
      Glibc.send(socket, bytes.baseAddress, bytes.count, flags)
    }
    return max(0, sent)
  }
}
