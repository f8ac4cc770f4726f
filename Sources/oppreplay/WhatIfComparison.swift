import EventLog
import Ledger
import Presentation
import Schema

/// The numbers of two histories side by side, opportunity by opportunity and in total.
struct WhatIfComparison {
  private let limit: Int
  private(set) var opportunities: UInt64 = 0
  /// Of which at least one number differs.
  private(set) var changed: UInt64 = 0
  private var differences: UInt64 = 0
  private var rows: [[AuditReport.Cell]] = []
  private var actual = Totals()
  private var supposed = Totals()

  /// - Parameter limit: so many differences are listed.
  init(limit: Int) {
    self.limit = limit
  }

  mutating func compare(_ histories: WhatIfCommand.Histories, _ store: any ReplaySource) throws {
    let (past, other) = (histories.actual, histories.supposed.readModel)
    var before = try Cursor(past.readModel, past, store)
    var after = try Cursor(other, past, store)
    while let one = try before.next() {
      guard let two = try after.next(), one.opportunityID == two.opportunityID else {
        preconditionFailure("both histories hold the same opportunities, in order of creation")
      }
      opportunities += 1
      actual.add(one)
      supposed.add(two)
      note(OpportunityComparison.differences(from: one, to: two), of: one)
    }
    actual.forecast = try Self.answer(.forecast, past.readModel, past, store).forecast
    supposed.forecast = try Self.answer(.forecast, other, past, store).forecast
  }

  private mutating func note(
    _ found: [OpportunityComparison.Difference], of row: PBOpportunityRow
  ) {
    guard !found.isEmpty else { return }
    changed += 1
    for difference in found {
      differences += 1
      guard rows.count < limit else { continue }
      rows.append([
        .text("opportunity_id", row.opportunityID), .text("field", difference.field),
        .text("actual", difference.old), .text("supposed", difference.new),
      ])
    }
  }

  var opportunitiesTable: AuditReport.Table {
    AuditReport.Table(
      "opportunity", zh: "商机差异", en: "Opportunities that differ",
      columns: ["opportunity_id", "field", "actual", "supposed"], rows: rows,
      leftOut: differences - UInt64(rows.count))
  }

  var totalsTable: AuditReport.Table {
    let other = Dictionary(
      supposed.values.map { ("\($0.name) \($0.currency)", $0.value) },
      uniquingKeysWith: { first, _ in first })
    let names = Set(actual.values.map { "\($0.name) \($0.currency)" })
    let missing = supposed.values.filter { !names.contains("\($0.name) \($0.currency)") }
      .map { (name: $0.name, currency: $0.currency, value: Int64(0)) }
    return AuditReport.Table(
      "total", zh: "合计", en: "In total",
      columns: ["number", "currency", "actual", "supposed", "difference"],
      rows: (actual.values + missing).map { total in
        let value = other["\(total.name) \(total.currency)"] ?? 0
        return [
          .text("number", total.name), .text("currency", total.currency),
          .signed("actual", total.value), .signed("supposed", value),
          .signed("difference", value &- total.value),
        ]
      })
  }

  private enum Question {
    case forecast
    case opportunities
  }

  private static func pages(
    _ question: Question, _ model: ReadModel, _ past: History.Past, _ store: any ReplaySource
  ) throws -> AnswerPages {
    var query = PBQuery()
    switch question {
    case .forecast: query.forecast = PBForecastQuery()
    case .opportunities: query.opportunities = PBOpportunitiesQuery()
    }
    switch Questions.answer(
      query, from: model, at: past.instant, position: past.position, store: store)
    {
    case .success(let pages): return pages
    case .failure(let refusal): throw Refusal(code: refusal.code, message: refusal.message)
    }
  }

  private static func answer(
    _ question: Question, _ model: ReadModel, _ past: History.Past, _ store: any ReplaySource
  ) throws -> PBAnswer {
    try GeneratedCodec.decode(try pages(question, model, past, store).wholeAnswer())
  }

  /// The opportunities of an answer, a page at a time.
  private struct Cursor {
    private var pages: AnswerPages
    private var rows: [PBOpportunityRow] = []
    private var place = 0

    init(_ model: ReadModel, _ past: History.Past, _ store: any ReplaySource) throws {
      pages = try WhatIfComparison.pages(.opportunities, model, past, store)
    }

    mutating func next() throws -> PBOpportunityRow? {
      while place == rows.count {
        guard let page = pages.nextPage() else { return nil }
        let answer: PBAnswer = try GeneratedCodec.decode(page)
        (rows, place) = (answer.opportunities, 0)
      }
      defer { place += 1 }
      return rows[place]
    }
  }
}

/// Sums over one history.
private struct Totals {
  var forecast = PBForecast()
  private var flags: [String: Int64] = [:]
  private var bands = [Int64](repeating: 0, count: 4)
  private var due: Int64 = 0
  private var eliminationAdvised: Int64 = 0

  /// Health from 0, from 30 (below it elimination is advised), 60 and 80.
  private static let bandNames = ["health_0_29", "health_30_59", "health_60_79", "health_80_100"]

  mutating func add(_ row: PBOpportunityRow) {
    for flag in row.flags { flags[flag, default: 0] += 1 }
    if row.hasDue, row.due.overdueMs >= 0 { due += 1 }
    guard row.hasHealth else { return }
    bands[row.health.total < 30 ? 0 : row.health.total < 60 ? 1 : row.health.total < 80 ? 2 : 3] +=
      1
    if row.health.eliminationAdvised { eliminationAdvised += 1 }
  }

  /// Minor units where there is a currency.
  var values: [(name: String, currency: String, value: Int64)] {
    var values: [(name: String, currency: String, value: Int64)] = []
    for money in forecast.currencies {
      values.append(("pipeline_open_minor", money.currency, money.openMinor))
      values.append(("forecast_expected_minor", money.currency, money.expectedMinor))
    }
    values.append(("forecast_wins_thousandths", "", Int64((forecast.winsMean * 1_000).rounded())))
    values.append(("forecast_wins_p50", "", Int64(clamping: forecast.winsP50)))
    values.append(("due_now", "", due))
    values.append(("elimination_advised", "", eliminationAdvised))
    values += zip(Self.bandNames, bands).map { ($0, "", $1) }
    values += flags.sorted { $0.key < $1.key }.map { ("flag_\($0.key)", "", $0.value) }
    return values
  }
}
