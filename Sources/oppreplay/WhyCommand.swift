import ArgumentParser
import EventLog
import Insight
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Says what the numbers of one opportunity follow from.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Says which records and rules the numbers of an opportunity follow from.",
    discussion: """
      The card of one opportunity at a moment, number by number: each with the figures and the rules \
      of the policy in force that it is made of, and the records it rests on. The numbers come from \
      the code that answers the daemon's questions.

      Stage, amount, expected close, grade with its predicates; health with the points of each part \
      (weight x points); the chance to win with the prior of its grade, the stage's multiplier of the \
      odds and silence; what is due, by which rule, and every rule that was looked at; red, stalled, \
      at risk, elimination advised. Names of inputs that begin with "policy" are rules; oppreplay \
      state DIR --as-of T --view policy prints them all.

      AT is a date, an ISO 8601 time or a position (#123 or 123); without it: now, with all there is.

      Exit status: 0; 1 with NOT_FOUND, BEFORE_LEDGER or IN_FUTURE; 2 wrong usage.

      Examples:
        oppreplay why /var/lib/oppd/acme O-17
        oppreplay why /var/lib/oppd/acme O-17 2026-03-01 --lang zh
        oppreplay why /var/lib/oppd/acme O-17 '#1200' --format json
        oppreplay why /var/lib/oppd/acme O-17 2026-03-01 --known-at 2026-03-09
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Argument(help: ArgumentHelp("The opportunity.", valueName: "id"))
  var opportunity: String

  @Argument(help: ArgumentHelp("The moment.", valueName: "time|position"))
  var at: PastPoint?

  @Option(
    help: ArgumentHelp("With a time: as far as the ledger knew by then.", valueName: "time"))
  var knownAt: PastMoment?

  @OptionGroup var printing: Printing

  func validate() throws { try PastBasis.validate(knownAt, with: [at]) }

  func run() throws {
    let store = try openHistory(directory)
    defer { store.close() }
    let now = SystemClock().now()
    let basis = try PastBasis.basis(at, knownAt: knownAt, now: now)
    let progress = Progress("read", of: basis.position ?? store.head.position)
    let past = try reading { () throws(ReplayError) in
      try TwoPasts<AlertBook>(
        basis, basis, from: store, now: now, progress: progress.show)
    }.later
    progress.end()
    guard let moment = past.fold.board.moment(at: past.instant),
      let reasons = past.fold.reasons(of: OpportunityID(opportunity), at: moment)
    else {
      throw PastBasis.absence(
        of: "opportunity \(Text.quoted(opportunity))", at: past.instant,
        isBeforeAll: past.fold.board.counts.opportunities == 0, in: store)
    }
    try show(reasons, past, store)
  }

  private func show(
    _ reasons: CardReasons, _ past: TwoPasts<AlertBook>.Past, _ store: any ReplaySource
  ) throws {
    let keys = TextKeys.forReading(in: directory)
    var names = RecordNames()
    for position in Set(reasons.rows.flatMap(\.positions)) {
      let stored = try storedRecord(at: position, in: store)
      try names.add(try SealedTexts.shown(stored.span.bytes, by: keys))
    }
    let style = printing.style
    let rows = reasons.rows.map { reason in
      [Field("opportunity_id", .text(opportunity))] + reason.fields(names, style)
    }
    let renderer = Renderer(style)
    try output(
      renderer.title(
        "\(opportunity) \(reasons.card.facts.title)",
        "\(opportunity) \(reasons.card.facts.title)")
        + renderer.list(
          rows, Reason.columns,
          basis: PBAnswer(
            position: past.position, instant: past.instant, policyVersion: reasons.policy.version,
            rows: rows.count)))
  }
}
