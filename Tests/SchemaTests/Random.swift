import Opportunities

/// SplitMix64: the same seed gives the same values on every machine.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func bool() -> Bool { next() & 1 == 0 }

  mutating func one<Value>(of values: [Value]) -> Value {
    values[Int(next() % UInt64(values.count))]
  }

  mutating func one<Value: CaseIterable>(_: Value.Type = Value.self) -> Value {
    one(of: Array(Value.allCases))
  }

  mutating func maybe<Value>(_ value: (inout Random) -> Value) -> Value? {
    bool() ? value(&self) : nil
  }

  mutating func list<Value>(_ value: (inout Random) -> Value) -> [Value] {
    (0..<next() % 4).map { _ in value(&self) }
  }

  /// Numbers at the edges of varints and types more often than others.
  mutating func uint64() -> UInt64 {
    one(of: [0, 1, 127, 128, 16_383, 16_384, 1 << 32, 1 << 63, .max, next(), next() >> 40])
  }

  mutating func int64() -> Int64 { Int64(bitPattern: uint64()) }
  mutating func uint32() -> UInt32 { UInt32(truncatingIfNeeded: uint64()) }
  mutating func int32() -> Int32 { Int32(bitPattern: uint32()) }
  mutating func instant() -> Instant { Instant(milliseconds: int64()) }
  /// Never 1970 itself, which the schema reads as "none".
  mutating func laterInstant() -> Instant { Instant(milliseconds: Int64(next() >> 20) + 1) }
  mutating func day() -> Day { Day(number: int32()) }

  mutating func name() -> String {
    one(of: ["a", "opp-7", "上海分公司/华东#1", "Zoë", "👩🏽‍💻", String(repeating: "长", count: 60)])
  }

  mutating func text() -> String {
    one(of: ["", name(), "two\nlines\tand a tab", String(repeating: "note ", count: 40), "\u{0}"])
  }

  /// Up to 64 bytes.
  mutating func idText() -> IdentifierText {
    IdentifierText(
      one(of: ["a", "opp-7", "上海分公司/华东#1", String(repeating: "长", count: 21), "x-\(next())"]))
  }

  mutating func id<Subject>() -> Identifier<Subject> { Identifier(idText()) }
  mutating func commandID() -> CommandID { CommandID(high: next(), low: next()) }
  mutating func digest() -> [UInt8] {
    bool() ? [] : (0..<32).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
