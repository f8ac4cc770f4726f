package import EventLog
import Insight
package import Opportunities

/// Which records tell the life of one thing, and of what belongs to it.
package struct StreamTimeline: Sendable {
  /// Whose life is told.
  package enum Subject: Hashable, Sendable {
    /// With the tasks, approvals, leads, samples and erasures about it.
    case opportunity(OpportunityID)
    /// With the opportunities and leads of it, the customers it absorbed, and what belongs to those.
    case customer(CustomerID)
    /// What the user did, and what was given to the user or taken away.
    case user(UserID)

    var stream: Stream {
      switch self {
      case .opportunity(let id): Stream(kind: .opportunity, id: id.bytes)
      case .customer(let id): Stream(kind: .customer, id: id.bytes)
      case .user(let id): Stream(kind: .user, id: id.bytes)
      }
    }
  }

  package struct Entry: Sendable {
    package var position: UInt64
    /// Entered late by the rules of its day (C12).
    package var isBackfilled: Bool
  }

  /// In the order of the log.
  package private(set) var entries: [Entry] = []
  /// The rules in force at the moment asked about; 0: there were none.
  package private(set) var policyVersion: UInt64 = 0
  /// Whether there is such a thing at that moment.
  package private(set) var isFound = false

  /// Whether nothing of any opportunity is known at that moment.
  package private(set) var isBeforeAll = true

  private let subject: Subject
  private var streams: Set<Stream>
  private var policies = PolicyHistory()

  /// Reads the log once, and again when a stream turned out to belong to the subject only after its
  /// first records: a lead that became the opportunity.
  ///
  /// - Parameters:
  ///   - basis: only what had been told, or had occurred, by then.
  ///   - instant: whose rules are in force.
  ///   - progress: called now and then with the position reached.
  package init(
    of subject: Subject, on basis: Basis, at instant: Instant, from store: any LogStore,
    progress: (UInt64) -> Void = { _ in }
  ) throws(ReplayError) {
    self.subject = subject
    streams = [subject.stream]
    let head = store.head.position
    let last = basis.position ?? head
    guard last <= head else { throw .log(.notFound(position: last, head: head)) }
    while try isReadAgain(basis, through: last, store, progress) {}
    if policies.latestVersion > 0 { policyVersion = policies.inForce(at: instant).version }
  }

  /// - Returns: whether a stream was found whose beginning had been passed by.
  private mutating func isReadAgain(
    _ basis: Basis, through last: UInt64, _ store: any LogStore, _ progress: (UInt64) -> Void
  ) throws(ReplayError) -> Bool {
    var selection = HistorySelection(basis, isCuttingAll: true)
    (entries, policies) = ([], PolicyHistory())
    var isMissing = false
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: 1, through: last) { position, bytes in
        if position % 4_096 == 0 { progress(position) }
        do throws(ReplayError) {
          // Details too: who said something is one.
          let record = try decodeRecord(bytes, at: position)
          if case .policyPublished(let event) = record.event {
            policies.append(
              Policy(
                version: event.version, effectiveFrom: event.effectiveFrom, position: position,
                reason: event.reason, document: event.document))
          }
          if selection.includes(record) { take(record, &isMissing) }
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
    return isMissing
  }

  private mutating func take(_ record: RecordedEvent, _ isMissing: inout Bool) {
    if record.stream == subject.stream { isFound = true }
    if record.stream.kind == .opportunity { isBeforeAll = false }
    guard belongs(record, &isMissing) else { return }
    entries.append(
      Entry(position: record.position, isBackfilled: policies.isBackfilled(record)))
  }

  private mutating func belongs(_ record: RecordedEvent, _ isMissing: inout Bool) -> Bool {
    if case .customersMerged(let event) = record.event, case .customer(let id) = subject,
      event.survivor == id
    {
      add(Stream(kind: .customer, id: event.absorbed.bytes), &isMissing)
    }
    if streams.contains(record.stream) { return true }
    guard isNamed(in: record) else { return false }
    if record.event.namesForItsStream, !isUser {
      // A lead is one before it becomes an opportunity; of others this is the first record.
      if record.streamVersion > 1 {
        add(record.stream, &isMissing)
      } else {
        streams.insert(record.stream)
      }
    }
    return true
  }

  private var isUser: Bool {
    if case .user = subject { true } else { false }
  }

  private mutating func add(_ stream: Stream, _ isMissing: inout Bool) {
    if streams.insert(stream).inserted { isMissing = true }
  }

  private func isNamed(in record: RecordedEvent) -> Bool {
    switch subject {
    case .opportunity(let id): return record.event.names(opportunity: id)
    case .user(let id):
      return record.event.names(user: id)
        || record.actor.kind == .user && record.actor.id.text == id.text
    case .customer:
      return streams.contains { stream in
        switch stream.kind {
        case .customer: record.event.names(customer: CustomerID(stream.id))
        case .opportunity: record.event.names(opportunity: OpportunityID(stream.id))
        default: false
        }
      }
    }
  }
}
