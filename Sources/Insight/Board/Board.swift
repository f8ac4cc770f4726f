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
  /// Tags and reasons that facts name by number.
  package private(set) var words = Vocabulary()
  private(set) var table = OpportunityTable()
  /// What the last record that was applied to an opportunity settled about it; of no other use.
  package private(set) var settled = FactSources()

  package init() {}

  /// A board as it stood after the record at `position`, to which ``restore(_:title:_:)`` adds the
  /// opportunities: how it comes back from a checkpoint.
  package init(
    position: UInt64, policies: PolicyHistory, directory: Directory, words: Vocabulary
  ) {
    self.position = position
    self.policies = policies
    self.directory = directory
    self.words = words
  }

  /// Adds the next opportunity in order of creation.
  ///
  /// - Returns: whether it is new and names only what is there; if not, nothing has changed.
  package mutating func restore(
    _ id: OpportunityID, title: ArraySlice<UInt8>, _ row: OpportunityRow
  ) -> Bool {
    guard row.core.isValid, Int(row.core.owner) < directory.owners.count,
      Int(row.detail.customer) < directory.customers.count,
      Int(row.lastTag ?? 0) < max(1, words.words.count),
      Int(row.lastLossReason ?? 0) < max(1, words.words.count)
    else { return false }
    let quiet = directory.quietSpan(of: row.detail.customer)
    return table.insert(id, title: title, row, quiet: quiet) != nil
  }

  /// How many of each there are, whatever their status.
  package var counts: Counts {
    Counts(
      opportunities: table.count, customers: directory.customerCount,
      users: directory.userCount)
  }

  package struct Counts: Hashable, Sendable {
    package var opportunities: Int
    package var customers: Int
    package var users: Int
  }

  /// What is known of one opportunity; nil: there is none of this id.
  package func facts(_ id: OpportunityID) -> OpportunityFacts? {
    place(of: id).map { opportunities[$0] }
  }

  /// Where the opportunity stands in order of creation, from 0; nil: there is none of this id.
  package func place(of id: OpportunityID) -> Int? { table.place(of: id) }

  /// In order of creation.
  package var opportunities: OpportunityList { OpportunityList(of: self) }

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
    case .customer: directory.hasCustomer(CustomerID(stream.id))
    case .opportunity: place(of: OpportunityID(stream.id)) != nil
    // No read model keeps them yet, so nothing of them can be missing.
    case .lead, .departmentTask, .approval, .review, .target, .award, .importBatch, .outbound,
      .calibration, .erasure:
      true
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
  /// - Returns: the place of the opportunity it is about; nil: it is about something else.
  /// - Throws: ``ProjectionError``; the board is then unchanged.
  @discardableResult
  package mutating func apply(_ record: RecordedEvent) throws(ProjectionError) -> Int? {
    guard record.position > position else {
      throw Self.error(.positionNotAhead(of: position), at: record)
    }
    var place: Int?
    switch record.event {
    case .policyPublished(let event):
      try require(.policy, record)
      try publish(event, from: record)
    case .teamRegistered(let event):
      try require(.team, record)
      try Self.begin(directory.register(event, as: TeamID(record.stream.id)), record)
    case .userRegistered(let event):
      try require(.user, record)
      try Self.begin(directory.register(event, as: UserID(record.stream.id)), record)
    case .customerRegistered(let event):
      try require(.customer, record)
      try Self.begin(directory.register(event, as: CustomerID(record.stream.id)), record)
    case .teamChanged(let event):
      try require(.team, record)
      try Self.follow(directory.change(event, as: TeamID(record.stream.id)), record)
    case .userChanged(let event):
      try require(.user, record)
      try Self.follow(directory.change(event, as: UserID(record.stream.id)), record)
    case .profileUpdated(let event):
      try require(.customer, record)
      try Self.follow(directory.change(event, as: CustomerID(record.stream.id)), record)
    case .quietPeriodSet(let event):
      try require(.customer, record)
      try Self.follow(
        directory.change(quiet: QuietSpan(event), of: CustomerID(record.stream.id)), record)
      table.forgetSilence()
    case .quietPeriodLifted:
      try require(.customer, record)
      try Self.follow(directory.change(quiet: nil, of: CustomerID(record.stream.id)), record)
      table.forgetSilence()
    case .opportunityCreated(let event):
      try require(.opportunity, record)
      place = try create(event, from: record)
    case .personalDataErased(let event):
      try require(.erasure, record)
      directory.forgetNames(of: event.erased)
    case _ where record.event.streamKind != .opportunity:
      try require(record.event.streamKind, record)
    default:
      try require(.opportunity, record)
      place = try change(with: record)
    }
    position = record.position
    return place
  }

  private func require(_ kind: Stream.Kind, _ record: RecordedEvent) throws(ProjectionError) {
    // By number: `==` of another module's enum is found at run time.
    guard record.stream.kind.rawValue == kind.rawValue else {
      throw Self.error(.wrongStream, at: record)
    }
  }

  // Not of a board: an unoptimised build would copy it before the change whose outcome these are asked
  // about, and with it every table that is changed.

  private static func begin(_ isNew: Bool, _ record: RecordedEvent) throws(ProjectionError) {
    guard isNew else { throw error(.existsAlready, at: record) }
  }

  private static func follow(_ isKnown: Bool, _ record: RecordedEvent) throws(ProjectionError) {
    guard isKnown else { throw error(.unknownSubject, at: record) }
  }

  private mutating func publish(
    _ event: PolicyPublished, from record: RecordedEvent
  ) throws(ProjectionError) {
    let expected = policies.latestVersion + 1
    guard event.version == expected else {
      throw Self.error(.policyVersionNotNext(expected: expected), at: record)
    }
    // A policy with faults would trap far from here, in the middle of somebody's question.
    let faults = event.document.faults()
    guard faults.isEmpty else { throw Self.error(.faultyPolicy(faults), at: record) }
    policies.append(
      Policy(
        version: event.version, effectiveFrom: event.effectiveFrom, position: record.position,
        reason: event.reason, document: event.document))
  }

  private mutating func create(
    _ event: OpportunityCreated, from record: RecordedEvent
  ) throws(ProjectionError) -> Int {
    let id = OpportunityID(record.stream.id)
    guard table.place(of: record.stream.id) == nil else {
      throw Self.error(.existsAlready, at: record)
    }
    let row = OpportunityRow(
      event, from: record, isBackfilled: isBackfilled(record), &directory)
    let quiet = directory.quietSpan(of: row.detail.customer)
    guard let place = table.insert(id, title: event.title.utf8, row, quiet: quiet) else {
      preconditionFailure("there are more opportunities than numbers")
    }
    settled = OpportunityRow.beginning
    if row.core.isBackfilled { settled.insert(.backfill) }
    return place
  }

  private mutating func change(with record: RecordedEvent) throws(ProjectionError) -> Int {
    guard let place = table.place(of: record.stream.id) else {
      throw Self.error(.unknownSubject, at: record)
    }
    var row = table[place]
    if let reason = row.objection(to: record, directory) { throw Self.error(reason, at: record) }
    settled = row.apply(
      record, isBackfilled: isBackfilled(record), &directory, &words)
    table.replace(place, with: row, quiet: directory.quietSpan(of: row.detail.customer))
    return place
  }

  /// Makes questions at `moment` cheap that ask for sums under its policy; the answers are the same
  /// without it.
  package mutating func prepare(for moment: Moment) {
    table.reweigh(on: SumBasis(moment, directory))
  }

  private func isBackfilled(_ record: RecordedEvent) -> Bool { policies.isBackfilled(record) }

  private static func error(
    _ reason: ProjectionError.Reason, at record: RecordedEvent
  ) -> ProjectionError {
    ProjectionError(position: record.position, stream: record.stream, reason: reason)
  }
}

extension PolicyHistory {
  /// C12: recorded later than the policy's hours after it occurred, and not imported history.
  package func isBackfilled(_ record: RecordedEvent) -> Bool {
    // No limit is below zero, so most need not be looked up.
    let delay = record.recordedAt.milliseconds.subtractingReportingOverflow(
      record.occurredAt.milliseconds)
    guard delay.overflow || delay.partialValue > 0, !record.isImported else { return false }
    // Versions count up from 1, so the version is also the place.
    let place = Int(clamping: record.policyVersion) - 1
    let policy = versions.indices.contains(place) ? versions[place] : versions.last
    guard let policy else { return false }
    let limit = TimeLength.hours(policy.document.recording.backfillFlagHours)
    return record.recordedAt.since(record.occurredAt) > limit
  }
}

/// When a question is asked and the rules in force then. Clocks are read here and nowhere else.
package struct Moment: Sendable {
  package let instant: Instant
  package let policy: Policy
  /// The policy's rules, laid out for those who ask a million times.
  let clockRules: ClockRules
  let healthRules: HealthRules
  /// Whether a low score or a long standstill alone is enough to advise giving up (C5).
  let isEitherEnough: Bool
  let probabilities: WinProbabilities
  /// nil: silence changes no chance.
  let silence: SilenceRule?

  package init(instant: Instant, policy: Policy) {
    self.instant = instant
    self.policy = policy
    clockRules = ClockRules(of: policy)
    healthRules = policy.document.health
    isEitherEnough = policy.thresholds.elimination == .any
    probabilities = WinProbabilities(under: policy)
    silence = SilenceRule(of: policy)
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
