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
  /// Which are silent; nil: nobody has asked for sums under rules that want to know.
  private var silence: SilenceUpkeep?

  var count: Int { cores.count }

  func place(of id: OpportunityID) -> Int? { place(of: id.bytes) }

  func place(of id: IdentifierText) -> Int? { names.number(of: id).map { Int($0) } }

  func id(_ place: Int) -> OpportunityID { OpportunityID(names.id(of: UInt32(place))) }

  subscript(place: Int) -> OpportunityRow {
    OpportunityRow(core: cores[place], detail: details[place])
  }

  /// Adds the next opportunity; nil: there is one of this id, and nothing has changed.
  ///
  /// - Parameter quiet: its customer's; nil: none.
  mutating func insert(
    _ id: OpportunityID, title: some Collection<UInt8>, _ row: OpportunityRow, quiet: QuietSpan?
  ) -> Int? {
    guard let number = names.insert(id.bytes, name: title) else { return nil }
    var detail = row.detail
    let isSilent = silence?.note(Int(number), row.core, quiet: quiet) ?? false
    cells.count(row.core, &detail, isSilent: isSilent)
    if row.core.isOpen { open.insert(Int(number)) }
    cores.append(row.core)
    details.append(detail)
    return Int(number)
  }

  mutating func replace(_ place: Int, with row: OpportunityRow, quiet: QuietSpan?) {
    var detail = row.detail
    let old = details[place]
    detail.cell = old.cell
    let wasSilent = silence?.silent.contains(place) ?? false
    let isSilent = silence?.note(place, row.core, quiet: quiet) ?? false
    if isSilent != wasSilent || !cells.fits(row.core, detail, as: old) {
      cells.discount(old, wasSilent: wasSilent)
      cells.count(row.core, &detail, isSilent: isSilent)
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

}

/// The rules and the moment that sums depend on.
struct SumBasis {
  var probabilities: WinProbabilities
  let instant: Int64
  /// nil: silence changes no chance.
  let silence: SilenceRule?
  /// Quiet periods by the customer's number.
  let quietSpans: [UInt32: QuietSpan]

  init(_ moment: Moment, _ directory: borrowing Directory) {
    probabilities = moment.probabilities
    instant = moment.instant.milliseconds
    silence = moment.silence
    quietSpans = directory.quietSpans
  }

  @inline(__always)
  func quiet(_ customer: UInt32) -> QuietSpan? {
    quietSpans.isEmpty ? nil : quietSpans[customer]
  }
}

extension OpportunityTable {
  /// The sums of each cell: what is kept up if it holds on this basis, otherwise the same made by a
  /// walk.
  func sums(on basis: SumBasis) -> CellSums {
    if cells.probabilities == basis.probabilities, silenceHolds(on: basis) {
      return CellSums(
        weighted: cells.cells.map(\.weighted), silentCounts: cells.cells.map(\.silentCount))
    }
    guard let rule = basis.silence else { return walked(on: basis) { _, _ in false } }
    return walked(on: basis) { place, core in
      let quiet = basis.quietSpans.isEmpty ? nil : basis.quiet(details[place].customer)
      return Silence(of: core, at: basis.instant, under: rule, quiet: quiet).isSilent
    }
  }

  /// Keeps the sums up on this basis from now on.
  mutating func reweigh(on basis: SumBasis) {
    if cells.probabilities == basis.probabilities {
      if silenceHolds(on: basis) {
        _ = silence?.advance(to: basis.instant)
        return
      }
      if silence?.rule == basis.silence, silence?.reaches(basis.instant) == true {
        return advance(on: basis)
      }
    }
    guard let rule = basis.silence else {
      silence = nil
      return cells.reweigh(under: basis.probabilities, walked(on: basis) { _, _ in false })
    }
    var upkeep = SilenceUpkeep(at: basis.instant, under: rule)
    let sums = walked(on: basis) { place, core in
      upkeep.note(place, core, quiet: basis.quiet(details[place].customer))
    }
    silence = upkeep
    cells.reweigh(under: basis.probabilities, sums)
  }

  /// No longer keeps up what quiet periods decide: they have changed.
  mutating func forgetSilence() {
    guard silence != nil else { return }
    silence = nil
    cells.forget()
  }

  private func silenceHolds(on basis: SumBasis) -> Bool {
    guard let rule = basis.silence else { return silence == nil }
    return silence?.rule == rule && silence?.holds(at: basis.instant) == true
  }

  /// Looks again at what time alone may have changed.
  private mutating func advance(on basis: SumBasis) {
    for place in silence?.advance(to: basis.instant) ?? [] {
      let core = cores[place]
      let wasSilent = silence?.silent.contains(place) ?? false
      let isSilent =
        silence?.note(place, core, quiet: basis.quiet(details[place].customer)) ?? false
      guard isSilent != wasSilent else { continue }
      var detail = details[place]
      cells.discount(detail, wasSilent: wasSilent)
      cells.count(core, &detail, isSilent: isSilent)
      details[place] = detail
    }
  }

  private func walked(
    on basis: SumBasis, isSilent: (Int, OpportunityCore) -> Bool
  ) -> CellSums {
    let chances = cells.cells.map { cell in
      cell.place.isOpen
        ? (basis.probabilities[cell.place, false], basis.probabilities[cell.place, true])
        : (.zero, .zero)
    }
    var sums = CellSums(
      weighted: Array(repeating: 0, count: chances.count),
      silentCounts: Array(repeating: 0, count: chances.count))
    open.forEach { place in
      let detail = details[place]
      let cell = Int(detail.cell)
      let isSilent = isSilent(place, cores[place])
      let chance = isSilent ? chances[cell].1 : chances[cell].0
      sums.weighted[cell] += Int128(chance.share(of: detail.minorUnits))
      if isSilent { sums.silentCounts[cell] += 1 }
    }
    return sums
  }
}
