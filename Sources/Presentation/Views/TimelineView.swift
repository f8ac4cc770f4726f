package import Schema
import SwiftProtobuf

/// The life of one thing as people read it: its records, corrections beside what they correct.
package struct TimelineView {
  private let records: [PBRecord]
  /// Positions of what was entered late by the rules of its day.
  private let backfilled: Set<UInt64>
  /// By the position of what they correct.
  private var corrections: [UInt64: [PBRecord]] = [:]
  private var corrected: [UInt64: UInt64] = [:]

  /// A record by the thing it is about and the version that this had after it.
  private struct Place: Hashable {
    var kind: Int
    var id: String
    var version: UInt64

    init(of record: PBRecord, version: UInt64) {
      (kind, id, self.version) = (record.streamKind.rawValue, record.streamID, version)
    }
  }

  /// - Parameters:
  ///   - records: stored bytes, in the order of the log.
  ///   - backfilled: positions of what was entered late.
  /// - Throws: when one of them is no record.
  package init(_ records: [[UInt8]], backfilled: Set<UInt64>) throws {
    self.records = try records.map { try PBRecord(serializedBytes: $0) }
    self.backfilled = backfilled
    var places: [Place: UInt64] = [:]
    for record in self.records {
      places[Place(of: record, version: record.streamVersion)] = record.position
      guard case .recordCorrected(let correction) = record.event,
        let original = places[Place(of: record, version: correction.version)]
      else { continue }
      corrections[original, default: []].append(record)
      corrected[record.position] = original
    }
  }

  fileprivate static let columns = [
    "position", "recorded_at", "occurred_at", "mark", "actor", "peer", "stream", "event", "detail",
  ]

  fileprivate func rows(for format: Format) -> [[Field]] {
    records.map { record in
      let fields = record.fields
      let marks = marks(of: record)
      let corrections = (corrections[record.position] ?? []).map(Self.correction)
      guard format == .table else {
        return fields + [
          Field("delay", .length(delay(of: record))),
          Field("backfilled", .flag(backfilled.contains(record.position))),
          Field("imported", .flag(record.hasImport || record.actor.kind == .import)),
          Field("corrections", .groups(corrections)),
          Field(
            "corrects_position", corrected[record.position].map { .unsigned($0) } ?? .absent),
        ]
      }
      return fields.filter { $0.key != "detail" } + [
        Field("mark", .words(marks)), Field("peer", .text("uid \(record.peerUid)")),
        Field("detail", .group(detail(of: fields, corrections))),
      ]
    }
  }

  private func delay(of record: PBRecord) -> Int64 {
    let (delay, overflow) = record.recordedAtMs.subtractingReportingOverflow(record.occurredAtMs)
    return overflow ? .max : delay
  }

  private func marks(of record: PBRecord) -> [Word] {
    var marks: [Word] = []
    if backfilled.contains(record.position) { marks.append(Catalogue.flag("backfilled")) }
    if record.hasImport || record.actor.kind == .import {
      marks.append(Word("imported", "导入", "Imported"))
    }
    if corrections[record.position] != nil {
      marks.append(Word("corrected", "已更正", "Corrected"))
    }
    return marks
  }

  /// What happened, and then what is to be known of its recording.
  private func detail(of fields: [Field], _ corrections: [[Field]]) -> [Field] {
    let beside = ["detail", "causation_position", "backfill_reason"].compactMap { key in
      fields.first { $0.key == key }
    }
    let parts = beside.flatMap { field in
      if case .group(let fields?) = field.value { fields } else { [field] }
    }
    return parts + (corrections.isEmpty ? [] : [Field("corrections", .groups(corrections))])
  }

  private static func correction(_ record: PBRecord) -> [Field] {
    let event = record.recordCorrected
    return [
      Field("position", .unsigned(record.position)),
      Field("recorded_at", .moment(record.recordedAtMs)),
      Field("path", .text(event.path)),
      Field("corrected", .text(event.corrected)),
      Field("reason", .text(event.reason)),
    ]
  }
}

extension Renderer {
  /// - Parameter basis: at which the records were chosen.
  package func text(_ timeline: TimelineView, basis: PBAnswer) -> String {
    list(timeline.rows(for: style.format), TimelineView.columns, basis: basis)
  }
}
