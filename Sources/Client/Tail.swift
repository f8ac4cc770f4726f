import Foundation
import Schema

/// Records of the log in order and without gaps, until cancelled or the connection ends.
///
/// Credit goes back to the daemon as records are taken, so that what waits here stays below the
/// credit the tail was begun with. To resume after a break, begin again at the last position + 1.
package struct Tail: AsyncSequence, Sendable {
  package struct Element: Sendable {
    package let position: UInt64
    /// Stored bytes of a `Record`.
    package let bytes: [UInt8]
    /// The ledger's head when the record was sent.
    package let headPosition: UInt64
  }

  private let stream: AsyncThrowingStream<PBTailEvents, any Error>
  private let credit: UInt32
  private let grant: @Sendable (UInt32) throws(ClientError) -> Void

  init(
    stream: AsyncThrowingStream<PBTailEvents, any Error>, credit: UInt32,
    grant: @escaping @Sendable (UInt32) throws(ClientError) -> Void
  ) {
    self.stream = stream
    self.credit = credit
    self.grant = grant
  }

  package func makeAsyncIterator() -> Iterator {
    Iterator(events: stream.makeAsyncIterator(), credit: credit, grant: grant)
  }

  package struct Iterator: AsyncIteratorProtocol {
    private var events: AsyncThrowingStream<PBTailEvents, any Error>.Iterator
    private let credit: UInt32
    private let grant: @Sendable (UInt32) throws(ClientError) -> Void
    private var page = PBTailEvents()
    private var index = 0
    /// Records taken since credit was last given back.
    private var taken: UInt32 = 0
    private var expected: UInt64?

    fileprivate init(
      events: AsyncThrowingStream<PBTailEvents, any Error>.Iterator, credit: UInt32,
      grant: @escaping @Sendable (UInt32) throws(ClientError) -> Void
    ) {
      self.events = events
      self.credit = credit
      self.grant = grant
    }

    package mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws -> Element? {
      while index == page.records.count {
        guard let next = try await events.next(isolation: actor) else { return nil }
        if let expected, next.firstPosition != expected, !next.records.isEmpty {
          throw ClientError.protocolViolation(
            "the tail jumped from \(expected) to \(next.firstPosition)")
        }
        page = next
        index = 0
      }
      let position = page.firstPosition + UInt64(index)
      let element = Element(
        position: position, bytes: [UInt8](page.records[index]), headPosition: page.headPosition)
      index += 1
      expected = position + 1
      taken += 1
      if taken * 2 >= credit {
        try grant(taken)
        taken = 0
      }
      return element
    }
  }
}
