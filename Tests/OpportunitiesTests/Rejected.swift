import Testing

@testable import Opportunities

extension World {
  /// Checks that the command is refused with `code` at `field`, and leaves the world as it was.
  func expectRefusal(
    _ command: Command, as actor: Actor = World.crm, _ code: Rejection.Code, _ field: String,
    row: ImportRow? = nil, _ place: SourceLocation = #_sourceLocation
  ) {
    do throws(Rejection) {
      let decision = try judge(command, as: actor, row: row)
      Issue.record("accepted: \(decision.facts.first)", sourceLocation: place)
    } catch {
      let rejection = error
      #expect(rejection.code == code, "\(rejection)", sourceLocation: place)
      #expect(rejection.field == field, "\(rejection)", sourceLocation: place)
      #expect(!rejection.message.isEmpty, sourceLocation: place)
    }
  }

  /// What a log from elsewhere hears that goes on with `event`; nil: it fits.
  func misfit(_ event: Event, on stream: Stream, version: UInt64) -> String? {
    state.misfit(
      of: RecordedEvent(
        position: UInt64(records.count + 1), recordedAt: now, occurredAt: now, commandID: .zero,
        commandDigest: .zero, commandRecords: 1, actor: World.crm, peerUserID: 0,
        policyVersion: 1, stream: stream, streamVersion: version, event: event))
  }

  /// As of now, folded again from its own records.
  func replayed() -> LedgerState {
    var state = LedgerState()
    for record in records { #expect(state.follow(record) == nil) }
    return state
  }
}
