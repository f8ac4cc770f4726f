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
    var places: [PipelineCell: Int] = [:]
    var rows: [PipelineRow] = []
    for facts in opportunities where membership.contains(facts) {
      let cell = PipelineCell(
        group: group(of: facts, by: grouping), status: facts.status,
        stage: facts.isOpen ? facts.stage : nil, currency: facts.amount.currency)
      let place = places[cell] ?? rows.count
      if place == rows.count {
        places[cell] = place
        rows.append(PipelineRow(cell))
      }
      rows[place].count += 1
      rows[place].amount.add(facts.amount.minorUnits)
      if facts.isOpen {
        let probability = probabilities[facts.grade, facts.stage]
        rows[place].weighted.add(probability.share(of: facts.amount.minorUnits))
      }
    }
    return rows.sorted(by: PipelineRow.precedes)
  }

  private func group(of facts: OpportunityFacts, by grouping: PipelineGrouping) -> String {
    switch grouping {
    case .none: ""
    case .owner: facts.owner.text
    case .team: directory.user(facts.owner)?.team?.text ?? ""
    }
  }
}

private struct PipelineCell: Hashable {
  var group: String
  var status: Status
  var stage: Stage?
  var currency: Currency
}

extension PipelineRow {
  fileprivate init(_ cell: PipelineCell) {
    self.init(
      group: cell.group, status: cell.status, stage: cell.stage, currency: cell.currency,
      count: 0, amount: SaturatingSum(), weighted: SaturatingSum())
  }

  fileprivate static func precedes(_ left: PipelineRow, _ right: PipelineRow) -> Bool {
    if left.group != right.group { return left.group < right.group }
    if left.status != right.status { return left.status.rawValue < right.status.rawValue }
    let stages = (left.stage?.rawValue ?? 0, right.stage?.rawValue ?? 0)
    if stages.0 != stages.1 { return stages.0 < stages.1 }
    return left.currency < right.currency
  }
}
