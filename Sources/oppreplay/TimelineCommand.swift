import ArgumentParser
import EventLog
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Tells the life of one thing.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Tells the life of one opportunity, customer or user, as of any moment.",
    discussion: """
      Every record of it and of what belongs to it, in the order of the log: of an opportunity also \
      its tasks, approvals, the lead it was, samples it was drawn into and erasures; of a customer \
      also its opportunities and those it absorbed; of a user what the user did, was given and lost.

      Each has when it occurred (claimed) and when it was recorded (the ledger's clock), who said it \
      (By), which process sent it (the system's user id), and what changed. What was entered late by \
      the rules of its day is marked, with its reason; a correction stands beside the record it \
      corrects, and where it was made.

      --as-of T shows what had been told by T (imported history by when it occurred); with \
      --known-at K what had occurred by T, as far as the ledger knew at K.

      Exit status: 0; 1 with NOT_FOUND, BEFORE_LEDGER or IN_FUTURE; 2 wrong usage.

      Examples:
        oppreplay timeline /var/lib/oppd/acme --opportunity O-17
        oppreplay timeline /var/lib/oppd/acme --opportunity O-17 --as-of 2026-03-01 --lang zh
        oppreplay timeline /var/lib/oppd/acme --opportunity O-17 --as-of 2026-03-01 --known-at 2026-03-09
        oppreplay timeline /var/lib/oppd/acme --user wang --format csv > wang.csv
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("The life of this opportunity.", valueName: "id"))
  var opportunity: String?

  @Option(help: ArgumentHelp("The life of this customer.", valueName: "id"))
  var customer: String?

  @Option(help: ArgumentHelp("What this user did, was given and lost.", valueName: "id"))
  var user: String?

  @OptionGroup var past: PastOptions

  @OptionGroup var printing: Printing

  func validate() throws {
    guard [opportunity, customer, user].compactMap(\.self).count == 1 else {
      throw ValidationError("name one of --opportunity, --customer and --user")
    }
  }

  private var subject: StreamTimeline.Subject {
    if let opportunity { return .opportunity(OpportunityID(opportunity)) }
    if let customer { return .customer(CustomerID(customer)) }
    return .user(UserID(user ?? ""))
  }

  private var subjectText: String {
    if let opportunity { return "opportunity \(Text.quoted(opportunity))" }
    if let customer { return "customer \(Text.quoted(customer))" }
    return "user \(Text.quoted(user ?? ""))"
  }

  func run() throws {
    let store = try openHistory(directory)
    defer { store.close() }
    let now = SystemClock().now()
    let basis = try past.basis(now: now)
    let progress = Progress("read", of: basis.position ?? store.head.position)
    let instant = try instant(of: basis, in: store, now: now)
    let timeline = try reading { () throws(ReplayError) in
      try StreamTimeline(
        of: subject, on: basis, at: instant, from: store, progress: progress.show)
    }
    progress.end()
    guard timeline.isFound else {
      throw PastBasis.absence(
        of: subjectText, at: instant, isBeforeAll: timeline.isBeforeAll, in: store)
    }
    try show(timeline, at: instant, position: basis.position ?? store.head.position, store)
  }

  /// When a basis is, whose position may be its only mark.
  private func instant(of basis: Basis, in store: any ReplaySource, now: Instant) throws -> Instant
  {
    if let instant = basis.instant { return instant }
    guard let position = basis.position else { return now }
    let bytes = try storedRecord(at: position, in: store)
    return try reading { () throws(ReplayError) in
      try decodeRecord(bytes.span.bytes, at: position, skippingDetails: true).recordedAt
    }
  }

  private func show(
    _ timeline: StreamTimeline, at instant: Instant, position: UInt64, _ store: any ReplaySource
  ) throws {
    let keys = TextKeys.forReading(in: directory)
    var records: [[UInt8]] = []
    for entry in timeline.entries {
      let stored = try storedRecord(at: entry.position, in: store)
      records.append(try SealedTexts.shown(stored.span.bytes, by: keys))
    }
    let view = try TimelineView(
      records,
      backfilled: Set(timeline.entries.filter(\.isBackfilled).map(\.position)))
    try output(
      Renderer(printing.style).text(
        view,
        basis: PBAnswer(
          position: position, instant: instant, policyVersion: timeline.policyVersion,
          rows: records.count)))
  }
}
