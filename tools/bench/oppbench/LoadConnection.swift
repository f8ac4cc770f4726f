/// One connection under load, to the ledger or to a peer: prepared frames out, confirmations in, at
/// most `window` in flight.
final class LoadConnection {
  private static let chunkBytes = 64 << 10

  let socket: UnixSocket
  private let dialect: Dialect
  private let frames: PreparedFrames
  private let window: Int
  /// Frames asked to be sent, and bytes of them that the socket took.
  private var framesBegun = 0
  private var bytesSent = 0
  private var framesAnswered = 0
  /// When each frame was begun; 0 once it was answered. By request id - 1.
  private var begunAt: [Int64]
  private var inbound = [UInt8](repeating: 0, count: chunkBytes)
  private var inboundCount = 0

  init(
    socket: consuming UnixSocket, frames: PreparedFrames, window: Int, dialect: Dialect = .ledger
  ) {
    self.socket = socket
    self.dialect = dialect
    self.frames = frames
    self.window = window
    begunAt = [Int64](repeating: 0, count: frames.count)
  }

  var framesInFlight: Int { framesBegun - framesAnswered }
  var isExhausted: Bool { framesBegun == frames.count }
  /// The socket did not take everything: writing goes on when it is writable again.
  var isBlocked: Bool { framesBegun > 0 && bytesSent < frames.ends[framesBegun - 1] }

  /// Begins as many frames as the window has room for, in one write.
  func refill() throws {
    let end = min(frames.count, framesAnswered + window)
    if end > framesBegun {
      let now = SteadyClock.now()
      for index in framesBegun..<end { begunAt[index] = now }
      framesBegun = end
    }
    try flush()
  }

  /// Begins the next frame, which was due at `due`, whether or not others are in flight.
  func begin(due: Int64) {
    begunAt[framesBegun] = due
    framesBegun += 1
  }

  /// Writes what was begun and not taken yet.
  func flush() throws {
    guard isBlocked else { return }
    bytesSent += try socket.write(frames.bytes, bytesSent..<frames.ends[framesBegun - 1])
  }

  /// Reads once and hands every whole answer to `confirmed`, with its latency in nanoseconds.
  func receive(_ confirmed: (ReplyReader.Confirmation, Int64) -> Void) throws {
    if inboundCount == inbound.count {
      inbound.append(contentsOf: repeatElement(0, count: inbound.count))
    }
    let count = try socket.read(into: &inbound, from: inboundCount)
    guard count > 0 else { return }
    inboundCount += count
    let now = SteadyClock.now()
    var start = 0
    while let answer = try nextAnswer(from: start) {
      confirmed(answer.confirmation, now - (try settle(answer.confirmation)))
      start += answer.byteCount
    }
    if start > 0 {
      inbound.withUnsafeMutableBytes { bytes in
        bytes.copyBytes(from: UnsafeRawBufferPointer(rebasing: bytes[start..<inboundCount]))
      }
      inboundCount -= start
    }
  }

  private func nextAnswer(from start: Int) throws -> Dialect.Answer? {
    try inbound.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start..<inboundCount])
      return try dialect.firstAnswer(in: rest, expecting: framesAnswered + 1)
    }
  }

  /// Takes an answer for its frame, which must be in flight and have one receipt a command.
  ///
  /// - Returns: when the frame was begun.
  private func settle(_ confirmation: ReplyReader.Confirmation) throws -> Int64 {
    let index = Int(confirmation.requestID) - 1
    guard begunAt.indices.contains(index), begunAt[index] > 0 else {
      throw BenchFailure("an answer to request \(index + 1), which is not in flight")
    }
    guard confirmation.receipts == frames.commandsPerFrame else {
      throw BenchFailure(
        "\(confirmation.receipts) receipts for a frame of \(frames.commandsPerFrame) commands")
    }
    defer { begunAt[index] = 0 }
    framesAnswered += 1
    return begunAt[index]
  }
}
