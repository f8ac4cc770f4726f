import EventLog
import Opportunities
import Schema
package import Sealing

/// Judges a whole history again, command by command, by the rules that were in force on each day.
///
/// What is true of it does not depend on today's rules, clock or people: each command is put together
/// again from its facts and `decide` is asked about it, on the state that the records before it add up
/// to. Afterwards its recorded facts are folded, whatever was found of them: later commands were
/// decided on what stood in the log.
package struct ConformityJudge {
  package private(set) var report = ConformityReport()
  private var state = LedgerState()
  /// The records of the command under way.
  private var command: [Reading] = []
  private let keys: TextKeys?

  /// A record as it was read.
  private struct Reading {
    var record: RecordedEvent
    /// The same with some text wherever one may have stood; nil: every text can be read.
    var filled: RecordedEvent?
  }

  /// Stands for a text that cannot be read.
  private static let placeholder = "…"

  /// - Parameter keys: to the texts; without them rules that ask about a text judge nothing.
  package init(keys: TextKeys?) {
    self.keys = keys
  }

  /// Takes the next record of a log.
  ///
  /// - Throws: ``ReplayError``: the records are no history, which is for `verify` to explain.
  package mutating func take(_ position: UInt64, _ bytes: RawSpan) throws(ReplayError) {
    let reading = try read(bytes, at: position)
    if isComplete || (reading.record.commandRecords > 0 && !command.isEmpty) { try judge() }
    command.append(reading)
  }

  /// Judges what is left. Call it once, at the end.
  package mutating func finish() throws(ReplayError) {
    if !command.isEmpty { try judge() }
  }

  /// Whether all records are here that the first one announced.
  private var isComplete: Bool {
    guard let first = command.first?.record else { return false }
    return command.count >= max(1, Int(first.commandRecords))
  }

  private func read(_ bytes: RawSpan, at position: UInt64) throws(ReplayError) -> Reading {
    do throws(WireError) {
      guard try SealedTexts.sealedPart(of: bytes) != nil else {
        return Reading(record: try RecordCodec.decode(bytes))
      }
      if let keys, let opened = try SealedTexts.opened(bytes, by: keys) {
        return Reading(record: try RecordCodec.decode(opened.span.bytes))
      }
      let filled = try SealedTexts.filled(bytes, with: Self.placeholder)
      return Reading(
        record: try RecordCodec.decode(bytes), filled: try RecordCodec.decode(filled.span.bytes))
    } catch {
      throw .unreadable(position: position, what: "\(error)")
    }
  }

  /// Judges the command under way and folds it.
  private mutating func judge() throws(ReplayError) {
    let readings = command
    command = []
    let first = readings[0].record
    for reading in readings { note(reading.record) }
    // The first record of all is the ledger's own: its standard rules, which no command made.
    if first.position > 1 || first.actor != .ledger { judge(readings) }
    for reading in readings {
      if let what = state.follow(reading.record) {
        throw .misfit(position: reading.record.position, what: what)
      }
    }
  }

  private mutating func judge(_ readings: [Reading]) {
    let records = readings.map(\.record)
    report.commands += 1
    let first = records[0]
    if first.isImported { report.imported += 1 }
    let announced = Int(first.commandRecords)
    guard announced == records.count, records.allSatisfy({ $0.commandID == first.commandID }) else {
      return add(
        .violated, ConformityReport.Rule.commandCut.rawValue, first, .cut(announced: announced))
    }
    guard readings.contains(where: { $0.filled != nil }) else {
      if let found = state.nonconformity(of: records) { add(found, records) }
      return
    }
    report.unreadable += 1
    judge(records, filled: readings.map { $0.filled ?? $0.record })
  }

  /// Judges a command whose texts cannot be read: as if there had been all of them, and none.
  private mutating func judge(_ bare: [RecordedEvent], filled: [RecordedEvent]) {
    // What a talk was classified as follows from a text that cannot be read.
    let ignored: Set<String> = ["suggestedTags"]
    guard let one = state.nonconformity(of: filled, ignoring: ignored),
      let other = state.nonconformity(of: bare, ignoring: ignored)
    else { return }
    switch (one.isAboutText, other.isAboutText) {
    case (false, _): add(one, filled)
    case (_, false): add(other, bare)
    default:
      add(
        .unjudged, ConformityReport.Rule.textUnreadable.rawValue, bare[0], .aboutUnreadableText)
    }
  }

  private mutating func add(_ found: Nonconformity, _ records: [RecordedEvent]) {
    let (rule, place): (String, Int) =
      switch found {
      case .refused(let rejection): (rejection.code.rawValue, 0)
      case .differs(let differences):
        (
          differences.lazy.compactMap(\.rule).first?.rawValue
            ?? ConformityReport.Rule.factsDiffer.rawValue,
          min(differences[0].fact, records.count - 1)
        )
      case .wrongPolicy: (ConformityReport.Rule.wrongPolicy.rawValue, 0)
      case .noCommand: (ConformityReport.Rule.noCommand.rawValue, 0)
      }
    add(.violated, rule, records[place], .unfit(found))
  }

  private mutating func note(_ record: RecordedEvent) {
    for remark in state.remarks(on: record) {
      add(.noted, remark.rawValue, record, ConformityAccount(remark, on: record))
    }
  }

  private mutating func add(
    _ verdict: ConformityReport.Verdict, _ rule: String, _ record: RecordedEvent,
    _ account: ConformityAccount
  ) {
    report.add(
      ConformityReport.Finding(
        verdict: verdict, rule: rule, position: record.position, recordedAt: record.recordedAt,
        occurredAt: record.occurredAt, policyVersion: record.policyVersion, actor: record.actor,
        team: state.team(of: record.actor), stream: record.stream, account: account))
  }
}

extension Nonconformity {
  /// Whether it may be so only because a text is not there, or is not the one that was typed.
  fileprivate var isAboutText: Bool {
    if case .refused(let rejection) = self { rejection.isAboutText } else { false }
  }
}
