import Synchronization

/// Tells the checkpointer where the writer is, which is made after it and tells it of commits.
///
/// It does not keep the writer alive.
final class WriterReference: Sendable {
  private struct Weak {
    weak var writer: Writer?
  }

  private let held = Mutex(Weak())

  var writer: Writer? {
    get { held.withLock { $0.writer } }
    set { held.withLock { $0.writer = newValue } }
  }
}
