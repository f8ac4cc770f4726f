package import EventLog
import Opportunities
import Schema
package import Sealing
import Synchronization

/// The thread that answers questions about the past: it rebuilds a read model from the log for each
/// basis, so that neither the writer nor the projector waits for it.
package final class Historian: Sendable {
  /// Questions that may wait; a rebuilding takes long, so more are refused than queued.
  private static let questionsWaitingMaximum = 64

  private let inbox = Inbox<Question>(weightMaximum: questionsWaitingMaximum)
  private let store: any LogStore
  private let clock: any LedgerClock
  private let keys: TextKeys?
  private let isStopping = Mutex(false)
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  package init(store: any LogStore, clock: any LedgerClock, keys: TextKeys? = nil) {
    self.store = store
    self.keys = keys
    self.clock = clock
    let owned = OwnedThread(name: "historian") { [self] in run() }
    thread.withLock { $0 = owned }
  }

  package func ask(_ question: Question) {
    do {
      try inbox.put(question)
    } catch {
      question.refuse(
        QueryRefusal(
          code: "BUSY", message: "too many questions about the past wait: ask again later"))
    }
  }

  package func stop() {
    isStopping.withLock { $0 = true }
    inbox.close()
    thread.withLock { $0 }?.join()
  }

  private func run() {
    while let questions = inbox.takeAll() {
      // Questions of one basis share its rebuilding: a report asks several at once.
      var past: (basis: Basis, head: UInt64, model: History.Past)?
      for question in questions {
        if isStopping.withLock({ $0 }) {
          question.refuse(QueryRefusal(code: "SHUTTING_DOWN", message: "the daemon is stopping"))
        } else {
          answer(question, &past)
        }
      }
      inbox.release(weight: questions.count)
    }
  }

  private func answer(
    _ question: Question, _ past: inout (basis: Basis, head: UInt64, model: History.Past)?
  ) {
    let basis = question.basis
    let head = store.head.position
    do throws(ReplayError) {
      var beginning: ReadModel?
      // What is refused anyway, a beginning after the end, needs no log to be read twice.
      if let since = Basis.beginning(of: question.query), let from = since.instant,
        from <= basis.instant ?? clock.now()
      {
        let both = try rebuild(basis, since: since)
        beginning = both.earlier.fold
        past = (basis, head, both.end)
      } else if past?.basis != basis || past?.head != head {
        past = (basis, head, try rebuild(basis))
      }
      guard let model = past?.model else { preconditionFailure("a past was just rebuilt") }
      question.answer(
        Questions.answer(
          question.query, from: model.readModel, at: model.instant, position: model.position,
          since: beginning, store: store, keys: keys))
    } catch {
      question.refuse(Self.refusal(for: error))
    }
  }

  private func rebuild(_ basis: Basis) throws(ReplayError) -> History.Past {
    try History.rebuild(
      basis, from: store, keys: keys, now: clock.now(),
      isCancelled: { isStopping.withLock { $0 } })
  }

  private func rebuild(_ basis: Basis, since beginning: Basis) throws(ReplayError) -> TwoPasts<
    ReadModel
  > {
    try .compared(
      basis, since: beginning, from: store, keys: keys, now: clock.now(),
      isCancelled: { isStopping.withLock { $0 } })
  }

  private static func refusal(for error: ReplayError) -> QueryRefusal {
    if case .log(.notFound(let position, let head)) = error {
      return .invalid("position \(position) lies beyond the head, \(head)")
    }
    return QueryRefusal(code: error.code, message: "\(error)")
  }
}
