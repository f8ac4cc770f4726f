import Foundation
import Schema

/// Any event as people and programs read it, by what the lexicon says of its kind.
///
/// Fields come in the order of the schema; those that say nothing (empty, zero) are left out. Flags
/// are always there: that something is not so is often the point.
struct FactView {
  let name: Word
  let fields: [Field]

  /// The event in `record`; nil: it has none, or one that this program does not know.
  init?(of record: PBRecord) {
    var event = PBRecord()
    event.event = record.event
    // A message that has just been read can be written again.
    guard let bytes = try? GeneratedCodec.encode(event) else { return nil }
    var reader = WireReader(bytes.span.bytes)
    guard let number = try? reader.nextField(),
      let kind = Lexicon.current.event(number: number),
      var body = try? reader.submessage("event"),
      let fields = try? Self.fields(of: kind, &body)
    else { return nil }
    name = Word(kind.name.replacing("_", with: "-"), kind.zh, kind.en)
    let isGraded = fields.contains { $0.key == "grade" }
    self.fields = fields.filter { field in
      !Self.isElsewhere(field.key, of: kind) && (field.key != "grade_supported" || isGraded)
    }
  }

  /// Whole rules have views of their own (`oppctl policy`); no line could hold them.
  private static func isElsewhere(_ title: String, of kind: Lexicon.Kind) -> Bool {
    kind.message == "PolicyPublished" && title == "document"
  }

  private static func fields(
    of kind: Lexicon.Kind, _ reader: inout WireReader
  ) throws(WireError) -> [Field] {
    var found: [UInt32: [Field.Value]] = [:]
    while let number = try reader.nextField() {
      if let field = kind.fields.first(where: { $0.number == number }) {
        found[number, default: []] += try values(of: field, in: kind, &reader)
      } else {
        try reader.skip()
      }
    }
    return kind.fields.compactMap { field in
      guard let values = found[field.number], let last = values.last else {
        return field.form == .flag ? Field(field.title, .flag(false)) : nil
      }
      return Field(
        field.title, field.isRepeated ? list(values) : last,
        headedAs: headingKey(of: field.title, in: kind.message))
    }
  }

  /// Where a field's name means something else than in most events.
  private static func headingKey(of title: String, in message: String) -> String? {
    switch (message, title) {
    case ("ContactAdded", "title"), ("ContactUpdated", "title"): "job_title"
    case ("ContactAdded", "name"), ("ContactUpdated", "name"), ("UserRegistered", "name"),
      ("UserChanged", "name"):
      "full_name"
    case (_, "step"): "approval_step"
    default: nil
    }
  }

  /// What one occurrence of the field says; a packed list says several things.
  private static func values(
    of field: Lexicon.Field, in kind: Lexicon.Kind, _ reader: inout WireReader
  ) throws(WireError) -> [Field.Value] {
    switch field.form {
    case .text:
      let text = try reader.string("text")
      return [
        Catalogue.word(text, of: field.name, in: kind.message).map { .word($0) } ?? .text(text)
      ]
    case .identifier: return [.text(try reader.string("text"))]
    case .digest: return [.hex(try reader.byteArray("digest"))]
    case .flag: return [.flag(try reader.bool("flag"))]
    case .signed: return [.integer(try reader.int64("number"))]
    case .unsigned: return [.unsigned(try reader.uint64("number"))]
    case .zigzag: return [.integer(Int64(try reader.sint32("number")))]
    case .moment: return [.moment(try reader.int64("moment"))]
    case .day: return [.day(try reader.sint32("day"))]
    case .share: return [.probability(try reader.uint32("share"))]
    case .word:
      let words = Lexicon.current.words[field.of] ?? []
      return try reader.numbers("word").map { number in
        let word = words.first { $0.number == number }
        return .word(
          word.map { Word($0.code, $0.zh, $0.en) } ?? .unknown("\(field.of)-\(number)"))
      }
    case .message:
      var inner = try reader.submessage("message")
      if field.of == "Money" { return [try money(&inner)] }
      guard let kind = Lexicon.current.values[field.of] else { return [.absent] }
      return [.group(try fields(of: kind, &inner))]
    }
  }

  private static func money(_ reader: inout WireReader) throws(WireError) -> Field.Value {
    var minorUnits: Int64 = 0
    var currency = ""
    while let number = try reader.nextField() {
      switch number {
      case 1: minorUnits = try reader.int64("minor_units")
      case 2: currency = try reader.string("currency")
      default: try reader.skip()
      }
    }
    return .money(minorUnits: minorUnits, currency: currency)
  }

  private static func list(_ values: [Field.Value]) -> Field.Value {
    var words: [Word] = []
    var groups: [[Field]] = []
    for value in values {
      switch value {
      case .word(let word): words.append(word)
      case .text(let text): words.append(.unknown(text))
      case .group(let fields): groups.append(fields ?? [])
      default: groups.append([Field("value", value)])
      }
    }
    return words.isEmpty ? .groups(groups) : .words(words)
  }
}
