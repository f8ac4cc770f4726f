/// Short texts that belong to the data of a ledger and not to its log: they stand in the table `meta`
/// under names of their own (RECORD.md), so that no copy of the data can be without them.
extension LMDBStore {
  /// The note of that name; nil: there is none.
  package func note(_ name: StoreNote) throws(LogError) -> [UInt8]? {
    let transaction = try ReadTransaction(environment)
    return try transaction.withMeta(name.rawValue) { bytes in [UInt8](bytes) }
  }

  /// Puts the note there, durably. Not while somebody appends.
  package func setNote(_ name: StoreNote, _ value: [UInt8]) throws(LogError) {
    try write { transaction throws(LogError) in
      try transaction.putMeta(name.rawValue, value)
      return true
    }
  }
}

package enum StoreNote: String, Sendable {
  /// Which file has the keys of the texts: its identity, 16 bytes.
  case textKeys = "text-keys"
}
