import Foundation
import Glibc

/// Runs this program again as a child: a mapped file that is shortened or damaged ends the process
/// that reads it (SIGBUS), and that must be the child's end, not the auditor's.
enum ChildProcess {
  private static let mark = "OPPREPLAY_CHILD"

  static var isChild: Bool { ProcessInfo.processInfo.environment[mark] != nil }

  /// - Returns: the child's exit status, or 1 with a verdict when a signal ended it.
  static func runAgain() -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = Array(CommandLine.arguments.dropFirst())
    var environment = ProcessInfo.processInfo.environment
    environment[mark] = "1"
    process.environment = environment
    do {
      try process.run()
    } catch {
      FileHandle.standardError.write(
        Data("oppreplay: IO: no child process could be started: \(error)\n".utf8))
      return 1
    }
    process.waitUntilExit()
    guard process.terminationReason == .uncaughtSignal else { return process.terminationStatus }
    print(
      """
      BROKEN: DAMAGED: reading the data file ended the reading process with signal \
      \(process.terminationStatus); the file is shorter than it claims, or its pages are damaged: \
      use a verified backup
      """)
    return 1
  }
}
