import Crypto
package import EventLog
import Opportunities

/// One hash over a whole state: equal states have equal digests, in every process.
///
/// It is taken over the rows of a checkpoint, which are in order of insertion and know neither hash
/// seeds nor how full a table is; of the command index, whose rows do, it takes the positions in
/// order.
package enum StateDigest {
  package static func of(_ recovered: Recovered) -> EventLog.Digest {
    let sink = HashSink()
    var rows = RowWriter(to: sink)
    do throws(CheckpointFault) {
      try LedgerStateRows.write(recovered.writer.state, to: &rows)
      try rows.finish()
      try ReadModelRows.write(recovered.readModel, to: &rows)
      try rows.finish()
    } catch {
      preconditionFailure("a hash takes every row: \(error)")
    }
    var fields = FieldWriter()
    fields.word64(recovered.readModel.position)
    fields.word64(UInt64(bitPattern: recovered.writer.lastRecordedAt.milliseconds))
    for position in recovered.writer.index.positions.sorted() { fields.word64(position) }
    sink.take(fields.bytes)
    return sink.digest
  }
}

extension CommandIndex {
  /// Of the first records of all commands, in no order.
  var positions: [UInt64] {
    shards.flatMap { shard in
      shard.taken.lazy.map { $0.slot & Self.positionMaximum }
    }
  }
}

private final class HashSink: FrameSink {
  private var hash = SHA256()

  func take(_ frame: [UInt8]) {
    hash.update(data: frame)
  }

  var digest: EventLog.Digest {
    guard let digest = EventLog.Digest(Array(hash.finalize())) else {
      preconditionFailure("SHA-256 has 32 bytes")
    }
    return digest
  }
}
