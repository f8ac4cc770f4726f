import Opportunities

@testable import Insight

/// The views as one would write them without caring how long they take: each looks at every
/// opportunity there ever was.
struct Oracle {
  let board: Board
  let moment: Moment

  private func members(of scope: ScopeFilter) -> [OpportunityFacts] {
    let teams = scope.team.map { board.directory.teams(from: $0) }
    return board.opportunities.filter { facts in
      if let owner = scope.owner, facts.owner != owner { return false }
      guard let teams else { return true }
      return board.directory.user(facts.owner)?.team.map { teams.contains($0) } ?? false
    }
  }

  func pipeline(in scope: ScopeFilter, groupedBy grouping: PipelineGrouping) -> [String] {
    var cells: [String: (count: Int, amount: Int128, weighted: Int128)] = [:]
    for facts in members(of: scope) {
      let group =
        switch grouping {
        case .none: ""
        case .owner: facts.owner.text
        case .team: board.directory.user(facts.owner)?.team?.text ?? ""
        }
      let stage = facts.isOpen ? "\(facts.stage.rawValue)" : "-"
      let key = "\(group)|\(facts.status.rawValue)|\(stage)|\(facts.amount.currency.code)"
      var cell = cells[key] ?? (0, 0, 0)
      cell.count += 1
      cell.amount += Int128(facts.amount.minorUnits)
      if facts.isOpen { cell.weighted += Int128(weighted(facts)) }
      cells[key] = cell
    }
    return cells.sorted { $0.key < $1.key }.map { key, cell in
      "\(key)|\(cell.count)|\(cell.amount)|\(cell.weighted)"
    }
  }

  static func text(of rows: [PipelineRow]) -> [String] {
    rows.map { row in
      """
      \(row.group)|\(row.status.rawValue)|\(row.stage.map { "\($0.rawValue)" } ?? "-")|\
      \(row.currency.code)|\(row.count)|\(row.amount.minorUnits)|\(row.weighted.minorUnits)
      """
    }
  }

  /// Σ p × amount of the open ones, how many are open, how many won, by currency.
  func forecast(in scope: ScopeFilter) -> [String] {
    var sums: [Currency: (expected: Int64, open: Int, won: Int)] = [:]
    for facts in members(of: scope) where facts.isOpen || facts.status == .won {
      var sum = sums[facts.amount.currency] ?? (0, 0, 0)
      if facts.isOpen {
        sum.open += 1
        sum.expected += weighted(facts)
      } else {
        sum.won += 1
      }
      sums[facts.amount.currency] = sum
    }
    return sums.sorted { $0.key < $1.key }.map { "\($0.key.code) \($0.value)" }
  }

  static func text(of forecast: Forecast) -> [String] {
    forecast.currencies.map { row in
      let sum = (
        expected: row.expected.minorUnits, open: Int(row.openCount), won: Int(row.wonCount)
      )
      return "\(row.currency.code) \(sum)"
    }
  }

  func due(in scope: ScopeFilter, withinHours: UInt32) -> [DueRow] {
    let horizon = moment.instant + .hours(withinHours)
    return members(of: scope).filter(\.isOpen).compactMap { facts in
      let clocks = board.clocks(of: facts, at: moment)
      guard clocks.dueAt <= horizon || clocks.isRed || clocks.isStalled else { return nil }
      return (facts, DueRow(of: facts, reading: clocks))
    }.sorted { (left: (OpportunityFacts, DueRow), right: (OpportunityFacts, DueRow)) in
      if left.1.isRed != right.1.isRed { return left.1.isRed }
      if left.1.dueAt != right.1.dueAt { return left.1.dueAt < right.1.dueAt }
      let amounts = (left.0.amount.minorUnits, right.0.amount.minorUnits)
      return amounts.0 != amounts.1 ? amounts.0 > amounts.1 : left.0.id.bytes < right.0.id.bytes
    }.map(\.1)
  }

  func health(in scope: ScopeFilter, eliminationOnly: Bool) -> [HealthRow] {
    members(of: scope).filter(\.isOpen).map { facts in
      let clocks = board.clocks(of: facts, at: moment)
      return HealthRow(of: facts, health: Health(of: facts, reading: clocks, at: moment))
    }.filter { !eliminationOnly || $0.health.isEliminationAdvised }.sorted { left, right in
      if left.health.total != right.health.total { return left.health.total < right.health.total }
      let days = (left.health.daysWithoutProgress, right.health.daysWithoutProgress)
      return days.0 != days.1 ? days.0 > days.1 : left.opportunity.bytes < right.opportunity.bytes
    }
  }

  private func weighted(_ facts: OpportunityFacts) -> Int64 {
    WinProbabilities(under: moment.policy)[facts.grade, facts.stage, isSilent(facts)]
      .share(of: facts.amount.minorUnits)
  }

  /// Whether so many days have passed since anything happened that ends silence.
  func isSilent(_ facts: OpportunityFacts) -> Bool {
    let rules = moment.policy
    guard rules.winOdds.silenceDays > 0 else { return false }
    let longest = TimeLength.days(rules.document.cadence.suspensionDaysMaximum)
    var ends = [facts.lastFollowUpAt ?? facts.createdAt]
    if let reopened = facts.reopenedAt { ends.append(reopened) }
    if let talk = facts.lastFollowUpAt, let plan = facts.nextDueAt {
      ends.append(min(plan, talk + longest))
    }
    if let quiet = board.directory.quietSpans[facts.row.detail.customer] {
      let (from, until) = (
        Instant(milliseconds: quiet.from), Instant(milliseconds: quiet.until)
      )
      if from <= moment.instant { ends.append(min(until, from + longest)) }
    }
    return ends.allSatisfy { moment.instant >= $0 + .days(rules.winOdds.silenceDays) }
  }
}
