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
  /// How many of them are silent, where that is kept up.
  fileprivate(set) var silentCount: UInt32 = 0

  fileprivate mutating func countIn(_ minorUnits: Int64, weighted weight: Int128, isSilent: Bool) {
    count += 1
    amount += Int128(minorUnits)
    weighted += weight
    if isSilent { silentCount += 1 }
  }

  fileprivate mutating func countOut(_ minorUnits: Int64, weighted weight: Int128, isSilent: Bool) {
    count -= 1
    amount -= Int128(minorUnits)
    weighted -= weight
    if isSilent { silentCount -= 1 }
  }

  /// Grade and stage of what is open, in the order of ``WinProbabilities``, then the outcomes, each
  /// by the grade it had at the end.
  struct Place: Hashable, Sendable {
    let number: UInt8
    private static let stageCount: UInt8 = 6
    private static let gradeCount: UInt8 = 4
    private static let openCount: UInt8 = gradeCount * stageCount

    init(of core: OpportunityCore) {
      let marks = core.marks
      number =
        core.isOpen
        ? marks.gradeCode * Self.stageCount + marks.stageCode - 1
        : Self.openCount + marks.statusCode * Self.gradeCount + marks.gradeCode
    }

    var isOpen: Bool { number < Self.openCount }
    var stage: Stage? {
      isOpen ? Stage(rawValue: number % Self.stageCount + 1) : nil
    }
    /// nil: nobody has graded it.
    var grade: Grade? {
      Grade(
        rawValue: isOpen ? number / Self.stageCount : (number - Self.openCount) % Self.gradeCount)
    }
    var status: Status {
      isOpen
        ? .open : Status(rawValue: (number - Self.openCount) / Self.gradeCount) ?? .archived
    }
  }
}

/// What of the cells depends on the rules and on the moment; one of each a cell.
struct CellSums {
  /// Σ p × amount.
  var weighted: [Int128]
  var silentCounts: [UInt32]
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
  mutating func count(
    _ core: OpportunityCore, _ detail: inout OpportunityDetail, isSilent: Bool
  ) {
    let number = number(
      owner: core.owner, currency: detail.currency, place: PipelineCell.Place(of: core))
    detail.cell = UInt32(number)
    let weight = weight(of: detail.minorUnits, at: cells[number].place, isSilent: isSilent)
    cells[number].countIn(detail.minorUnits, weighted: weight, isSilent: isSilent)
  }

  /// Takes one out that was counted in with this detail and was silent or not.
  mutating func discount(_ detail: OpportunityDetail, wasSilent: Bool) {
    let number = Int(detail.cell)
    let weight = weight(of: detail.minorUnits, at: cells[number].place, isSilent: wasSilent)
    cells[number].countOut(detail.minorUnits, weighted: weight, isSilent: wasSilent)
  }

  /// Whether an opportunity that changed from `old` is counted rightly as it is.
  func fits(_ core: OpportunityCore, _ detail: OpportunityDetail, as old: OpportunityDetail) -> Bool
  {
    let cell = cells[Int(old.cell)]
    return detail.minorUnits == old.minorUnits && detail.currency == cell.currency
      && core.owner == cell.owner && PipelineCell.Place(of: core) == cell.place
  }

  /// Keeps weighted sums up no longer, until they are asked for again.
  mutating func forget() { probabilities = nil }

  /// Puts weighted sums under `probabilities` in the place of those that stand here, one a cell.
  mutating func reweigh(under probabilities: WinProbabilities, _ sums: CellSums) {
    self.probabilities = probabilities
    for number in sums.weighted.indices {
      cells[number].weighted = sums.weighted[number]
      cells[number].silentCount = sums.silentCounts[number]
    }
  }

  private func weight(
    of minorUnits: Int64, at place: PipelineCell.Place, isSilent: Bool
  ) -> Int128 {
    guard place.isOpen, let probabilities else { return 0 }
    return Int128(probabilities[place, isSilent].share(of: minorUnits))
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
