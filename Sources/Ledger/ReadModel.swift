package import Insight
package import Opportunities

/// Everything that answers questions, folded behind the writer.
package struct ReadModel: Sendable {
  package private(set) var board = Board()
  package private(set) var timelines = TimelineIndex()

  package init() {}

  init(board: Board, timelines: TimelineIndex) {
    self.board = board
    self.timelines = timelines
  }

  package var position: UInt64 { board.position }

  /// - Throws: ``ReplayError/misfit(position:what:)`` when the event cannot be applied: a
  ///   projection never skips silently.
  package mutating func apply(_ record: RecordedEvent) throws(ReplayError) {
    do throws(ProjectionError) {
      if let place = try board.apply(record) { timelines.append(record.position, to: place) }
    } catch {
      throw .misfit(position: record.position, what: "\(error)")
    }
  }

  /// Keeps sums up under the rules in force at `instant`, so that whoever asks for them then does
  /// not wait; see ``Board/prepare(for:)``.
  mutating func prepare(at instant: Instant) {
    if let moment = board.moment(at: instant) { board.prepare(for: moment) }
  }

  /// Positions of the records about `id`, in order; nil: there is no such opportunity.
  package func timeline(of id: OpportunityID) -> [UInt64]? {
    board.place(of: id).map { timelines[$0] }
  }
}

/// Which records are about which opportunity: a chain from the newest to the oldest, 16 bytes an
/// event and 8 an opportunity, in pieces that are never moved.
package struct TimelineIndex: Sendable {
  struct Link: Equatable {
    var position: UInt64
    /// One more than the place of the link before, in `links`; 0: there is none.
    var before: UInt64
  }

  private(set) var links = ChunkedArray<Link>()
  /// By opportunity: one more than the place of its newest link.
  private(set) var newest = ChunkedArray<UInt64>()

  package init() {}

  /// Positions about the opportunity at `place`, in order.
  package subscript(place: Int) -> [UInt64] {
    var positions: [UInt64] = []
    var next = newest[place]
    while next > 0 {
      let link = links[Int(next) - 1]
      positions.append(link.position)
      next = link.before
    }
    positions.reverse()
    return positions
  }

  /// Adds a link that came back from a checkpoint; false: it leads to nowhere.
  mutating func restore(link: Link) -> Bool {
    guard link.before <= UInt64(links.count) else { return false }
    links.append(link)
    return true
  }

  /// Adds where the chain of the next opportunity begins; false: it begins nowhere.
  mutating func restore(newest link: UInt64) -> Bool {
    guard link > 0, link <= UInt64(links.count) else { return false }
    newest.append(link)
    return true
  }

  /// - Parameter place: of an opportunity; new ones come in order.
  mutating func append(_ position: UInt64, to place: Int) {
    if place == newest.count { newest.append(0) }
    links.append(Link(position: position, before: newest[place]))
    newest[place] = UInt64(links.count)
  }
}
