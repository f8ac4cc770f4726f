import Dispatch
import EventLog
import Opportunities
import Sealing
import Synchronization

/// The thread that writes a checkpoint now and then, off the way of commits.
///
/// It asks the projector and the commit step for copies, which cost them microseconds, brings the
/// read model's copy up to the write model's, and writes both at a bounded rate.
package final class Checkpointer: Sendable {
  package struct Settings: Sendable {
    /// Where checkpoints lie.
    package var directory: String
    /// How many new records make a new checkpoint due; 0: never.
    package var recordsBetween: UInt64 = 1_000_000
    /// How fast one is written.
    package var bytesPerSecond: UInt64 = 64 << 20

    package init(directory: String) {
      self.directory = directory
    }

    /// So many make one worth while when the ledger stops.
    var recordsAtStop: UInt64 { min(10_000, recordsBetween) }
  }

  /// What became of a checkpoint that was due.
  package enum News: Sendable {
    case written(position: UInt64, byteCount: UInt64, milliseconds: UInt64)
    case failed(CheckpointFault)
  }

  /// How a state is come by; each is called on the checkpointer's thread.
  struct Sources: Sendable {
    /// Hands a copy of the read model over, nil if there is none any more.
    var readModel: @Sendable (@escaping @Sendable (ReadModel?) -> Void) -> Void
    /// Whether the read model of the checkpoint that was there at the start could not be used.
    var wasReadModelDiscarded: @Sendable () -> Bool = { false }
    /// A copy of the write model, nil if there is none any more.
    var writeModel: @Sendable () -> WriteModelCopy?
  }

  private enum Errand {
    case write
    /// The same if enough came since the last one, while the ledger waits for its copies to be taken.
    case writeLast
    case end
  }

  /// A copy is a matter of milliseconds; a question that takes minutes may stand before it.
  private static let copySeconds = 30
  /// A ledger that stops does not wait for it that long.
  private static let copySecondsAtStop = 5

  private let settings: Settings
  private let store: any LogStore
  private let keys: TextKeys?
  private let sources: Sources
  private let report: @Sendable (News) -> Void
  private let dueAt: Atomic<UInt64>
  private let lastPosition: Atomic<UInt64>
  private let positionAtStart: UInt64
  /// The last one is asked for; none comes due any more.
  private let isFinishing = Atomic(false)
  private let errands = Mutex<[Errand]>([])
  private let arrival = DispatchSemaphore(value: 0)
  private let copied = DispatchSemaphore(value: 0)
  private let pace: CheckpointPace
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  /// - Parameter lastPosition: of the checkpoint that is there; 0: none.
  init(
    _ settings: Settings, store: any LogStore, keys: TextKeys? = nil, sources: Sources,
    lastPosition: UInt64,
    report: @escaping @Sendable (News) -> Void
  ) {
    self.settings = settings
    self.store = store
    self.keys = keys
    self.sources = sources
    self.report = report
    self.lastPosition = Atomic(lastPosition)
    positionAtStart = lastPosition
    dueAt = Atomic(Self.due(after: lastPosition, settings))
    pace = CheckpointPace(bytesPerSecond: settings.bytesPerSecond) { () throws(LogError) in
      try store.spaceLeft()
    }
    SideFileWriter.removeUnfinished(name: Checkpoint.fileName, in: settings.directory)
    let owned = OwnedThread(name: "checkpointer") { [self] in run() }
    thread.withLock { $0 = owned }
    advanced(to: store.head.position)
  }

  private static func due(after position: UInt64, _ settings: Settings) -> UInt64 {
    let (sum, overflow) = position.addingReportingOverflow(settings.recordsBetween)
    return overflow || settings.recordsBetween == 0 ? .max : sum
  }

  /// The log has grown. Cheap: called after each commit.
  package func advanced(to position: UInt64) {
    guard position >= dueAt.load(ordering: .relaxed), !isFinishing.load(ordering: .relaxed) else {
      return
    }
    // Due again only once this one is done.
    if dueAt.exchange(.max, ordering: .relaxed) != .max { put(.write) }
  }

  /// The names in the last checkpoint cannot be read any more: another one is due if there was one.
  func renew() {
    guard settings.recordsBetween > 0, lastPosition.load(ordering: .relaxed) > 0,
      !isFinishing.load(ordering: .relaxed)
    else { return }
    if dueAt.exchange(.max, ordering: .relaxed) != .max { put(.write) }
  }

  /// Begins a last checkpoint if enough came since the one before, which may still be under way; the
  /// ledger still runs, and has given its copies when this returns. Called once.
  package func finish() {
    pace.hurry()
    guard settings.recordsBetween > 0 else { return }
    isFinishing.store(true, ordering: .relaxed)
    put(.writeLast)
    _ = copied.wait(timeout: .now() + .seconds(Self.copySecondsAtStop))
  }

  private var isLastWorthWhile: Bool {
    // The next start would fold the read model from the log once more.
    if lastPosition.load(ordering: .relaxed) == positionAtStart, sources.wasReadModelDiscarded() {
      return true
    }
    return store.head.position >= lastPosition.load(ordering: .relaxed) + settings.recordsAtStop
  }

  /// Ends the thread, after the checkpoint it is at. The ledger's other threads still run.
  package func stop() {
    pace.hurry()
    put(.end)
    thread.withLock { $0 }?.join()
  }

  private func put(_ errand: Errand) {
    errands.withLock { $0.append(errand) }
    arrival.signal()
  }

  private func run() {
    ThreadUrgency.background.take()
    while true {
      arrival.wait()
      switch errands.withLock({ $0.removeFirst() }) {
      case .write: write {}
      case .writeLast:
        if isLastWorthWhile { write { copied.signal() } } else { copied.signal() }
      case .end: return
      }
    }
  }

  /// - Parameter taken: called once, when the copies are taken or could not be.
  private func write(taken: () -> Void) {
    let started = ContinuousClock.now
    // After a failure too: the next one is tried when as many records have come again.
    var reached = store.head.position
    do throws(CheckpointFault) {
      let contents = try takeContents(taken)
      reached = contents.frontier.count
      let byteCount = try Checkpoint.write(
        consume contents, in: settings.directory, keys: keys, pace: pace)
      lastPosition.store(reached, ordering: .relaxed)
      report(
        .written(
          position: reached, byteCount: byteCount,
          milliseconds: UInt64((ContinuousClock.now - started) / .milliseconds(1))))
    } catch {
      report(.failed(error))
    }
    dueAt.store(Self.due(after: reached, settings), ordering: .relaxed)
    advanced(to: store.head.position)
  }

  /// Copies of both folds at one position.
  ///
  /// The read model first: the projector never runs ahead of commits, so the write model's copy is
  /// at the same record or a later one, and what lies between is folded here.
  private func takeContents(
    _ taken: () -> Void
  ) throws(CheckpointFault) -> Checkpoint.Contents {
    defer { taken() }
    let model = Delivery<ReadModel?>()
    sources.readModel { model.bring($0) }
    guard var readModel = model.wait(seconds: Self.copySeconds) ?? nil else {
      throw .unavailable("the read model could not be had")
    }
    guard let copy = sources.writeModel() else {
      throw .unavailable("the write model could not be had")
    }
    let position = copy.frontier.count
    do throws(ReplayError) {
      try readModel.follow(store, through: position, keys: keys)
    } catch {
      throw .unavailable("the read model could not be brought up to the log: \(error)")
    }
    guard readModel.position == position else {
      throw .unavailable("the read model ran ahead of the write model")
    }
    var recovered = Recovered()
    recovered.writer = copy.writer
    recovered.readModel = readModel
    return Checkpoint.Contents(recovered, frontier: copy.frontier)
  }
}

extension ReadModel {
  /// Folds the records up to `position` that are not folded yet.
  mutating func follow(
    _ store: any LogStore, through position: UInt64, keys: TextKeys?
  ) throws(ReplayError) {
    guard self.position < position else { return }
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: self.position + 1, through: position) { place, bytes in
        do throws(ReplayError) {
          try apply(
            try decodeRecord(bytes, at: place, skippingDetails: true, keys: keys))
          return .next
        } catch {
          failure = error
          return .stop
        }
      }
    } catch {
      throw .log(error)
    }
    if let failure { throw failure }
  }
}
