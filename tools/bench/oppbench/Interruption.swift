import Glibc
import Ledger

/// Cleans up when the user interrupts the bench: the daemon runs in a process group of its own, and
/// would go on without us.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Keeps the signals waiting. Called before there is a second thread, which inherits it.
  static func hold() {
    var set = signalSet()
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// From now on the first signal ends the daemon, removes the workspace and ends the bench.
  ///
  /// - Returns: the thread that waits for it, until the process ends.
  static func cleanUp(_ workspace: Workspace, daemon processID: Int32) -> OwnedThread {
    OwnedThread(name: "signals") {
      var set = signalSet()
      var number: Int32 = 0
      guard sigwait(&set, &number) == 0 else { return }
      kill(processID, SIGKILL)
      workspace.remove()
      _exit(128 + number)
    }
  }

  private static func signalSet() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }
}
