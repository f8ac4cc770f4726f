package import Opportunities

/// One alert that was up during a span of time.
package struct AlertRow: Hashable, Sendable {
  package var opportunity: OpportunityID
  package var title: String
  /// Whose it was when the alert was seen up last.
  package var owner: UserID
  package var stage: Stage
  package var grade: Grade?
  package var kind: AlertKind
  package var since: Instant
  /// When it came up within the span, which is later than `since` if what raised it was told late; nil:
  /// it was up when the span began.
  package var raisedAt: Instant?
  /// The rule that is due; nil: the alert is not about that.
  package var rule: DueRule?
  /// The records it follows from.
  package var positions: [UInt64]
  /// When it went; nil: it was still up at the end.
  package var endedAt: Instant?
  /// The record that ended it; 0: it ended by itself.
  package var endedBy: UInt64 = 0
  /// The last of each that had been given by the end.
  package var acknowledged: AlertReply?
  package var snoozed: AlertReply?
  /// Who is told, and how loudly, by the rules in force at the end.
  package var route: AlertRoute
}

/// Which alerts were up at any moment of a day, or of another span of time.
///
/// Between two records an alert comes up as time goes, and goes only when the customer begins to be
/// left alone or new rules come into force; so looking just before and after each of these moments,
/// and at both ends, sees every one.
package struct AlertDay {
  private let opening: AlertBook
  private let closing: AlertBook
  private let span: ClosedRange<Instant>
  /// Records of the span by the place of their opportunity when it ends.
  private var records: [Int: [Step]] = [:]
  /// Those about being left alone, by customer.
  private var quietRecords: [CustomerID: [Step]] = [:]
  /// When rules came into force in the span.
  private let turns: [Instant]

  private typealias Step = (record: RecordedEvent, at: Instant)

  /// - Parameters:
  ///   - opening: as things stood before the span.
  ///   - closing: as they stood when it ended.
  ///   - records: what made the one into the other, each with when it counts, in order of the log.
  package init(
    from opening: AlertBook, to closing: AlertBook,
    by records: [(record: RecordedEvent, at: Instant)], in span: ClosedRange<Instant>
  ) {
    self.opening = opening
    self.closing = closing
    self.span = span
    for entry in records {
      switch entry.record.event {
      case .quietPeriodSet, .quietPeriodLifted:
        quietRecords[CustomerID(entry.record.stream.id), default: []].append(entry)
      default:
        guard let id = entry.record.opportunityID, let place = closing.board.place(of: id) else {
          continue
        }
        self.records[place, default: []].append(entry)
      }
    }
    turns = closing.board.policies.versions.map(\.effectiveFrom)
      .filter { span.contains($0) && $0 > span.lowerBound }.sorted()
  }

  /// By opportunity, then kind, then since when, then when it came up: what was held back for a while
  /// came up twice.
  ///
  /// - Parameter isWanted: of which opportunities.
  package func rows(of isWanted: (OpportunityID) -> Bool = { _ in true }) -> [AlertRow] {
    var rows: [AlertRow] = []
    for place in 0..<closing.board.table.count {
      let id = closing.board.table.id(place)
      guard isWanted(id) else { continue }
      var watch = AlertWatch(
        start: span.lowerBound, turns: turns, policies: closing.board.policies)
      let steps = steps(of: place)
      var directory = closing.board.directory
      if steps.isEmpty {
        let subject = closing.subject(at: place)
        watch.look(
          at: subject, from: span.lowerBound, through: span.upperBound,
          quiet: directory.quietSpan(of: subject.row.detail.customer))
      } else {
        // Numbers of owners and customers are those of the board they come from.
        directory = opening.board.directory
        take(steps, of: id, by: &watch, &directory)
      }
      rows += watch.sightings.map { row(of: $0, at: place, id, directory) }
    }
    return rows.sorted { left, right in
      if left.opportunity != right.opportunity {
        return left.opportunity.bytes < right.opportunity.bytes
      }
      if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
      if left.since != right.since { return left.since < right.since }
      return (left.raisedAt ?? span.lowerBound) < (right.raisedAt ?? span.lowerBound)
    }
  }

  /// What happened in the span that the alerts of one opportunity may follow from, in order.
  private func steps(of place: Int) -> [Step] {
    let own = records[place] ?? []
    guard !quietRecords.isEmpty,
      let quiet = quietRecords[closing.board.opportunities[place].customer]
    else { return own }
    return (own + quiet).sorted {
      $0.at != $1.at ? $0.at < $1.at : $0.record.position < $1.record.position
    }
  }

  private func take(
    _ steps: [Step], of id: OpportunityID, by watch: inout AlertWatch, _ directory: inout Directory
  ) {
    var subject = opening.board.place(of: id).map { opening.subject(at: $0) }
    var words = opening.board.words
    var quiet = subject.flatMap { directory.quietSpan(of: $0.row.detail.customer) }
    var last = span.lowerBound
    for (record, instant) in steps {
      let at = max(instant, last)
      if let subject { watch.look(at: subject, from: last, through: at, quiet: quiet) }
      switch record.event {
      case .opportunityCreated(let created):
        let new = AlertSubject(created, from: record, &directory)
        // Unless it was told of earlier in the span, when there was no opportunity of it yet.
        quiet = quiet ?? directory.quietSpan(of: new.row.detail.customer)
        subject = new
      case .quietPeriodSet(let event): quiet = QuietSpan(event)
      case .quietPeriodLifted: quiet = nil
      default: subject?.apply(record, &directory, &words)
      }
      if let subject { watch.settle(at: subject, at: at, by: record.position, quiet: quiet) }
      last = at
    }
    if let subject {
      watch.look(at: subject, from: last, through: span.upperBound, quiet: quiet)
    }
  }

  private func row(
    of sighting: AlertWatch.Sighting, at place: Int, _ id: OpportunityID, _ directory: Directory
  ) -> AlertRow {
    let alert = sighting.alert
    let answers = closing.replies(at: place).filter {
      $0.kind == alert.kind && $0.since == alert.since
    }
    let policy = closing.board.policies.inForce(at: span.upperBound)
    return AlertRow(
      opportunity: id, title: closing.board.opportunities[place].title,
      owner: directory.owner(sighting.subject.row.core.owner),
      stage: sighting.subject.row.core.stage, grade: sighting.subject.row.core.grade,
      kind: alert.kind, since: alert.since, raisedAt: sighting.raisedAt, rule: sighting.rule,
      positions: sighting.subject.positions(of: alert.kind, by: sighting.rule, under: policy),
      endedAt: sighting.endedAt,
      endedBy: sighting.endedBy, acknowledged: answers.last { $0.until == nil },
      snoozed: answers.last { $0.until != nil }, route: policy.alerts.route(for: alert.kind))
  }
}

extension AlertSubject {
  init(_ created: OpportunityCreated, from record: RecordedEvent, _ directory: inout Directory) {
    row = OpportunityRow(created, from: record, isBackfilled: false, &directory)
    entry = AlertBook.Entry(pulse: Pulse(created, at: record.occurredAt))
    entry.positions.note(OpportunityRow.beginning, at: record.position)
    if entry.pulse.anomalySince != .never { entry.anomalyPosition = record.position }
  }

  mutating func apply(
    _ record: RecordedEvent, _ directory: inout Directory, _ words: inout Vocabulary
  ) {
    let settled = row.apply(record, isBackfilled: false, &directory, &words)
    entry.evolve(with: record, settling: settled)
  }
}

/// The alerts of one opportunity as somebody sees them who looks again and again.
private struct AlertWatch {
  struct Sighting {
    let alert: LiveAlert
    /// When it was seen up last.
    var subject: AlertSubject
    var rule: DueRule?
    let raisedAt: Instant?
    var endedAt: Instant?
    var endedBy: UInt64 = 0
  }

  let start: Instant
  let turns: [Instant]
  let policies: PolicyHistory
  private(set) var sightings: [Sighting] = []
  private var lastLook: Instant?

  init(start: Instant, turns: [Instant], policies: PolicyHistory) {
    (self.start, self.turns, self.policies) = (start, turns, policies)
  }

  /// Looks at a subject that no record changes from one moment to the other.
  mutating func look(
    at subject: AlertSubject, from start: Instant, through end: Instant, quiet: QuietSpan?
  ) {
    var moments = [start]
    for turn in turns where turn > start && turn <= end {
      moments += [turn - TimeLength(milliseconds: 1), turn]
    }
    if let quiet, quiet.from > start.milliseconds, quiet.from <= end.milliseconds {
      moments += [Instant(milliseconds: quiet.from - 1), Instant(milliseconds: quiet.from)]
    }
    for moment in moments.sorted() + [end] { settle(at: subject, at: moment, by: 0, quiet: quiet) }
  }

  /// Takes what is up at `now` as the last that is known; what was up and is not has ended.
  mutating func settle(
    at subject: AlertSubject, at now: Instant, by position: UInt64, quiet: QuietSpan?
  ) {
    let policy = policies.inForce(at: now)
    let up = subject.alerts(at: now, under: policy, quiet: quiet)
    for index in sightings.indices
    where sightings[index].endedAt == nil && !up.contains(sightings[index].alert) {
      (sightings[index].endedAt, sightings[index].endedBy) = (now, position)
    }
    for alert in up {
      let rule = alert.kind == .followUpDue ? subject.rule(at: now, policy, quiet) : nil
      if let index = sightings.firstIndex(where: { $0.alert == alert && $0.endedAt == nil }) {
        sightings[index].subject = subject
        sightings[index].rule = rule
      } else {
        sightings.append(
          Sighting(
            alert: alert, subject: subject, rule: rule, raisedAt: raising(of: alert, by: now)))
      }
    }
    lastLook = now
  }

  /// When something came up that was not up at the last look: as time went by, or at once.
  private func raising(of alert: LiveAlert, by now: Instant) -> Instant? {
    if now == start { return nil }
    // Most clocks strike just after the moment that they name.
    guard let lastLook, alert.since >= lastLook else { return now }
    return alert.since
  }
}

extension AlertSubject {
  /// The strictest rule by which it is due.
  fileprivate func rule(at now: Instant, _ policy: Policy, _ quiet: QuietSpan?) -> DueRule {
    ClockReading(
      of: row.core, at: now.milliseconds, under: ClockRules(of: policy), quiet: quiet
    ).rule
  }
}
