import Opportunities

/// All opportunities in order of creation, with what is kept up so that nobody has to look at all of
/// them: which are open, and how many stand where.
///
/// Every change of a row goes through ``insert(_:title:_:)`` and ``replace(_:with:)``.
struct OpportunityTable: Sendable {
  private(set) var names = NameTable()
  private(set) var cores = ChunkedArray<OpportunityCore>()
  private(set) var details = ChunkedArray<OpportunityDetail>()
  private(set) var open = OpenSet()
  private(set) var cells = PipelineCells()

  var count: Int { cores.count }

  func place(of id: OpportunityID) -> Int? { place(of: id.bytes) }

  func place(of id: IdentifierText) -> Int? { names.number(of: id).map { Int($0) } }

  func id(_ place: Int) -> OpportunityID { OpportunityID(names.id(of: UInt32(place))) }

  subscript(place: Int) -> OpportunityRow {
    OpportunityRow(core: cores[place], detail: details[place])
  }

  /// Adds the next opportunity; nil: there is one of this id, and nothing has changed.
  mutating func insert(
    _ id: OpportunityID, title: some Collection<UInt8>, _ row: OpportunityRow
  ) -> Int? {
    guard let number = names.insert(id.bytes, name: title) else { return nil }
    var detail = row.detail
    cells.count(row.core, &detail)
    if row.core.isOpen { open.insert(Int(number)) }
    cores.append(row.core)
    details.append(detail)
    return Int(number)
  }

  mutating func replace(_ place: Int, with row: OpportunityRow) {
    var detail = row.detail
    let old = details[place]
    detail.cell = old.cell
    if !cells.fits(row.core, detail, as: old) {
      cells.discount(old)
      cells.count(row.core, &detail)
    }
    if row.core.isOpen { open.insert(place) } else { open.remove(place) }
    cores[place] = row.core
    details[place] = detail
  }

  /// Lends each open opportunity of `membership` with its place, in order of creation.
  @inline(__always)
  func forEachOpen(
    in membership: ScopeMembership, _ body: (Int, OpportunityCore) -> Void
  ) {
    open.forEach { place in
      let core = cores[place]
      if membership.contains(owner: core.owner) { body(place, core) }
    }
  }

  /// Σ p × amount of each cell: what is kept up if it stands under these probabilities, otherwise
  /// the same sums made by a walk.
  func weightedSums(under probabilities: WinProbabilities) -> [Int128] {
    if cells.probabilities == probabilities { return cells.cells.map(\.weighted) }
    let chances = cells.cells.map { $0.place.isOpen ? probabilities[$0.place] : .zero }
    var sums = [Int128](repeating: 0, count: chances.count)
    open.forEach { place in
      let detail = details[place]
      let cell = Int(detail.cell)
      sums[cell] += Int128(chances[cell].share(of: detail.minorUnits))
    }
    return sums
  }

  /// Keeps the weighted sums up under these probabilities from now on.
  mutating func reweigh(under probabilities: WinProbabilities) {
    guard cells.probabilities != probabilities else { return }
    cells.reweigh(under: probabilities, weightedSums(under: probabilities))
  }
}
