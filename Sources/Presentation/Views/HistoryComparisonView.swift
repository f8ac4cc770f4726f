import Schema
import SwiftProtobuf

/// Where two histories part, as people and programs read it.
package struct HistoryComparisonView: Sendable {
  /// How it was found.
  package enum Method: Sendable {
    case keptTrees
    case segmentRoots
    case everyRecord
  }

  /// The record of one of them at the position where they part.
  package struct Record: Sendable {
    var bytes: [UInt8]
    var leafHash: String
    var place: String

    package init(bytes: [UInt8], leafHash: String, place: String) {
      self.bytes = bytes
      self.leafHash = leafHash
      self.place = place
    }
  }

  package struct Side: Sendable {
    var path: String
    var records: UInt64
    var root: String
    package var record: Record?

    package init(path: String, records: UInt64, root: String) {
      self.path = path
      self.records = records
      self.root = root
    }
  }

  package var first: Side
  package var second: Side
  /// The first position with two records; nil: all that both have are the same.
  package var position: UInt64?
  var method: Method
  var rootsCompared: Int
  var recordsRead: UInt64

  package init(
    first: Side, second: Side, method: Method, rootsCompared: Int, recordsRead: UInt64
  ) {
    self.first = first
    self.second = second
    self.method = method
    self.rootsCompared = rootsCompared
    self.recordsRead = recordsRead
  }

  private var result: Word {
    if position != nil { return Word("different", "不同", "Different") }
    if first.records == second.records {
      // Damage to bytes that were not read is not seen by roots that are kept apart from them.
      return method == .everyRecord
        ? Word("equal", "相同", "The same records")
        : Word(
          "equal", "根相同（未逐条读取，可用 --all）",
          "The same roots (records not read: --all reads them)")
    }
    return first.records < second.records
      ? Word("first_is_prefix", "第二个更长", "The second goes on from the first")
      : Word("second_is_prefix", "第一个更长", "The first goes on from the second")
  }

  private var foundBy: Word {
    switch method {
    case .keptTrees: Word("kept_trees", "保存的哈希树", "Halving the kept trees")
    case .segmentRoots: Word("segment_roots", "归档段的根", "Halving the roots of segments")
    case .everyRecord: Word("every_record", "逐条读取", "Reading every record")
    }
  }

  var fields: [Field] {
    var fields = [Field("result", .word(result))]
    if let position { fields.append(Field("position", .unsigned(position))) }
    fields += [
      Field("first", .group(first.fields)), Field("second", .group(second.fields)),
      Field("found_by", .word(foundBy)), Field("roots_compared", .integer(Int64(rootsCompared))),
      Field("records_read", .unsigned(recordsRead)),
    ]
    return fields
  }
}

extension HistoryComparisonView.Side {
  fileprivate var fields: [Field] {
    [
      Field("directory", .text(path)), Field("records", .unsigned(records)),
      Field("root", .text(root)),
    ] + (record?.fields ?? [])
  }
}

extension HistoryComparisonView.Record {
  /// What is no record of ours still has its hash and its place.
  fileprivate var fields: [Field] {
    var fields: [Field] = []
    if let record = try? PBRecord(serializedBytes: bytes) {
      fields = record.fields.filter { ["stream", "event"].contains($0.key) }
    }
    return fields + [Field("leaf_hash", .text(leafHash)), Field("stored_in", .text(place))]
  }
}

extension Renderer {
  /// What became of comparing two histories.
  package func text(_ comparison: HistoryComparisonView) -> String {
    guard style.format == .table else { return list([comparison.fields], [], basis: nil) }
    let (first, second) = (comparison.first.fields, comparison.second.fields)
    let own = comparison.fields.filter { !["first", "second"].contains($0.key) }
    var text = card(own)
    for side in [first, second] { text += "\n" + card(side) }
    return text
  }
}
