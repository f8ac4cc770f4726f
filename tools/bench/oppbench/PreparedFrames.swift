import Schema

/// The frames of one connection, encoded before the clock starts: bytes, and where each frame ends.
///
/// Frame `i` (from 0) carries request id `i + 1`.
struct PreparedFrames {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  let commandsPerFrame: Int

  var count: Int { ends.count }

  /// - Parameter commandsPerFrame: 1 makes `submit` frames, more makes `submit_batch` frames.
  init(lane: inout CommandMix.Lane, frames: Int, commandsPerFrame: Int) {
    self.commandsPerFrame = commandsPerFrame
    ends.reserveCapacity(frames)
    bytes.reserveCapacity(frames * commandsPerFrame * 220)
    var command: [UInt8] = []
    for index in 0..<frames {
      let start = bytes.count
      bytes.append(contentsOf: [0, 0, 0, 0])
      let isBatch = commandsPerFrame > 1
      WireWriter.append(to: &bytes) { writer in
        writer.uint64(1, UInt64(index + 1))
        if isBatch {
          writer.message(4) { writer in
            for _ in 0..<commandsPerFrame {
              Self.encodeNext(&lane, &command)
              writer.byteArray(1, command)
            }
          }
        } else {
          Self.encodeNext(&lane, &command)
          writer.byteArray(3, command)
        }
      }
      Self.setLength(of: start, &bytes)
      ends.append(bytes.count)
    }
  }

  private static func encodeNext(_ lane: inout CommandMix.Lane, _ command: inout [UInt8]) {
    command.removeAll(keepingCapacity: true)
    lane.appendNext(to: &command)
  }

  /// Writes the big-endian length before the message of the frame that begins at `start`.
  static func setLength(of start: Int, _ bytes: inout [UInt8]) {
    let length = UInt32(bytes.count - start - 4)
    for place in 0..<4 {
      bytes[start + place] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * place))
    }
  }
}
