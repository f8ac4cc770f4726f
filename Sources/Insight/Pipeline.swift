package import Opportunities

package enum PipelineGrouping: Hashable, Sendable, CaseIterable {
  /// The whole scope as one.
  case none
  case owner
  /// By the team the owner belongs to now.
  case team
}

/// One cell of the pipeline (projection 6): a stage of the open ones, or an outcome.
package struct PipelineRow: Hashable, Sendable {
  /// Owner or team id; empty for the whole scope and for owners without a team.
  package var group: String
  package var status: Status
  /// nil unless open.
  package var stage: Stage?
  package var currency: Currency
  package var count: UInt64
  /// Minor units; stops at the largest Int64.
  package var amount: SaturatingSum
  /// Σ p × amount, each rounded half away from zero; 0 unless open.
  package var weighted: SaturatingSum

  package var isSaturated: Bool { amount.isSaturated || weighted.isSaturated }
}

extension Board {
  /// How much stands where in `scope`; rows only where there is something.
  ///
  /// By group id, then status, stage and currency code. Currencies are never added together.
  package func pipeline(
    in scope: ScopeFilter = .everybody, groupedBy grouping: PipelineGrouping = .none,
    at moment: Moment
  ) -> [PipelineRow] {
    let membership = directory.membership(of: scope)
    let probabilities = WinProbabilities(under: moment.policy)
    var cells = PipelineCells()
    opportunities.lendEach { _, facts in
      guard membership.contains(facts) else { return }
      let group = group(of: facts, by: grouping)
      let place = cells.place(
        group: group, status: facts.status, stage: facts.stage, currency: facts.amount.currency)
      let amount = facts.amount.minorUnits
      let weighted =
        facts.isOpen ? probabilities[facts.grade, facts.stage].share(of: amount) : nil
      cells.add(amount, weighted: weighted, at: place)
    }
    return cells.rows.sorted(by: PipelineRow.precedes)
  }

  private func group(
    of facts: borrowing OpportunityFacts, by grouping: PipelineGrouping
  ) -> IdentifierText {
    switch grouping {
    case .none: .empty
    case .owner: facts.owner.bytes
    case .team: directory.user(facts.owner)?.team?.bytes ?? .empty
    }
  }
}

/// The cells met so far. Every opportunity of the scope looks its cell up, so it is found by
/// counting, not by hashing: a group has nine cells (six stages, three outcomes) for a currency.
private struct PipelineCells {
  private(set) var rows: [PipelineRow] = []
  private var groups: [IdentifierText] = []
  private var groupIndex = SlotIndex()
  private let seed = HashSeed.process
  private var currencies: [Currency] = []
  /// By group, then currency, then cell: one more than the place in `rows`; 0: none yet.
  private var places: [[UInt32]] = []
  private static let cellsPerCurrency = Stage.allCases.count + Status.allCases.count

  mutating func place(
    group: IdentifierText, status: Status, stage: Stage, currency: Currency
  ) -> Int {
    let group = number(of: group)
    let isOpen = status == .open
    let cell =
      isOpen ? Int(stage.rawValue) - 1 : Stage.allCases.count + Int(status.rawValue) - 1
    let slot = number(of: currency) * Self.cellsPerCurrency + cell
    while places[group].count <= slot { places[group].append(0) }
    if places[group][slot] == 0 {
      rows.append(
        PipelineRow(
          group: groups[group].text, status: status, stage: isOpen ? stage : nil,
          currency: currency, count: 0, amount: SaturatingSum(), weighted: SaturatingSum()))
      places[group][slot] = UInt32(rows.count)
    }
    return Int(places[group][slot]) - 1
  }

  mutating func add(_ amount: Int64, weighted: Int64?, at place: Int) {
    rows[place].count += 1
    rows[place].amount.add(amount)
    if let weighted { rows[place].weighted.add(weighted) }
  }

  private mutating func number(of group: IdentifierText) -> Int {
    // Rows of one owner often stand together.
    if let last = groups.last, last == group { return groups.count - 1 }
    let hash = group.hash(with: seed)
    if let known = groupIndex.row(hash: hash, where: { groups[$0] == group }) { return known }
    groupIndex.insert(hash: hash, row: groups.count)
    groups.append(group)
    places.append([])
    return groups.count - 1
  }

  private mutating func number(of currency: Currency) -> Int {
    if let known = currencies.firstIndex(of: currency) { return known }
    currencies.append(currency)
    return currencies.count - 1
  }
}

extension PipelineRow {
  fileprivate static func precedes(_ left: PipelineRow, _ right: PipelineRow) -> Bool {
    if left.group != right.group { return left.group < right.group }
    if left.status != right.status { return left.status.rawValue < right.status.rawValue }
    let stages = (left.stage?.rawValue ?? 0, right.stage?.rawValue ?? 0)
    if stages.0 != stages.1 { return stages.0 < stages.1 }
    return left.currency < right.currency
  }
}
