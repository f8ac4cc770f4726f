import Insight
import Opportunities
import Presentation
import Schema

// What differs between two moments, as rows of fields.

extension Stage {
  var word: Word { PBStage(rawValue: Int(rawValue))?.word ?? .absent }
}

extension Status {
  var word: Word { PBStatus(rawValue: Int(rawValue))?.word ?? .absent }
}

extension Grade {
  var word: Word { PBGrade(rawValue: Int(rawValue))?.word ?? .absent }
}

extension Field {
  init(_ key: String, _ money: Money?) {
    self.init(
      key,
      money.map { .money(minorUnits: $0.minorUnits, currency: $0.currency.code) } ?? .absent)
  }

  /// Whose it is; nobody's is in the pool, or closed.
  init(_ key: String, owner: UserID?) { self.init(key, .text(owner?.text ?? "")) }
}

extension OpportunityDifference {
  static let columns = ["opportunity_id", "title", "changes", "what"]

  func fields(for format: Format) -> [Field] {
    let named = [
      Field("view", .text("opportunities")), Field("opportunity_id", .text(opportunity.text)),
      Field("title", .text(title)),
      Field(
        "changes",
        .words(changes.map { Catalogue.opportunityChange($0.rawValue) })),
    ]
    let pairs = zip(
      before?.fields("before") ?? OpportunityStanding.absent("before"), after.fields("after"))
    guard format == .table else { return named + pairs.flatMap { [$0, $1] } }
    return named + [Field("what", .group(pairs.compactMap(Self.shown)))]
  }

  /// For people only what differs, as "old → new".
  private static func shown(_ before: Field, _ after: Field) -> Field? {
    let key = String(after.key.dropLast("_after".count))
    if before.named(key).isSame(as: after.named(key)) { return nil }
    return Field(key, .change(before.named(key), after.named(key)))
  }
}

extension OpportunityStanding {
  fileprivate func fields(_ moment: String) -> [Field] {
    [
      Field("status_\(moment)", .word(status.word)),
      Field("owner_id_\(moment)", owner: owner),
      Field("stage_\(moment)", .word(stage.word)),
      Field("grade_\(moment)", .word(grade?.word ?? .absent)),
      Field("amount_\(moment)", amount),
      Field("expected_close_\(moment)", .day(expectedClose?.number)),
      Field("win_probability_\(moment)", .probability(winProbability?.count)),
    ]
  }

  fileprivate static func absent(_ moment: String) -> [Field] {
    [
      Field("status_\(moment)", .word(.absent)), Field("owner_id_\(moment)", .text("")),
      Field("stage_\(moment)", .word(.absent)), Field("grade_\(moment)", .word(.absent)),
      Field("amount_\(moment)", .absent), Field("expected_close_\(moment)", .day(nil)),
      Field("win_probability_\(moment)", .probability(nil)),
    ]
  }
}

/// A number at both moments, and by how much it changed.
private func numbers(
  _ key: String, _ before: UInt64, _ after: UInt64
) -> [Field] {
  [
    Field("\(key)_before", .unsigned(before)), Field("\(key)_after", .unsigned(after)),
    Field("\(key)_change", .integer(Int64(clamping: Int128(after) - Int128(before)))),
  ]
}

private func amounts(
  _ key: String, _ before: Int64, _ after: Int64, _ currency: Currency
) -> [Field] {
  let change = Int64(clamping: Int128(after) - Int128(before))
  return zip(["before", "after", "change"], [before, after, change]).map { moment, minorUnits in
    Field("\(key)_\(moment)", .money(minorUnits: minorUnits, currency: currency.code))
  }
}

/// A stage of the open ones or an outcome, in one currency, at both moments.
struct StageDifference {
  static let columns = [
    "status", "stage", "count_before", "count_after", "count_change", "amount_before",
    "amount_after", "amount_change", "weighted_before", "weighted_after", "weighted_change",
  ]

  private struct Key: Hashable {
    var status: Status
    var stage: Stage?
    var currency: Currency

    init(_ row: PipelineRow) {
      (status, stage, currency) = (row.status, row.stage, row.currency)
    }
  }

  private let key: Key
  private let before: PipelineRow?
  private let after: PipelineRow?

  /// By status, stage and currency.
  static func all(from before: [PipelineRow], to after: [PipelineRow]) -> [StageDifference] {
    let old = Dictionary(before.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
    return Set(old.keys).union(new.keys)
      .map { StageDifference(key: $0, before: old[$0], after: new[$0]) }
      .sorted { left, right in
        let (one, other) = (left.key, right.key)
        if one.status != other.status { return one.status.rawValue < other.status.rawValue }
        if one.stage != other.stage {
          return (one.stage?.rawValue ?? 0) < (other.stage?.rawValue ?? 0)
        }
        return one.currency < other.currency
      }
  }

  var fields: [Field] {
    [
      Field("view", .text("stages")), Field("status", .word(key.status.word)),
      Field("stage", .word(key.stage?.word ?? .absent)),
    ] + numbers("count", before?.count ?? 0, after?.count ?? 0)
      + amounts(
        "amount", before?.amount.minorUnits ?? 0, after?.amount.minorUnits ?? 0, key.currency)
      + amounts(
        "weighted", before?.weighted.minorUnits ?? 0, after?.weighted.minorUnits ?? 0,
        key.currency) + [
        Field(
          "saturated", .flag(before?.isSaturated ?? false || after?.isSaturated ?? false))
      ]
  }
}

/// The forecast in one currency at both moments.
struct ForecastDifference {
  static let columns = [
    "currency", "open_count_before", "open_count_after", "open_before", "open_after",
    "expected_before", "expected_after", "expected_change", "won_before", "won_after",
    "won_change",
  ]

  private let currency: Currency
  private let before: (Forecast, ForecastCurrency?)
  private let after: (Forecast, ForecastCurrency?)

  static func all(from before: Forecast, to after: Forecast) -> [ForecastDifference] {
    Set((before.currencies + after.currencies).map(\.currency)).sorted().map { currency in
      ForecastDifference(
        currency: currency,
        before: (before, before.currencies.first { $0.currency == currency }),
        after: (after, after.currencies.first { $0.currency == currency }))
    }
  }

  var fields: [Field] {
    let (old, new) = (before.1, after.1)
    return [
      Field("view", .text("forecast")), Field("currency", .text(currency.code)),
    ] + numbers("open_count", old?.openCount ?? 0, new?.openCount ?? 0)
      + amounts("open", old?.open.minorUnits ?? 0, new?.open.minorUnits ?? 0, currency)
      + amounts(
        "expected", old?.expected.minorUnits ?? 0, new?.expected.minorUnits ?? 0, currency)
      + numbers("won_count", old?.wonCount ?? 0, new?.wonCount ?? 0)
      + amounts("won", old?.won.minorUnits ?? 0, new?.won.minorUnits ?? 0, currency) + [
        // Of all currencies together.
        Field("wins_mean_before", .real(before.0.wins.mean)),
        Field("wins_mean_after", .real(after.0.wins.mean)),
        Field("model_before", .text(before.0.model)), Field("model_after", .text(after.0.model)),
      ]
  }
}

extension WaterfallRow {
  static let columns = ["currency", "step", "count", "amount"]

  var fields: [Field] {
    [
      Field("view", .text("waterfall")), Field("currency", .text(currency.code)),
      Field("step", .word(Catalogue.waterfallStep(step.rawValue))),
      Field("count", .unsigned(count)),
      Field("amount", .money(minorUnits: amount.minorUnits, currency: currency.code)),
      Field("saturated", .flag(amount.isSaturated)),
    ]
  }
}
