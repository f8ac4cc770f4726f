import EventLog
import Glibc

/// One way of hashing one kind of message, as a row of the table.
struct HashRow: Equatable {
  enum Message: Equatable {
    /// Tree nodes over a row of digests: 65 bytes.
    case node
    /// Records, with the prefix of leaves in front.
    case record(bytes: Int)
  }

  let message: Message
  let lanes: HashLanes

  /// Every way this processor can go, each with nodes and with records of two sizes.
  static let all: [HashRow] = [.node, .record(bytes: 130), .record(bytes: 200)].flatMap { message in
    HashLanes.supported.map { HashRow(message: message, lanes: $0) }
  }

  var name: String {
    let kind =
      switch message {
      case .node: "node"
      case .record(let bytes): "\(bytes)"
      }
    return "hash-\(kind)-\(lanes)"
  }

  /// As many messages at once as a well-filled commit has.
  private static let messagesAtOnce = 512

  /// Hashes the same messages again until `seconds` of processor time have passed; units are hashes.
  ///
  /// Processor time, because nothing here waits and the machine may be shared. The rate is that of
  /// the best of many short rounds, for the same reason.
  func measure(seconds: Double) -> Timing {
    let hash = round()
    var best = Timing()
    let end = Self.processorSeconds() + seconds
    repeat {
      var timing = Timing()
      let start = Self.processorSeconds()
      for _ in 0..<4 { timing.units += hash() }
      timing.seconds = Self.processorSeconds() - start
      if timing.unitsPerSecond > best.unitsPerSecond { best = timing }
    } while Self.processorSeconds() < end
    return best
  }

  /// Hashes all messages once, and says how many hashes that were.
  private func round() -> () -> Int {
    let lanes = lanes
    switch message {
    case .record(let size):
      let bytes = (0..<Self.messagesAtOnce * size).map { UInt8(truncatingIfNeeded: $0 &* 167) }
      let bounds = (0...Self.messagesAtOnce).map { $0 * size }
      return {
        Digest.hashing(
          bytes.span.bytes, bounds: bounds.span, prefix: Digest.leafPrefix, by: lanes
        ).count
      }
    case .node:
      let leaves = [Digest](repeating: .empty, count: Self.messagesAtOnce)
      return {
        var frontier = MerkleFrontier()
        frontier.append(contentsOf: leaves, by: lanes)
        return leaves.count - frontier.subtrees.count
      }
    }
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
