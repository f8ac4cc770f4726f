import Schema
import SwiftProtobuf

/// What one talk with a customer leads to.
struct DemoTalk {
  enum Result {
    case won
    case lost(reason: String, tag: String)
    case advanced
    case setBack
    case nothing
  }

  /// Draws the result by the laws of ``DemoHazards``.
  static func result(
    of deal: inout DemoDeal, at moment: Int64, skill: Double
  ) -> Result {
    let silent = deal.silentDays(at: moment)
    if deal.random.chance(
      DemoHazards.win(
        truth: deal.truth, stage: deal.stage, skill: skill, silentDays: silent))
    {
      return .won
    }
    if deal.random.chance(DemoHazards.lose(truth: deal.truth, silentDays: silent)) {
      let (reason, tag) = deal.random.choose(lossCauses)
      return .lost(reason: reason, tag: tag)
    }
    if deal.random.chance(
      DemoHazards.advance(
        truth: deal.truth, stage: deal.stage, skill: skill, silentDays: silent))
    {
      return .advanced
    }
    if deal.stage.rawValue > PBStage.contact.rawValue, deal.random.chance(DemoHazards.setback) {
      return .setBack
    }
    return .nothing
  }

  private static let lossCauses: [(String, String)] = [
    ("price", "price-too-high"), ("price", "discount-requested"),
    ("competitor", "chose-competitor"), ("competitor", "comparing-competitors"),
    ("no-budget", "budget-frozen"), ("project-cancelled", "no-purchase-plan"),
    ("needs-not-understood", "no-purchase-plan"), ("too-slow", "complaint"),
    ("product-gap", "security-concern"), ("declined", "no-purchase-plan"),
  ]

  /// The tags a rep ticks after a talk with that result, the most telling one first.
  static func tags(for result: Result, deal: inout DemoDeal) -> [String] {
    switch result {
    case .won: return ["ready-to-sign"]
    case .lost(_, let tag): return [tag]
    case .advanced:
      switch deal.stage {
      case .contact: return deal.random.choose([["agreed-to-meet"], ["interested"]])
      case .needs:
        return deal.random.choose([["interested", "asked-for-information"], ["interested"]])
      case .proposal: return deal.random.choose([["likes-proposal"], ["budget-confirmed"]])
      case .quoted: return ["likes-proposal", "discount-requested"]
      default: return deal.random.choose([["ready-to-sign"], ["budget-confirmed"]])
      }
    case .setBack:
      return deal.random.choose([
        ["discount-requested"], ["security-concern"], ["comparing-competitors"],
      ])
    case .nothing:
      switch deal.truth {
      case .a:
        return deal.random.choose([
          ["routine-contact"], ["interested"], ["comparing-competitors"], ["needs-case-study"],
        ])
      case .b:
        return deal.random.choose([
          ["routine-contact"], ["asked-for-information"], ["price-too-high"], ["no-answer"],
          ["decide-later"],
        ])
      default:
        return deal.random.choose([
          ["no-answer"], ["decide-later"], ["routine-contact"], ["budget-frozen"],
          ["no-purchase-plan"],
        ])
      }
    }
  }
}
