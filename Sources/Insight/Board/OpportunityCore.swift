package import Opportunities

/// What the clocks, health and every walk over many opportunities look at: 64 bytes without a
/// reference, so that a million stand side by side and come back from a checkpoint as they are.
///
/// Every time in it is business time, the `occurredAt` of a record: recording late is flagged, not
/// punished.
package struct OpportunityCore: Hashable, Sendable {
  // Plain numbers: the clocks of a million are read in one go, and calls into another module that
  // compare instants would take most of that time.
  private(set) var createdMs: Int64
  private(set) var stageEnteredMs: Int64
  private(set) var lastProgressMs: Int64
  private(set) var followUpMs: Int64 = 0
  private(set) var promiseMs: Int64 = 0
  private(set) var planMs: Int64 = 0
  private(set) var reopeningMs: Int64 = 0
  /// Of the owner, in ``Directory/owners``.
  package var owner: UInt32
  /// The codes, and which of the facts that may be absent are there, the detail's too.
  var marks: OpportunityMarks

  /// Open, not graded, nothing said yet.
  package init(createdAt: Instant, stage: Stage, owner: UInt32) {
    createdMs = createdAt.milliseconds
    stageEnteredMs = createdMs
    lastProgressMs = createdMs
    self.owner = owner
    marks = OpportunityMarks(status: .open, stage: stage)
  }

  package var createdAt: Instant { Instant(milliseconds: createdMs) }
  /// When it came to the present stage; dwell counts from here.
  package var stageEnteredAt: Instant {
    get { Instant(milliseconds: stageEnteredMs) }
    set { stageEnteredMs = newValue.milliseconds }
  }
  /// The last forward stage move or verified evidence, or creation (C4, the progress clock).
  package var lastProgressAt: Instant {
    get { Instant(milliseconds: lastProgressMs) }
    set { lastProgressMs = newValue.milliseconds }
  }

  package var isOpen: Bool { marks.statusCode == OpportunityMarks.openCode }
  package var status: Status {
    get { marks.status }
    set { marks.status = newValue }
  }
  package var stage: Stage {
    get { marks.stage }
    set { marks.stage = newValue }
  }
  package var grade: Grade? {
    get { marks.grade }
    set { marks.grade = newValue }
  }
  /// Of the latest follow-up by the time it occurred, like the promise and the plan.
  package var lastSentiment: Sentiment? {
    get { marks.sentiment }
    set { marks.sentiment = newValue }
  }

  package var lastFollowUpAt: Instant? {
    get { marks[.followUp] ? Instant(milliseconds: followUpMs) : nil }
    set { followUpMs = marks.remember(newValue, .followUp) }
  }
  /// Whether anybody has talked to the customer.
  package var hasFollowUp: Bool { marks[.followUp] }
  package var promisedFeedbackAt: Instant? {
    get { marks[.promise] ? Instant(milliseconds: promiseMs) : nil }
    set { promiseMs = marks.remember(newValue, .promise) }
  }
  package var nextDueAt: Instant? {
    get { marks[.plan] ? Instant(milliseconds: planMs) : nil }
    set { planMs = marks.remember(newValue, .plan) }
  }
  package var reopenedAt: Instant? {
    get { marks[.reopening] ? Instant(milliseconds: reopeningMs) : nil }
    set { reopeningMs = marks.remember(newValue, .reopening) }
  }

  /// Whether the basis supported the grade when it was given (C3).
  package var gradeSupported: Bool {
    get { marks[.gradeSupported] }
    set { marks[.gradeSupported] = newValue }
  }
  /// A follow-up recorded since the last grading contradicts it (等级异常).
  package var gradeContradicted: Bool {
    get { marks[.gradeContradicted] }
    set { marks[.gradeContradicted] = newValue }
  }
  /// Some record of it was entered late (C12).
  package var isBackfilled: Bool {
    get { marks[.backfilled] }
    set { marks[.backfilled] = newValue }
  }
  /// Some record of its stream was left out of the fold, so `from` and `old` of later ones may name
  /// what this selection never saw.
  package var hasGaps: Bool {
    get { marks[.gaps] }
    set { marks[.gaps] = newValue }
  }
}

extension OpportunityCore {
  /// The fields as they stand in a checkpoint.
  package var words: InlineArray<8, UInt64> {
    [
      UInt64(bitPattern: createdMs), UInt64(bitPattern: stageEnteredMs),
      UInt64(bitPattern: lastProgressMs), UInt64(bitPattern: followUpMs),
      UInt64(bitPattern: promiseMs), UInt64(bitPattern: planMs),
      UInt64(bitPattern: reopeningMs), UInt64(low: owner, high: marks.bits),
    ]
  }

  /// Takes any words back; ``isValid`` says whether the result may be used.
  package init(words: InlineArray<8, UInt64>) {
    createdMs = Int64(bitPattern: words[0])
    stageEnteredMs = Int64(bitPattern: words[1])
    lastProgressMs = Int64(bitPattern: words[2])
    followUpMs = Int64(bitPattern: words[3])
    promiseMs = Int64(bitPattern: words[4])
    planMs = Int64(bitPattern: words[5])
    reopeningMs = Int64(bitPattern: words[6])
    owner = words[7].low
    marks = OpportunityMarks(bits: words[7].high)
  }

  package var isValid: Bool { marks.isValid }
}

extension UInt64 {
  init(low: UInt32, high: UInt32) { self = UInt64(high) << 32 | UInt64(low) }
  var low: UInt32 { UInt32(truncatingIfNeeded: self) }
  var high: UInt32 { UInt32(truncatingIfNeeded: self >> 32) }
}

/// The codes of an opportunity, and what is only yes or no, in 32 bits.
struct OpportunityMarks: Hashable, Sendable {
  enum Flag: UInt32 {
    case followUp = 0x1
    case promise = 0x2
    case plan = 0x4
    case reopening = 0x8
    case gradeSupported = 0x10
    case gradeContradicted = 0x20
    case backfilled = 0x40
    case gaps = 0x80
    case closing = 0x100_0000
    case expectedDay = 0x200_0000
    case basis = 0x400_0000
    case need = 0x800_0000
    case budget = 0x1000_0000
    case decisionDays = 0x2000_0000
  }

  private(set) var bits: UInt32 = 0

  init(status: Status, stage: Stage) {
    self.status = status
    self.stage = stage
  }

  /// Takes any bits; ``isValid`` says whether they may be used.
  init(bits: UInt32) {
    self.bits = bits
  }

  /// Whether every code is one.
  var isValid: Bool {
    Status(rawValue: rawCode(at: 8)) != nil && Stage(rawValue: rawCode(at: 12)) != nil
      && (rawCode(at: 16) == 0 || grade != nil) && (rawCode(at: 20) == 0 || sentiment != nil)
      && bits >> 30 == 0 && self[.closing] == (status != .open)
  }

  subscript(flag: Flag) -> Bool {
    get { bits & flag.rawValue != 0 }
    set { bits = newValue ? bits | flag.rawValue : bits & ~flag.rawValue }
  }

  /// What to keep for an instant that may be absent: zero then, so that equal facts are equal.
  mutating func remember(_ instant: Instant?, _ flag: Flag) -> Int64 {
    self[flag] = instant != nil
    return instant?.milliseconds ?? 0
  }

  static let openCode: UInt8 = 1
  static let contactCode: UInt8 = 1
  static let closingCode: UInt8 = 6

  var statusCode: UInt8 { rawCode(at: 8) }
  var stageCode: UInt8 { rawCode(at: 12) }
  /// 0: nobody has graded it.
  var gradeCode: UInt8 { rawCode(at: 16) }

  var status: Status {
    get { code(at: 8) }
    set { set(newValue.rawValue, at: 8) }
  }
  var stage: Stage {
    get { code(at: 12) }
    set { set(newValue.rawValue, at: 12) }
  }
  var grade: Grade? {
    get { Grade(rawValue: rawCode(at: 16)) }
    set { set(newValue?.rawValue ?? 0, at: 16) }
  }
  var sentiment: Sentiment? {
    get { Sentiment(rawValue: rawCode(at: 20)) }
    set { set(newValue?.rawValue ?? 0, at: 20) }
  }

  private func rawCode(at shift: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: bits >> shift & 0xF)
  }

  private func code<Code: RawRepresentable>(at shift: UInt32) -> Code
  where Code.RawValue == UInt8 {
    guard let code = Code(rawValue: rawCode(at: shift)) else {
      preconditionFailure("only a code was put in")
    }
    return code
  }

  private mutating func set(_ code: UInt8, at shift: UInt32) {
    bits = bits & ~(0xF << shift) | UInt32(code) << shift
  }
}
