package import EventLog
package import Opportunities
import Dispatch
import Insight
import Schema
package import Sealing
import Synchronization

/// The thread behind the writer: folds committed facts into the read model and answers questions
/// about the present. A heavy question delays the projector, never the writer.
package final class Projector: Sendable {
  private enum Message: Sendable {
    case committed([RecordedEvent])
    case question(Question)
    case copy(@Sendable (ReadModel?) -> Void)
  }

  private struct Waiting {
    let question: Question
    let deadline: DispatchTime
  }

  /// Facts that may wait in memory; beyond it the projector reads them from the log instead.
  private static let eventsWaitingMaximum = 100_000
  /// How long facts may gather before they are folded, unless a question is asked before.
  private static let restMilliseconds = 5
  /// How often expired questions are looked for while some wait.
  private static let waitCheckMilliseconds = 50

  private let inbox = Inbox<Message>(weightMaximum: eventsWaitingMaximum)
  private let store: any LogStore
  private let clock: any LedgerClock
  private let keys: TextKeys?
  private let failed: @Sendable (ReplayError) -> Void
  private let loaded: @Sendable (ReadModelReport) -> Void
  private let reached: Mutex<UInt64>
  /// Whether the ledger ends, and nobody waits for the log to be read to its end.
  let isStopping = Atomic(false)
  private let isDiscarded = Atomic(false)
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  /// - Parameters:
  ///   - readModel: questions wait for it, and for what the log has after it.
  ///   - loaded: called once, when it is there and at the end of the log.
  ///   - failed: called once when a fact cannot be applied; questions are refused from then on, and
  ///     the log is untouched.
  package init(
    store: any LogStore, clock: any LedgerClock, keys: TextKeys? = nil,
    readModel: AwaitedReadModel,
    loaded: @escaping @Sendable (ReadModelReport) -> Void = { _ in },
    failed: @escaping @Sendable (ReplayError) -> Void
  ) {
    self.store = store
    self.clock = clock
    self.keys = keys
    self.failed = failed
    self.loaded = loaded
    reached = Mutex(0)
    let owned = OwnedThread(name: "projector") { [self] in run(readModel) }
    thread.withLock { $0 = owned }
  }

  /// Whether the one it was given could not be used, and it has folded the log instead.
  var hasDiscardedReadModel: Bool { isDiscarded.load(ordering: .relaxed) }

  /// Position of the last record that the read model holds.
  package var position: UInt64 { reached.withLock { $0 } }

  /// Takes the facts of a commit, in order. Never waits: what does not fit is read from the log.
  package func committed(_ events: [RecordedEvent]) {
    // A refusal loses nothing: the projector sees the gap and reads the log.
    try? inbox.put(.committed(events), weight: events.count, isUrgent: false)
  }

  package func ask(_ question: Question) {
    do {
      try inbox.put(.question(question))
    } catch {
      question.refuse(
        QueryRefusal(code: "BUSY", message: "too many questions wait: ask again in a moment"))
    }
  }

  /// Hands a copy of the read model to `take`, on the projector's thread; nil if there is none.
  package func copyReadModel(_ take: @escaping @Sendable (ReadModel?) -> Void) {
    do {
      try inbox.put(.copy(take))
    } catch {
      take(nil)
    }
  }

  package func stop() {
    isStopping.store(true, ordering: .relaxed)
    inbox.close()
    thread.withLock { $0 }?.join()
  }

  private func run(_ awaited: AwaitedReadModel) {
    guard var model = begin(awaited) else { return refuseEverything() }
    var waiting: [Waiting] = []
    while let messages = inbox.takeAll(timeout: Self.timeout(for: waiting)) {
      var weight = 0
      for message in messages {
        switch message {
        case .committed(let events):
          weight += events.count
          guard apply(events, to: &model) else { return refuseEverything() }
        case .question(let question):
          weight += 1
          receive(question, &model, &waiting)
        case .copy(let take):
          weight += 1
          take(model)
        }
      }
      inbox.release(weight: weight)
      guard catchUp(&model, to: store.head.position) else { return refuseEverything() }
      reached.withLock { $0 = model.position }
      settle(&waiting, &model)
      if waiting.isEmpty { inbox.rest(.milliseconds(Self.restMilliseconds)) }
    }
  }

  /// The read model at the end of the log; nil: a record of the log cannot be applied.
  ///
  /// Without one in the checkpoint all of it is folded from the log, as it could have been at any time.
  private func begin(_ awaited: AwaitedReadModel) -> ReadModel? {
    let started = ContinuousClock.now
    var model = ReadModel()
    var discarded: CheckpointFault?
    do throws(CheckpointFault) {
      model = try awaited.wait()
    } catch {
      discarded = error
      isDiscarded.store(true, ordering: .relaxed)
    }
    guard catchUp(&model, to: store.head.position) else { return nil }
    reached.withLock { $0 = model.position }
    loaded(
      ReadModelReport(
        discarded: discarded, position: model.position,
        milliseconds: UInt64((ContinuousClock.now - started) / .milliseconds(1))))
    return model
  }

  private static func timeout(for waiting: [Waiting]) -> DispatchTimeInterval? {
    waiting.isEmpty ? nil : .milliseconds(waitCheckMilliseconds)
  }

  private func receive(
    _ question: Question, _ model: inout ReadModel, _ waiting: inout [Waiting]
  ) {
    if question.query.atLeastPosition > model.position {
      let deadline = DispatchTime.now() + .seconds(Int(question.waitSeconds))
      waiting.append(Waiting(question: question, deadline: deadline))
    } else {
      answer(question, &model)
    }
  }

  private func settle(_ waiting: inout [Waiting], _ model: inout ReadModel) {
    guard !waiting.isEmpty else { return }
    let now = DispatchTime.now()
    waiting.removeAll { entry in
      if entry.question.query.atLeastPosition <= model.position {
        answer(entry.question, &model)
        return true
      }
      guard entry.deadline <= now else { return false }
      entry.question.refuse(
        QueryRefusal(
          code: "LAGGING",
          message: """
            the read model is at position \(model.position), not yet at \
            \(entry.question.query.atLeastPosition)
            """))
      return true
    }
  }

  private func answer(_ question: Question, _ model: inout ReadModel) {
    let now = clock.now()
    if question.asksForSums { model.prepare(at: now) }
    question.answer(
      Questions.answer(
        question.query, from: model, at: now, position: model.position, store: store,
        keys: keys))
  }

  /// Applies events that follow the model, filling a gap from the log.
  private func apply(_ events: [RecordedEvent], to model: inout ReadModel) -> Bool {
    guard let first = events.first, first.position > model.position else { return true }
    guard catchUp(&model, to: first.position - 1) else { return false }
    // Not when the ledger ends meanwhile.
    guard model.position >= first.position - 1 else { return true }
    do throws(ReplayError) {
      for event in events where event.position > model.position { try model.apply(event) }
      return true
    } catch {
      failed(error)
      return false
    }
  }

  private func catchUp(_ model: inout ReadModel, to position: UInt64) -> Bool {
    guard model.position < position else { return true }
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: model.position + 1, through: position) { position, bytes in
        do throws(ReplayError) {
          try model.apply(
            try decodeRecord(bytes, at: position, skippingDetails: true, keys: keys))
          return isStopping.load(ordering: .relaxed) ? .stop : .next
        } catch {
          failure = error
          return .stop
        }
      }
    } catch {
      failure = .log(error)
    }
    if let failure { failed(failure) }
    return failure == nil
  }

  /// After a fact that cannot be applied no answer would be right any more.
  private func refuseEverything() {
    while let messages = inbox.takeAll() {
      for message in messages {
        switch message {
        case .committed: break
        case .copy(let take): take(nil)
        case .question(let question):
          question.refuse(
            QueryRefusal(
              code: "INTERNAL",
              message:
                "the read model stopped at a record it cannot apply: see the daemon's log"))
        }
      }
    }
  }
}
