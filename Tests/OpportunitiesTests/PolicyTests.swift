import Testing

@testable import Opportunities

@Suite("A policy document is checked whole, before it is in force")
struct PolicyTests {
  @Test("The standard document has no fault and holds the numbers of the briefs")
  func standard() {
    let document = PolicyDocument.standard
    #expect(document.faults() == [])
    #expect(document.grades.prefix(3).map(\.winPrior.count) == [700_000, 300_000, 50_000])
    #expect(document.grades.prefix(3).map(\.cadenceDays) == [3, 7, 15])
    #expect(document.stages.map(\.oddsPermille) == [1_000, 1_150, 1_300, 1_500, 2_000, 4_000])
    #expect(document.cadence.firstResponseHours == 2)
    #expect(document.cadence.stagnationDays == 14)
    let health = document.health
    #expect([health.frequencyWeight, health.feedbackWeight, health.stageWeight] == [30, 40, 30])
  }

  private typealias Spoiling = @Sendable (inout PolicyDocument) -> Void

  private static let spoilt: [(String, Spoiling)] = [
    ("grades: exactly one rule for grade C", { $0.grades.remove(at: 2) }),
    ("grades: exactly one rule for ungraded", { $0.grades.removeLast() }),
    ("grades: exactly one rule for grade A", { $0.grades.append($0.grades[0]) }),
    ("grades[0].win_prior_ppm", { $0.grades[0].winPrior = .one }),
    ("grades[1].win_prior_ppm", { $0.grades[1].winPrior = .zero }),
    ("grades[1].cadence_days", { $0.grades[1].cadenceDays = 0 }),
    ("grades[3].mean_days_to_win", { $0.grades[3].meanDaysToWin = 3_651 }),
    ("stages: exactly one rule for closing", { $0.stages.removeLast() }),
    ("stages[2].odds_permille", { $0.stages[2].oddsPermille = 1_149 }),
    ("stages[0].odds_permille", { $0.stages[0].oddsPermille = 0 }),
    ("stages[3].label.en", { $0.stages[3].label.en = "" }),
    ("cadence.closing_days", { $0.cadence.closingDays = 0 }),
    ("cadence.suspension_days_maximum", { $0.cadence.suspensionDaysMaximum = 366 }),
    ("recording.backfill_flag_hours", { $0.recording.backfillFlagHours = 0 }),
    ("utc_offset_minutes", { $0.utcOffsetMinutes = 1_441 }),
    ("health: the three weights", { $0.health.stageWeight = 31 }),
    ("health.neutral_points", { $0.health.neutralPoints = 101 }),
    ("health.elimination_score", { $0.health.eliminationScore = 101 }),
    ("feedback_tags: has 1 to 500", { $0.feedbackTags = [] }),
    ("feedback_tags[1].code", { $0.feedbackTags[1].code = $0.feedbackTags[0].code }),
    ("loss_reasons[0].code", { $0.lossReasons[0].code = "two words" }),
    ("loss_reasons[2].label.zh", { $0.lossReasons[2].label.zh = "\t" }),
  ]

  @Test("Each fault is named by its path", arguments: spoilt)
  private func faults(_ start: String, _ spoil: Spoiling) throws {
    var document = PolicyDocument.standard
    spoil(&document)
    let faults = document.faults()
    #expect(faults.contains { $0.hasPrefix(start) }, "\(faults)")
    let world = try World.company()
    let rejection = #expect(throws: Rejection.self) { try world.judge(.publish(document)) }
    #expect(rejection?.code == .badPolicy)
    #expect(rejection?.field == "document")
    #expect(rejection?.details == faults)
  }

  @Test("Every fault is reported at once")
  func together() {
    var document = PolicyDocument.standard
    document.grades[0].winPrior = .zero
    document.grades[0].cadenceDays = 400
    document.stages[5].oddsPermille = 1
    document.cadence.stagnationDays = 0
    document.health.positivePoints = 200
    document.feedbackTags[0].code = ""
    document.lossReasons = []
    // The seven, and the phrases of a tag whose code is gone.
    #expect(document.faults().count == 8)
    #expect(document.faults().last?.hasPrefix("transcripts.tags[0].tag") == true)
  }

  @Test(
    "The standard of a grade (C3)",
    arguments: [
      (Grade.a, GradeBasis.full, true),
      (.a, GradeBasis(need: true, budget: true, decisionDays: 31, comparing: 3), false),
      (.a, GradeBasis(need: true, budget: true, decisionDays: nil, comparing: 3), false),
      (.a, GradeBasis(need: true, budget: false, decisionDays: 7, comparing: 3), false),
      (.a, GradeBasis(need: true, budget: true, decisionDays: 0, comparing: 0), true),
      (.b, GradeBasis(need: true, budget: false, decisionDays: nil, comparing: 0), true),
      (.b, GradeBasis(need: false, budget: true, decisionDays: 1, comparing: 0), false),
      (.c, .none, true),
    ])
  func standardOfGrade(_ grade: Grade, _ basis: GradeBasis, _ isSupported: Bool) {
    let rule = PolicyDocument.standard.grades.first { $0.grade == grade }
    #expect(rule?.isSupported(by: basis) == isSupported)
  }
}
