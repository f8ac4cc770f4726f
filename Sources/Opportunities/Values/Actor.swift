/// Who claims to have done it. The kernel-attested user id of the sender is recorded beside it.
package struct Actor: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// A registered user; scope rules apply.
    case user = 1
    /// The ledger itself.
    case system = 2
    /// A connected system.
    case integration = 3
    /// History carried over from elsewhere.
    case `import` = 4
  }

  package var kind: Kind
  /// For a user the user's id, otherwise the name of the system.
  package var id: IdentifierText

  package init(kind: Kind, id: IdentifierText) {
    self.kind = kind
    self.id = id
  }

  package init(kind: Kind, id: String) {
    self.init(kind: kind, id: IdentifierText(id))
  }

  /// The ledger acting by itself.
  package static let ledger = Actor(kind: .system, id: "oppd")
}

/// Where an imported command comes from. Rows of a batch are judged once and in order.
package struct ImportRow: Hashable, Sendable {
  package var batchID: IdentifierText
  /// From 1.
  package var row: UInt64
  /// Tells the commands made of one row apart.
  package var part: UInt32

  package init(batchID: IdentifierText, row: UInt64, part: UInt32) {
    self.batchID = batchID
    self.row = row
    self.part = part
  }

  package init(batchID: String, row: UInt64, part: UInt32) {
    self.init(batchID: IdentifierText(batchID), row: row, part: part)
  }
}
