import Opportunities

/// The opportunities of a board in order of creation, each put together when it is asked for.
package struct OpportunityList: RandomAccessCollection, Sendable {
  private let board: Board

  init(of board: Board) {
    self.board = board
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { board.table.count }

  package subscript(place: Int) -> OpportunityFacts {
    let row = board.table[place]
    let directory = board.directory
    return OpportunityFacts(
      id: board.table.id(place), title: board.table.names.name(of: UInt32(place)),
      customer: directory.customer(row.detail.customer),
      owner: directory.owner(row.core.owner),
      lastTag: row.lastTag.map { board.words[$0] },
      lastLossReason: row.lastLossReason.map { board.words[$0] }, row: row)
  }

  /// The fields of the one at `place` without its texts, and the bytes of these.
  package func stored(
    _ place: Int
  ) -> (row: OpportunityRow, id: ArraySlice<UInt8>, title: ArraySlice<UInt8>) {
    let texts = board.table.names.bytes(of: UInt32(place))
    return (board.table[place], texts.id, texts.name)
  }
}

extension OpportunityList: Equatable {
  package static func == (left: OpportunityList, right: OpportunityList) -> Bool {
    left.elementsEqual(right)
  }
}
