package import Opportunities

/// Why the open amount of the end is not that of the beginning, in the order shown.
package enum WaterfallStep: String, Hashable, Sendable, CaseIterable {
  case start
  case new
  /// Closed at the beginning, open again since.
  case reactivated
  /// From an owner outside the scope.
  case reassignedIn = "reassigned-in"
  /// Expected later than the period, or at no day, and now within it.
  case pulledIn = "pulled-in"
  /// Expected before the period, and now within it.
  case pushedIn = "pushed-in"
  case amountUp = "amount-up"
  case won
  case lost
  /// Dormant, eliminated or archived.
  case givenUp = "given-up"
  case pushedOut = "pushed-out"
  case pulledOut = "pulled-out"
  case amountDown = "amount-down"
  case reassignedOut = "reassigned-out"
  case end
}

/// One step of the waterfall in one currency (projection 18).
package struct WaterfallRow: Hashable, Sendable {
  package var currency: Currency
  package var step: WaterfallStep
  /// Opportunities.
  package var count: UInt64
  /// Negative for what leaves.
  package var amount: SaturatingSum
}

extension Board {
  /// How the open amount of `scope` at an earlier moment became that of this board: by currency
  /// code, then in the order of the steps; start and end always, other steps where there is
  /// something.
  ///
  /// Each opportunity is compared as it stood at both ends, and its difference goes to one step:
  /// what came and went again in between is not shown, with one exception: what was closed in
  /// between within the scope is shown as having come and gone, so that `won` is all that was won.
  /// What leaves by being closed leaves with its last amount, and its change since the beginning is
  /// a change of amount. Start and all steps add up to the end exactly.
  ///
  /// - Parameters:
  ///   - beginning: a board of the same log that holds no more of any opportunity than this one.
  ///   - period: only what is expected to close in it; nil: whenever.
  package func waterfall(
    since beginning: Board, in scope: ScopeFilter = .everybody, closingIn period: ClosedRange<Day>?
  ) -> [WaterfallRow] {
    let before = WaterfallView(of: beginning, in: scope, closingIn: period)
    let after = WaterfallView(of: self, in: scope, closingIn: period)
    var sums = WaterfallSums()
    for place in 0..<table.count {
      let earlier = beginning.table.place(of: table.id(place).bytes)
      sums.add(from: earlier.map { before[$0] }, to: after[place])
    }
    return sums.rows
  }
}

/// An opportunity at one end of the waterfall.
private struct WaterfallStanding {
  /// Where its expected close lies.
  enum Closing {
    case earlier
    case inside
    /// Later, or nobody has said when.
    case later
  }

  let status: Status
  let closedAt: Instant?
  let isMember: Bool
  let closing: Closing
  let currency: UInt32
  let minorUnits: Int64

  var isCounted: Bool { status == .open && isMember && closing == .inside }
  /// Closing took it from its owner, so nobody can say any more whose it was.
  var isOwnerGone: Bool { status == .dormant || status == .eliminated }
}

/// A board as the waterfall looks at it.
private struct WaterfallView {
  private let table: OpportunityTable
  private let membership: ScopeMembership
  private let period: ClosedRange<Day>?

  init(of board: Board, in scope: ScopeFilter, closingIn period: ClosedRange<Day>?) {
    table = board.table
    membership = board.directory.membership(of: scope)
    self.period = period
  }

  subscript(place: Int) -> WaterfallStanding {
    let row = table[place]
    return WaterfallStanding(
      status: row.core.status, closedAt: row.closedAt,
      isMember: membership.contains(owner: row.core.owner), closing: closing(row.expectedClose),
      currency: row.detail.currency, minorUnits: row.detail.minorUnits)
  }

  private func closing(_ day: Day?) -> WaterfallStanding.Closing {
    guard let period else { return .inside }
    guard let day else { return .later }
    return day < period.lowerBound ? .earlier : day > period.upperBound ? .later : .inside
  }
}

/// The waterfall in the making.
private struct WaterfallSums {
  private struct Key: Hashable {
    var currency: UInt32
    var step: WaterfallStep
  }

  private struct Sum {
    var count: UInt64 = 0
    var amount: Int128 = 0
  }

  private var sums: [Key: Sum] = [:]

  /// - Parameter before: nil: there was none.
  mutating func add(from before: WaterfallStanding?, to after: WaterfallStanding) {
    let was = before.flatMap { $0.isCounted ? $0 : nil }
    if let was { add(.start, was, 1) }
    if after.isCounted { add(.end, after, 1) }
    switch (was, after.isCounted) {
    case (let was?, true): change(from: was, to: after)
    case (nil, true): add(Self.arrival(from: before), after, 1)
    case (let was?, false): leave(from: was, to: after)
    case (nil, false):
      guard Self.isPassing(from: before, to: after) else { return }
      add(Self.arrival(from: before), after, 1)
      add(Self.outcome(after.status), after, -1)
    }
  }

  /// By currency code, then by step.
  var rows: [WaterfallRow] {
    Set(sums.keys.map(\.currency)).map { Currency(packed: $0) }.sorted().flatMap { currency in
      WaterfallStep.allCases.compactMap { step in
        let sum = sums[Key(currency: currency.packed, step: step)]
        guard sum != nil || step == .start || step == .end else { return nil }
        return WaterfallRow(
          currency: currency, step: step, count: sum?.count ?? 0,
          amount: SaturatingSum(sum?.amount ?? 0))
      }
    }
  }

  private mutating func add(_ step: WaterfallStep, _ one: WaterfallStanding, _ sign: Int128) {
    add(step, one.currency, sign * Int128(one.minorUnits))
  }

  private mutating func add(_ step: WaterfallStep, _ currency: UInt32, _ amount: Int128) {
    sums[Key(currency: currency, step: step), default: Sum()].count += 1
    sums[Key(currency: currency, step: step), default: Sum()].amount += amount
  }

  private mutating func change(from was: WaterfallStanding, to after: WaterfallStanding) {
    guard was.currency == after.currency else {
      add(.amountDown, was, -1)
      return add(.amountUp, after, 1)
    }
    let difference = Int128(after.minorUnits) - Int128(was.minorUnits)
    if difference != 0 {
      add(difference > 0 ? .amountUp : .amountDown, was.currency, difference)
    }
  }

  /// Whoever got it, and whenever it is expected now, come before what became of it: what happened
  /// elsewhere is not this scope's.
  private mutating func leave(from was: WaterfallStanding, to after: WaterfallStanding) {
    if !after.isMember, !after.isOwnerGone { return add(.reassignedOut, was, -1) }
    switch after.closing {
    case .earlier: add(.pulledOut, was, -1)
    case .later: add(.pushedOut, was, -1)
    case .inside:
      change(from: was, to: after)
      add(Self.outcome(after.status), after, -1)
    }
  }

  /// Whether it was closed within the scope since the beginning without having stood there then.
  private static func isPassing(
    from before: WaterfallStanding?, to after: WaterfallStanding
  ) -> Bool {
    guard after.status != .open, after.isMember, after.closing == .inside else { return false }
    guard let before, before.status != .open else { return true }
    return before.closedAt != after.closedAt || before.status != after.status
  }

  private static func arrival(from before: WaterfallStanding?) -> WaterfallStep {
    guard let before else { return .new }
    if before.status != .open { return .reactivated }
    if !before.isMember { return .reassignedIn }
    return before.closing == .earlier ? .pushedIn : .pulledIn
  }

  private static func outcome(_ status: Status) -> WaterfallStep {
    switch status {
    case .won: .won
    case .lost: .lost
    case .dormant, .eliminated, .archived: .givenUp
    case .open: preconditionFailure("what is open has not been closed")
    }
  }
}
