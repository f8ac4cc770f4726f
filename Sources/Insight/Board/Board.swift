package import Opportunities

/// The read model of this release: everything its views need, folded from records in order.
///
/// A plain value. Folding the same records gives the same board, and asking it changes nothing.
/// Views never read a clock: they take a ``Moment``, so that the same question about the past has
/// the same answer for ever. Opportunities stand in order of creation and no view iterates a
/// dictionary for its output, so equal boards give equal rows in equal order.
package struct Board: Sendable {
  /// Position of the last record applied; 0: none yet.
  package private(set) var position: UInt64 = 0
  package private(set) var policies = PolicyHistory()
  package private(set) var directory = Directory()
  /// In order of creation.
  package private(set) var opportunities: [OpportunityFacts] = []
  private var indices: [OpportunityID: Int] = [:]

  package init() {}

  /// How many of each there are, whatever their status.
  package var counts: Counts {
    Counts(
      opportunities: opportunities.count, customers: directory.customerCount,
      users: directory.userCount)
  }

  package struct Counts: Hashable, Sendable {
    package var opportunities: Int
    package var customers: Int
    package var users: Int
  }

  /// What is known of one opportunity; nil: there is none of this id.
  package func facts(_ id: OpportunityID) -> OpportunityFacts? {
    indices[id].map { opportunities[$0] }
  }

  /// Whether the beginning of `stream` has been applied, so that its later records can be.
  ///
  /// Whoever folds a selection of the log asks this: a fact may have occurred before the thing it
  /// is about was entered (a call made yesterday, an opportunity entered today), and a selection by
  /// the time of occurrence then holds the fact but not the beginning.
  package func holds(_ stream: Stream) -> Bool {
    switch stream.kind {
    case .policy: policies.latestVersion > 0
    case .team: directory.team(TeamID(stream.id)) != nil
    case .user: directory.user(UserID(stream.id)) != nil
    case .customer: directory.customerName(CustomerID(stream.id)) != nil
    case .opportunity: indices[OpportunityID(stream.id)] != nil
    }
  }

  /// The instant with the policy in force then; nil: no policy has been applied yet.
  package func moment(at instant: Instant) -> Moment? {
    guard policies.latestVersion > 0 else { return nil }
    return Moment(instant: instant, policy: policies.inForce(at: instant))
  }

  /// Applies the next record.
  ///
  /// Positions must increase, but may have gaps: a question about the past folds a selection of the
  /// log. Within one stream, records must follow each other as they were written, and are checked
  /// against what stands there as long as none of the stream has been left out.
  ///
  /// - Throws: ``ProjectionError``; the board is then unchanged.
  package mutating func apply(_ record: RecordedEvent) throws(ProjectionError) {
    guard record.position > position else {
      throw error(.positionNotAhead(of: position), at: record)
    }
    switch record.event {
    case .policyPublished(let event):
      try require(.policy, record)
      try publish(event, from: record)
    case .teamRegistered(let event):
      try require(.team, record)
      try begin(directory.register(event, as: TeamID(record.stream.id)), record)
    case .userRegistered(let event):
      try require(.user, record)
      try begin(directory.register(event, as: UserID(record.stream.id)), record)
    case .customerRegistered(let event):
      try require(.customer, record)
      try begin(directory.register(event, as: CustomerID(record.stream.id)), record)
    case .opportunityCreated(let event):
      try require(.opportunity, record)
      try create(event, from: record)
    default:
      try require(.opportunity, record)
      try change(with: record)
    }
    position = record.position
  }

  private func require(_ kind: Stream.Kind, _ record: RecordedEvent) throws(ProjectionError) {
    guard record.stream.kind == kind else { throw error(.wrongStream, at: record) }
  }

  private func begin(_ isNew: Bool, _ record: RecordedEvent) throws(ProjectionError) {
    guard isNew else { throw error(.existsAlready, at: record) }
  }

  private mutating func publish(
    _ event: PolicyPublished, from record: RecordedEvent
  ) throws(ProjectionError) {
    let expected = policies.latestVersion + 1
    guard event.version == expected else {
      throw error(.policyVersionNotNext(expected: expected), at: record)
    }
    // A policy with faults would trap far from here, in the middle of somebody's question.
    let faults = event.document.faults()
    guard faults.isEmpty else { throw error(.faultyPolicy(faults), at: record) }
    policies.append(
      Policy(
        version: event.version, effectiveFrom: event.effectiveFrom, position: record.position,
        reason: event.reason, document: event.document))
  }

  private mutating func create(
    _ event: OpportunityCreated, from record: RecordedEvent
  ) throws(ProjectionError) {
    let id = OpportunityID(record.stream.id)
    guard indices[id] == nil else { throw error(.existsAlready, at: record) }
    indices[id] = opportunities.count
    opportunities.append(
      OpportunityFacts(event, id: id, from: record, isBackfilled: isBackfilled(record)))
  }

  private mutating func change(with record: RecordedEvent) throws(ProjectionError) {
    guard let index = indices[OpportunityID(record.stream.id)] else {
      throw error(.unknownSubject, at: record)
    }
    if let reason = opportunities[index].objection(to: record) {
      throw error(reason, at: record)
    }
    opportunities[index].apply(record, isBackfilled: isBackfilled(record))
  }

  /// C12: recorded later than the policy's hours after it occurred, and not imported history.
  private func isBackfilled(_ record: RecordedEvent) -> Bool {
    guard !record.isImported else { return false }
    // Versions count up from 1, so the version is also the place.
    let place = Int(clamping: record.policyVersion) - 1
    let policy =
      policies.versions.indices.contains(place)
      ? policies.versions[place] : policies.versions.last
    guard let policy else { return false }
    let limit = TimeLength.hours(policy.document.recording.backfillFlagHours)
    return record.recordedAt.since(record.occurredAt) > limit
  }

  private func error(
    _ reason: ProjectionError.Reason, at record: RecordedEvent
  ) -> ProjectionError {
    ProjectionError(position: record.position, stream: record.stream, reason: reason)
  }
}

/// When a question is asked and the rules in force then. Clocks are read here and nowhere else.
package struct Moment: Sendable {
  package let instant: Instant
  package let policy: Policy

  package init(instant: Instant, policy: Policy) {
    self.instant = instant
    self.policy = policy
  }
}

/// Rows of an answer, with how many there would be without a limit.
package struct Listing<Row: Sendable>: Sendable {
  package var rows: [Row]
  package var totalCount: Int

  package init(rows: [Row], totalCount: Int) {
    self.rows = rows
    self.totalCount = totalCount
  }
}

extension Listing: Equatable where Row: Equatable {}
extension Listing: Hashable where Row: Hashable {}

extension Sequence {
  /// The first `limit` elements; 0: all.
  func limited(to limit: Int) -> PrefixSequence<Self> {
    prefix(limit > 0 ? limit : .max)
  }
}
