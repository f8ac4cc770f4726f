import Schema

/// The frames of one connection, encoded before the clock starts: bytes, and where each frame ends.
///
/// Frame `i` (from 0) carries request id `i + 1`.
struct PreparedFrames {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  let commandsPerFrame: Int

  var count: Int { ends.count }

  init(lane: inout CommandMix.Lane, frames: Int, commandsPerFrame: Int) {
    self.init(frames: frames, commandsPerFrame: commandsPerFrame) { lane.appendNext(to: &$0) }
  }

  /// Frames of the ledger.
  ///
  /// - Parameters:
  ///   - commandsPerFrame: 1 makes `submit` frames, more makes `submit_batch` frames.
  ///   - appendNext: appends the bytes of the next command.
  init(frames: Int, commandsPerFrame: Int, _ appendNext: (inout [UInt8]) -> Void) {
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
              command.removeAll(keepingCapacity: true)
              appendNext(&command)
              writer.byteArray(1, command)
            }
          }
        } else {
          command.removeAll(keepingCapacity: true)
          appendNext(&command)
          writer.byteArray(3, command)
        }
      }
      Self.setLength(of: start, &bytes)
      ends.append(bytes.count)
    }
  }

  /// Frames of one command each, for a peer: `encode` appends the whole of the frame at an index.
  init(frames: Int, _ encode: (Int, inout [UInt8]) -> Void) {
    commandsPerFrame = 1
    ends.reserveCapacity(frames)
    for index in 0..<frames {
      encode(index, &bytes)
      ends.append(bytes.count)
    }
  }

  /// Writes the big-endian length before the message of the frame that begins at `start`.
  static func setLength(of start: Int, _ bytes: inout [UInt8]) {
    let length = UInt32(bytes.count - start - 4)
    for place in 0..<4 {
      bytes[start + place] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * place))
    }
  }
}
