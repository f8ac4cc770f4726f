import Schema

/// The laws of the demonstration: what a talk may lead to, and how likely.
///
/// They depend on what the customer really intends (`truth`), which the ledger never sees; on the
/// stage; and on how long the customer has been left alone. A forecast can thus be judged against
/// a known truth.
enum DemoHazards {
  /// Days between talks that the policy asks for.
  static func cadenceDays(_ grade: PBGrade) -> Double {
    switch grade {
    case .a: 3
    case .b: 7
    default: 15
    }
  }

  /// How much the true intent speeds a deal up.
  static func pull(_ truth: PBGrade) -> Double {
    switch truth {
    case .a: 1
    case .b: 0.45
    default: 0.12
    }
  }

  /// 1 while the cadence is kept; one half after three cadences of silence.
  static func freshness(silentDays: Double, truth: PBGrade) -> Double {
    let cadence = cadenceDays(truth)
    return 1 / (1 + max(0, silentDays - cadence) / (2 * cadence))
  }

  /// Chance that a talk wins the deal: from negotiation on only.
  static func win(truth: PBGrade, stage: PBStage, skill: Double, silentDays: Double) -> Double {
    guard stage.rawValue >= PBStage.negotiation.rawValue else { return 0 }
    let base = stage == .closing ? 0.5 : 0.15
    return min(
      0.9, base * pull(truth) * skill * freshness(silentDays: silentDays, truth: truth))
  }

  /// Chance that a talk moves the deal one stage on.
  static func advance(truth: PBGrade, stage: PBStage, skill: Double, silentDays: Double) -> Double {
    guard stage != .closing else { return 0 }
    return min(
      0.9,
      (0.12 + 0.5 * pull(truth)) * skill * freshness(silentDays: silentDays, truth: truth))
  }

  /// Chance that a talk loses the deal; silence makes it worse week by week.
  static func lose(truth: PBGrade, silentDays: Double) -> Double {
    let base =
      switch truth {
      case .a: 0.02
      case .b: 0.045
      default: 0.07
      }
    let weeksLate = max(0, silentDays - cadenceDays(truth)) / 7
    return min(0.6, base * (1 + 0.25 * weeksLate))
  }

  /// Chance that a talk throws the deal back one stage.
  static let setback = 0.035
  /// Chance that a rep without any diligence forgets the deal after a talk.
  static let forgetting = 0.1
  /// Chance that a lost deal comes back after one to three months.
  static let revival = 0.05

  static let description = """
    laws of this story (per talk):
      win       from negotiation on: (0.15, closing 0.5) × pull × skill × freshness
      advance   (0.12 + 0.5 × pull) × skill × freshness
      lose      (A 0.02, B 0.045, C 0.07) × (1 + 0.25 × weeks late)
      set back  0.035; forgotten 0.1 × (1 − diligence); lost deals revive 0.05
      pull      A 1, B 0.45, C 0.12 by the true intent, which the ledger never sees
      freshness 1 ÷ (1 + days late ÷ 2 cadences); cadence A 3, B 7, C 15 days
      found     a forgotten deal is reclaimed 0.25, lost 0.2, archived 0.15, made dormant 0.15,
                taken over 0.07, or taken up; of the dormant 0.55 are called back to the pool
      leads     0.3 come from marketing through the pool, 0.12 from reps; 0.12 more lead nowhere
      reps      skill 0.7 to 1.35, diligence 0.55 to 1; three in ten inflate grades by 30 to 70 %
    """
}
