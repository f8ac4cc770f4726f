package import Opportunities
package import Schema

/// A command on its way to the writer, decoded. Its digest is taken with those of its group.
///
/// A class, because a command holds some hundred bytes of identifiers in place: on its way it is
/// handed on several times, and never changed.
package final class Submission: Sendable {
  package let envelope: CommandEnvelope
  /// Kernel-attested user id of the sender.
  package let peerUserID: UInt32

  package init(envelope: CommandEnvelope, peerUserID: UInt32) {
    self.envelope = envelope
    self.peerUserID = peerUserID
  }

  /// Decodes a command as it came off the wire.
  ///
  /// - Throws: `MALFORMED_COMMAND` or `INVALID_FIELD`.
  package convenience init(decoding bytes: RawSpan, from peerUserID: UInt32) throws(Rejection) {
    self.init(envelope: try CommandCodec.decode(bytes), peerUserID: peerUserID)
  }
}

/// One entry of a batch: a command, or why it never was one.
package enum BatchEntry: Sendable {
  case submission(Submission)
  case malformed(Rejection, CommandID?)
}

/// What one request asks of the writer, and where its answer goes.
package struct WorkItem: Sendable {
  package enum Body: Sendable {
    case single(Submission)
    case batch([BatchEntry], atomic: Bool)
  }

  package let requestID: UInt64
  package let body: Body
  package let sink: any AnswerSink
  /// Where the digest of its first command stands among those of its group; the others follow.
  package var firstDigest: Int

  package init(requestID: UInt64, body: Body, sink: any AnswerSink, firstDigest: Int = 0) {
    self.requestID = requestID
    self.body = body
    self.sink = sink
    self.firstDigest = firstDigest
  }

  /// Commands in it, for limits.
  package var commandCount: Int {
    switch body {
    case .single: 1
    case .batch(let entries, _): entries.count
    }
  }
}

/// What became of one request's commands.
package enum WorkOutcome: Sendable {
  case single(CommandOutcome)
  case batch([CommandOutcome])

  /// Changes each receipt in it, in place.
  mutating func updateReceipts(_ change: (inout ReceiptFields) -> Void) {
    switch self {
    case .single(.receipt(var receipt)):
      change(&receipt)
      self = .single(.receipt(receipt))
    case .single(.rejection):
      break
    case .batch(var outcomes):
      // This value lets go of the outcomes first, or changing them would copy them.
      self = .batch([])
      for place in outcomes.indices {
        guard case .receipt(var receipt) = outcomes[place] else { continue }
        change(&receipt)
        outcomes[place] = .receipt(receipt)
      }
      self = .batch(outcomes)
    }
  }
}

/// Where answers go: one connection. Called from the ledger's threads; must not block.
package protocol AnswerSink: AnyObject, Sendable {
  /// Takes whole frames, each with its length in front, one after the other.
  ///
  /// - Parameters:
  ///   - frames: the bytes to send, in order.
  ///   - commands: how many commands they answer, which are then no longer in flight.
  func deliver(_ frames: [UInt8], answering commands: Int)

  /// Takes an answer of any size; its pages are made and sent as the client reads them.
  func deliver(_ pages: AnswerPages, requestID: UInt64)

  /// More waits to be sent than should: whoever can wait, waits.
  var isCongested: Bool { get }
}
