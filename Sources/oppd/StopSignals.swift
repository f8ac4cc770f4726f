import Glibc
import Ledger

/// The signals that ask the daemon to stop, blocked everywhere and waited for in one place.
final class StopSignals: Sendable {
  init() {
    var set = Self.set
    pthread_sigmask(SIG_BLOCK, &set, nil)
    // A client that is gone is an error of its write, not the end of the daemon.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Returns when the first one arrives.
  func wait() {
    var set = Self.set
    var received: Int32 = 0
    sigwait(&set, &received)
  }

  /// From now on the next one ends the process without waiting for anything.
  func exitAtOnceOnNext() {
    _ = OwnedThread(name: "second-signal") { [self] in
      wait()
      _exit(1)
    }
  }

  private static var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    return set
  }
}
