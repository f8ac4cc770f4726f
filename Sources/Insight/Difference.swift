package import Opportunities

/// What is not as it was about an opportunity between two moments, in the order shown.
package enum OpportunityChange: String, Hashable, Sendable, CaseIterable {
  case created
  /// Won, lost, dormant, eliminated or archived, as its status says.
  case closed
  case reopened
  case reassigned
  case moved
  case regraded
  case amount
  case expectedClose = "expected-close"
  /// With or without any other change: silence alone lowers it, and so do new rules.
  case winProbability = "win-probability"
}

/// An opportunity as it stood at one of two moments.
package struct OpportunityStanding: Hashable, Sendable {
  package var owner: UserID
  package var status: Status
  package var stage: Stage
  package var grade: Grade?
  package var amount: Money
  package var expectedClose: Day?
  /// nil unless open.
  package var winProbability: PartsPerMillion?
}

/// One opportunity that stands otherwise at the later of two moments.
package struct OpportunityDifference: Hashable, Sendable {
  package var opportunity: OpportunityID
  package var title: String
  /// nil: there was none.
  package var before: OpportunityStanding?
  package var after: OpportunityStanding
  package var changes: [OpportunityChange]
}

extension Board {
  /// The opportunities of `scope`, by id, that stand otherwise here at `moment` than they stood on
  /// `beginning` at `earlier`. Of the scope is what an owner of it had at one of the two.
  ///
  /// - Parameter beginning: a board of the same log that holds no more of any opportunity than this.
  package func differences(
    since beginning: Board, at earlier: Moment, in scope: ScopeFilter = .everybody,
    at moment: Moment
  ) -> [OpportunityDifference] {
    let before = beginning.directory.membership(of: scope)
    let after = directory.membership(of: scope)
    var found: [OpportunityDifference] = []
    for place in 0..<table.count {
      let id = table.id(place)
      let earlierPlace = beginning.table.place(of: id.bytes)
      let isMember =
        after.contains(owner: table.cores[place].owner)
        || earlierPlace.map { before.contains(owner: beginning.table.cores[$0].owner) } ?? false
      guard isMember else { continue }
      let old = earlierPlace.map { beginning.standing(of: $0, at: earlier) }
      let new = standing(of: place, at: moment)
      let changes = OpportunityChange.all(from: old, to: new)
      guard !changes.isEmpty else { continue }
      found.append(
        OpportunityDifference(
          opportunity: id, title: opportunities[place].title, before: old, after: new,
          changes: changes))
    }
    return found.sorted { $0.opportunity.bytes < $1.opportunity.bytes }
  }

  private func standing(of place: Int, at moment: Moment) -> OpportunityStanding {
    let row = table[place]
    return OpportunityStanding(
      owner: directory.owner(row.core.owner), status: row.core.status, stage: row.core.stage,
      grade: row.core.grade, amount: row.amount, expectedClose: row.expectedClose,
      winProbability: row.core.isOpen
        ? moment.probabilities[row.core.grade, row.core.stage, isSilent(row, at: moment)] : nil)
  }

  /// Whether silence lowers the chance of an open opportunity.
  func isSilent(_ row: OpportunityRow, at moment: Moment) -> Bool {
    guard let rule = moment.silence else { return false }
    return Silence(
      of: row.core, at: moment.instant.milliseconds, under: rule,
      quiet: directory.quietSpan(of: row.detail.customer)
    ).isSilent
  }
}

extension OpportunityChange {
  /// - Parameter before: nil: there was none.
  static func all(
    from before: OpportunityStanding?, to after: OpportunityStanding
  ) -> [OpportunityChange] {
    guard let before else {
      return after.status == .open ? [.created] : [.created, .closed]
    }
    var changes: [OpportunityChange] = []
    if before.status != after.status { changes.append(after.status == .open ? .reopened : .closed) }
    if before.owner != after.owner { changes.append(.reassigned) }
    if before.stage != after.stage { changes.append(.moved) }
    if before.grade != after.grade { changes.append(.regraded) }
    if before.amount != after.amount { changes.append(.amount) }
    if before.expectedClose != after.expectedClose { changes.append(.expectedClose) }
    // What was closed or opened has no chance at one of the two, which says nothing more.
    if let old = before.winProbability, let new = after.winProbability, old != new {
      changes.append(.winProbability)
    }
    return changes
  }
}
