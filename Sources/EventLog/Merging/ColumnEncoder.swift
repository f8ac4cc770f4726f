/// Lays the records of one merged block out in columns, see ``ColumnForm``.
struct ColumnEncoder {
  private struct Column {
    let tag: UInt32
    let kind: ColumnForm.Kind
    /// Differences, or lengths.
    var numbers: [UInt8] = []
    var contents: [UInt8] = []
    var previous: UInt64 = 0
  }

  /// One field of the record at hand.
  private struct Field {
    var column: Int
    /// The number, or the length of the string.
    var number: UInt64
    var contents: Range<Int>
  }

  private var columns: [Column] = []
  private var columnOfTag: [UInt32: Int] = [:]
  private var shapes: [[UInt8]] = []
  private var shapeNumbers: [[UInt8]: UInt8] = [:]
  private var shapeOfRecord: [UInt8] = []

  init() {
    // The first column and the first shape are those of records that are kept whole.
    let column = self.column(of: ColumnForm.wholeRecordTag, .strings)
    precondition(column == 0 && shape([0]) == 0, "whole records come first")
  }

  /// The column form of `records`, which are at least one.
  static func encode(_ records: borrowing RecordBatch, _ range: Range<Int>) -> [UInt8] {
    precondition(!range.isEmpty, "a block has a record")
    var encoder = ColumnEncoder()
    var fields: [Field] = []
    for index in range {
      records.withRecord(index) { encoder.add($0, &fields) }
    }
    return encoder.joined()
  }

  private mutating func add(_ record: RawSpan, _ fields: inout [Field]) {
    fields.removeAll(keepingCapacity: true)
    if cut(record, into: &fields), let shape = shape(fields.map { UInt8($0.column) }) {
      shapeOfRecord.append(shape)
    } else {
      let whole = Field(
        column: 0, number: UInt64(record.byteCount), contents: 0..<record.byteCount)
      fields = [whole]
      shapeOfRecord.append(0)
    }
    for field in fields {
      switch columns[field.column].kind {
      case .numbers:
        let difference = field.number &- columns[field.column].previous
        Varint.append(number: Varint.zigzag(difference), to: &columns[field.column].numbers)
        columns[field.column].previous = field.number
      case .strings:
        Varint.append(number: field.number, to: &columns[field.column].numbers)
        columns[field.column].contents.append(record.extracting(field.contents))
      }
    }
  }

  /// Cuts a record into its fields.
  ///
  /// - Returns: `false` for whatever could not be put together again byte for byte.
  private mutating func cut(_ record: RawSpan, into fields: inout [Field]) -> Bool {
    let end = record.byteCount
    var offset = 0
    while offset < end {
      guard fields.count < ColumnForm.fieldsMaximum,
        let number = Varint.readNumber(record, at: &offset, before: end),
        let tag = UInt32(exactly: number), tag != ColumnForm.wholeRecordTag,
        let kind = ColumnForm.kind(of: tag), let column = column(of: tag, kind),
        let value = Varint.readNumber(record, at: &offset, before: end)
      else { return false }
      var contents = offset..<offset
      if kind == .strings {
        guard value <= UInt64(end - offset) else { return false }
        contents = offset..<offset + Int(value)
        offset = contents.upperBound
      }
      fields.append(Field(column: column, number: value, contents: contents))
    }
    return true
  }

  /// `nil`: the block has as many columns as it may.
  private mutating func column(of tag: UInt32, _ kind: ColumnForm.Kind) -> Int? {
    if let known = columnOfTag[tag] { return known }
    guard columns.count < ColumnForm.columnsMaximum else { return nil }
    columns.append(Column(tag: tag, kind: kind))
    columnOfTag[tag] = columns.count - 1
    return columns.count - 1
  }

  /// `nil`: the block has as many shapes as it may.
  private mutating func shape(_ columns: [UInt8]) -> UInt8? {
    if let known = shapeNumbers[columns] { return known }
    guard shapes.count < ColumnForm.shapesMaximum else { return nil }
    let number = UInt8(shapes.count)
    shapes.append(columns)
    shapeNumbers[columns] = number
    return number
  }

  private func joined() -> [UInt8] {
    var form: [UInt8] = []
    form.reserveCapacity(columns.reduce(4_096) { $0 + $1.numbers.count + $1.contents.count })
    Varint.append(number: UInt64(columns.count), to: &form)
    for column in columns {
      Varint.append(number: UInt64(column.tag), to: &form)
      Varint.append(number: UInt64(column.numbers.count), to: &form)
      Varint.append(number: UInt64(column.contents.count), to: &form)
    }
    Varint.append(number: UInt64(shapes.count), to: &form)
    for shape in shapes {
      Varint.append(number: UInt64(shape.count), to: &form)
      form.append(contentsOf: shape)
    }
    form.append(contentsOf: shapeOfRecord)
    for column in columns {
      form.append(contentsOf: column.numbers)
      form.append(contentsOf: column.contents)
    }
    return form
  }
}
