package import EventLog
package import Insight
package import Opportunities
package import Sealing

/// What records are folded into.
package protocol HistoryFold: Sendable {
  init()
  mutating func fold(_ record: RecordedEvent) throws(ReplayError)
}

extension ReadModel: HistoryFold {
  package mutating func fold(_ record: RecordedEvent) throws(ReplayError) { try apply(record) }
}

extension AlertBook: HistoryFold {
  package mutating func fold(_ record: RecordedEvent) throws(ReplayError) {
    do throws(ProjectionError) {
      try apply(record)
    } catch {
      throw .misfit(position: record.position, what: "\(error)")
    }
  }
}

/// Two moments of the past of one ledger, from one reading of its log.
///
/// As long as both hold the same records there is one fold of them; where they part, the earlier keeps
/// a copy that shares what is not changed after it. So two moments cost hardly more than the later
/// one.
package struct TwoPasts<Fold: HistoryFold>: Sendable {
  package struct Past: Sendable {
    package var fold: Fold
    /// Last position considered.
    package var position: UInt64
    /// When the clocks are read.
    package var instant: Instant
  }

  package var earlier: Past
  package var later: Past

  /// - Parameters:
  ///   - earlier: holds no more than `later`: an earlier moment, or a smaller position.
  ///   - keys: to the names that are shown.
  ///   - now: the instant where a basis names none.
  ///   - isCancelled: asked now and then; a rebuilding that nobody waits for any more stops.
  ///   - progress: called now and then with the position reached.
  ///   - between: takes every record that only the later one holds, with when it counts from.
  /// - Throws: a position beyond the head, or whatever is wrong with the log.
  package init(
    _ earlier: Basis, _ later: Basis, from store: any LogStore, keys: TextKeys? = nil,
    now: Instant, isCancelled: () -> Bool = { false }, progress: (UInt64) -> Void = { _ in },
    between: (RecordedEvent, Instant) -> Void = { _, _ in }
  ) throws(ReplayError) {
    let head = store.head.position
    var strands = [Strand(earlier, head: head, now: now), Strand(later, head: head, now: now)]
    for strand in strands where strand.last > head {
      throw .log(.notFound(position: strand.last, head: head))
    }
    var fold = Fold()
    var parted: Fold?
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: 1, through: max(strands[0].last, strands[1].last)) { position, bytes in
        if position % 4_096 == 0 {
          if isCancelled() { return .stop }
          progress(position)
        }
        do throws(ReplayError) {
          let record = try decodeRecord(bytes, at: position, skippingDetails: true, keys: keys)
          let (isEarly, isLate) = (strands[0].takes(record), strands[1].takes(record))
          if isEarly != isLate, parted == nil { parted = fold }
          if isEarly { try parted?.fold(record) }
          if isLate {
            try fold.fold(record)
            if !isEarly { between(record, strands[1].time) }
          }
          return .next
        } catch {
          failure = error
          return .stop
        }
      }
    } catch {
      throw .log(error)
    }
    if let failure { throw failure }
    self.earlier = Past(
      fold: parted ?? fold, position: strands[0].last, instant: strands[0].instant)
    self.later = Past(fold: fold, position: strands[1].last, instant: strands[1].instant)
  }

  /// One of the two on its way through the log.
  private struct Strand {
    let last: UInt64
    private let basis: Basis
    private var selection: HistorySelection
    private(set) var instant: Instant
    var time: Instant { selection.time }

    init(_ basis: Basis, head: UInt64, now: Instant) {
      self.basis = basis
      last = basis.position ?? head
      selection = HistorySelection(basis)
      instant = basis.instant ?? now
    }

    mutating func takes(_ record: RecordedEvent) -> Bool {
      guard record.position <= last else { return false }
      if basis.instant == nil, basis.position != nil { instant = record.recordedAt }
      return selection.includes(record) || record.position == 1
    }
  }
}

extension TwoPasts<ReadModel> {
  /// The two moments that a question compares.
  ///
  /// - Parameter beginning: its ``Basis/beginning(of:)``.
  package static func compared(
    _ basis: Basis, since beginning: Basis, from store: any LogStore, keys: TextKeys? = nil,
    now: Instant, isCancelled: () -> Bool = { false }
  ) throws(ReplayError) -> TwoPasts<ReadModel> {
    try TwoPasts(
      beginning, basis, from: store, keys: keys, now: now, isCancelled: isCancelled)
  }

  /// The later one, as a single past.
  package var end: History.Past {
    History.Past(readModel: later.fold, position: later.position, instant: later.instant)
  }
}
