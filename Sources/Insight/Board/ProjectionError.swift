package import Opportunities

/// A record that the read model cannot apply. The model is unchanged; whoever folds must stop.
///
/// Skipping such a record would answer every later question wrongly without anybody noticing, so a
/// projector stops, names the position and keeps answering from the last good model, or not at all.
package struct ProjectionError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    /// The record stands at or before one that is applied already.
    case positionNotAhead(of: UInt64)
    /// The kind of event does not belong to the stream it stands in.
    case wrongStream
    /// A second beginning of the same thing.
    case existsAlready
    /// It is about something whose beginning was never applied.
    case unknownSubject
    /// The stream version is not later than the last one applied.
    case streamVersionNotAhead(of: UInt64)
    /// Policy versions count up by one.
    case policyVersionNotNext(expected: UInt64)
    /// The policy document has faults, one a line.
    case faultyPolicy([String])
    /// What the event says it changes is not what stands there.
    case contradictsState(String)
  }

  package var position: UInt64
  package var stream: Stream
  package var reason: Reason

  package init(position: UInt64, stream: Stream, reason: Reason) {
    self.position = position
    self.stream = stream
    self.reason = reason
  }

  package var description: String {
    "record \(position) of \(stream.kind) '\(stream.id)' cannot be applied: \(explanation)"
  }

  private var explanation: String {
    switch reason {
    case .positionNotAhead(let last): "position \(last) has been applied already"
    case .wrongStream: "an event of this kind does not belong to this stream"
    case .existsAlready: "it exists already"
    case .unknownSubject: "its beginning was never applied"
    case .streamVersionNotAhead(let last): "version \(last) of the stream has been applied already"
    case .policyVersionNotNext(let expected): "policy version \(expected) was expected"
    case .faultyPolicy(let faults): "the policy is faulty: \(faults.joined(separator: "; "))"
    case .contradictsState(let text): text
    }
  }
}
