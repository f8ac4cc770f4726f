import Synchronization

/// Where commits happen: on the thread that serves the sockets, once there is one; before that, and
/// where there are no sockets, on the thread of whoever asks.
///
/// Whoever has something for that thread to do hands it over here instead of doing it beside it, so
/// that no commit ever waits for a thread of low priority.
final class CommittingThread: Sendable {
  typealias Work = @Sendable () -> Void

  private let executor = Mutex<(@Sendable (@escaping Work) -> Void)?>(nil)

  /// From now on work goes to `executor`.
  func become(_ executor: @escaping @Sendable (@escaping Work) -> Void) {
    self.executor.withLock { $0 = executor }
  }

  func run(_ work: @escaping Work) {
    if let executor = executor.withLock({ $0 }) { executor(work) } else { work() }
  }
}
