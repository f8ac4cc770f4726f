import Dispatch
package import EventLog
import Glibc
import Synchronization

/// The thread that merges what has grown cold: small blocks far enough behind the head become large
/// ones, which take a fraction of the disk.
///
/// It is bounded in processor time and in bytes a second, sleeps while there is nothing to merge,
/// and stops between two steps, each of which leaves either the small blocks or the merged ones.
package final class Merger: Sendable {
  package struct Settings: Sendable {
    package var isEnabled = true
    /// Most of one processor's time that merging may take, percent, averaged over seconds.
    package var processorPercent = 25
    /// Most bytes read and written a second.
    package var bytesPerSecond = 16 << 20
    /// How many of the newest records are left as they were committed.
    package var marginRecords = 4_096

    package init() {}
  }

  /// What the process that hosts the ledger may want to know.
  package struct Listeners: Sendable {
    package var merged: @Sendable (MergeReport) -> Void
    /// Merging goes on later (a full disk), or never again in this process (damage).
    package var failed: @Sendable (LogError) -> Void
    /// The commit of an exchange is in doubt: the process must end.
    package var inDoubt: @Sendable (LogError) -> Void

    package init(
      merged: @escaping @Sendable (MergeReport) -> Void,
      failed: @escaping @Sendable (LogError) -> Void,
      inDoubt: @escaping @Sendable (LogError) -> Void
    ) {
      self.merged = merged
      self.failed = failed
      self.inDoubt = inDoubt
    }
  }

  /// After so many records it looks again whether there is enough to merge.
  private static let recordsBetweenLooks: UInt64 = 512
  /// After a failure that may pass.
  private static let retrySeconds = 60

  private let store: any LogStore
  private let settings: Settings
  private let listeners: Listeners
  private let isStopping = Atomic(false)
  /// The head at which the thread wants to be woken; the largest number: it is awake.
  private let wakeAt = Atomic(UInt64.max)
  private let news = DispatchSemaphore(value: 0)
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  package init(store: any LogStore, settings: Settings, listeners: Listeners) {
    precondition((1...100).contains(settings.processorPercent), "a share of one processor")
    precondition(settings.bytesPerSecond > 0 && settings.marginRecords >= 1, "positive limits")
    self.store = store
    self.settings = settings
    self.listeners = listeners
    guard settings.isEnabled else { return }
    let owned = OwnedThread(name: "merger") { [self] in run() }
    thread.withLock { $0 = owned }
  }

  /// The log has grown to `position`. Cheap: wakes nobody until there may be enough to merge.
  package func headMoved(to position: UInt64) {
    let wanted = wakeAt.load(ordering: .acquiring)
    guard position >= wanted else { return }
    let isMine = wakeAt.compareExchange(
      expected: wanted, desired: .max, ordering: .acquiringAndReleasing
    ).exchanged
    if isMine { news.signal() }
  }

  /// Ends the thread after the step it is in.
  package func stop() {
    isStopping.store(true, ordering: .releasing)
    news.signal()
    thread.withLock { $0 }?.join()
  }

  private var mustStop: Bool { isStopping.load(ordering: .acquiring) }

  private func run() {
    ThreadUrgency.background.take()
    var next: UInt64 = 1
    while !mustStop {
      let began = ContinuousClock.now
      let processorBefore = Self.processorTime()
      do throws(LogError) {
        let head = store.head.position
        let margin = UInt64(settings.marginRecords)
        let step = try store.merge(from: next, through: head > margin ? head - margin : 0)
        next = step.next
        switch step.outcome {
        case .idle: sleep(from: head)
        case .passed: break
        case .merged(let report):
          listeners.merged(report)
          pause(
            after: Self.processorTime() - processorBefore,
            bytes: report.storedBytesBefore + report.storedBytesAfter, since: began)
        }
      } catch {
        guard mayPass(error) else { return }
      }
    }
  }

  /// Tells of an error and waits, if waiting may help.
  private func mayPass(_ error: LogError) -> Bool {
    switch error {
    case .closed: return false
    case .inDoubt:
      listeners.inDoubt(error)
      return false
    case .diskFull, .io:
      listeners.failed(error)
      wait(.seconds(Self.retrySeconds))
      return true
    default:
      listeners.failed(error)
      return false
    }
  }

  /// Sleeps until the log is a good deal longer than it was at `head`.
  private func sleep(from head: UInt64) {
    let wanted = head + Self.recordsBetweenLooks
    wakeAt.store(wanted, ordering: .releasing)
    // A commit in between saw the old wish.
    headMoved(to: store.head.position)
    while !mustStop, wakeAt.load(ordering: .acquiring) != .max { news.wait() }
  }

  /// Sleeps as long as the limits ask for after a step of so much work.
  private func pause(after work: Duration, bytes: Int, since began: ContinuousClock.Instant) {
    let idle = work * (100 - settings.processorPercent) / settings.processorPercent
    let transfer = Duration.seconds(1) * bytes / settings.bytesPerSecond
    wait(max(idle, transfer - began.duration(to: .now)))
  }

  /// Sleeps for a time, or until the stop.
  private func wait(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return }
    let deadline =
      DispatchTime.now() + .seconds(Int(seconds)) + .nanoseconds(Int(attoseconds / 1_000_000_000))
    while !mustStop {
      // Nobody but the stop signals while `wakeAt` asks for nothing.
      if news.wait(timeout: deadline) == .timedOut { return }
    }
  }

  private static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
