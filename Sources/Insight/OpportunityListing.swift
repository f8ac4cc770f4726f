package import Opportunities

/// Which opportunities an answer lists, by id, at one moment.
///
/// A card is made when it is asked for, so a list of a million rows costs four bytes a row and not
/// the rows. The board it keeps is a copy that shares everything until the original changes.
package struct OpportunityListing: Sendable {
  /// Rows there would be without a limit.
  package let totalCount: Int
  /// How many of the rows here are open.
  package let openCount: Int

  private let board: Board
  private let moment: Moment
  /// In the order of the rows.
  private let places: [UInt32]

  fileprivate init(
    of board: Board, at moment: Moment, places: [UInt32], totalCount: Int, openCount: Int
  ) {
    self.board = board
    self.moment = moment
    self.places = places
    self.totalCount = totalCount
    self.openCount = openCount
  }

  package var count: Int { places.count }
  package var indices: Range<Int> { places.indices }

  package subscript(index: Int) -> OpportunityCard {
    board.card(at: Int(places[index]), at: moment)
  }
}

extension Board {
  /// The opportunities of `scope` by id.
  ///
  /// - Parameters:
  ///   - status: only those; nil: all.
  ///   - limit: of rows; 0: all.
  package func listing(
    in scope: ScopeFilter = .everybody, status: Status? = nil, limit: Int = 0, at moment: Moment
  ) -> OpportunityListing {
    let table = table
    let found =
      limit > 0
      ? first(limit, in: scope, status: status)
      : (places: all(in: scope, status: status), totalCount: nil)
    return OpportunityListing(
      of: self, at: moment, places: found.places,
      totalCount: found.totalCount ?? found.places.count,
      openCount: found.places.count { table.cores[Int($0)].isOpen })
  }

  private func first(
    _ limit: Int, in scope: ScopeFilter, status: Status?
  ) -> (places: [UInt32], totalCount: Int?) {
    let table = table
    var selection = Selection<ListingEntry>(limit: limit) { left, right in
      left.start != right.start
        ? left.start < right.start : table.id(left.place).bytes < table.id(right.place).bytes
    }
    forEachPlace(in: scope, status: status) { place in
      // The first bytes of the id settle most comparisons.
      selection.offer(
        ListingEntry(place: place, start: table.id(place).bytes.words[0].bigEndian))
    }
    let count = selection.offered
    return (selection.sorted().map { UInt32($0.place) }, count)
  }

  private func all(in scope: ScopeFilter, status: Status?) -> [UInt32] {
    let table = table
    var found: [UInt32] = []
    var order = IdentifierOrder()
    forEachPlace(in: scope, status: status) { place in
      found.append(UInt32(place))
      order.meet(table.id(place).bytes)
    }
    order.sort(&found) { table.id(Int($0)).bytes }
    return found
  }

  /// In order of creation.
  private func forEachPlace(in scope: ScopeFilter, status: Status?, _ body: (Int) -> Void) {
    let membership = directory.membership(of: scope)
    if status == .open {
      table.forEachOpen(in: membership) { place, _ in body(place) }
    } else {
      for place in 0..<table.count {
        let core = table.cores[place]
        if status == nil || core.status == status, membership.contains(owner: core.owner) {
          body(place)
        }
      }
    }
  }
}

private struct ListingEntry {
  var place: Int
  var start: UInt64
}

/// Sorts places by the identifiers that stand there, which lie far apart in memory.
///
/// Identifiers of a ledger begin alike and differ soon after, so eight bytes behind what all have in
/// common decide nearly every comparison; they are taken once and lie together.
struct IdentifierOrder {
  private var last: IdentifierText?
  /// How many bytes all identifiers met so far begin with in common.
  private var commonBytes = IdentifierText.bytesMaximum
  private var isAscending = true

  /// Looks at the next identifier, in the order of the places.
  mutating func meet(_ text: IdentifierText) {
    if let last {
      commonBytes = min(commonBytes, text.commonByteCount(with: last))
      isAscending = isAscending && last < text
    }
    last = text
  }

  /// - Parameter text: the identifier at a place; those that ``meet(_:)`` was called with, in order.
  func sort(_ places: inout [UInt32], by text: (UInt32) -> IdentifierText) {
    guard !isAscending else { return }
    var keyed = places.map { (key: text($0).bigEndianBytes(from: commonBytes), place: $0) }
    keyed.sort { left, right in
      left.key == right.key ? text(left.place) < text(right.place) : left.key < right.key
    }
    places = keyed.map(\.place)
  }
}

extension IdentifierText {
  /// How many bytes both begin with; zeros behind the end of a text count as bytes of it.
  fileprivate func commonByteCount(with other: IdentifierText) -> Int {
    for index in 0..<8 {
      let difference = words[index] ^ other.words[index]
      // The first byte stands in the low end of a word in memory's order.
      if difference != 0 { return index * 8 + difference.littleEndian.trailingZeroBitCount / 8 }
    }
    return Self.bytesMaximum
  }

  /// Eight bytes from the one at `start` on, zero behind the last, the first in the high end.
  fileprivate func bigEndianBytes(from start: Int) -> UInt64 {
    guard start < Self.bytesMaximum else { return 0 }
    let shift = UInt64(start % 8 * 8)
    let high = words[start / 8].bigEndian << shift
    guard shift > 0, start / 8 < 7 else { return high }
    return high | words[start / 8 + 1].bigEndian >> (64 - shift)
  }
}
