/// Puts the records of a merged block together again, believing nothing the columns say.
///
/// It keeps its buffers from block to block.
struct ColumnDecoder: ~Copyable {
  private struct Column {
    var tag: UInt32
    var kind: ColumnForm.Kind
    /// What is left of its numbers and of its strings, as offsets in the form.
    var numbers: Part
    var contents: Part
    var previous: UInt64 = 0

    /// Passes over the next `values` values; `false` when they are not all there.
    mutating func pass(_ form: RawSpan, values: Int) -> Bool {
      var next = numbers.next
      var sum: UInt64 = 0
      let isText = kind == .strings
      for _ in 0..<values {
        guard let number = Varint.readNumber(form, at: &next, before: numbers.end) else {
          return false
        }
        if isText {
          guard number <= UInt64(contents.count) else { return false }
          contents.next += Int(number)
        } else {
          sum &+= Varint.unzigzag(number)
        }
      }
      numbers.next = next
      previous &+= sum
      return true
    }
  }

  private struct Part {
    var next: Int
    var end: Int
    var count: Int { end - next }
  }

  /// The records of the block decoded last, end to end.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var columns: [Column] = []
  private var shapeColumns: [UInt8] = []
  /// Shape i has the columns from `shapeStarts[i]` to `shapeStarts[i + 1]`.
  private var shapeStarts: [Int] = []

  static let fault = "its columns do not fit together"

  /// Lends the records decoded last, end to end, and where each of them ends.
  func withRecords(_ body: (RawSpan, Span<Int>) -> Void) {
    bytes.withRawSpan { body($0, ends.span) }
  }

  /// Puts together the records of the block that `header` describes.
  ///
  /// - Returns: what is wrong, or `nil` when all is well.
  mutating func decode(_ form: RawSpan, _ header: BlockHeader) -> String? {
    guard let shapesOfRecords = readForm(form, header) else { return Self.fault }
    ends.removeAll(keepingCapacity: true)
    ends.reserveCapacity(header.recordCount)
    var isSound = true
    // Safe: the buffer has `rawBytes` bytes, the limit every write is checked against, and only
    // the bytes written are kept.
    unsafe bytes = [UInt8](unsafeUninitializedCapacity: header.rawBytes) { buffer, written in
      var output = unsafe Output(buffer)
      for index in 0..<header.recordCount where isSound {
        isSound = assemble(form, shape: form.native(at: shapesOfRecords + index), into: &output)
        ends.append(output.count)
      }
      written = isSound ? output.count : 0
    }
    return isSound && isExhausted(header) ? nil : Self.fault
  }

  /// The record at `index` of the block that `header` describes, without putting the others
  /// together.
  ///
  /// - Returns: `nil` when the columns do not fit together.
  mutating func record(_ index: Int, of form: RawSpan, _ header: BlockHeader) -> [UInt8]? {
    precondition(index >= 0 && index < header.recordCount, "a record of the block")
    guard let shapesOfRecords = readForm(form, header),
      pass(form, shapesOfRecords, count: index)
    else { return nil }
    let start = columns
    for capacity in [Self.usualRecordBytes, header.rawBytes] {
      columns = start
      var isSound = false
      // Safe: as in `decode`.
      let record = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
        var output = unsafe Output(buffer)
        isSound = assemble(form, shape: form.native(at: shapesOfRecords + index), into: &output)
        written = isSound ? output.count : 0
      }
      if isSound { return record }
    }
    return nil
  }

  /// Nearly every record fits into so many bytes; setting aside as many as the block has costs more
  /// than finding the record.
  private static let usualRecordBytes = 4_096

  /// Reads what stands in front of the columns' contents, and where those are.
  ///
  /// - Returns: where the shapes of the records stand, a byte each; `nil` when something is wrong.
  private mutating func readForm(_ form: RawSpan, _ header: BlockHeader) -> Int? {
    var offset = 0
    guard readColumns(form, &offset), readShapes(form, &offset),
      header.recordCount <= form.byteCount - offset,
      place(from: offset + header.recordCount, end: form.byteCount)
    else { return nil }
    return offset
  }

  /// Passes over the first `count` records: column by column, since only sums are wanted of what
  /// stands before the record that is looked for.
  private mutating func pass(_ form: RawSpan, _ shapesOfRecords: Int, count: Int) -> Bool {
    let shapeCount = shapeStarts.count - 1
    var recordsOfShape = [Int](repeating: 0, count: 256)
    for index in 0..<count {
      let shape: UInt8 = form.native(at: shapesOfRecords + index)
      recordsOfShape[Int(shape)] += 1
    }
    var valuesOfColumn = [Int](repeating: 0, count: columns.count)
    for shape in recordsOfShape.indices where recordsOfShape[shape] > 0 {
      guard shape < shapeCount else { return false }
      for place in shapeStarts[shape]..<shapeStarts[shape + 1] {
        valuesOfColumn[Int(shapeColumns[place])] += recordsOfShape[shape]
      }
    }
    for index in columns.indices {
      guard columns[index].pass(form, values: valuesOfColumn[index]) else { return false }
    }
    return true
  }

  /// Whether nothing is left over and the sizes are those the header states.
  private func isExhausted(_ header: BlockHeader) -> Bool {
    var start = 0
    var rawBytes = 0
    for end in ends {
      rawBytes += end - start + Varint.byteCount(of: end - start)
      start = end
    }
    return rawBytes == header.rawBytes
      && columns.allSatisfy { $0.numbers.count == 0 && $0.contents.count == 0 }
  }

  private mutating func readColumns(_ form: RawSpan, _ offset: inout Int) -> Bool {
    let end = form.byteCount
    columns.removeAll(keepingCapacity: true)
    guard let count = Varint.readNumber(form, at: &offset, before: end),
      count <= UInt64(ColumnForm.columnsMaximum)
    else { return false }
    for _ in 0..<count {
      guard let number = Varint.readNumber(form, at: &offset, before: end),
        let tag = UInt32(exactly: number), let kind = ColumnForm.kind(of: tag),
        let numbers = Varint.readNumber(form, at: &offset, before: end), numbers <= UInt64(end),
        let contents = Varint.readNumber(form, at: &offset, before: end), contents <= UInt64(end),
        kind == .strings || contents == 0
      else { return false }
      columns.append(
        Column(
          tag: tag, kind: kind, numbers: Part(next: 0, end: Int(numbers)),
          contents: Part(next: 0, end: Int(contents))))
    }
    return true
  }

  private mutating func readShapes(_ form: RawSpan, _ offset: inout Int) -> Bool {
    let end = form.byteCount
    shapeColumns.removeAll(keepingCapacity: true)
    shapeStarts.removeAll(keepingCapacity: true)
    guard let count = Varint.readNumber(form, at: &offset, before: end),
      count <= UInt64(ColumnForm.shapesMaximum)
    else { return false }
    for _ in 0..<count {
      shapeStarts.append(shapeColumns.count)
      guard let fields = Varint.readNumber(form, at: &offset, before: end), fields >= 1,
        fields <= UInt64(ColumnForm.fieldsMaximum), Int(fields) <= end - offset
      else { return false }
      for _ in 0..<fields {
        let column: UInt8 = form.native(at: offset)
        offset += 1
        guard Int(column) < columns.count else { return false }
        shapeColumns.append(column)
      }
    }
    shapeStarts.append(shapeColumns.count)
    return true
  }

  /// Gives each column its bytes, one after another up to exactly `end`.
  private mutating func place(from start: Int, end: Int) -> Bool {
    var offset = start
    for index in columns.indices {
      let numbers = columns[index].numbers.count
      let contents = columns[index].contents.count
      // Both are at most `end`, so nothing overflows.
      guard numbers + contents <= end - offset else { return false }
      columns[index].numbers = Part(next: offset, end: offset + numbers)
      columns[index].contents = Part(next: offset + numbers, end: offset + numbers + contents)
      offset += numbers + contents
    }
    return offset == end
  }

  /// Appends the next record, whose shape is known.
  private mutating func assemble(
    _ form: RawSpan, shape: UInt8, into output: inout Output
  ) -> Bool {
    let shape = Int(shape)
    guard shape + 1 < shapeStarts.count else { return false }
    let start = output.count
    for place in shapeStarts[shape]..<shapeStarts[shape + 1] {
      let index = Int(shapeColumns[place])
      var column = columns[index]
      defer { columns[index] = column }
      guard
        let number = Varint.readNumber(
          form, at: &column.numbers.next, before: column.numbers.end)
      else { return false }
      switch column.kind {
      case .numbers:
        column.previous &+= Varint.unzigzag(number)
        guard output.append(varint: UInt64(column.tag)), output.append(varint: column.previous)
        else { return false }
      case .strings:
        guard number <= UInt64(column.contents.count) else { return false }
        let start = column.contents.next
        column.contents.next += Int(number)
        if column.tag != ColumnForm.wholeRecordTag {
          guard output.append(varint: UInt64(column.tag)), output.append(varint: number) else {
            return false
          }
        }
        guard output.append(form.extracting(start..<column.contents.next)) else { return false }
      }
    }
    let bytes = output.count - start
    return bytes >= 1 && bytes <= RecordBatch.recordBytesMaximum
  }
}

/// Bytes written one after another into a buffer that never grows.
///
/// The buffer must outlive this value, which never leaves the function that made it.
@safe private struct Output {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    unsafe self.buffer = buffer
  }

  /// - Returns: `false` when there is no room.
  @inline(__always)
  mutating func append(varint number: UInt64) -> Bool {
    var rest = number
    while true {
      guard unsafe count < buffer.count else { return false }
      let isLast = rest < 0x80
      // Safe: the place is inside the buffer, as just checked.
      unsafe buffer[count] = UInt8(truncatingIfNeeded: rest) | (isLast ? 0 : 0x80)
      count += 1
      if isLast { return true }
      rest >>= 7
    }
  }

  mutating func append(_ span: RawSpan) -> Bool {
    guard unsafe span.byteCount <= buffer.count - count else { return false }
    let start = count
    // Safe: the bytes fit behind what is there, as just checked, and the two do not overlap.
    unsafe span.withUnsafeBytes { source in
      unsafe UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer)[start...]
      )
      .copyMemory(from: source)
    }
    count += span.byteCount
    return true
  }
}
