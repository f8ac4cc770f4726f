import Schema

/// A history of any length that is known by its length alone: which command stands at which place.
///
/// A ledger that is filled with it can go on being filled after any interruption: its head says what
/// comes next, and every command has the id it would have had.
struct History: Equatable {
  enum Layout: Equatable {
    /// One opportunity's life after another's; the first `open` ones are never closed.
    case lives(open: Int)
    /// So many opportunities, all open for ever: each gets its first command, then each its second.
    case rounds(opportunities: Int)
  }

  /// Any number will do; it stays, so that command ids do.
  private static let salt: UInt64 = 0x6F70_7062_656E_6368
  private static let idLane: UInt64 = 1

  let layout: Layout
  private let today = CommandMix.currentDay

  init(_ layout: Layout) {
    self.layout = layout
  }

  /// Records before the first one of an opportunity: the policy that a fresh ledger begins with, and
  /// the registrations.
  var prefaceRecords: Int { Self.genesisRecords + registrations.count }

  /// What a daemon writes into a fresh ledger of its own accord.
  static let genesisRecords = 1

  /// What must be registered before the first command of an opportunity.
  var registrations: [[UInt8]] {
    CommandMix(salt: Self.salt, today: today).registrations()
  }

  /// Names of opportunities that a history with `records` records after the registrations has.
  func opportunities(in records: Int) -> Int {
    switch layout {
    case .lives: (records + OpportunityLife.commands - 1) / OpportunityLife.commands
    case .rounds(let opportunities): min(records, opportunities)
    }
  }

  /// How many of them are open.
  func openOpportunities(in records: Int) -> Int {
    switch layout {
    case .lives(let open):
      // The last one is not at its end unless the length says so.
      opportunities(in: records) - max(0, records / OpportunityLife.commands - open)
    case .rounds: opportunities(in: records)
    }
  }

  static func opportunityID(_ number: Int) -> String { "h-\(number)" }

  /// Appends the command at `place`, counted from 0 after the registrations.
  func append(_ place: Int, to bytes: inout [UInt8]) {
    let number: Int
    let step: Int
    let staysOpen: Bool
    switch layout {
    case .lives(let open):
      (number, step) = place.quotientAndRemainder(dividingBy: OpportunityLife.commands)
      staysOpen = number < open
    case .rounds(let opportunities):
      (step, number) = place.quotientAndRemainder(dividingBy: opportunities)
      staysOpen = true
    }
    let life = OpportunityLife(
      opportunity: Self.opportunityID(number), owner: number, customer: number &* 31, today: today)
    life.append(
      step, staysOpen: staysOpen, id: CommandMix.id(Self.salt, Self.idLane, UInt64(place + 1)),
      to: &bytes)
  }
}
