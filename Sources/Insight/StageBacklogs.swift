import Opportunities

/// Whose desk is too full (阶段积压): owners with more open opportunities at a stage than the policy's
/// limit for it. Currencies do not matter, and the pool belongs to nobody.
struct StageBacklogs {
  private struct Desk: Hashable {
    var owner: UInt32
    var stage: Stage
  }

  private var counts: [Desk: UInt64] = [:]

  mutating func add(_ cell: PipelineCell) {
    guard let stage = cell.place.stage else { return }
    counts[Desk(owner: cell.owner, stage: stage), default: 0] += UInt64(cell.count)
  }

  /// How many owners are over the limit, by whatever `group` puts them into.
  ///
  /// - Parameter group: nil for who is no owner.
  func owners<Group: Hashable>(
    by group: (_ owner: UInt32) -> Group?, under policy: Policy
  ) -> [GroupStage<Group>: UInt32] {
    var owners: [GroupStage<Group>: UInt32] = [:]
    for (desk, count) in counts {
      guard let maximum = policy.backlogMaximum(at: desk.stage), count > UInt64(maximum),
        let group = group(desk.owner)
      else { continue }
      owners[GroupStage(group: group, stage: desk.stage), default: 0] += 1
    }
    return owners
  }

  struct GroupStage<Group: Hashable>: Hashable {
    var group: Group
    var stage: Stage
  }
}
