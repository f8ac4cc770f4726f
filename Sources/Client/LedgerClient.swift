package import NIOCore
package import Schema
import SwiftProtobuf
import Synchronization

/// The ledger, as a program sees it: commands in, receipts out; questions and answers; a tail.
///
/// Requests of many callers share one connection and are pipelined. A lost connection is dialled
/// again by the next request. Commands are resent with the same bytes, so nothing happens twice.
package final class LedgerClient: Sendable {
  package struct Settings: Sendable {
    /// For the daemon's log.
    package var name = "swift-client"
    /// For connecting and for the welcome.
    package var connectTimeout = TimeAmount.seconds(5)
    /// For one request; nil: as long as the connection lives.
    package var requestTimeout: TimeAmount? = .seconds(60)
    /// How often a command is sent in all before the client gives up; with the pauses between
    /// them, 12 attempts outlast a restart of the daemon of some 13 seconds.
    package var attemptsMaximum = 12

    package init() {}
  }

  package let path: String
  let settings: Settings
  private let current: Mutex<Connection>

  private init(path: String, settings: Settings, connection: Connection) {
    self.path = path
    self.settings = settings
    current = Mutex(connection)
  }

  /// Connects to the daemon's socket at `path` and says hello.
  package static func connect(
    path: String, settings: Settings = Settings()
  ) async throws(ClientError) -> LedgerClient {
    let connection = try await Connection.dial(
      path: path, clientName: settings.name, timeout: settings.connectTimeout)
    return LedgerClient(path: path, settings: settings, connection: connection)
  }

  /// What the daemon said of itself and its limits when the connection was made.
  package var welcome: PBWelcome { current.withLock { $0.welcome } }

  /// Closes the connection; requests still waiting fail with `connectionLost`.
  package func close() async {
    await current.withLock { $0 }.close()
  }

  // MARK: Commands

  /// Submits a command, resending it when the connection breaks or the daemon is busy.
  package func submit(_ command: PBCommand) async throws(ClientError) -> PBCommandResult {
    try await submit(commandBytes: Self.encode(command))
  }

  /// Submits a command as its bytes: those that were stored before sending.
  package func submit(commandBytes: [UInt8]) async throws(ClientError) -> PBCommandResult {
    try await resending { () async throws(ClientError) -> PBCommandResult in
      try await self.begin(submitting: commandBytes).value()
    }
  }

  /// Submits commands in one frame; the results are in the commands' order.
  package func submitBatch(
    _ commands: [[UInt8]], atomic: Bool = false
  ) async throws(ClientError) -> [PBCommandResult] {
    try await resending { () async throws(ClientError) -> [PBCommandResult] in
      try await self.begin(batch: commands, atomic: atomic).value()
    }
  }

  /// Sends a command now; the caller waits for its result later, and resends it if need be.
  package func begin(submitting commandBytes: [UInt8]) -> PendingReply<PBCommandResult> {
    let body = RequestBody(.submit, messageBytes: commandBytes)
    return current.withLock { $0 }.begin(body, timeout: settings.requestTimeout) { .result($0) }
  }

  /// Sends a batch now; the caller waits for its results later, and resends it if need be.
  package func begin(
    batch commands: [[UInt8]], atomic: Bool = false
  ) -> PendingReply<[PBCommandResult]> {
    let body = RequestBody(batch: commands, atomic: atomic)
    let count = commands.count
    return current.withLock { $0 }.begin(body, timeout: settings.requestTimeout) {
      .batch($0, count: count)
    }
  }

  /// The bytes of a command, to be stored before they are sent.
  package static func encode(_ command: PBCommand) throws(ClientError) -> [UInt8] {
    do {
      return try command.serializedBytes()
    } catch {
      throw .invalidRequest("\(error)")
    }
  }

  // MARK: Questions

  /// Asks a question; the pages of the answer come back as one.
  package func ask(_ query: PBQuery) async throws(ClientError) -> PBAnswer {
    let body = try RequestBody(.query, query)
    return try await resending { () async throws(ClientError) -> PBAnswer in
      try await self.begin(body) { .answer($0, pages: nil) }.value()
    }
  }

  /// Asks a question whose answer is taken page by page, as bytes of `Answer` messages.
  ///
  /// The question is asked again when the connection breaks before the first page; afterwards a
  /// broken connection ends the pages with an error, because another answer would be of another
  /// moment.
  package func pages(
    of query: PBQuery
  ) async throws(ClientError) -> (first: ByteBuffer, rest: AnswerStream) {
    let body = try RequestBody(.query, query)
    return try await resending {
      () async throws(ClientError) -> (first: ByteBuffer, rest: AnswerStream) in
      let connection = self.current.withLock { $0 }
      let pages = connection.beginPages(body, timeout: self.settings.requestTimeout)
      guard let first = try await pages.next() else {
        throw .protocolViolation("an answer without a page")
      }
      return (first, pages)
    }
  }

  package func status() async throws(ClientError) -> PBStatusAnswer {
    let body = try RequestBody(.status, PBStatusRequest())
    return try await resending { () async throws(ClientError) -> PBStatusAnswer in
      try await self.begin(body) { .status($0) }.value()
    }
  }

  /// Follows the log: records from `position` on, then live ones as they are committed.
  ///
  /// - Parameters:
  ///   - position: 0 begins after the head of now.
  ///   - credit: records that may be on their way or wait here unread, 1 to 65,536.
  package func tail(
    from position: UInt64, credit: UInt32 = 1_024
  ) async throws(ClientError) -> Tail {
    let credit = min(max(credit, 1), 65_536)
    let body = try RequestBody(
      .tail,
      PBTailRequest.with {
        $0.fromPosition = position
        $0.credit = credit
      })
    let connection = try await openConnection()
    let (stream, continuation) = AsyncThrowingStream.makeStream(of: PBTailEvents.self)
    guard let id = try await connection.beginTail(body, into: continuation) else {
      return Tail(stream: stream, credit: credit, grant: { _ in })
    }
    if let cancel = try? RequestBody(.tailCancel, PBTailCancel()) {
      // An empty message always encodes, so the `try?` above drops nothing.
      continuation.onTermination = { _ in connection.cancelTail(id, cancel) }
    }
    return Tail(stream: stream, credit: credit) { (granted) throws(ClientError) in
      let more = PBTailCredit.with { $0.credit = granted }
      connection.continueTail(id, try RequestBody(.tailCredit, more))
    }
  }

  // MARK: Connections

  private func begin<Value: Sendable>(
    _ body: RequestBody, _ waiter: @escaping @Sendable (EventLoopPromise<Value>) -> Waiter
  ) -> PendingReply<Value> {
    current.withLock { $0 }.begin(body, timeout: settings.requestTimeout, waiter)
  }

  /// The connection in use, or a new one when that is closed.
  @discardableResult
  func openConnection() async throws(ClientError) -> Connection {
    let known = current.withLock { $0 }
    if known.isOpen { return known }
    let dialled = try await Connection.dial(
      path: path, clientName: settings.name, timeout: settings.connectTimeout)
    let used = current.withLock { current in
      // Somebody else may have dialled meanwhile; one connection is enough.
      if !current.isOpen { current = dialled }
      return current
    }
    if !used.isSame(as: dialled) { await dialled.close() }
    return used
  }

  /// Ends the connection in use, so that the next request dials a new one.
  func dropConnection() async {
    await current.withLock { $0 }.close()
  }
}
