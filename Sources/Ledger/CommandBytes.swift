import EventLog
package import Opportunities

/// The commands of a group as they came off the wire, bytes of one after those of the other, so
/// that the digests of all of them are taken together.
package struct CommandBytes: Sendable {
  /// Storage for more than this is given back after use.
  private static let keptBytesMaximum = 4 << 20

  private var bytes: [UInt8] = []
  /// Command i lies between the bounds i and i + 1.
  private var bounds: [Int] = [0]

  package init() {}

  package var count: Int { bounds.count - 1 }

  package mutating func append(_ command: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: command)
    bounds.append(bytes.count)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptBytesMaximum)
    bounds.removeAll(keepingCapacity: true)
    bounds.append(0)
  }

  /// Identifies each payload: what a client must resend to get the first answer again.
  ///
  /// - Returns: the first 16 bytes of the SHA-256 of each command, in their order.
  package func digests() -> [CommandID] {
    Digest.hashing(bytes.span.bytes, bounds: bounds.span).map { digest in
      let words = digest.bigEndianWords
      return CommandID(high: words[0], low: words[1])
    }
  }
}
