package import EventLog
package import Opportunities
package import Sealing

/// From which facts, and at which instant, a question is answered (two times: what had happened,
/// and what the ledger had been told).
package struct Basis: Hashable, Sendable {
  /// Records up to this position; nil: the head.
  package var position: UInt64?
  /// As the ledger stood at this instant, and every clock read at it; nil: now.
  package var instant: Instant?
  /// What had occurred by `instant`, as far as the ledger had been told by then.
  package var knownAt: Instant?

  package init(position: UInt64? = nil, instant: Instant? = nil, knownAt: Instant? = nil) {
    self.position = position
    self.instant = instant
    self.knownAt = knownAt
  }

  /// Whether the live read model answers it: everything there is, as of now.
  package var isHead: Bool { position == nil && instant == nil && knownAt == nil }
}

/// Decides record by record, in order, what belongs to a basis.
///
/// Without `knownAt`, a record counts from when it was recorded; imported history counts from when
/// it occurred, because it was known then, elsewhere. With it, a record counts when it was recorded
/// by `knownAt` and occurred by the instant. A stream is always cut to a prefix: an event counts no
/// earlier than the events of its stream before it, or what it builds on would be missing. Who
/// people, teams and customers are is always there; when a customer is to be left alone is not.
package struct HistorySelection {
  private let basis: Basis
  private let isCuttingAll: Bool
  private var streamTimes: [Stream: Instant] = [:]
  /// From when on the last record that was asked about counts.
  private(set) var time = Instant(milliseconds: 0)

  /// - Parameter isCuttingAll: whether also people, teams and customers are only there from when they
  ///   were told of; for whoever shows records, and not what they add up to.
  package init(_ basis: Basis, isCuttingAll: Bool = false) {
    self.basis = basis
    self.isCuttingAll = isCuttingAll
  }

  package mutating func includes(_ record: RecordedEvent) -> Bool {
    if let position = basis.position, record.position > position { return false }
    guard let instant = basis.instant else { return true }
    let own: Instant
    if let knownAt = basis.knownAt {
      guard record.recordedAt <= knownAt else { return false }
      own = record.occurredAt
    } else {
      own = record.isImported ? record.occurredAt : record.recordedAt
    }
    time = own
    switch record.event {
    // A span of time replaces the one before it, so a later one must not hide what was agreed then.
    case .quietPeriodSet, .quietPeriodLifted:
      if !isCuttingAll { return own <= instant }
    default: break
    }
    // People, teams and customers are told apart from what they did: they are always there.
    guard
      isCuttingAll || record.stream.kind == .opportunity || record.stream.kind == .policy
    else { return true }
    time = max(own, streamTimes[record.stream] ?? own)
    streamTimes[record.stream] = time
    return time <= instant
  }
}

/// The past, rebuilt from the log with the code of the present: there is no second code path.
package enum History {
  /// A read model of the past and the moment at which its clocks are read.
  package struct Past {
    package var readModel: ReadModel
    /// Last position considered.
    package var position: UInt64
    package var instant: Instant
  }

  /// - Parameters:
  ///   - now: the instant when the basis names none.
  ///   - keys: to the names that are shown.
  ///   - isCancelled: asked now and then; a rebuilding that nobody waits for any more stops.
  /// - Throws: a position beyond the head, or whatever is wrong with the log.
  package static func rebuild(
    _ basis: Basis, from store: any LogStore, keys: TextKeys? = nil, now: Instant,
    isCancelled: () -> Bool = { false }
  ) throws(ReplayError) -> Past {
    let head = store.head.position
    let last = basis.position ?? head
    guard last <= head else { throw .log(.notFound(position: last, head: head)) }
    var selection = HistorySelection(basis)
    var readModel = ReadModel()
    var lastRecordedAt = now
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: 1, through: last) { position, bytes in
        if position % 4_096 == 0, isCancelled() { return .stop }
        do throws(ReplayError) {
          let record = try decodeRecord(bytes, at: position, skippingDetails: true, keys: keys)
          lastRecordedAt = record.recordedAt
          if selection.includes(record) || position == 1 { try readModel.apply(record) }
        } catch {
          failure = error
          return .stop
        }
        return .next
      }
    } catch {
      throw .log(error)
    }
    if let failure { throw failure }
    let instant = basis.instant ?? (basis.position == nil ? now : lastRecordedAt)
    return Past(readModel: readModel, position: last, instant: instant)
  }
}
