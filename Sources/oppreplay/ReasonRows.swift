import Insight
import Opportunities
import Presentation
import Schema

// Why a card says what it says, as rows of fields.

extension Reason {
  static let columns = ["reason_of", "value", "rule", "events", "inputs"]

  func fields(_ names: RecordNames, _ style: Style) -> [Field] {
    [
      Field("reason_of", .word(Catalogue.reasonSubject(subject.rawValue))),
      Field("value", value.shown),
      Field("rule", .word(rule.map { Catalogue.dueRule($0.rawValue) } ?? .absent)),
      Field("inputs", .group(inputs.map { Field($0.name, $0.value.shown) })),
      names.field("events", positions, style),
    ]
  }
}

extension Reason.Value {
  fileprivate var shown: Field.Value {
    switch self {
    case .none: .absent
    // That something is not so is often the point.
    case .flag(let flag): .answer(flag)
    case .count(let count): .unsigned(count)
    case .points(let hundredths): .real(Double(hundredths) / 100)
    case .share(let share): .probability(share.count)
    case .permille(let permille): .unsigned(UInt64(permille))
    case .instant(let instant): .moment(instant.milliseconds)
    case .length(let length): .length(length.milliseconds)
    case .day(let day): .day(day.number)
    case .money(let money):
      .money(minorUnits: money.minorUnits, currency: money.currency.code)
    case .stage(let stage): .word(stage.word)
    case .status(let status): .word(status.word)
    case .grade(let grade): .word(grade.word)
    case .sentiment(let sentiment):
      .word(PBSentiment(rawValue: Int(sentiment.rawValue))?.word ?? .absent)
    case .user(let user): user == .nobody ? .blank(Word("", "公海", "Pool")) : .text(user.text)
    case .stuck(let reason): .word(Catalogue.stuckReason(reason.rawValue))
    }
  }
}
