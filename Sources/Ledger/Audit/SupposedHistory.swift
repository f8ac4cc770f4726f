import EventLog
package import Opportunities
import Schema
package import Sealing

/// The same history under other rules: everything that was recorded, judged and answered as if these had
/// been in force from the first day.
///
/// What people did stays as it was, also what these rules would have refused: nobody knows what they
/// would have done then. So its answers say what these rules see in this history, not what would have
/// become of it.
package struct SupposedHistory: Sendable {
  /// A command that these rules refuse, or of which they make another fact.
  package struct Finding: Sendable {
    package var position: UInt64
    package var recordedAt: Instant
    package var actor: Actor
    package var stream: Stream
    /// nil: accepted, with other judgements in its facts.
    package var refusal: Rejection?
    package var fact: String
  }

  /// As many findings are kept; more are only counted.
  package static let findingsMaximum = 10_000

  /// Folded with these rules.
  package private(set) var readModel = ReadModel()
  package private(set) var findings: [Finding] = []
  package private(set) var refused: UInt64 = 0
  package private(set) var judgedOtherwise: UInt64 = 0
  /// By the code of the refusal.
  package private(set) var refusals: [String: UInt64] = [:]
  package private(set) var commands: UInt64 = 0
  /// Commands about which nobody knows, because what these rules ask about is a text that is sealed.
  package private(set) var unjudged: UInt64 = 0

  private var state = LedgerState()
  private var records: [RecordedEvent] = []
  private var hasSealedTexts = false
  private var selection: HistorySelection
  private let document: PolicyDocument
  private let keys: TextKeys?

  /// - Parameters:
  ///   - basis: what of the history is asked about; its position is for whoever hands records in.
  ///   - document: rules without a fault.
  ///   - keys: to texts that rules ask about, and names.
  package init(of basis: Basis, under document: PolicyDocument, keys: TextKeys?) {
    precondition(document.faults().isEmpty, "rules that could be in force")
    selection = HistorySelection(basis)
    self.document = document.completed
    self.keys = keys
  }

  /// Takes the next record of the log.
  ///
  /// - Throws: ``ReplayError``: the records are no history.
  package mutating func take(_ position: UInt64, _ bytes: RawSpan) throws(ReplayError) {
    let (record, isSealed) = try read(bytes, at: position)
    let announced = records.first.map { max(1, Int($0.commandRecords)) } ?? 0
    if !records.isEmpty, records.count >= announced || record.commandRecords > 0 { try judge() }
    records.append(record)
    hasSealedTexts = hasSealedTexts || isSealed
  }

  /// Judges what is left. Call it once, at the end.
  package mutating func finish() throws(ReplayError) {
    if !records.isEmpty { try judge() }
  }

  private func read(
    _ bytes: RawSpan, at position: UInt64
  ) throws(ReplayError) -> (RecordedEvent, isSealed: Bool) {
    do throws(WireError) {
      guard try SealedTexts.sealedPart(of: bytes) != nil else {
        return (try RecordCodec.decode(bytes), false)
      }
      if let keys, let opened = try SealedTexts.opened(bytes, by: keys) {
        return (try RecordCodec.decode(opened.span.bytes), false)
      }
      return (try RecordCodec.decode(bytes), true)
    } catch {
      throw .unreadable(position: position, what: "\(error)")
    }
  }

  private mutating func judge() throws(ReplayError) {
    var command = records
    let isSealed = hasSealedTexts
    (records, hasSealedTexts) = ([], false)
    if case .policyPublished(var event) = command[0].event {
      // Every version that was published says the same here, so the day makes no difference.
      event.document = document
      command[0].event = .policyPublished(event)
    }
    let included = command.map { selection.includes($0) || $0.position == 1 }
    if included[0], command[0].event.streamKind != .policy {
      commands += 1
      suppose(&command, isSealed)
    }
    for (record, isIncluded) in zip(command, included) {
      if let what = state.follow(record) {
        throw .misfit(position: record.position, what: what)
      }
      if isIncluded { try readModel.apply(record) }
    }
  }

  private mutating func suppose(_ command: inout [RecordedEvent], _ isSealed: Bool) {
    switch state.supposition(of: command) {
    case .accepted(let events, let differs):
      guard differs else { return }
      judgedOtherwise += 1
      for index in command.indices { command[index].event = events[index] }
      keep(command[0], refusal: nil)
    case .refused(let refusal):
      if isSealed, refusal.isAboutText {
        unjudged += 1
        return
      }
      refused += 1
      refusals[refusal.code.rawValue, default: 0] += 1
      keep(command[0], refusal: refusal)
    case nil: unjudged += 1
    }
  }

  private mutating func keep(_ record: RecordedEvent, refusal: Rejection?) {
    guard findings.count < Self.findingsMaximum else { return }
    findings.append(
      Finding(
        position: record.position, recordedAt: record.recordedAt, actor: record.actor,
        stream: record.stream, refusal: refusal, fact: record.event.name))
  }
}

extension Rejection {
  /// Whether it may be so only because a text is not there, or is not the one that was typed.
  var isAboutText: Bool {
    switch code {
    case .reasonRequired, .noteOrFileRequired, .backfillReasonRequired, .invalidField: true
    default: false
    }
  }
}
