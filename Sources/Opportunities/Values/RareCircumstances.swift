/// What few commands and few records say of themselves: behind one reference, which most do without,
/// because together it would be a third of their size, and they are copied often.
package struct RareCircumstances: Hashable, Sendable {
  private final class Storage: Sendable {
    let correlation: CommandID?
    let backfillReason: String
    let importRow: ImportRow?

    init(correlation: CommandID?, backfillReason: String, importRow: ImportRow?) {
      self.correlation = correlation
      self.backfillReason = backfillReason
      self.importRow = importRow
    }
  }

  /// nil: there are none.
  private var storage: Storage?

  /// None at all.
  package init() {
    storage = nil
  }

  package init(correlation: CommandID?, backfillReason: String, importRow: ImportRow?) {
    let isEmpty = correlation == nil && backfillReason.isEmpty && importRow == nil
    storage =
      isEmpty
      ? nil
      : Storage(correlation: correlation, backfillReason: backfillReason, importRow: importRow)
  }

  /// Links commands that belong together; nil: none.
  package var correlation: CommandID? {
    get { storage?.correlation }
    set {
      self = RareCircumstances(
        correlation: newValue, backfillReason: backfillReason, importRow: importRow)
    }
  }

  /// Why something is recorded late; empty: nobody said.
  package var backfillReason: String {
    get { storage?.backfillReason ?? "" }
    set {
      self = RareCircumstances(
        correlation: correlation, backfillReason: newValue, importRow: importRow)
    }
  }

  /// Where an imported command comes from; nil: it was not imported.
  package var importRow: ImportRow? {
    get { storage?.importRow }
    set {
      self = RareCircumstances(
        correlation: correlation, backfillReason: backfillReason, importRow: newValue)
    }
  }

  package static func == (left: RareCircumstances, right: RareCircumstances) -> Bool {
    left.storage === right.storage
      || left.correlation == right.correlation && left.backfillReason == right.backfillReason
        && left.importRow == right.importRow
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(correlation)
    hasher.combine(backfillReason)
    hasher.combine(importRow)
  }
}
