import Opportunities
import Schema

/// Published policies as rows of a checkpoint: the document as it stands in the log.
enum PolicyRows {
  static func write(
    _ policies: PolicyHistory, to rows: inout RowWriter
  ) throws(CheckpointFault) {
    for place in rows.places(.policies, policies.versions.count) {
      let policy = policies.versions[place]
      try rows.row(.policies) { row in
        row.number(policy.version)
        row.number(policy.position)
        row.word64(UInt64(bitPattern: policy.effectiveFrom.milliseconds))
        row.text(policy.reason)
        row.data(PolicyCodec.encode(policy.document)[...])
      }
    }
  }

  static func read(_ row: inout FieldReader) throws(CheckpointFault) -> Policy {
    let version = try row.number()
    let position = try row.number()
    let effectiveFrom = Instant(milliseconds: Int64(bitPattern: try row.word64()))
    let reason = try row.text()
    let bytes = try row.data()
    let document: PolicyDocument
    do throws(WireError) {
      document = try PolicyCodec.decode(bytes.span.bytes)
    } catch {
      throw FieldReader.invalid("policy")
    }
    guard document.faults().isEmpty else { throw FieldReader.invalid("policy") }
    return Policy(
      version: version, effectiveFrom: effectiveFrom, position: position, reason: reason,
      document: document)
  }
}
