package import Insight
package import Opportunities

/// Everything that answers questions, folded behind the writer.
package struct ReadModel: Sendable {
  package private(set) var board = Board()
  package private(set) var timelines = TimelineIndex()

  package init() {}

  package var position: UInt64 { board.position }

  /// - Throws: ``ReplayError/misfit(position:what:)`` when the event cannot be applied: a
  ///   projection never skips silently.
  package mutating func apply(_ record: RecordedEvent) throws(ReplayError) {
    do throws(ProjectionError) {
      try board.apply(record)
    } catch {
      throw .misfit(position: record.position, what: "\(error)")
    }
    timelines.apply(record)
  }
}

/// Which records are about which opportunity: 8 bytes an event.
package struct TimelineIndex: Sendable {
  private var positions: [OpportunityID: [UInt64]] = [:]

  package init() {}

  package subscript(id: OpportunityID) -> [UInt64]? { positions[id] }

  mutating func apply(_ record: RecordedEvent) {
    guard let id = record.opportunityID else { return }
    positions[id, default: []].append(record.position)
  }
}
