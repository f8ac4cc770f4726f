import CLinux
import Foundation
import Glibc

/// Runs this program again as a child: a mapped file that is shortened or damaged ends the process
/// that reads it (SIGBUS), and that must be the child's end, not the auditor's.
enum ChildProcess {
  /// Holds the parent's process id.
  private static let mark = "OPPREPLAY_CHILD"

  static var isChild: Bool { ProcessInfo.processInfo.environment[mark] != nil }

  /// Signals by which a process ends because of what it read.
  private static let faults = [SIGBUS, SIGSEGV, SIGTRAP, SIGILL, SIGABRT, SIGFPE]

  /// - Returns: the child's exit status, or 1 when a signal ended it: with a verdict if it was
  ///   because of what it read, else with a message on standard error that there is none.
  static func runAgain() -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = Array(CommandLine.arguments.dropFirst())
    var environment = ProcessInfo.processInfo.environment
    environment[mark] = "\(getpid())"
    process.environment = environment
    do {
      try process.run()
    } catch {
      say("oppreplay: IO: no child process could be started: \(error)")
      return 1
    }
    process.waitUntilExit()
    let status = process.terminationStatus
    guard process.terminationReason == .uncaughtSignal else { return status }
    if faults.contains(status) {
      // Who does not read the verdict sees the status.
      try? output(
        """
        BROKEN: DAMAGED: reading the data file ended the reading process with signal \
        \(status); the file is shorter than it claims, or its pages are damaged: \
        use a verified backup

        """)
    } else {
      say(
        """
        oppreplay: IO: the reading process was ended from outside with signal \(status), so nothing \
        is known of the ledger (SIGKILL, 9: mostly for want of memory); run it again
        """)
    }
    return 1
  }

  /// In the child: ends with its parent, whatever ends that, so that nothing reads or writes on behind
  /// the back of who has stopped the program.
  static func endWithParent() {
    guard let parent = ProcessInfo.processInfo.environment[mark].flatMap(Int32.init) else { return }
    // Where the kernel does not do it, the child runs to its end, as it did before.
    _ = process_end_with_parent()
    // A parent with a number of its own that is gone already has nobody left to tell.
    if parent > 1, getppid() != parent { Glibc.exit(1) }
  }

  private static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
