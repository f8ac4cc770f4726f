import Schema

/// How the other side of a load answers. All of them are read in place, without allocation, so that
/// every peer gets a client as lean as the ledger's.
enum Dialect {
  /// Frames of the ledger, in any order, known by their request ids.
  case ledger
  /// The same frames, but what is wanted are refusals of commands of no kind.
  case door
  /// Redis' protocol: a bulk string for each `XADD`, in order.
  case redis
  /// PostgreSQL's protocol 3: the messages up to `ReadyForQuery` for each `Sync`, in order.
  case postgres

  /// One answer to one frame.
  struct Answer {
    var byteCount: Int
    var confirmation: ReplyReader.Confirmation
  }

  /// The answer at the beginning of `bytes`, or nil when it is not whole yet.
  ///
  /// - Parameter number: of the oldest frame that is not answered, from 1; peers answer in order.
  /// - Throws: ``BenchFailure`` for an answer that confirms nothing.
  func firstAnswer(
    in bytes: UnsafeRawBufferPointer, expecting number: Int
  ) throws -> Answer? {
    switch self {
    case .ledger: try Self.ledgerAnswer(bytes) { try ReplyReader.read($0) }
    case .door: try Self.ledgerAnswer(bytes) { try ReplyReader.readRefusal($0) }
    case .redis: try Self.redisAnswer(bytes, number)
    case .postgres: try Self.postgresAnswer(bytes, number)
    }
  }

  private static func ledgerAnswer(
    _ bytes: UnsafeRawBufferPointer, _ read: (RawSpan) throws -> ReplyReader.Confirmation
  ) throws -> Answer? {
    guard bytes.count >= 4 else { return nil }
    let end = 4 + bigEndian(bytes, at: 0)
    guard bytes.count >= end else { return nil }
    return Answer(
      byteCount: end, confirmation: try read(bytes.bytes.extracting(4..<end)))
  }

  /// `$15\r\n1526919030474-0\r\n`: the id that the entry got.
  private static func redisAnswer(
    _ bytes: UnsafeRawBufferPointer, _ number: Int
  ) throws -> Answer? {
    guard let first = bytes.first else { return nil }
    guard first == UInt8(ascii: "$") else {
      let line = bytes.prefix { $0 != 13 }
      guard line.count < bytes.count else { return nil }
      throw BenchFailure("Redis answered \(String(decoding: line, as: UTF8.self))")
    }
    var length = 0
    var index = 1
    while index < bytes.count, bytes[index] != 13 {
      guard (48...57).contains(bytes[index]), length < 1 << 20 else {
        throw BenchFailure("Redis answered a bulk string of unreadable length")
      }
      length = length * 10 + Int(bytes[index] - 48)
      index += 1
    }
    // Behind the length and behind the text stand a carriage return and a line feed each.
    let end = index + 2 + length + 2
    guard bytes.count >= end else { return nil }
    return Answer(byteCount: end, confirmation: confirmed(number))
  }

  private static func postgresAnswer(
    _ bytes: UnsafeRawBufferPointer, _ number: Int
  ) throws -> Answer? {
    var offset = 0
    var rows = 0
    while bytes.count >= offset + 5 {
      let kind = bytes[offset]
      let end = offset + 1 + bigEndian(bytes, at: offset + 1)
      guard bytes.count >= end else { return nil }
      switch kind {
      case UInt8(ascii: "D"): rows += 1
      case UInt8(ascii: "E"):
        throw BenchFailure("PostgreSQL answered \(PostgresSession.errorText(bytes[offset..<end]))")
      case UInt8(ascii: "Z"):
        guard rows == 1 else {
          throw BenchFailure("PostgreSQL answered an append with \(rows) rows")
        }
        return Answer(byteCount: end, confirmation: confirmed(number))
      default: break  // BindComplete, CommandComplete, notices
      }
      offset = end
    }
    return nil
  }

  private static func confirmed(_ number: Int) -> ReplyReader.Confirmation {
    ReplyReader.Confirmation(requestID: UInt64(number), receipts: 1, records: 1)
  }

  private static func bigEndian(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
