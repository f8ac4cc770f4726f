package import Dispatch
package import EventLog
package import Opportunities
import Schema
import Synchronization

/// The one thread that writes. It drains its inbox, runs the commit step, hands the facts on and
/// answers; while a commit is in the device the next group gathers.
package final class Writer: Sendable {
  /// Counters since the start, for `status`.
  package struct Counts: Sendable {
    package var accepted: UInt64 = 0
    package var rejected: UInt64 = 0
    package var duplicates: UInt64 = 0
    package var commits: UInt64 = 0
    package var rejections: [Rejection.Code: UInt64] = [:]
  }

  /// What the writer tells the rest of the ledger.
  package struct Listeners: Sendable {
    /// The facts of a commit, in order, before their commands are answered.
    package var committed: @Sendable ([RecordedEvent], Head) -> Void
    /// The commit failed and nobody knows whether it is on disk: the process must end.
    package var inDoubt: @Sendable (LogError) -> Void
    /// The thread is alive and not stuck: called at least as often as `heartbeatInterval` says.
    package var heartbeat: (@Sendable () -> Void)?
    package var heartbeatInterval = DispatchTimeInterval.never

    package init(
      committed: @escaping @Sendable ([RecordedEvent], Head) -> Void,
      inDoubt: @escaping @Sendable (LogError) -> Void
    ) {
      self.committed = committed
      self.inDoubt = inDoubt
    }
  }

  /// Most commands in one commit: bounds how long the first one waits for the last.
  private static let groupCommandsMaximum = 8_192

  private let inbox: Inbox<WorkItem>
  private let counted = Mutex(Counts())
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  /// - Parameter commandsMaximum: most commands in flight before `BUSY`.
  package init(commandsMaximum: Int) {
    inbox = Inbox(weightMaximum: commandsMaximum)
  }

  package var counts: Counts { counted.withLock { $0 } }

  /// Starts the thread. Called once.
  package func start(
    store: any LogStore, clock: any LedgerClock, recovered: RecoveredWriter, listeners: Listeners
  ) {
    let owned = OwnedThread(name: "writer") { [self] in
      var step = CommitStep(store: store, clock: clock, recovered: recovered)
      run(&step, listeners)
    }
    thread.withLock { thread in
      precondition(thread == nil, "a writer starts once")
      thread = owned
    }
  }

  /// - Throws: `full` when too many commands are in flight, `closed` while the ledger stops.
  package func submit(_ item: WorkItem) throws(Inbox<WorkItem>.Refusal) {
    try inbox.put(item, weight: item.commandCount)
  }

  /// Lets what is waiting be written and answered, and returns when it is.
  package func stop() {
    inbox.close()
    thread.withLock { $0 }?.join()
  }

  private func run(_ step: inout CommitStep, _ listeners: Listeners) {
    let timeout = listeners.heartbeat == nil ? nil : listeners.heartbeatInterval
    while let items = inbox.takeAll(timeout: timeout) {
      listeners.heartbeat?()
      var rest = items[...]
      while !rest.isEmpty {
        let group = Self.nextGroup(&rest)
        do throws(LogError) {
          let result = try step.run(group)
          count(result)
          if !result.events.isEmpty { listeners.committed(result.events, result.head) }
          answer(group, result.outcomes)
        } catch {
          refuse(group + rest, error)
          listeners.inDoubt(error)
          drain()
          return
        }
      }
    }
  }

  private static func nextGroup(_ rest: inout ArraySlice<WorkItem>) -> [WorkItem] {
    var commands = 0
    var end = rest.startIndex
    while end < rest.endIndex, commands < groupCommandsMaximum {
      commands += rest[end].commandCount
      end += 1
    }
    defer { rest = rest[end...] }
    return Array(rest[..<end])
  }

  private func count(_ result: CommitStep.Result) {
    counted.withLock { counts in
      if !result.events.isEmpty { counts.commits += 1 }
      for outcome in result.outcomes {
        switch outcome {
        case .single(let outcome): Self.count(outcome, in: &counts)
        case .batch(let outcomes): for each in outcomes { Self.count(each, in: &counts) }
        }
      }
    }
  }

  private static func count(_ outcome: CommandOutcome, in counts: inout Counts) {
    switch outcome {
    case .receipt(let receipt):
      if receipt.isDuplicate { counts.duplicates += 1 } else { counts.accepted += 1 }
    case .rejection(let rejection, _):
      counts.rejected += 1
      counts.rejections[rejection.code, default: 0] += 1
    }
  }

  /// Answers a group with one delivery a connection, however many requests it had.
  private func answer(_ items: [WorkItem], _ outcomes: [WorkOutcome]) {
    var replies = ReplyBatch()
    for (item, outcome) in zip(items, outcomes) {
      replies.add(to: item.sink, commands: item.commandCount) { frames in
        switch outcome {
        case .single(let outcome):
          FrameWriter.result(requestID: item.requestID, outcome, into: &frames)
        case .batch(let outcomes):
          FrameWriter.batchResult(requestID: item.requestID, outcomes, into: &frames)
        }
      }
    }
    replies.deliver()
    inbox.release(weight: items.reduce(0) { $0 + $1.commandCount })
  }

  private func refuse(_ items: [WorkItem], _ error: LogError) {
    var replies = ReplyBatch()
    for item in items {
      replies.add(to: item.sink, commands: item.commandCount) { frames in
        FrameWriter.refusal(
          requestID: item.requestID, code: "UNKNOWN",
          message: "the commit is in doubt: reconnect and send the same command ids again",
          closing: true, into: &frames)
      }
    }
    replies.deliver()
  }

  /// After a commit in doubt nothing is judged any more; whoever still arrives is told so.
  private func drain() {
    inbox.close()
    while let items = inbox.takeAll() {
      refuse(items, .inDoubt(reason: "an earlier commit is in doubt"))
    }
  }
}

/// Frames gathered by connection, so that each gets one delivery.
struct ReplyBatch {
  private struct Reply {
    let sink: any AnswerSink
    var frames: [UInt8] = []
    var commands = 0
  }

  private var replies: [Reply] = []
  private var places: [ObjectIdentifier: Int] = [:]

  mutating func add(
    to sink: any AnswerSink, commands: Int, _ write: (inout [UInt8]) -> Void
  ) {
    let key = ObjectIdentifier(sink)
    let place = places[key] ?? replies.count
    if place == replies.count {
      replies.append(Reply(sink: sink))
      places[key] = place
    }
    write(&replies[place].frames)
    replies[place].commands += commands
  }

  func deliver() {
    for reply in replies {
      reply.sink.deliver(reply.frames, answering: reply.commands)
    }
  }
}
