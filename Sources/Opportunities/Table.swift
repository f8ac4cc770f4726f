/// Rows by key that can be put back as they were at a mark, so that an atomic batch whose last
/// command fails leaves no trace of its first.
package struct Table<Key: Hashable & Sendable, Row: Sendable>: Sendable {
  private var rows: [Key: Row] = [:]
  /// What stood there before each change since the mark, newest last; nil: no mark is set.
  private var undo: [(key: Key, row: Row?)]?

  init() {}

  package var count: Int { rows.count }
  package var keys: Dictionary<Key, Row>.Keys { rows.keys }

  package subscript(key: Key) -> Row? { rows[key] }

  mutating func insert(_ row: Row, at key: Key) {
    let old = rows.updateValue(row, forKey: key)
    undo?.append((key, old))
    precondition(old == nil, "nothing is inserted twice")
  }

  /// Changes the row in place.
  mutating func modify(_ key: Key, _ change: (inout Row) -> Void) {
    guard let index = rows.index(forKey: key) else {
      preconditionFailure("an event is about something that does not exist")
    }
    undo?.append((key, rows.values[index]))
    change(&rows.values[index])
  }

  mutating func mark() {
    precondition(undo == nil, "marks do not nest")
    undo = []
  }

  mutating func keep() {
    undo = nil
  }

  mutating func restore() {
    for (key, row) in (undo ?? []).reversed() {
      rows[key] = row
    }
    undo = nil
  }
}
