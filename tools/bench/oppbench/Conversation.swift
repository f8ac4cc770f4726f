import Schema

/// A connection that asks and waits: hello, status, and the commands that prepare a run.
struct Conversation: ~Copyable {
  private let socket: UnixSocket
  private var requestID: UInt64 = 0

  private init(_ socket: consuming UnixSocket) {
    self.socket = socket
  }

  /// Connects and says hello.
  static func begin(at path: String) throws -> Conversation {
    var conversation = Conversation(try UnixSocket(connectingTo: path))
    try conversation.greet()
    return conversation
  }

  private mutating func greet() throws {
    var frame = PBClientFrame()
    frame.hello.versionMinimum = 1
    frame.hello.versionMaximum = 1
    frame.hello.client = "oppbench"
    let answer = try ask(frame)
    guard case .welcome = answer.body else {
      throw BenchFailure("the daemon did not welcome us: \(answer)")
    }
  }

  /// Ends the conversation and keeps the connection for load.
  consuming func intoSocket() throws -> UnixSocket {
    let socket = self.socket
    try socket.becomeNonblocking()
    return socket
  }

  mutating func status() throws -> PBStatusAnswer {
    var frame = PBClientFrame()
    frame.status = PBStatusRequest()
    let answer = try ask(frame)
    guard case .status(let status) = answer.body else {
      throw BenchFailure("no status but \(answer)")
    }
    return status
  }

  /// Submits commands in batches; every one must be accepted.
  mutating func submit(_ commands: [[UInt8]]) throws {
    var rest = commands[...]
    while !rest.isEmpty {
      let part = rest.prefix(500)
      rest = rest.dropFirst(part.count)
      requestID += 1
      var bytes: [UInt8] = []
      WireWriter.append(to: &bytes) { writer in
        writer.uint64(1, requestID)
        writer.message(4) { writer in
          for command in part { writer.byteArray(1, command) }
        }
      }
      let answer = try exchange(bytes)
      let confirmation = try answer.withUnsafeBytes { try ReplyReader.read($0.bytes) }
      guard confirmation.receipts == part.count else {
        throw BenchFailure("\(part.count) commands got \(confirmation.receipts) receipts")
      }
    }
  }

  private mutating func ask(_ frame: PBClientFrame) throws -> PBServerFrame {
    try GeneratedCodec.decode(try pageAfterSending(frame))
  }

  /// Sends a frame and returns the first message of its answer.
  mutating func pageAfterSending(_ frame: PBClientFrame) throws -> [UInt8] {
    requestID += 1
    var frame = frame
    frame.requestID = requestID
    return try exchange(try GeneratedCodec.encode(frame))
  }

  /// The next message of an answer in several.
  func nextPage() throws -> [UInt8] {
    let header = try receive(4)
    let length = header.reduce(0) { $0 << 8 | Int($1) }
    guard length <= 16 << 20 else { throw BenchFailure("an answer of \(length) bytes") }
    return try receive(length)
  }

  /// Sends one message and returns the next.
  private func exchange(_ message: [UInt8]) throws -> [UInt8] {
    var frame: [UInt8] = [0, 0, 0, 0]
    frame.append(contentsOf: message)
    PreparedFrames.setLength(of: 0, &frame)
    var sent = 0
    while sent < frame.count { sent += try socket.write(frame, sent..<frame.count) }
    return try nextPage()
  }

  private func receive(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var received = 0
    while received < count { received += try socket.read(into: &bytes, from: received) }
    return bytes
  }
}

extension Conversation {
  /// What the daemon at `path` says of itself now.
  static func status(at path: String) throws -> PBStatusAnswer {
    var conversation = try Conversation.begin(at: path)
    return try conversation.status()
  }
}
