package import EventLog
import Opportunities
package import Sealing

/// Finds where stored models and those that the records add up to part.
///
/// A checkpoint is one moment: that it differs there says nothing of since when. So the log is folded
/// again record by record, and each row that differs is compared after each of them. A row that was
/// right at some earlier record and is the stored one still has missed what came after; one that the
/// log never led to was changed by somebody, or folded by another program.
package struct ModelBisection {
  /// Which of both models.
  package enum Model: String, Sendable, CaseIterable {
    case write
    case read
  }

  /// A row that is not what the records add up to.
  package struct Difference: Sendable {
    package var model: Model
    /// Which table of the checkpoint, and of the smaller nouns which kind.
    package var table: String
    /// In its table, from 0.
    package var row: UInt64
    /// What the row is about, as far as it says; empty: nothing.
    package var key: String
    /// nil: the checkpoint lacks it.
    package var stored: [UInt8]?
    /// nil: the records lead to no such row.
    package var rebuilt: [UInt8]?
    /// The first record after which both differ, as far as one can know: the first that the stored row
    /// lacks or, when it never was one of the log's, the first that touches the row.
    package var from: UInt64
    /// The last record that touches the row; it differs until the checkpoint at least.
    package var to: UInt64
    /// The last record after which the stored row was right; nil: it never was.
    package var rightUntil: UInt64?

    fileprivate var address: RowAddress
  }

  package enum Outcome: Sendable {
    /// Every checkpoint is what the records add up to.
    case equal
    /// The first checkpoint that is not.
    case differs(Findings)
  }

  package struct Findings: Sendable {
    /// Which checkpoint, by the order given, and where it stands.
    package var checkpoint: Int
    package var position: UInt64
    /// The last checkpoint before it that is right; 0: none is.
    package var rightAt: UInt64
    /// The lowest in the order of tables; ``differing`` counts all.
    package var rows: [Difference]
    package var differing: UInt64

    /// The first position at which they are known to differ.
    package var first: UInt64 { rows.map(\.from).min() ?? position }
  }

  /// As many differing rows are followed through the log.
  package static let rowsMaximum = 16

  private let store: any LogStore
  private let keys: TextKeys?
  private let progress: (UInt64) -> Void

  /// - Parameter progress: called now and then with the position reached.
  package init(
    store: any LogStore, keys: TextKeys?, progress: @escaping (UInt64) -> Void = { _ in }
  ) {
    self.store = store
    self.keys = keys
    self.progress = progress
  }

  /// Compares checkpoints with the log, in order of their positions.
  ///
  /// - Parameter checkpoints: each of which can be read; they are loaded one at a time.
  /// - Throws: what is wrong with the log, or a checkpoint that is of another one.
  package func outcome(
    of checkpoints: [StoredCheckpoint]
  ) throws(ReplayError) -> Outcome {
    var recovered = Recovered()
    var tree = RecordTree()
    var rightAt: UInt64 = 0
    let sorted = checkpoints.enumerated().sorted { $0.element.position < $1.element.position }
    for (number, checkpoint) in sorted {
      try fold(&recovered, &tree, through: checkpoint.position)
      let contents = try checkpoint.load(keys)
      guard contents.frontier.root == tree.root else { throw checkpoint.foreign }
      guard ModelDigests(of: contents.recovered) != ModelDigests(of: recovered) else {
        rightAt = checkpoint.position
        continue
      }
      var findings = Findings(
        checkpoint: number, position: checkpoint.position, rightAt: rightAt, rows: [],
        differing: 0)
      compare(contents.recovered, recovered, into: &findings)
      try follow(&findings)
      return .differs(findings)
    }
    return .equal
  }

  /// Folds what comes next, up to `last`.
  private func fold(
    _ recovered: inout Recovered, _ tree: inout RecordTree, through last: UInt64,
    _ each: (UInt64, borrowing Recovered) -> Void = { _, _ in }
  ) throws(ReplayError) {
    guard recovered.readModel.position < last else { return }
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: recovered.readModel.position + 1, through: last) { position, bytes in
        do throws(ReplayError) {
          let record = try decodeRecord(bytes, at: position, skippingDetails: true, keys: keys)
          tree.append(bytes)
          try recovered.fold(record, expecting: position)
          each(position, recovered)
          if position % 4_096 == 0 { progress(position) }
          return .next
        } catch {
          failure = error
          return .stop
        }
      }
    } catch {
      throw .log(error)
    }
    if let failure { throw failure }
  }

  // MARK: Rows

  /// Finds the rows that differ, without holding either model twice.
  private func compare(
    _ stored: Recovered, _ rebuilt: Recovered, into findings: inout Findings
  ) {
    for model in Model.allCases {
      var prints: [RowAddress: Int] = [:]
      Self.visit(model, of: stored) { prints[$0] = $1.hashValue }
      var differing: [RowAddress] = []
      Self.visit(model, of: rebuilt) { address, bytes in
        let print = prints.removeValue(forKey: address)
        if print != bytes.hashValue { differing.append(address) }
      }
      // What is left stands in the checkpoint alone.
      differing += prints.keys
      findings.differing += UInt64(differing.count)
      differing.sort { one, other in
        (one.part.rawValue, one.group, one.place) < (other.part.rawValue, other.group, other.place)
      }
      for address in differing.prefix(Self.rowsMaximum - findings.rows.count) {
        let kept = Self.row(address, model, of: stored, like: nil)
        findings.rows.append(
          Difference(
            model: model, table: address.tableName, row: UInt64(address.place),
            key: address.key(kept ?? Self.row(address, model, of: rebuilt, like: nil)),
            stored: kept, rebuilt: Self.row(address, model, of: rebuilt, like: kept),
            from: findings.position, to: findings.position, rightUntil: nil, address: address))
      }
    }
  }

  /// Folds the log again and watches those rows.
  private func follow(_ findings: inout Findings) throws(ReplayError) {
    var watched = findings.rows.map { Watched($0) }
    var tree = RecordTree()
    var recovered = Recovered()
    try fold(&recovered, &tree, through: findings.position) { position, recovered in
      for index in watched.indices { watched[index].look(at: recovered, position) }
    }
    findings.rows = watched.map(\.difference)
  }

  /// A row on its way through the log.
  private struct Watched {
    var difference: Difference
    private var last: [UInt8]?
    private var touched: UInt64?
    private var isRight = false
    /// The record after the last one at which the stored row was right.
    private var partedAt: UInt64?

    init(_ difference: Difference) {
      self.difference = difference
      // Before the first record there is no row at all.
      isRight = difference.stored == nil
    }

    mutating func look(at recovered: borrowing Recovered, _ position: UInt64) {
      let now = ModelBisection.row(
        difference.address, difference.model, of: recovered,
        like: difference.stored ?? difference.rebuilt)
      guard now != last else {
        if isRight { difference.rightUntil = position }
        return
      }
      last = now
      if touched == nil { touched = position }
      difference.to = position
      let wasRight = isRight
      isRight = now == difference.stored
      if isRight { difference.rightUntil = position }
      if wasRight, !isRight { partedAt = position }
      difference.from = partedAt ?? touched ?? position
    }
  }

  fileprivate static func visit(
    _ model: Model, of recovered: borrowing Recovered, only wanted: RowAddress? = nil,
    _ visit: @escaping (RowAddress, [UInt8]) -> Void
  ) {
    var rows = RowWriter(visiting: wanted, visit)
    do throws(CheckpointFault) {
      switch model {
      case .write: try LedgerStateRows.write(recovered.writer.state, to: &rows)
      case .read: try ReadModelRows.write(recovered.readModel, to: &rows)
      }
    } catch {
      preconditionFailure("looking at rows writes none: \(error)")
    }
  }

  /// One row; nil: there is none.
  ///
  /// - Parameter like: people stand in the order of their ids, so among them the row is the one that is
  ///   about the same person.
  fileprivate static func row(
    _ address: RowAddress, _ model: Model, of recovered: borrowing Recovered, like: [UInt8]?
  ) -> [UInt8]? {
    var found: [UInt8]?
    guard address.part == .members, let like else {
      visit(model, of: recovered, only: address) { found = $1 }
      return found
    }
    let key = address.key(like)
    let all = RowAddress(part: .members, group: 0, place: -1)
    visit(model, of: recovered, only: all) { if address.key($1) == key { found = $1 } }
    return found
  }
}

extension RowAddress {
  /// As people read it.
  fileprivate var tableName: String {
    guard part == .nouns, let kind = Stream.Kind(rawValue: group) else { return "\(part)" }
    return "\(kind)"
  }

  /// What the row is about: nearly all begin with the id or the text that names them.
  fileprivate func key(_ row: [UInt8]?) -> String {
    guard let row else { return "" }
    var fields = FieldReader(row)
    do throws(CheckpointFault) {
      switch part {
      case .teams, .users, .customers, .importBatches, .opportunities, .members, .owners, .facts:
        return try fields.identifier().text
      case .nouns:
        _ = try fields.byte()
        return try fields.identifier().text
      case .organisationNames, .words: return try fields.text()
      case .policies: return "version \(try fields.number())"
      default: return ""
      }
    } catch {
      return ""
    }
  }
}
