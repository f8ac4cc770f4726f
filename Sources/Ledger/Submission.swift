import Crypto
import EventLog
package import Opportunities
package import Schema

/// A command on its way to the writer: decoded, with the digest of its bytes as they came.
package struct Submission: Sendable {
  package let envelope: CommandEnvelope
  /// First 16 bytes of the SHA-256 of the command as received.
  package let digest: CommandID
  /// Kernel-attested user id of the sender.
  package let peerUserID: UInt32

  package init(envelope: CommandEnvelope, digest: CommandID, peerUserID: UInt32) {
    self.envelope = envelope
    self.digest = digest
    self.peerUserID = peerUserID
  }

  /// Decodes a command as it came off the wire.
  ///
  /// - Throws: `MALFORMED_COMMAND` or `INVALID_FIELD`.
  package init(decoding bytes: RawSpan, from peerUserID: UInt32) throws(Rejection) {
    self.init(
      envelope: try CommandCodec.decode(bytes), digest: Self.digest(of: bytes),
      peerUserID: peerUserID)
  }

  /// Identifies a payload: what a client must resend to get the first answer again.
  package static func digest(of bytes: RawSpan) -> CommandID {
    let hash = bytes.withUnsafeBytes { SHA256.hash(data: $0) }
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in hash.prefix(16).enumerated() {
      if index < 8 {
        words.0 = words.0 << 8 | UInt64(byte)
      } else {
        words.1 = words.1 << 8 | UInt64(byte)
      }
    }
    return CommandID(high: words.0, low: words.1)
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

  package init(requestID: UInt64, body: Body, sink: any AnswerSink) {
    self.requestID = requestID
    self.body = body
    self.sink = sink
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
