import Opportunities
import Schema

/// The smaller nouns of the write model as rows of a checkpoint: the kind of their stream, their id
/// and the message of `state.proto` they are.
enum NounRows {
  static func write(_ state: LedgerState, to rows: inout RowWriter) throws(CheckpointFault) {
    try write(state.leads, as: .lead, to: &rows)
    try write(state.tasks, as: .departmentTask, to: &rows)
    try write(state.approvals, as: .approval, to: &rows)
    try write(state.reviews, as: .review, to: &rows)
    try write(state.targets, as: .target, to: &rows)
    try write(state.awards, as: .award, to: &rows)
    try write(state.importRuns, as: .importBatch, to: &rows)
    try write(state.outbound, as: .outbound, to: &rows)
    try write(state.calibrations, as: .calibration, to: &rows)
    try write(state.erasures, as: .erasure, to: &rows)
  }

  /// - Returns: whether the row may stand there.
  static func read(
    _ row: inout FieldReader, into state: inout LedgerState
  ) throws(CheckpointFault) -> Bool {
    guard let kind = Stream.Kind(rawValue: try row.byte()) else {
      throw FieldReader.invalid("kind")
    }
    let id = try row.identifier()
    switch kind {
    case .lead: return state.restore(try message(&row), as: LeadID(id))
    case .departmentTask: return state.restore(try message(&row), as: DepartmentTaskID(id))
    case .approval: return state.restore(try message(&row), as: ApprovalID(id))
    case .review: return state.restore(try message(&row), as: ReviewID(id))
    case .target: return state.restore(try message(&row), as: TargetID(id))
    case .award: return state.restore(try message(&row), as: AwardID(id))
    case .importBatch: return state.restore(try message(&row), as: ImportBatchID(id))
    case .outbound: return state.restore(try message(&row), as: OutboundID(id))
    case .calibration: return state.restore(try message(&row), as: CalibrationID(id))
    case .erasure: return state.restore(try message(&row), as: ErasureID(id))
    case .policy, .team, .user, .customer, .opportunity: throw FieldReader.invalid("kind")
    }
  }

  private static func write<Subject, Row: WireWritable>(
    _ table: Table<Identifier<Subject>, Row>, as kind: Stream.Kind, to rows: inout RowWriter
  ) throws(CheckpointFault) {
    for place in rows.places(.nouns, group: kind.rawValue, table.count) {
      try rows.row(.nouns) { row in
        row.byte(kind.rawValue)
        row.identifier(table.keys[place])
        row.message(table.rows[place])
      }
    }
  }

  static func message<Row: WireReadable>(
    _ row: inout FieldReader
  ) throws(CheckpointFault) -> Row {
    let bytes = try row.data()
    do throws(WireError) {
      var reader = WireReader(bytes.span.bytes)
      return try Row(reading: &reader)
    } catch {
      throw FieldReader.invalid("message")
    }
  }
}

extension FieldWriter {
  mutating func message(_ message: some WireWritable) {
    var bytes: [UInt8] = []
    WireWriter.append(message, to: &bytes)
    data(bytes[...])
  }
}
