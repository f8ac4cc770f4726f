import Glibc
import Ledger
import Synchronization

/// Cleans up when the user interrupts the bench: daemons and peers run in process groups of their
/// own, and would go on without us.
enum Interruption {
  private struct Charges {
    /// Process ids, each with the signal that ends it and everything it has started.
    var processes: [Int32: Int32] = [:]
    var directories: Set<String> = []
  }

  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let charges = Mutex(Charges())

  /// Keeps the signals waiting. Called before there is a second thread, which inherits it.
  static func hold() {
    var set = signalSet()
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// From now on the first signal ends the processes, removes the directories and ends the bench.
  ///
  /// - Returns: the thread that waits for it, until the process ends.
  static func watch() -> OwnedThread {
    OwnedThread(name: "signals") {
      var set = signalSet()
      var number: Int32 = 0
      guard sigwait(&set, &number) == 0 else { return }
      // The lock is kept: nothing may be started or made any more.
      charges.withLock { charges in
        cleanUp(&charges)
        _exit(128 + number)
      }
    }
  }

  /// Ends what still runs and removes what is still there: nothing, unless a measurement failed.
  static func cleanUp() {
    charges.withLock { cleanUp(&$0) }
  }

  private static func cleanUp(_ charges: inout Charges) {
    for (process, signal) in charges.processes { kill(process, signal) }
    for process in charges.processes.keys { awaitEnd(of: process) }
    for directory in charges.directories { Workspace.removeTree(directory) }
    charges = Charges()
  }

  /// Starts a process that an interruption ends with `signal`.
  ///
  /// - Parameter start: starts it and returns its process id.
  static func start(endedBy signal: Int32, _ start: () throws -> Int32) throws -> Int32 {
    // A signal that comes meanwhile waits for the lock, so no process is ever unknown to it.
    try charges.withLock { charges in
      let process = try start()
      charges.processes[process] = signal
      return process
    }
  }

  /// The process has ended and was waited for; its id may belong to another one soon.
  static func forget(_ process: Int32) {
    charges.withLock { _ = $0.processes.removeValue(forKey: process) }
  }

  /// An interruption removes the directory with everything inside.
  static func remove(_ directory: String) {
    charges.withLock { _ = $0.directories.insert(directory) }
  }

  static func keep(_ directory: String) {
    charges.withLock { _ = $0.directories.remove(directory) }
  }

  /// Waits up to three seconds, then leaves nothing to the process's own judgement.
  private static func awaitEnd(of process: Int32) {
    for _ in 0..<300 {
      // One that ended is a zombie until Foundation's thread has waited for it: no longer alive.
      let state = SystemText.file("/proc/\(process)/stat").split(separator: ")").last
      guard let state, !state.hasPrefix(" Z") else { return }
      usleep(10_000)
    }
    kill(process, SIGKILL)
  }

  private static func signalSet() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }
}
