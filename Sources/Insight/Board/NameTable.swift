package import Opportunities

/// Things by their ids, each with a name or title, numbered from 0 in order of insertion.
///
/// The texts stand one behind the other in pieces that never move, so a row costs the bytes of its
/// texts, ten bytes more and its slot, and no allocation. Ids are looked for by their bytes; names
/// are only shown.
package struct NameTable: Sendable {
  /// Where a row's texts begin: the piece above 32 bits of offset.
  private var places = ChunkedArray<UInt64>()
  private var texts = TextPieces()
  private var index = SlotIndex()
  private let seed = HashSeed.process

  package init() {}

  package var count: Int { places.count }

  /// The number of the row with this id; nil: there is none.
  package func number(of id: IdentifierText) -> UInt32? {
    number(of: id, hash: id.hash(with: seed))
  }

  private func number(of id: IdentifierText, hash: UInt64) -> UInt32? {
    index.row(hash: hash) { texts.holds(id, at: places[$0]) }.map { UInt32($0) }
  }

  package func id(of number: UInt32) -> IdentifierText {
    texts.identifier(at: places[Int(number)])
  }

  package func name(of number: UInt32) -> String {
    texts.name(at: places[Int(number)])
  }

  /// The bytes of the row's id and name.
  package func bytes(of number: UInt32) -> (id: ArraySlice<UInt8>, name: ArraySlice<UInt8>) {
    texts.bytes(at: places[Int(number)])
  }

  /// Adds a row; nil: there is one of this id, or no room for more.
  mutating func insert(_ id: IdentifierText, name: some Collection<UInt8>) -> UInt32? {
    let hash = id.hash(with: seed)
    guard places.count < Int(UInt32.max) - 1, number(of: id, hash: hash) == nil else { return nil }
    let number = places.count
    index.insert(hash: hash, row: number)
    places.append(texts.append(id, name: name))
    return UInt32(number)
  }

  /// The number of the row with this id, which is added without a name if it is not there.
  mutating func numberOrInsert(_ id: IdentifierText) -> UInt32 {
    if let known = number(of: id) { return known }
    guard let number = insert(id, name: EmptyCollection()) else {
      preconditionFailure("there are more names than numbers")
    }
    return number
  }

  /// Gives the row another name; the old one is left where it is.
  mutating func rename(_ number: UInt32, to name: String) {
    let id = id(of: number)
    places[Int(number)] = texts.append(id, name: name.utf8)
  }
}

/// Short texts in pieces of 64 KiB: appending never moves what is there, and a copy shares every
/// piece but the last.
private struct TextPieces: Sendable {
  private var pieces: [[UInt8]] = []
  private static let pieceBytes = 64 << 10

  /// The id's length in a byte, the id, the name's length as a varint, the name.
  mutating func append(_ id: IdentifierText, name: some Collection<UInt8>) -> UInt64 {
    let nameBytes = name.count
    let needed = 1 + IdentifierText.bytesMaximum + 10 + nameBytes
    if pieces.isEmpty || pieces[pieces.count - 1].count + needed > Self.pieceBytes {
      pieces.append([])
      // The first piece of a small table stays small; later ones will be filled.
      if pieces.count > 1 { pieces[pieces.count - 1].reserveCapacity(Self.pieceBytes) }
    }
    let last = pieces.count - 1
    let start = pieces[last].count
    pieces[last].append(UInt8(id.keptByteCount))
    id.append(to: &pieces[last])
    var rest = UInt64(nameBytes)
    while rest >= 0x80 {
      pieces[last].append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    pieces[last].append(UInt8(rest))
    pieces[last].append(contentsOf: name)
    return UInt64(last) << 32 | UInt64(start)
  }

  func identifier(at place: UInt64) -> IdentifierText {
    let piece = pieces[Int(place >> 32)]
    let bytes = piece.span
    let start = Int(place & 0xFFFF_FFFF) + 1
    return IdentifierText(validUTF8: bytes.extracting(start..<start + Int(bytes[start - 1])))
  }

  /// Whether the row at `place` has this id: compared where it stands.
  func holds(_ id: IdentifierText, at place: UInt64) -> Bool {
    Self.holds(id, at: Int(place & 0xFFFF_FFFF) + 1, pieces[Int(place >> 32)])
  }

  private static func holds(_ id: IdentifierText, at start: Int, _ piece: [UInt8]) -> Bool {
    id.isText(in: start..<start + Int(piece[start - 1]), of: piece.span)
  }

  func name(at place: UInt64) -> String {
    // Repairs what is no text, which only a forged checkpoint can have brought here.
    String(decoding: bytes(at: place).name, as: UTF8.self)
  }

  func bytes(at place: UInt64) -> (id: ArraySlice<UInt8>, name: ArraySlice<UInt8>) {
    let piece = pieces[Int(place >> 32)]
    let start = Int(place & 0xFFFF_FFFF) + 1
    let end = start + Int(piece[start - 1])
    var next = end
    var count = 0
    var shift = 0
    while true {
      let byte = piece[next]
      next += 1
      count |= Int(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return (piece[start..<end], piece[next..<next + count])
  }
}
