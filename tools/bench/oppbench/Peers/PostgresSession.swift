import Glibc

/// A connection to PostgreSQL over its Unix socket, protocol 3, that asks and waits.
///
/// It trusts the server it has started itself: one user, `trust` authentication, text results.
struct PostgresSession: ~Copyable {
  static let user = "bench"
  static let database = "postgres"

  private let socket: UnixSocket

  private init(_ socket: consuming UnixSocket) {
    self.socket = socket
  }

  /// Connects and waits until the server takes queries.
  static func begin(at path: String) throws -> PostgresSession {
    let session = PostgresSession(try UnixSocket(connectingTo: path))
    try session.startUp()
    return session
  }

  private func startUp() throws {
    var startup: [UInt8] = [0, 0, 0, 0]
    Self.append(UInt32(196_608), to: &startup)  // protocol 3.0
    for word in ["user", Self.user, "database", Self.database] { Self.append(word, to: &startup) }
    startup.append(0)
    Self.setLength(in: &startup, at: 0)
    try send(startup)
    _ = try readUntilReady()
  }

  /// Prepares `statement` under `name`, with parameters of the types `types` (object ids).
  func prepare(_ name: String, _ statement: String, types: [UInt32]) throws {
    var message: [UInt8] = [UInt8(ascii: "P"), 0, 0, 0, 0]
    Self.append(name, to: &message)
    Self.append(statement, to: &message)
    Self.append(UInt16(types.count), to: &message)
    for type in types { Self.append(type, to: &message) }
    Self.setLength(in: &message, at: 1)
    try send(message + [UInt8(ascii: "S"), 0, 0, 0, 4])
    _ = try readUntilReady()
  }

  /// Runs `statement`, or several of them.
  ///
  /// - Returns: the rows' texts; an empty one for NULL.
  @discardableResult
  func query(_ statement: String) throws -> [[String]] {
    var message: [UInt8] = [UInt8(ascii: "Q"), 0, 0, 0, 0]
    Self.append(statement, to: &message)
    Self.setLength(in: &message, at: 1)
    try send(message)
    return try readUntilReady()
  }

  /// The only value of the only row.
  func value(_ statement: String) throws -> String {
    guard let value = try query(statement).first?.first else {
      throw BenchFailure("PostgreSQL has no answer to \(statement)")
    }
    return value
  }

  consuming func intoSocket() throws -> UnixSocket {
    let socket = self.socket
    try socket.becomeNonblocking()
    return socket
  }

  private func send(_ message: [UInt8]) throws {
    var sent = 0
    while sent < message.count { sent += try socket.write(message, sent..<message.count) }
  }

  private func readUntilReady() throws -> [[String]] {
    var rows: [[String]] = []
    while true {
      let head = try readBytes(5)
      let length = head[1...].reduce(0) { $0 << 8 | Int($1) }
      guard (4...1 << 24).contains(length) else {
        throw BenchFailure("PostgreSQL sent a message of \(length) bytes")
      }
      let body = try readBytes(length - 4)
      switch head[0] {
      case UInt8(ascii: "Z"): return rows
      case UInt8(ascii: "D"): rows.append(Self.texts(of: body))
      case UInt8(ascii: "E"):
        throw BenchFailure("PostgreSQL says \(Self.errorText(head + body))")
      case UInt8(ascii: "R") where body != [0, 0, 0, 0]:
        throw BenchFailure("PostgreSQL wants a password of us")
      default: break
      }
    }
  }

  private func readBytes(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var received = 0
    while received < count { received += try socket.read(into: &bytes, from: received) }
    return bytes
  }

  private static func texts(of row: [UInt8]) -> [String] {
    var texts: [String] = []
    var rest = row.dropFirst(2)
    while rest.count >= 4 {
      let length = rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      rest = rest.dropFirst(4)
      // -1 stands for NULL.
      let count = length == .max ? 0 : min(Int(length), rest.count)
      texts.append(String(decoding: rest.prefix(count), as: UTF8.self))
      rest = rest.dropFirst(count)
    }
    return texts
  }

  /// The human message of an ErrorResponse, kind and length before it.
  static func errorText(_ message: some Collection<UInt8>) -> String {
    let fields = message.dropFirst(5).split(separator: 0)
    let text = fields.first { $0.first == UInt8(ascii: "M") } ?? fields.first
    return text.map { String(decoding: $0.dropFirst(), as: UTF8.self) } ?? "an error without text"
  }

  static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// A string with the zero that ends it.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
  }

  /// Writes the length of the message, itself included, at `start` up to the end of `bytes`.
  static func setLength(in bytes: inout [UInt8], at start: Int) {
    let length = UInt32(bytes.count - start)
    for place in 0..<4 {
      bytes[start + place] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * place))
    }
  }
}
