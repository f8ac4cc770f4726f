import Foundation
import Glibc

/// The bench's directories: data on the disk that is measured, the socket where paths are short.
struct Workspace: Sendable {
  /// On the disk to be measured.
  let directory: String
  /// A socket's path has at most 107 bytes (unix(7)), and that of `directory` may be long.
  private let socketDirectory: String

  var dataDirectory: String { directory + "/ledger" }
  var configurationFile: String { directory + "/oppd.conf.json" }
  var daemonLog: String { directory + "/oppd.log" }
  var socket: String { socketDirectory + "/oppd.sock" }

  /// A path for the socket of a peer.
  func socketPath(_ name: String) -> String { socketDirectory + "/" + name }

  /// Makes fresh directories, one of them inside `parent`.
  init(in parent: String) throws {
    directory = try Self.makeTemporary(in: parent)
    socketDirectory = try Self.makeTemporary(in: "/tmp")
    Interruption.remove(directory)
    Interruption.remove(socketDirectory)
  }

  /// Removes both and everything inside.
  func remove() {
    for path in [directory, socketDirectory] {
      Self.removeTree(path)
      Interruption.keep(path)
    }
  }

  /// Removes a directory; says so when something of it is left over.
  static func removeTree(_ path: String) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      FileHandle.standardError.write(Data("oppbench: \(path) is left over: \(error)\n".utf8))
    }
  }

  private static func makeTemporary(in parent: String) throws -> String {
    var name = Array((parent + "/oppbench-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      throw BenchFailure(call: "make a directory in \(parent)", errno: errno)
    }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
