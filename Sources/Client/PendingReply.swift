import NIOCore
import Schema

/// An answer that is on its way. Requests are sent when they are begun; waiting comes later, so
/// many can be in flight without a task each.
package struct PendingReply<Value: Sendable>: Sendable {
  let future: EventLoopFuture<Value>

  /// Waits for the answer.
  package func value() async throws(ClientError) -> Value {
    do {
      return try await future.get()
    } catch let error as ClientError {
      throw error
    } catch {
      throw .connectionLost(reason: "\(error)")
    }
  }
}

/// Who waits for the answers to one request. Lives on the connection's event loop.
enum Waiter {
  case result(EventLoopPromise<PBCommandResult>)
  case batch(EventLoopPromise<[PBCommandResult]>, count: Int)
  case answer(EventLoopPromise<PBAnswer>, pages: PBAnswer?)
  /// Takes the pages as bytes; see ``Session/takePage(_:)``.
  case pages(AnswerStream)
  case status(EventLoopPromise<PBStatusAnswer>)
  case tail(AsyncThrowingStream<PBTailEvents, any Error>.Continuation)

  func fail(_ error: ClientError) {
    switch self {
    case .result(let promise): promise.fail(error)
    case .batch(let promise, _): promise.fail(error)
    case .answer(let promise, _): promise.fail(error)
    case .pages(let stream): stream.fail(error)
    case .status(let promise): promise.fail(error)
    case .tail(let stream): stream.finish(throwing: error)
    }
  }
}

/// What has become of a request after one more frame for it.
enum WaiterOutcome {
  /// More frames are to come.
  case waiting(Waiter)
  case done
  /// The frame does not answer this request.
  case mismatch
}

extension Waiter {
  /// Takes one frame of the daemon and hands the answer over when it is whole.
  func take(_ body: PBServerFrame.OneOf_Body) -> WaiterOutcome {
    switch (self, body) {
    case (.result(let promise), .result(let result)):
      promise.succeed(result)
      return .done
    case (.batch(let promise, let count), .batchResult(let batch)):
      guard batch.results.count == count else { return .mismatch }
      promise.succeed(batch.results)
      return .done
    case (.answer(let promise, let pages), .answer(let page)):
      let answer = pages?.appending(page) ?? page
      guard page.last else { return .waiting(.answer(promise, pages: answer)) }
      promise.succeed(answer)
      return .done
    case (.status(let promise), .status(let status)):
      promise.succeed(status)
      return .done
    case (.tail(let stream), .tailEvents(let events)):
      stream.yield(events)
      return .waiting(self)
    default:
      return .mismatch
    }
  }
}

extension PBAnswer {
  /// This answer with the rows of its next page behind its own.
  fileprivate func appending(_ page: PBAnswer) -> PBAnswer {
    var whole = self
    whole.last = page.last
    whole.opportunities += page.opportunities
    whole.timeline += page.timeline
    whole.pipeline += page.pipeline
    whole.health += page.health
    whole.due += page.due
    if page.hasForecast { whole.forecast = page.forecast }
    if page.hasPolicy { whole.policy = page.policy }
    return whole
  }
}
