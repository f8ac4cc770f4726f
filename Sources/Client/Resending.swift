import NIOCore
package import Schema

// Resending is safe because a command's id and bytes never change: the ledger answers the second
// copy with the first receipt.

extension LedgerClient {
  /// Runs `attempt` until it succeeds, over a new connection where the old one broke.
  ///
  /// - Throws: the last error, when it is not worth another attempt or all are used up.
  func resending<Value>(
    _ attempt: () async throws(ClientError) -> Value
  ) async throws(ClientError) -> Value {
    var number = 1
    while true {
      do {
        try await openConnection()
        return try await attempt()
      } catch {
        guard error.isWorthResending, number < settings.attemptsMaximum else { throw error }
        if error.endsConnection { await dropConnection() }
        try await pause(afterAttempt: number)
        number += 1
      }
    }
  }

  /// Waits 50 ms, 100 ms, 200 ms, … up to 2 s.
  func pause(afterAttempt number: Int) async throws(ClientError) {
    let milliseconds = min(2_000, 50 << min(number - 1, 10))
    do {
      try await Task.sleep(for: .milliseconds(milliseconds))
    } catch {
      throw .connectionLost(reason: "cancelled while waiting to resend")
    }
  }
}

/// Batches in flight on one connection, answered in the order they were sent.
///
/// For bulk: several frames are on their way at a time, and whoever feeds them waits only when the
/// window is full. After a lost connection everything unanswered is sent again, in order.
package struct BatchPipeline: ~Copyable {
  package struct Answered: Sendable {
    /// What the sender called the batch.
    package let tag: Int
    package let results: [PBCommandResult]
    /// It was sent more than once: a duplicate receipt may be of our own first sending.
    package let wasResent: Bool
  }

  private struct Sent {
    let tag: Int
    let commands: [[UInt8]]
    var reply: PendingReply<[PBCommandResult]>
    var attempts = 1
  }

  private let client: LedgerClient
  private let framesInFlightMaximum: Int
  private let atomic: Bool
  private var sent: [Sent] = []
  private var ready: [Answered] = []
  /// Why the last attempt to connect again failed; nil once one has succeeded.
  private var unreachable: ClientError?

  /// - Parameter framesInFlightMaximum: with 200 commands a frame, 4 stay below the 1,024
  ///   commands of a connection that the daemon takes before it stops reading.
  package init(client: LedgerClient, framesInFlightMaximum: Int = 4, atomic: Bool = false) {
    precondition(framesInFlightMaximum > 0, "a window takes at least one frame")
    self.client = client
    self.framesInFlightMaximum = framesInFlightMaximum
    self.atomic = atomic
  }

  /// Sends a batch, waiting first while the window is full.
  ///
  /// - Returns: the batches that were answered meanwhile, in order.
  package mutating func send(
    _ commands: [[UInt8]], tag: Int
  ) async throws(ClientError) -> [Answered] {
    while sent.count >= framesInFlightMaximum { try await settleOldest() }
    sent.append(
      Sent(tag: tag, commands: commands, reply: client.begin(batch: commands, atomic: atomic)))
    defer { ready = [] }
    return ready
  }

  /// Waits for everything that is in flight.
  package mutating func finish() async throws(ClientError) -> [Answered] {
    while !sent.isEmpty { try await settleOldest() }
    defer { ready = [] }
    return ready
  }

  private mutating func settleOldest() async throws(ClientError) {
    let oldest = sent[0]
    do {
      let results = try await oldest.reply.value()
      ready.append(
        Answered(tag: oldest.tag, results: results, wasResent: oldest.attempts > 1))
      sent.removeFirst()
    } catch {
      guard error.isWorthResending, oldest.attempts < client.settings.attemptsMaximum else {
        throw unreachable ?? error
      }
      try await resendAll(after: error)
    }
  }

  /// Sends everything unanswered again. What follows the failed batch is judged again too: it was
  /// judged without the batch before it, and duplicates get their first receipts.
  private mutating func resendAll(after error: ClientError) async throws(ClientError) {
    for late in sent.dropFirst() {
      // Whatever came of it is superseded by the second sending; waiting keeps the order.
      _ = try? await late.reply.value()
    }
    if error.endsConnection { await client.dropConnection() }
    try await client.pause(afterAttempt: sent[0].attempts)
    do {
      try await client.openConnection()
      unreachable = nil
    } catch {
      guard error.isWorthResending else { throw error }
      unreachable = error
      // Still away: the replies below fail at once, and the next attempt waits longer.
    }
    for index in sent.indices {
      sent[index].attempts += 1
      sent[index].reply = client.begin(batch: sent[index].commands, atomic: atomic)
    }
  }
}
