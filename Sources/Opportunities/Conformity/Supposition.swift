// What would have been, had other rules been in force: each command that was sent is asked about again, on
// the state that other rules would have led to.

/// What other rules make of a command that was accepted.
package enum Supposition: Sendable {
  /// They accept it: the facts with what these rules say in them. True: something else than was
  /// recorded.
  case accepted([Event], differs: Bool)
  /// They refuse it.
  case refused(Rejection)
}

extension LedgerState {
  /// Asks the rules of this state about a command that was accepted under others.
  ///
  /// - Parameter records: all its facts, in order.
  /// - Returns: nil when no command can be put together again from them.
  package func supposition(of records: [RecordedEvent]) -> Supposition? {
    var refusal: Rejection?
    for command in Command.candidates(for: records) {
      do throws(Rejection) {
        let decided = try decideAgain(command, of: records[0]).allFacts
        let events = records.indices.map { index in
          index < decided.count
            ? records[index].event.judged(as: decided[index].event) : records[index].event
        }
        return .accepted(events, differs: events != records.map(\.event))
      } catch {
        refusal = refusal ?? error
      }
    }
    return refusal.map { .refused($0) }
  }
}

extension Event {
  /// The same fact with what `other`, made by other rules, says where rules say something. What people
  /// said and did stays as it was.
  fileprivate func judged(as other: Event) -> Event {
    switch (self, other) {
    case (.opportunityCreated(var event), .opportunityCreated(let other)):
      event.gradeSupported = other.gradeSupported
      event.unmetGates = other.unmetGates
      return .opportunityCreated(event)
    case (.opportunityGraded(var event), .opportunityGraded(let other)):
      event.supported = other.supported
      return .opportunityGraded(event)
    case (.stageMoved(var event), .stageMoved(let other)):
      event.skipped = other.skipped
      event.unmetGates = other.unmetGates
      return .stageMoved(event)
    case (.followUpLogged(var event), .followUpLogged(let other)):
      event.contradictsGrade = other.contradictsGrade
      return .followUpLogged(event)
    case (.opportunityScored(var event), .opportunityScored(let other)):
      event.items = other.items
      event.totalThousandths = other.totalThousandths
      event.hint = other.hint
      event.contradictsGrade = other.contradictsGrade
      return .opportunityScored(event)
    default:
      return self
    }
  }
}
