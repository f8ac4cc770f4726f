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
  /// Owners of the group with more open opportunities at this stage, in whatever currency, than the
  /// policy's backlog limit; 0 unless open.
  package var backloggedOwners: UInt32

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
    let weighted = table.sums(on: SumBasis(moment, directory)).weighted
    var groups = PipelineGroups(by: grouping, of: directory)
    var totals: [PipelineTotal.Key: PipelineTotal] = [:]
    var desks = StageBacklogs()
    for (number, cell) in table.cells.cells.enumerated()
    where cell.count > 0 && membership.contains(owner: cell.owner) {
      let key = PipelineTotal.Key(
        group: groups.number(ofOwner: cell.owner), status: cell.place.status,
        stage: cell.place.stage, currency: cell.currency)
      totals[key, default: PipelineTotal()].add(cell, weighted: weighted[number])
      desks.add(cell)
    }
    let backlogs = desks.owners(
      by: { directory.owner($0) == .nobody ? nil : groups.number(ofOwner: $0) },
      under: moment.policy)
    return totals.map { key, total in
      PipelineRow(
        group: groups.names[key.group].text, status: key.status, stage: key.stage,
        currency: Currency(packed: key.currency), count: total.count,
        amount: SaturatingSum(total.amount), weighted: SaturatingSum(total.weighted),
        backloggedOwners: key.stage.flatMap { backlogs[.init(group: key.group, stage: $0)] } ?? 0)
    }.sorted(by: PipelineRow.precedes)
  }
}

/// A row of the pipeline in the making.
private struct PipelineTotal {
  struct Key: Hashable {
    var group: Int
    var status: Status
    var stage: Stage?
    var currency: UInt32
  }

  var count: UInt64 = 0
  var amount: Int128 = 0
  var weighted: Int128 = 0

  mutating func add(_ cell: PipelineCell, weighted: Int128) {
    count += UInt64(cell.count)
    amount += cell.amount
    self.weighted += weighted
  }
}

/// Which group an owner belongs to, looked up once for each owner.
private struct PipelineGroups {
  private(set) var names: [IdentifierText] = []
  private let grouping: PipelineGrouping
  private let directory: Directory
  private var numbers: [IdentifierText: Int] = [:]
  /// By the owner's number.
  private var numbersOfOwners: [Int?]

  init(by grouping: PipelineGrouping, of directory: Directory) {
    self.grouping = grouping
    self.directory = directory
    numbersOfOwners = Array(repeating: nil, count: directory.owners.count)
  }

  mutating func number(ofOwner owner: UInt32) -> Int {
    if let known = numbersOfOwners[Int(owner)] { return known }
    let number = number(of: name(ofOwner: owner))
    numbersOfOwners[Int(owner)] = number
    return number
  }

  private func name(ofOwner owner: UInt32) -> IdentifierText {
    switch grouping {
    case .none: .empty
    case .owner: directory.owner(owner).bytes
    case .team: directory.user(directory.owner(owner))?.team?.bytes ?? .empty
    }
  }

  private mutating func number(of name: IdentifierText) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
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
