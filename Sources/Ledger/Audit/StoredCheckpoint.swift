import EventLog
package import Sealing

/// A checkpoint that an auditor was given, or found in a ledger's directory.
package struct StoredCheckpoint: Sendable {
  private let directory: String
  private let name: String
  private let head: UInt64
  package let position: UInt64

  /// - Parameters:
  ///   - path: of the file.
  ///   - head: where the log ends, which it must not pass.
  /// - Returns: nil when there is no such file.
  /// - Throws: ``ReplayError/checkpoint(_:)``: nothing can be read from it.
  package init?(
    at path: String, notBeyond head: UInt64, keys: TextKeys?
  ) throws(ReplayError) {
    let slash = path.lastIndex(of: "/")
    directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    self.head = head
    do throws(CheckpointFault) {
      let contents = try Checkpoint.load(
        from: directory, named: name, notBeyond: head, keys: keys)
      guard let contents else { return nil }
      position = contents.frontier.count
    } catch {
      throw .checkpoint("\(path): \(error.explained(withoutKeys: keys == nil))")
    }
  }

  /// Reads it again: its state is not kept while others are compared.
  func load(_ keys: TextKeys?) throws(ReplayError) -> Checkpoint.Contents {
    do throws(CheckpointFault) {
      let contents = try Checkpoint.load(
        from: directory, named: name, notBeyond: head, keys: keys)
      if let contents { return contents }
    } catch {
      throw .checkpoint("\(path): \(error.explained(withoutKeys: keys == nil))")
    }
    throw .checkpoint("\(path) has gone meanwhile")
  }

  var foreign: ReplayError {
    .checkpoint("\(path) is of another log: its root at \(position) is not this one's")
  }

  private var path: String { directory + "/" + name }
}
