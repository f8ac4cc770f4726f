import CLinux
import Glibc

/// How soon a thread gets a processor when it has something to do and others are at work.
///
/// A wish, never a condition: a kernel or a sandbox that does not grant it leaves the thread as it
/// is, and everything works as well, only commits wait longer on a busy machine.
package enum ThreadUrgency {
  /// It sleeps often, works for a fraction of a millisecond, and everybody waits for it: the thread
  /// that commits.
  ///
  /// Without it, a thread that wakes up while both processors are at work waits for the next tick of
  /// the kernel's clock, up to 4 ms, which is a hundred times what a fast device takes to sync. One
  /// that asks for short slices is let in at once (Linux 6.12 and later; before that the kernel
  /// ignores the wish). It does not get more of the processors in all.
  case prompt
  /// It works for long, and nobody waits for it: merging, checkpoints.
  case background

  /// The shortest slice that the kernel grants.
  private static let sliceNanoseconds: UInt64 = 100_000
  /// A tenth of the share of a thread that is not nice.
  private static let nicer: Int32 = 10

  /// Makes it the urgency of the calling thread.
  /// - Returns: whether the kernel took the wish.
  @discardableResult
  package func take() -> Bool {
    switch self {
    case .prompt:
      scheduling_request_slice(Self.sliceNanoseconds) == 0
    case .background:
      // Of this thread alone (setpriority(2), "C library/kernel differences").
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.nicer) == 0
    }
  }
}
