import Crypto
package import EventLog
package import Opportunities

/// The digests of both models at one position.
package struct ModelDigests: Equatable, Sendable {
  package var write: EventLog.Digest
  package var read: EventLog.Digest

  /// Takes both at once, on two threads: they are about as long as each other.
  package init(of recovered: borrowing Recovered) {
    let state = recovered.writer.state
    let written = Delivery<EventLog.Digest>()
    let thread = OwnedThread(name: "digest") { written.bring(StateDigest.ofWriteModel(state)) }
    read = StateDigest.ofReadModel(recovered.readModel)
    write = written.wait()
    // Until it has ended it holds the state too, and whoever changed that would copy it.
    thread.join()
  }
}

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

  /// Of what `decide` judges by.
  package static func ofWriteModel(_ state: LedgerState) -> EventLog.Digest {
    digest { rows throws(CheckpointFault) in try LedgerStateRows.write(state, to: &rows) }
  }

  /// Of what answers questions. Names of people are in it, so it is another one without the keys of texts.
  package static func ofReadModel(_ model: ReadModel) -> EventLog.Digest {
    digest { rows throws(CheckpointFault) in try ReadModelRows.write(model, to: &rows) }
  }

  private static func digest(
    _ write: (inout RowWriter) throws(CheckpointFault) -> Void
  ) -> EventLog.Digest {
    let sink = HashSink()
    var rows = RowWriter(to: sink)
    do throws(CheckpointFault) {
      try write(&rows)
      try rows.finish()
    } catch {
      preconditionFailure("a hash takes every row: \(error)")
    }
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
