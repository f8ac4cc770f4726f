package import EventLog
package import Opportunities
import Schema
package import Sealing
import Synchronization

/// The one writer. Commands gather here until its committing thread calls ``commit()``, which runs
/// the commit step over all of them, hands the facts on and answers.
///
/// It has no thread of its own: the thread that reads commands from sockets commits them too, so
/// that a command needs no hop from thread to thread, neither on its way in nor on its way out.
package final class Writer: Sendable {
  /// For `status`: what there is as of the last commit, and counters since the start.
  package struct Counts: Sendable {
    package var contents: LedgerState.Counts
    package var accepted: UInt64 = 0
    package var rejected: UInt64 = 0
    package var duplicates: UInt64 = 0
    package var commits: UInt64 = 0
    package var rejections: [Rejection.Code: UInt64] = [:]
  }

  /// What the writer tells the rest of the ledger.
  package struct Listeners: Sendable {
    /// The facts of a commit, in order, before their commands are answered; the new head; and whether
    /// texts may have been erased.
    package var committed: @Sendable ([RecordedEvent], Head, Bool) -> Void
    /// The commit failed and nobody knows whether it is on disk: the process must end.
    package var inDoubt: @Sendable (LogError) -> Void

    package init(
      committed: @escaping @Sendable ([RecordedEvent], Head, Bool) -> Void,
      inDoubt: @escaping @Sendable (LogError) -> Void
    ) {
      self.committed = committed
      self.inDoubt = inDoubt
    }
  }

  /// Why a command is not taken.
  package enum Refusal: Error {
    /// Too many commands are in flight.
    case full
    /// The ledger stops.
    case closed
  }

  /// Most commands in one commit: bounds how long the first one waits for the last.
  private static let groupCommandsMaximum = 8_192

  private struct Waiting {
    var items: [WorkItem] = []
    var bytes = CommandBytes()
    /// Commands that wait or are in work.
    var commands = 0
    var isClosed = false
  }

  /// What belongs to the thread that commits.
  private struct Work: ~Copyable {
    var step: CommitStep
    /// The group in work; its storage and that of what waits change places.
    var items: [WorkItem] = []
    var bytes = CommandBytes()
    var replies = ReplyRun()
  }

  private let waiting = Mutex(Waiting())
  private let work: Mutex<Work>
  private let counted: Mutex<Counts>
  private let listeners: Listeners
  private let commandsMaximum: Int

  /// - Parameters:
  ///   - keys: of the texts; nil: they stand in the records as they are.
  ///   - commandsMaximum: most commands in flight before `BUSY`.
  package init(
    store: any LogStore, clock: any LedgerClock, recovered: RecoveredWriter,
    keys: TextKeys? = nil, commandsMaximum: Int, listeners: Listeners
  ) {
    self.listeners = listeners
    self.commandsMaximum = commandsMaximum
    let step = CommitStep(store: store, clock: clock, recovered: recovered, keys: keys)
    counted = Mutex(Counts(contents: step.contents))
    work = Mutex(Work(step: step))
  }

  package var counts: Counts { counted.withLock { $0 } }

  /// Takes an item for the next commit.
  ///
  /// - Parameters:
  ///   - frame: holds the bytes of its commands as received.
  ///   - ranges: where in the frame each of them stands.
  /// - Returns: whether it is the first to wait, so that the caller must have ``commit()`` called.
  /// - Throws: `full` when too many commands are in flight, `closed` while the ledger stops.
  package func submit(
    _ item: WorkItem, in frame: RawSpan, at ranges: [Range<Int>]
  ) throws(Refusal) -> Bool {
    let result = frame.withUnsafeBytes { frame in
      submit(item, commands: ranges.count) { bytes in
        for range in ranges { bytes.append(UnsafeRawBufferPointer(rebasing: frame[range])) }
      }
    }
    return try result.get()
  }

  /// As the other, for one command.
  package func submit(
    _ item: WorkItem, in frame: RawSpan, at range: Range<Int>
  ) throws(Refusal) -> Bool {
    let result = frame.withUnsafeBytes { frame in
      submit(item, commands: 1) { bytes in
        bytes.append(UnsafeRawBufferPointer(rebasing: frame[range]))
      }
    }
    return try result.get()
  }

  private func submit(
    _ item: WorkItem, commands: Int, append: (inout CommandBytes) -> Void
  ) -> Result<Bool, Refusal> {
    precondition(commands == item.commandCount, "every command has its bytes")
    return waiting.withLock { waiting in
      if waiting.isClosed { return .failure(.closed) }
      if waiting.commands + commands > commandsMaximum { return .failure(.full) }
      waiting.commands += commands
      var item = item
      item.firstDigest = waiting.bytes.count
      waiting.items.append(item)
      append(&waiting.bytes)
      return .success(waiting.items.count == 1)
    }
  }

  /// Makes everything that waits durable and answers it. The calling thread waits for the device.
  package func commit() {
    work.withLock { work in
      take(into: &work)
      let digests = work.bytes.digests()
      work.bytes.removeAll()
      var rest = work.items[...]
      while !rest.isEmpty {
        let group = Self.nextGroup(&rest)
        do throws(LogError) {
          let result = try work.step.run(group, digests: digests)
          count(result, of: work.step.contents)
          if !result.events.isEmpty {
            listeners.committed(result.events, result.head, result.hasErasure)
          }
          answer(group, result.outcomes, &work.replies)
        } catch {
          end(in: error, refusing: work.items[group.startIndex...], &work.replies)
          rest = []
        }
      }
      work.items.removeAll(keepingCapacity: true)
    }
  }

  /// A copy of the write model between two commits; nil: it may not be what the disk holds.
  func copy() -> WriteModelCopy? {
    work.withLock { $0.step.copy() }
  }

  /// The state between two commits, for who looks at it as a whole: it shares everything with the
  /// writer's own until that changes. nil: it may not be what the disk holds.
  func state() -> LedgerState? {
    work.withLock { $0.step.stateOfNow() }
  }

  /// Refuses what comes from now on, and returns when what was waiting is written and answered.
  package func stop() {
    waiting.withLock { $0.isClosed = true }
    commit()
  }

  private func take(into work: inout Work) {
    precondition(work.items.isEmpty, "a group is done with before the next begins")
    waiting.withLock { waiting in
      swap(&waiting.items, &work.items)
      swap(&waiting.bytes, &work.bytes)
    }
  }

  private static func nextGroup(_ rest: inout ArraySlice<WorkItem>) -> ArraySlice<WorkItem> {
    var commands = 0
    var end = rest.startIndex
    while end < rest.endIndex, commands < groupCommandsMaximum {
      commands += rest[end].commandCount
      end += 1
    }
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private func count(_ result: CommitStep.Result, of contents: LedgerState.Counts) {
    counted.withLock { counts in
      counts.contents = contents
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

  /// Answers a group with one delivery for each run of requests of a connection.
  private func answer(
    _ items: ArraySlice<WorkItem>, _ outcomes: [WorkOutcome], _ replies: inout ReplyRun
  ) {
    precondition(items.count == outcomes.count, "every request has its outcome")
    release(items)
    for (place, index) in items.indices.enumerated() {
      replies.continue(for: items[index].sink, commands: items[index].commandCount)
      switch outcomes[place] {
      case .single(let outcome):
        FrameWriter.result(requestID: items[index].requestID, outcome, into: &replies.frames)
      case .batch(let outcomes):
        FrameWriter.batchResult(requestID: items[index].requestID, outcomes, into: &replies.frames)
      }
    }
    replies.end()
  }

  private func release(_ items: ArraySlice<WorkItem>) {
    let commands = items.reduce(0) { $0 + $1.commandCount }
    waiting.withLock { $0.commands -= commands }
  }

  /// After a commit in doubt nothing is judged any more: whoever waits is told `UNKNOWN`.
  private func end(
    in error: LogError, refusing items: ArraySlice<WorkItem>, _ replies: inout ReplyRun
  ) {
    let late = waiting.withLock { waiting in
      waiting.isClosed = true
      defer { waiting.items = [] }
      return waiting.items
    }
    for item in items + late {
      replies.continue(for: item.sink, commands: item.commandCount)
      FrameWriter.refusal(
        requestID: item.requestID, code: "UNKNOWN",
        message: "the commit is in doubt: reconnect and send the same command ids again",
        closing: true, into: &replies.frames)
    }
    replies.end()
    listeners.inDoubt(error)
  }
}

/// Frames for one connection after the other: a run of requests of one connection gets one delivery.
///
/// What one readable socket brought stands together in a group, so runs are long where it matters.
struct ReplyRun: ~Copyable {
  /// Frames of the run under way, to be appended to.
  var frames = WireWriter(capacity: 64 << 10)
  private var commands = 0
  private var sink: (any AnswerSink)?

  /// What is appended to ``frames`` from now on answers `commands` more commands of `sink`.
  mutating func `continue`(for sink: any AnswerSink, commands: Int) {
    if self.sink !== sink {
      end()
      self.sink = sink
    }
    self.commands += commands
  }

  /// Delivers the last run.
  mutating func end() {
    guard let sink else { return }
    var bytes: [UInt8] = []
    frames.append(to: &bytes)
    sink.deliver(bytes, answering: commands)
    self.sink = nil
    commands = 0
    frames.removeAll()
  }
}
