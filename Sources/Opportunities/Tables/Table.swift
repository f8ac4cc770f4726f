/// Which row of a table something stands in: 4 bytes where the key would take 72.
package struct RowNumber<Row>: Hashable, Sendable {
  package let value: UInt32

  package init(_ value: UInt32) { self.value = value }
}

/// Rows by key, in order of insertion, that can be put back as they were at a mark, so that an
/// atomic batch whose last command fails leaves no trace of its first.
package struct Table<Key: TableKey, Row: Sendable>: Sendable {
  /// What a change since the mark did to a row.
  private enum Undo {
    case inserted
    case changed(row: Int, before: Row)
  }

  package private(set) var keys = ChunkedArray<Key>()
  package private(set) var rows = ChunkedArray<Row>()
  private var index = SlotIndex()
  private let seed = HashSeed.process
  /// The changes since the mark, newest last; nil: no mark is set.
  private var undo: [Undo]?

  init() {}

  package var count: Int { rows.count }

  package subscript(key: Key) -> Row? {
    number(of: key).map { self[$0] }
  }

  /// Lent, not copied: a row is wide.
  package subscript(number: RowNumber<Row>) -> Row {
    _read { yield rows[Int(number.value)] }
  }

  /// Which row `key` has, counted from 0 in order of insertion; nil: none.
  package func number(of key: Key) -> RowNumber<Row>? {
    index.row(hash: key.hash(with: seed)) { keys[$0] == key }.map { RowNumber(UInt32($0)) }
  }

  package func key(of number: RowNumber<Row>) -> Key { keys[Int(number.value)] }

  /// Adds a row for `key`, which has none.
  mutating func insert(_ row: Row, at key: Key) {
    precondition(number(of: key) == nil, "nothing is inserted twice")
    index.insert(hash: key.hash(with: seed), row: rows.count)
    keys.append(key)
    rows.append(row)
    undo?.append(.inserted)
  }

  /// Adds a row for `key` unless it has one: for tables that come back from outside.
  mutating func insertIfNew(_ row: Row, at key: Key) -> Bool {
    let hash = key.hash(with: seed)
    guard rows.count < Int(UInt32.max) - 1 else { return false }
    guard index.row(hash: hash, where: { keys[$0] == key }) == nil else { return false }
    index.insert(hash: hash, row: rows.count)
    keys.append(key)
    rows.append(row)
    return true
  }

  /// Changes a row in place.
  mutating func modify(_ number: RowNumber<Row>, _ change: (inout Row) -> Void) {
    let place = Int(number.value)
    if undo != nil { undo?.append(.changed(row: place, before: rows[place])) }
    change(&rows[place])
  }

  /// Changes the row of `key`, which has one.
  mutating func modify(_ key: Key, _ change: (inout Row) -> Void) {
    guard let number = number(of: key) else { preconditionFailure("there is no row to change") }
    modify(number, change)
  }

  mutating func mark() {
    precondition(undo == nil, "marks do not nest")
    undo = []
  }

  mutating func keep() {
    undo = nil
  }

  mutating func restore() {
    for change in (undo ?? []).reversed() {
      switch change {
      case .inserted:
        let last = rows.count - 1
        index.remove(hash: keys[last].hash(with: seed), row: last)
        keys.removeLast()
        rows.removeLast()
      case .changed(let row, let before):
        rows[row] = before
      }
    }
    undo = nil
  }
}
