import ArgumentParser
import EventLog
import Foundation
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Rebuilds the read models of a past moment from the log and prints them as the daemon would.
struct StateCommand: ParsableCommand {
  enum View: String, CaseIterable, ExpressibleByArgument {
    case pipeline
    case health
    case due
    case forecast
    case opportunities
    case policy
    case grades
    case waterfall
  }

  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "Prints pipeline, health, due list and forecast as of any moment.",
    discussion: """
      The same rules, the same arithmetic and the same bytes as the daemon's answer at that basis. \
      Without --as-of: everything in the log, with the clocks read now.
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(
    help: ArgumentHelp(
      "A date, an ISO 8601 time, or a position (#123 or 123).", valueName: "time|position"))
  var asOf: PastPoint?

  @Option(
    help: ArgumentHelp(
      "With --as-of TIME: only what the ledger had been told by then.", valueName: "time"))
  var knownAt: PastMoment?

  @Option(help: "Only this view; may be repeated.")
  var view: [View] = []

  @Option(
    help: ArgumentHelp(
      "The beginning of the waterfall; its end is --as-of.", valueName: "time"))
  var from: PastMoment?

  @Option(
    help: ArgumentHelp(
      "Of the waterfall: only what is expected to close then, such as 2026, 2026-Q3 or 2026-07.",
      valueName: "period"))
  var closingIn: ClosingPeriod?

  @Option(
    help: ArgumentHelp("Of the forecast: only wins within so many days.", valueName: "days"))
  var within: UInt32 = 0

  @Option(help: ArgumentHelp("The card of this opportunity instead.", valueName: "id"))
  var opportunity: String?

  @OptionGroup var printing: Printing
  @OptionGroup var delivery: ReportDelivery

  func validate() throws {
    try PastBasis.validate(knownAt, with: [asOf])
    if view.contains(.waterfall), from == nil {
      throw ValidationError("--view waterfall has a beginning: --from TIME")
    }
  }

  func run() throws {
    try delivery.deliver("state") {
      let own = try delivery.ownHead(of: directory)
      let store = try openHistory(directory)
      defer { store.close() }
      let basis = try delivery.basis(of: store, signed: own)
      try show(store)
      return ReportOutcome(isFine: true, basis: basis)
    }
  }

  private func show(_ store: any ReplaySource) throws {
    let keys = TextKeys.forReading(in: directory)
    let views = view.isEmpty && opportunity == nil ? [.pipeline, .health, .due, .forecast] : view
    var queries = views.map(query)
    let (past, beginning) = try rebuild(for: queries, store, keys)
    if let opportunity {
      var query = PBQuery()
      query.opportunity.opportunityID = opportunity
      queries.append(query)
    }
    let renderer = Renderer(printing.style)
    for query in queries { try show(query, past, since: beginning, store, keys, renderer) }
  }

  private func show(
    _ query: PBQuery, _ past: History.Past, since beginning: ReadModel?, _ store: any ReplaySource,
    _ keys: TextKeys?, _ renderer: Renderer
  ) throws {
    let result = Questions.answer(
      query, from: past.readModel, at: past.instant, position: past.position,
      since: beginning, store: store, keys: keys)
    switch result {
    case .failure(let refusal):
      throw Refusal(code: refusal.code, message: refusal.message)
    case .success(let pages):
      guard let view = query.view else { preconditionFailure("every query here has a view") }
      if case .opportunities = view, renderer.style.format != .table {
        return try export(pages, as: renderer.style.format)
      }
      let answer: PBAnswer = try GeneratedCodec.decode(pages.wholeAnswer())
      let text = try renderer.text(answer, to: view)
      try output(text)
    }
  }

  /// The past that is asked about, and the beginning of a waterfall, from one reading of the log.
  private func rebuild(
    for queries: [PBQuery], _ store: any ReplaySource, _ keys: TextKeys?
  ) throws -> (History.Past, beginning: ReadModel?) {
    let now = SystemClock().now()
    return try reading { () throws(ReplayError) in
      guard var earlier = queries.lazy.compactMap(Basis.beginning).first else {
        return (try History.rebuild(basis, from: store, keys: keys, now: now), nil)
      }
      (earlier.position, earlier.knownAt) = (basis.position, basis.knownAt)
      let both = try TwoPasts.compared(basis, since: earlier, from: store, keys: keys, now: now)
      return (both.end, both.earlier.fold)
    }
  }

  /// Prints rows page by page: a million of them take no more memory than a few.
  private func export(_ pages: AnswerPages, as format: Format) throws {
    var pages = pages
    var export = OpportunityExport(format: format, limit: 0)
    var text = ByteOutput()
    while let page = pages.nextPage() {
      try export.append(page: page.span.bytes, to: &text)
      try StreamedOutput.write { () throws(OutputFailure) in
        try text.withBytes { bytes throws(OutputFailure) in
          try OutputFile.standard.write(bytes)
        }
      }
      text.removeAll()
    }
    try export.finish()
  }

  private var basis: Basis {
    var basis = Basis(knownAt: knownAt.map { Instant(milliseconds: $0.milliseconds) })
    switch asOf {
    case .moment(let milliseconds): basis.instant = Instant(milliseconds: milliseconds)
    case .position(let position): basis.position = position
    case nil: break
    }
    return basis
  }

  private func query(for view: View) -> PBQuery {
    var query = PBQuery()
    switch view {
    case .pipeline: query.pipeline = PBPipelineQuery()
    case .health: query.health = PBHealthQuery()
    case .due: query.due = PBDueQuery()
    case .forecast: query.forecast.withinDays = within
    case .opportunities: query.opportunities = PBOpportunitiesQuery()
    case .policy: query.policy = PBPolicyQuery()
    case .grades: query.grades = PBGradesQuery()
    case .waterfall:
      query.waterfall.fromMs = from?.milliseconds ?? 0
      closingIn?.set(in: &query.waterfall)
    }
    return query
  }
}
