import ArgumentParser
import EventLog
import Insight
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Says which alerts were up on a day.
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "Says which alerts were up on a day, since when, and what was done about them.",
    discussion: """
      An alert is never recorded: it follows from the log, the rules in force and a moment. This looks \
      at every moment of one day of the organisation (UTC+8 unless its policy says otherwise) at which \
      one can come or go, by the clocks that decide whether an alert can be acknowledged. What came or \
      went within the day says when, and by which record it went: it is there twice if it did so \
      twice. What came up later than since when it counts was told late.

      Each with since when it was up, the records it follows from, whom the rules tell, and whether it \
      had been acknowledged or snoozed by the end of the day. An alert that is up again later is \
      another one. Muted ones (by the policy) are marked: nobody was told.

      As the ledger stood then, imported history by when it occurred; with --known-at K what had \
      happened by then, as far as the ledger knew at K. Kinds: \(kinds).

      Exit status: 0, also when none was up; 1 with NOT_FOUND, BEFORE_LEDGER or IN_FUTURE; 2 wrong \
      usage.

      Examples:
        oppreplay alerts /var/lib/oppd/acme --on 2026-03-01
        oppreplay alerts /var/lib/oppd/acme --on 2026-03-01 --opportunity O-17 --lang zh
        oppreplay alerts /var/lib/oppd/acme --on 2026-03-01 --kind follow-up-red --person wang
      """)

  private static let kinds = Pulse.alertKinds.map { "\($0)" }.joined(separator: ", ")

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("The day.", valueName: "date"))
  var on: LedgerDay

  @Option(
    help: ArgumentHelp("As far as the ledger knew by then.", valueName: "time"))
  var knownAt: PastMoment?

  @Option(help: ArgumentHelp("Only alerts about this opportunity.", valueName: "id"))
  var opportunity: String?

  @Option(help: ArgumentHelp("Only alerts of this kind.", valueName: "kind"))
  var kind: String?

  @Option(help: ArgumentHelp("Only alerts about what this user owned.", valueName: "user"))
  var person: String?

  @OptionGroup var printing: Printing

  func validate() throws {
    if let kind, !Pulse.alertKinds.contains(where: { "\($0)" == kind }) {
      throw ValidationError("--kind takes one of \(Self.kinds)")
    }
  }

  func run() throws {
    let store = try openHistory(directory)
    defer { store.close() }
    guard store.head.position > 0 else {
      throw Refusal(code: "NOT_FOUND", message: "the ledger is empty")
    }
    let now = SystemClock().now()
    var offset = try firstOffset(in: store)
    while true {
      let span = try span(of: on, offsetMinutes: offset, now: now)
      let (both, records) = try fold(over: span, store, now)
      let policy = both.later.fold.board.policies.inForce(at: span.upperBound)
      guard policy.document.utcOffsetMinutes == offset else {
        // The organisation had moved since the ledger began.
        offset = policy.document.utcOffsetMinutes
        continue
      }
      return try show(both, records, span, policy, store)
    }
  }

  /// Minutes east of UTC by the first rules of the ledger.
  private func firstOffset(in store: any ReplaySource) throws -> Int32 {
    let bytes = try storedRecord(at: 1, in: store)
    let first = try reading { () throws(ReplayError) in
      try decodeRecord(bytes.span.bytes, at: 1)
    }
    guard case .policyPublished(let event) = first.event else {
      throw Refusal(code: "MISFIT_RECORD", message: "record 1 is not the ledger's first rules")
    }
    return event.document.utcOffsetMinutes
  }

  /// From the first moment of the day to its last, or to now.
  private func span(
    of day: LedgerDay, offsetMinutes: Int32, now: Instant
  ) throws -> ClosedRange<Instant> {
    let start = Instant(
      milliseconds: day.number * 86_400_000 - Int64(offsetMinutes) * 60_000)
    let knowing = knownAt.map { Instant(milliseconds: $0.milliseconds) }
    for instant in [start, knowing ?? start] where instant > now {
      throw Refusal(
        code: "IN_FUTURE",
        message: "\(instant.utcText) lies in the future: nothing can be said of it yet")
    }
    return start...min(start + .days(1) - TimeLength(milliseconds: 1), now)
  }

  private typealias Counted = (record: RecordedEvent, at: Instant)

  private func fold(
    over span: ClosedRange<Instant>, _ store: any ReplaySource, _ now: Instant
  ) throws -> (TwoPasts<AlertBook>, [Counted]) {
    let knownAt = knownAt.map { Instant(milliseconds: $0.milliseconds) }
    let progress = Progress("read", of: store.head.position)
    var records: [Counted] = []
    let both = try reading { () throws(ReplayError) in
      try TwoPasts<AlertBook>(
        Basis(instant: span.lowerBound - TimeLength(milliseconds: 1), knownAt: knownAt),
        Basis(instant: span.upperBound, knownAt: knownAt), from: store,
        keys: TextKeys.forReading(in: directory), now: now, progress: progress.show,
        between: { record, instant in
          switch record.event {
          case .quietPeriodSet, .quietPeriodLifted: records.append((record, instant))
          case _ where record.stream.kind == .opportunity: records.append((record, instant))
          default: break
          }
        })
    }
    progress.end()
    return (both, records)
  }

  private func show(
    _ both: TwoPasts<AlertBook>, _ records: [Counted], _ span: ClosedRange<Instant>,
    _ policy: Policy, _ store: any ReplaySource
  ) throws {
    let board = both.later.fold.board
    try PastBasis.require(board, at: span.upperBound, in: store)
    if let opportunity, board.place(of: OpportunityID(opportunity)) == nil {
      throw PastBasis.absence(
        of: "opportunity \(Text.quoted(opportunity))", at: span.upperBound, isBeforeAll: false,
        in: store)
    }
    if let person, board.directory.user(UserID(person)) == nil {
      throw PastBasis.absence(
        of: "user \(Text.quoted(person))", at: span.upperBound, isBeforeAll: false,
        in: store)
    }
    let day = AlertDay(
      from: both.earlier.fold, to: both.later.fold, by: records, in: span)
    let rows = day.rows { opportunity == nil || $0.text == opportunity }.filter { row in
      (kind == nil || "\(row.kind)" == kind) && (person == nil || row.owner.text == person)
    }
    try print(rows, span, policy, both.later.position, store)
  }

  private func print(
    _ rows: [AlertRow], _ span: ClosedRange<Instant>, _ policy: Policy, _ position: UInt64,
    _ store: any ReplaySource
  ) throws {
    let keys = TextKeys.forReading(in: directory)
    var names = RecordNames()
    for position in Set(rows.flatMap(\.allPositions)) {
      let stored = try storedRecord(at: position, in: store)
      try names.add(try SealedTexts.shown(stored.span.bytes, by: keys))
    }
    let style = printing.style
    let renderer = Renderer(style)
    try output(
      renderer.list(
        rows.map { $0.fields(names, style) }, AlertRow.columns,
        basis: PBAnswer(
          position: position, instant: span.upperBound, policyVersion: policy.version,
          rows: rows.count)))
  }
}

/// A day on a command line, such as 2026-03-01; which one it is depends on where the organisation is.
struct LedgerDay: ExpressibleByArgument {
  /// Days since 1970-01-01.
  let number: Int64

  init?(argument: String) {
    guard let number = CalendarText.parseDay(argument), number > 0 else { return nil }
    self.number = number
  }
}
