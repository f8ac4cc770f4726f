import ArgumentParser
import EventLog
import Insight
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Says what differs between two moments of a ledger.
struct DifferenceCommand: ParsableCommand {
  enum View: String, CaseIterable, ExpressibleByArgument {
    case opportunities
    case stages
    case forecast
    case waterfall
  }

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what differs between two moments: opportunities, stages, forecast.",
    discussion: """
      Reads the log once and compares the state at A with that at B, each with the rules in force \
      then and the clocks read then. A and B are a date, an ISO 8601 time, or a position (#123 or \
      123).

      opportunities: every one that was created, closed, reopened, reassigned, moved or regraded, or \
      whose amount, expected close or chance to win changed. stages: count, amount and weighted \
      amount per stage and outcome, with the difference. forecast: open, expected and won amounts \
      per currency. waterfall: how the open amount of A became that of B. With --opportunity: that \
      one, field by field of its card.

      With times, --known-at K compares what had happened by A and by B, as far as the ledger knew at \
      K; in all other cases each moment is as the ledger stood then.

      Exit status: 0, also when nothing differs; 1 with NOT_FOUND, BEFORE_LEDGER, IN_FUTURE or \
      INVALID_RANGE (A after B); 2 wrong usage.

      Examples:
        oppreplay diff /var/lib/oppd/acme 2026-03-01 2026-04-01
        oppreplay diff /var/lib/oppd/acme 2026-03-01 2026-04-01 --team east --view stages --lang zh
        oppreplay diff /var/lib/oppd/acme 1200 1300 --format csv --view opportunities
        oppreplay diff /var/lib/oppd/acme 2026-03-01 2026-04-01 --opportunity O-17
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Argument(help: ArgumentHelp("The earlier moment.", valueName: "a"))
  var earlier: PastPoint

  @Argument(help: ArgumentHelp("The later moment.", valueName: "b"))
  var later: PastPoint

  @Option(
    help: ArgumentHelp(
      "With times: as far as the ledger had been told by then.", valueName: "time"))
  var knownAt: PastMoment?

  @Option(help: "Only this view; may be repeated.")
  var view: [View] = []

  @Option(help: ArgumentHelp("Only what this user had at A or B.", valueName: "user"))
  var owner: String?

  @Option(
    help: ArgumentHelp("Only what this team and those below it had at A or B.", valueName: "team"))
  var team: String?

  @Option(help: ArgumentHelp("This opportunity, field by field.", valueName: "id"))
  var opportunity: String?

  @OptionGroup var printing: Printing

  func validate() throws {
    try PastBasis.validate(knownAt, with: [earlier, later])
    guard opportunity == nil || (view.isEmpty && owner == nil && team == nil) else {
      throw ValidationError("--opportunity goes without --view, --owner and --team")
    }
  }

  func run() throws {
    let store = try openHistory(directory)
    defer { store.close() }
    let now = SystemClock().now()
    let (from, to) = try bases(now: now)
    let keys = TextKeys.forReading(in: directory)
    let progress = Progress("read", of: to.position ?? store.head.position)
    let both = try reading { () throws(ReplayError) in
      try TwoPasts<ReadModel>(
        from, to, from: store, keys: keys, now: now, progress: progress.show)
    }
    progress.end()
    guard both.earlier.instant <= both.later.instant else { throw Self.reversed }
    try PastBasis.require(both.earlier.fold.board, at: both.earlier.instant, in: store)
    let renderer = Renderer(printing.style)
    if let opportunity {
      return try compare(opportunity, both, store, keys, renderer)
    }
    guard let ends = Ends(both, in: try scope(both.later.fold.board)) else {
      throw PastBasis.absence(
        of: "policy", at: both.earlier.instant, isBeforeAll: true, in: store)
    }
    for view in view.isEmpty ? View.allCases : view {
      try output(ends.text(of: view, by: renderer))
    }
  }

  private static let reversed = Refusal(
    code: "INVALID_RANGE", message: "the first moment lies after the second")

  private func bases(now: Instant) throws -> (Basis, Basis) {
    var from = try PastBasis.basis(earlier, knownAt: knownAt, now: now)
    let to = try PastBasis.basis(later, knownAt: knownAt, now: now)
    if let one = from.position, let other = to.position, one > other { throw Self.reversed }
    if let one = from.instant, let other = to.instant, one > other { throw Self.reversed }
    // A time counts what was imported later, which a position before it does not hold.
    if from.position == nil { from.position = to.position }
    return (from, to)
  }

  /// - Throws: `NOT_FOUND` for people and teams nobody registered.
  private func scope(_ board: Board) throws -> ScopeFilter {
    var filter = ScopeFilter()
    if let owner {
      filter.owner = UserID(owner)
      guard board.directory.user(UserID(owner)) != nil else {
        throw Refusal(code: "NOT_FOUND", message: "there is no user \(Text.quoted(owner))")
      }
    }
    if let team {
      filter.team = TeamID(team)
      guard board.directory.team(TeamID(team)) != nil else {
        throw Refusal(code: "NOT_FOUND", message: "there is no team \(Text.quoted(team))")
      }
    }
    return filter
  }

  private func compare(
    _ id: String, _ both: TwoPasts<ReadModel>, _ store: any ReplaySource, _ keys: TextKeys?,
    _ renderer: Renderer
  ) throws {
    guard let after = try card(of: id, at: both.later, store, keys) else {
      throw PastBasis.absence(
        of: "opportunity \(Text.quoted(id))", at: both.later.instant, isBeforeAll: false,
        in: store)
    }
    let before = try card(of: id, at: both.earlier, store, keys)
    let comparison = OpportunityChanges(
      before: before?.opportunities.first, after: after.opportunities[0])
    let beginning = try before ?? header(at: both.earlier)
    let rows = comparison.rows.map { row in
      [Field("opportunity_id", .text(id))] + row + Ends.fields(from: beginning)
    }
    var basis = after
    basis.totalRows = UInt64(rows.count)
    try output(
      Ends.title(from: beginning, to: basis, renderer)
        + renderer.list(rows, OpportunityChanges.columns, basis: basis))
  }

  private func header(at past: TwoPasts<ReadModel>.Past) throws -> PBAnswer {
    PBAnswer(
      position: past.position, instant: past.instant,
      policyVersion: past.fold.board.moment(at: past.instant)?.policy.version ?? 0, rows: 0)
  }

  /// The daemon's answer at that moment; nil: there is no such opportunity then.
  private func card(
    of id: String, at past: TwoPasts<ReadModel>.Past, _ store: any ReplaySource, _ keys: TextKeys?
  ) throws -> PBAnswer? {
    var query = PBQuery()
    query.opportunity.opportunityID = id
    let result = Questions.answer(
      query, from: past.fold, at: past.instant, position: past.position, store: store, keys: keys)
    switch result {
    case .success(let pages): return try GeneratedCodec.decode(pages.wholeAnswer())
    case .failure(let refusal) where refusal.code == "NOT_FOUND": return nil
    case .failure(let refusal): throw Refusal(code: refusal.code, message: refusal.message)
    }
  }
}

/// Both moments with their rules, and the scope that is looked at.
private struct Ends {
  private let before: Board
  private let after: Board
  private let start: Moment
  private let end: Moment
  private let scope: ScopeFilter
  private let beginning: PBAnswer
  private let basis: PBAnswer

  /// nil: there were no rules yet.
  init?(_ both: TwoPasts<ReadModel>, in scope: ScopeFilter) {
    (before, after) = (both.earlier.fold.board, both.later.fold.board)
    guard let start = before.moment(at: both.earlier.instant),
      let end = after.moment(at: both.later.instant)
    else { return nil }
    (self.start, self.end, self.scope) = (start, end, scope)
    beginning = PBAnswer(
      position: both.earlier.position, instant: both.earlier.instant,
      policyVersion: start.policy.version, rows: 0)
    basis = PBAnswer(
      position: both.later.position, instant: both.later.instant,
      policyVersion: end.policy.version, rows: 0)
  }

  func text(of view: DifferenceCommand.View, by renderer: Renderer) -> String {
    switch view {
    case .opportunities:
      let rows = after.differences(since: before, at: start, in: scope, at: end)
      return text(
        rows.map { $0.fields(for: renderer.style.format) }, OpportunityDifference.columns,
        renderer.title("商机", "Opportunities"), renderer)
    case .stages:
      let rows = StageDifference.all(
        from: before.pipeline(in: scope, at: start), to: after.pipeline(in: scope, at: end))
      return text(
        rows.map(\.fields), StageDifference.columns, renderer.title("各阶段", "Stages"), renderer)
    case .forecast:
      let rows = ForecastDifference.all(
        from: before.forecast(in: scope, at: start), to: after.forecast(in: scope, at: end))
      return text(
        rows.map(\.fields), ForecastDifference.columns, renderer.title("业绩预测", "Forecast"),
        renderer)
    case .waterfall:
      let rows = after.waterfall(since: before, in: scope, closingIn: nil)
      return text(
        rows.map(\.fields), WaterfallRow.columns, renderer.title("金额变动", "Waterfall"), renderer)
    }
  }

  private func text(
    _ rows: [[Field]], _ columns: [String], _ title: String, _ renderer: Renderer
  ) -> String {
    var basis = basis
    basis.totalRows = UInt64(rows.count)
    return title + Self.title(from: beginning, to: basis, renderer)
      + renderer.list(
        rows.map { $0 + Self.fields(from: beginning) }, columns, basis: basis)
  }

  static func title(from beginning: PBAnswer, to basis: PBAnswer, _ renderer: Renderer) -> String {
    let (from, to) = (
      renderer.momentText(position: beginning.position, milliseconds: beginning.atMs),
      renderer.momentText(position: basis.position, milliseconds: basis.atMs)
    )
    return renderer.title("自\(from)至\(to)", "from \(from) to \(to)")
  }

  /// What a row is compared with, so that the number can be computed again.
  static func fields(from beginning: PBAnswer) -> [Field] {
    [
      Field("from_position", .unsigned(beginning.position)),
      Field("from", .moment(beginning.atMs)),
      Field("from_policy_version", .unsigned(beginning.policyVersion)),
    ]
  }
}
