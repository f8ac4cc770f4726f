package import Opportunities

/// Everything that says which alerts are up: the read model with, for each opportunity, its pulse, the
/// records behind it and what people answered.
///
/// Alerts are never recorded (C4). Here they follow from the same clocks by which the ledger decides
/// whether one may be acknowledged.
package struct AlertBook: Sendable {
  package private(set) var board = Board()
  /// In order of creation, as on the board.
  private var entries = ChunkedArray<Entry>()
  private var replies: [Int: [AlertReply]] = [:]
  /// Of the last record about being left alone, by customer.
  private var quietPositions: [CustomerID: UInt64] = [:]

  struct Entry: Sendable {
    var pulse: Pulse
    var positions = FactPositions()
    /// Of the record that made the grade doubtful.
    var anomalyPosition: UInt64 = 0

    mutating func evolve(with record: RecordedEvent, settling settled: FactSources) {
      let before = pulse.anomalySince
      pulse.evolve(with: record.event, at: record.occurredAt)
      positions.note(settled, at: record.position)
      if pulse.anomalySince != before { anomalyPosition = record.position }
    }
  }

  package init() {}

  /// - Throws: ``ProjectionError``; the book is then unchanged.
  package mutating func apply(_ record: RecordedEvent) throws(ProjectionError) {
    guard let place = try board.apply(record) else {
      switch record.event {
      case .quietPeriodSet, .quietPeriodLifted:
        quietPositions[CustomerID(record.stream.id)] = record.position
      default: break
      }
      return
    }
    if case .opportunityCreated(let created) = record.event {
      precondition(place == entries.count, "the board numbers opportunities as they come")
      var entry = Entry(pulse: Pulse(created, at: record.occurredAt))
      entry.positions.note(board.settled, at: record.position)
      if entry.pulse.anomalySince != .never { entry.anomalyPosition = record.position }
      entries.append(entry)
    } else {
      entries[place].evolve(with: record, settling: board.settled)
      if let reply = AlertReply(record) { replies[place, default: []].append(reply) }
    }
  }

  /// Why the card of an opportunity says what it says at `moment`; nil: there is none of this id.
  package func reasons(of id: OpportunityID, at moment: Moment) -> CardReasons? {
    board.place(of: id).map { place in
      CardReasons(
        of: place, on: board, at: moment, settledBy: entries[place].positions,
        quietPosition: quietPositions[board.opportunities[place].customer])
    }
  }

  func subject(at place: Int) -> AlertSubject {
    AlertSubject(entry: entries[place], row: board.table[place])
  }

  func replies(at place: Int) -> [AlertReply] { replies[place] ?? [] }
}

/// What somebody did about an alert.
package struct AlertReply: Hashable, Sendable {
  package let kind: AlertKind
  /// Since when the alert it answers had been up.
  package let since: Instant
  /// Put off until then; nil: seen to.
  package let until: Instant?
  package let position: UInt64
  package let occurredAt: Instant

  /// nil: the record is no reply.
  init?(_ record: RecordedEvent) {
    switch record.event {
    case .alertAcknowledged(let event): (kind, since, until) = (event.kind, event.since, nil)
    case .alertSnoozed(let event): (kind, since, until) = (event.kind, event.since, event.until)
    default: return nil
    }
    (position, occurredAt) = (record.position, record.occurredAt)
  }
}

/// An opportunity as alerts look at it, at one moment.
struct AlertSubject {
  var entry: AlertBook.Entry
  var row: OpportunityRow

  /// Which alerts are up at `now`, and since when.
  func alerts(at now: Instant, under policy: Policy, quiet: QuietSpan?) -> [LiveAlert] {
    guard row.core.isOpen else { return [] }
    let span = quiet.map {
      (from: Instant(milliseconds: $0.from), until: Instant(milliseconds: $0.until))
    }
    return Pulse.alertKinds.compactMap { kind in
      entry.pulse.alert(
        kind, stage: row.core.stage, grade: row.core.grade, at: now, under: policy, quiet: span
      ).map { LiveAlert(kind: kind, since: $0) }
    }
  }

  /// The records that an alert of this kind follows from.
  ///
  /// - Parameter rule: by which it is due.
  func positions(of kind: AlertKind, by rule: DueRule?, under policy: Policy) -> [UInt64] {
    let positions = entry.positions
    let found: [UInt64] =
      switch kind {
      case .firstResponse: positions.behind(.firstResponse)
      case .followUpDue: positions.behind(rule ?? .gradeCadence)
      case .followUpRed:
        (policy.thresholds.redClock == .progress
          ? positions(.progress, .reopening) : positions.silence)
          + positions(row.core.stage == .closing ? .stage : .grade)
      case .sprintMissed: positions.behind(.closingDaily)
      case .stagnation: positions(.stage, .reopening)
      case .promiseDue, .lossRisk: positions(.followUp)
      case .gradeAnomaly: [entry.anomalyPosition]
      default: []
      }
    return Set(found).sorted()
  }
}

/// One alert that is up. Another one of its kind began at another moment.
struct LiveAlert: Hashable {
  let kind: AlertKind
  let since: Instant
}
