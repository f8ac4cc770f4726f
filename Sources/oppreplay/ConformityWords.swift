import Ledger
import Opportunities
import Presentation
import Schema

extension ConformityAccount {
  /// What was found; empty where its rule says it all.
  var what: Phrase {
    switch self {
    case .ruleOnly, .unmet: .empty
    case .unfit(.refused(let rejection)): rejection.what
    case .unfit(.differs):
      Phrase(zh: "按当日规则应记为另一事实", en: "the rules of the day make another fact of it")
    case .unfit(.wrongPolicy(let recorded, let inForce)):
      Phrase(
        zh: "记录称依据规则第 \(recorded) 版，当时生效的是第 \(inForce) 版",
        en: "it says policy \(recorded), in force was policy \(inForce)")
    case .unfit(.noCommand):
      Phrase(zh: "没有命令以这样的事实开头", en: "no command begins with such a fact")
    case .cut(announced: 0): Phrase(zh: "不属于任何命令", en: "it belongs to no command")
    case .cut(let announced):
      Phrase(
        zh: "其命令应有 \(announced) 条记录，与此不符",
        en: "its command has \(announced) records, not these")
    case .aboutUnreadableText:
      Phrase(
        zh: "规则所问涉及此处无法读取的文本",
        en: "what the rules ask of it is about a text that cannot be read here")
    case .late(let days):
      Phrase(zh: "发生 \(days) 天后才补录", en: "it had occurred \(days) days before it was recorded")
    case .approved(let approval, _):
      Phrase(zh: "经审批“\(approval)”放行", en: "approval '\(approval)' opened the way")
    }
  }

  /// What exactly is missing or differs.
  var details: [Phrase] {
    switch self {
    case .unfit(.refused(let rejection)): rejection.details.map { Phrase(zh: $0, en: $0) }
    case .unfit(.differs(let differences)): differences.map(\.phrase)
    case .unmet(let gates), .approved(_, let gates): gates.map(\.phrase)
    default: []
    }
  }
}

extension Rejection {
  /// Its code is said beside it, in the reader's language; the message is English as everywhere.
  var what: Phrase {
    let field = field.isEmpty ? "" : " (\(field))"
    return Phrase(zh: self.field.isEmpty ? "" : "字段 \(self.field)", en: message + field)
  }
}

extension FactDifference {
  fileprivate var phrase: Phrase {
    let place =
      field.isEmpty
      ? Phrase(zh: "第 \(fact + 1) 个事实", en: "fact \(fact + 1)") : Phrase(zh: field, en: field)
    return Phrase(
      zh: "\(place.zh)：记录为 \(recorded)，按规则应为 \(decided)",
      en: "\(place.en): recorded is \(recorded), the rules give \(decided)")
  }
}

extension UnmetGate {
  fileprivate var phrase: Phrase {
    let kinds = anyOf.map { Catalogue.word(of: $0.rawValue, in: "EvidenceKind").label(.zh) }
    let wanted = Catalogue.word(of: condition.rawValue, in: "GateCondition").label(.zh)
    let choice = kinds.isEmpty ? "" : "（\(kinds.joined(separator: "或"))）"
    return Phrase(zh: "\(stage.word.label(.zh))：\(wanted)\(choice)", en: description)
  }
}

extension Opportunities.Stream.Kind {
  var word: Word { PBStreamKind(rawValue: Int(rawValue))?.word ?? .absent }
}
