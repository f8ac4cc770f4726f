import Opportunities

/// What is counted together: the opportunities of one owner in one currency that stand at the same
/// stage with the same grade, or have the same outcome.
struct PipelineCell: Sendable {
  let owner: UInt32
  let currency: UInt32
  let place: Place
  fileprivate(set) var count: UInt32 = 0
  /// Minor units, exact: no number of opportunities reaches the end of 128 bits.
  fileprivate(set) var amount: Int128 = 0
  /// Σ p × amount under the probabilities of the cells, each rounded half away from zero.
  fileprivate(set) var weighted: Int128 = 0

  fileprivate mutating func countIn(_ minorUnits: Int64, weighted weight: Int128) {
    count += 1
    amount += Int128(minorUnits)
    weighted += weight
  }

  fileprivate mutating func countOut(_ minorUnits: Int64, weighted weight: Int128) {
    count -= 1
    amount -= Int128(minorUnits)
    weighted -= weight
  }

  /// Grade and stage of what is open, in the order of ``WinProbabilities``, then the outcomes.
  struct Place: Hashable, Sendable {
    let number: UInt8
    private static let stageCount: UInt8 = 6
    private static let openCount: UInt8 = 4 * stageCount

    init(of core: OpportunityCore) {
      let marks = core.marks
      number =
        core.isOpen
        ? marks.gradeCode * Self.stageCount + marks.stageCode - 1
        : Self.openCount + marks.statusCode
    }

    var isOpen: Bool { number < Self.openCount }
    var stage: Stage? {
      isOpen ? Stage(rawValue: number % Self.stageCount + 1) : nil
    }
    var grade: Grade? {
      isOpen ? Grade(rawValue: number / Self.stageCount) : nil
    }
    var status: Status {
      isOpen ? .open : Status(rawValue: number - Self.openCount) ?? .archived
    }
  }
}

/// Counts and sums of all opportunities, kept up with every record, so that nobody who asks for the
/// pipeline waits until a million of them have been looked at.
///
/// Sums are those that a walk over all would give: counting in and counting out is exact.
struct PipelineCells: Sendable {
  private(set) var cells = ChunkedArray<PipelineCell>()
  /// Under which the weighted sums stand; nil: nobody has asked for them yet.
  private(set) var probabilities: WinProbabilities?
  private var index = SlotIndex()
  private let seed = HashSeed.process

  /// Counts an opportunity in, and remembers in `detail` where.
  mutating func count(_ core: OpportunityCore, _ detail: inout OpportunityDetail) {
    let number = number(
      owner: core.owner, currency: detail.currency, place: PipelineCell.Place(of: core))
    detail.cell = UInt32(number)
    let weight = weight(of: detail.minorUnits, at: cells[number].place)
    cells[number].countIn(detail.minorUnits, weighted: weight)
  }

  /// Takes one out that was counted in with this detail.
  mutating func discount(_ detail: OpportunityDetail) {
    let number = Int(detail.cell)
    let weight = weight(of: detail.minorUnits, at: cells[number].place)
    cells[number].countOut(detail.minorUnits, weighted: weight)
  }

  /// Whether an opportunity that changed from `old` is counted rightly as it is.
  func fits(_ core: OpportunityCore, _ detail: OpportunityDetail, as old: OpportunityDetail) -> Bool
  {
    let cell = cells[Int(old.cell)]
    return detail.minorUnits == old.minorUnits && detail.currency == cell.currency
      && core.owner == cell.owner && PipelineCell.Place(of: core) == cell.place
  }

  /// Puts weighted sums under `probabilities` in the place of those that stand here, one a cell.
  mutating func reweigh(under probabilities: WinProbabilities, _ sums: [Int128]) {
    self.probabilities = probabilities
    for (number, sum) in sums.enumerated() { cells[number].weighted = sum }
  }

  private func weight(of minorUnits: Int64, at place: PipelineCell.Place) -> Int128 {
    guard place.isOpen, let probabilities else { return 0 }
    return Int128(probabilities[place].share(of: minorUnits))
  }

  private mutating func number(
    owner: UInt32, currency: UInt32, place: PipelineCell.Place
  ) -> Int {
    let who = UInt64(low: currency, high: owner)
    let hash = seed.mix(seed.mix(seed.mix(seed.start, who), UInt64(place.number)), seed.start)
    let known = index.row(hash: hash) { row in
      cells[row].owner == owner && cells[row].currency == currency && cells[row].place == place
    }
    if let known { return known }
    index.insert(hash: hash, row: cells.count)
    cells.append(PipelineCell(owner: owner, currency: currency, place: place))
    return cells.count - 1
  }
}
