import Opportunities

/// The command index as rows of a checkpoint: its seed, and of each shard the slots that are taken,
/// in the order of their places, so that putting them back goes through memory in order.
enum CommandIndexRows {
  /// Writes the index and lets go of each shard once it is written.
  static func write(
    _ index: consuming CommandIndex, to rows: inout RowWriter
  ) throws(CheckpointFault) {
    var index = consume index
    let seed = index.seed
    try rows.row(.indexSeed) { row in
      row.word64(seed.start)
      row.word64(seed.multiplier)
    }
    for place in index.shards.indices where index.shards[place].count > 0 {
      let shard = index.takeShard(at: place)
      try rows.row(.indexShards) { row in
        row.number(UInt64(place))
        row.number(UInt64(shard.count))
        for (slot, tag) in shard.taken {
          row.word64(slot)
          row.word32(tag)
        }
      }
    }
  }

  /// Adds the rows of `frame`.
  ///
  /// - Parameter position: of the last record folded; no command can stand behind it.
  static func read(
    _ frame: inout FrameReader.Frame, into index: inout CommandIndex, position: UInt64
  ) throws(CheckpointFault) {
    switch frame.part {
    case .indexSeed:
      try frame.eachRow { row throws(CheckpointFault) in
        guard index.count == 0 else { throw FieldReader.invalid("seed") }
        let start = try row.word64()
        index = CommandIndex(seed: HashSeed(start: start, multiplier: try row.word64()))
      }
    case .indexShards:
      try frame.eachRow { row throws(CheckpointFault) in
        let place = try row.number()
        let count = try row.number()
        guard place < UInt64(index.shards.count), count > 0, count < 1 << 23,
          count <= UInt64(row.byteCountLeft / 12), index.shards[Int(place)].count == 0
        else { throw FieldReader.invalid("part of the command index") }
        let shard = try CommandShard(count: Int(count)) { () throws(CheckpointFault) in
          let slot = try row.word64()
          let found = slot & CommandIndex.positionMaximum
          guard found > 0, found <= position else {
            throw FieldReader.invalid("position of a command")
          }
          return (slot, try row.word32())
        }
        index.restore(shard, at: Int(place))
      }
    default:
      throw FieldReader.invalid("command index")
    }
  }
}
