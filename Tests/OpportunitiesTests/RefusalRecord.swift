import Foundation
import Opportunities
import Synchronization

/// Which refusal of which command the tests have seen: a line "command CODE" each, appended to the file
/// that `OPP_REFUSALS` names. `tools/checks/refusals.py` holds it against what the rules say they throw.
enum RefusalRecord {
  private static let file = Mutex(opened())

  private static func opened() -> FileHandle? {
    guard let path = ProcessInfo.processInfo.environment["OPP_REFUSALS"] else { return nil }
    guard let file = fopen(path, "a") else { fatalError("OPP_REFUSALS: \(path) cannot be written") }
    return FileHandle(fileDescriptor: fileno(file), closeOnDealloc: false)
  }

  static func note(_ rejection: Rejection, of command: Command) {
    file.withLock { file in
      guard let file, let kind = Mirror(reflecting: command).children.first?.label else { return }
      file.write(Data("\(kind) \(rejection.code.rawValue)\n".utf8))
    }
  }
}
