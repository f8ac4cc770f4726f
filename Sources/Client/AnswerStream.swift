package import NIOCore
import Synchronization

/// An answer that is taken page by page as it comes, so that its size does not matter.
///
/// A few pages may wait here; then the connection is not read, and the daemon waits too. A broken
/// connection ends the stream with an error, never as if the answer were whole.
package final class AnswerStream: Sendable {
  /// Pages of about 200 KiB that may wait to be taken.
  private static let pagesWaitingMaximum = 4

  private let pages: AsyncThrowingStream<ByteBuffer, any Error>
  private let continuation: AsyncThrowingStream<ByteBuffer, any Error>.Continuation
  private let channel: any Channel
  private let flow = Mutex(Flow())

  private struct Flow {
    var waiting = 0
    var isPaused = false
  }

  init(channel: any Channel) {
    self.channel = channel
    (pages, continuation) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
  }

  /// The next page, bytes of an `Answer` message; nil after the last. For one taker.
  package func next(
    isolation actor: isolated (any Actor)? = #isolation
  ) async throws(ClientError) -> ByteBuffer? {
    // Iterators of a stream share what waits in it.
    var iterator = pages.makeAsyncIterator()
    do {
      guard let page = try await iterator.next(isolation: actor) else { return nil }
      took()
      return page
    } catch let error as ClientError {
      throw error
    } catch {
      throw .connectionLost(reason: "\(error)")
    }
  }

  // MARK: On the event loop

  /// Whether the taker has more than enough, so that no time runs against the daemon.
  var isPaused: Bool { flow.withLock { $0.isPaused } }

  /// Takes a page from the connection.
  func take(_ page: ByteBuffer, isLast: Bool) {
    continuation.yield(page)
    if isLast { return continuation.finish() }
    let pauses = flow.withLock { flow in
      flow.waiting += 1
      guard flow.waiting >= Self.pagesWaitingMaximum, !flow.isPaused else { return false }
      flow.isPaused = true
      return true
    }
    if pauses { read(false) }
  }

  func fail(_ error: ClientError) {
    continuation.finish(throwing: error)
  }

  // MARK: Flow

  private func took() {
    let resumes = flow.withLock { flow in
      flow.waiting -= 1
      guard flow.isPaused, flow.waiting <= Self.pagesWaitingMaximum / 2 else { return false }
      flow.isPaused = false
      return true
    }
    if resumes { read(true) }
  }

  private func read(_ isOn: Bool) {
    // It fails only for a channel that is closed already, and then there is nothing to read.
    channel.setOption(.autoRead, value: isOn).whenFailure { _ in }
  }
}
