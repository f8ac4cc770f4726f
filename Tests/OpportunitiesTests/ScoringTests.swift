import Testing

@testable import Opportunities

@Suite("The scorecard adds up and suggests a grade")
struct ScoringTests {
  /// Answers of the standard card: which option of each dimension, the best is 0.
  private static func answers(_ options: [Int]) -> [(String, String)] {
    var answers: [(String, String)] = []
    for (dimension, option) in zip(ScorecardRules.standard.dimensions, options) {
      answers.append((dimension.code, dimension.options[option].code))
    }
    return answers
  }

  private static func scored(_ options: [Int], in world: inout World) throws -> OpportunityScored {
    let event = try world.submit(.score("open", answers(options)))
    guard case .opportunityScored(let scored) = event else { throw NotAScore() }
    return scored
  }

  private struct NotAScore: Error {}

  @Test(
    "Best 10, middle half, worst none; 7.5 suggests an A, 4.5 a B",
    arguments: [
      ([0, 0, 0, 0, 0], 10_000, Grade.a), ([1, 1, 1, 1, 1], 5_000, .b),
      ([2, 2, 2, 2, 2], 0, .c), ([1, 0, 0, 1, 2], 6_500, .b), ([0, 0, 0, 1, 2], 8_000, .a),
      ([0, 1, 0, 1, 1], 7_500, .a), ([0, 1, 1, 1, 2], 6_000, .b), ([1, 2, 1, 1, 1], 4_000, .c),
      ([1, 1, 1, 2, 0], 4_500, .b),
    ] as [([Int], UInt32, Grade)])
  func totals(_ options: [Int], _ total: UInt32, _ hint: Grade) throws {
    var world = try World.company()
    let scored = try Self.scored(options, in: &world)
    #expect(scored.totalThousandths == total)
    #expect(scored.hint == hint)
    #expect(!scored.contradictsGrade)
    #expect(scored.items.map(\.dimension) == ScorecardRules.standard.dimensions.map(\.code))
    #expect(scored.items.reduce(0) { $0 + $1.pointsThousandths } == total)
  }

  @Test("A grade above what the card suggests is flagged, one below is not")
  func contradiction() throws {
    var world = try World.company()
    try world.submit(.grade("open", .b))
    #expect(try Self.scored([2, 2, 2, 2, 2], in: &world).contradictsGrade)
    #expect(try !Self.scored([1, 1, 1, 1, 1], in: &world).contradictsGrade)
    #expect(try !Self.scored([0, 0, 0, 0, 0], in: &world).contradictsGrade)
    // The card suggests; it grades nothing.
    #expect(world.state.opportunities[OpportunityID("open")]?.grade == .b)
  }

  static let refusals: [Refusal] = [
    Refusal("nothing", .score("x", .best), .notFound, "opportunity_id"),
    Refusal("a lost one", .score("lost", .best), .opportunityClosed, "opportunity_id"),
    Refusal("out of reach", .score("open", .best), as: World.user("bo"), .forbidden, "actor.id"),
    Refusal("no answer", .score("open", []), .badOption, "answers"),
    Refusal(
      "one left out", .score("open", Array([(String, String)].best.dropLast())), .badOption,
      "answers"),
    Refusal(
      "a dimension of another card", .score("open", .best + [("mood", "good")]), .badOption,
      "answers[5].dimension"),
    Refusal(
      "an option of another dimension", .score("open", [("budget", "full")]), .badOption,
      "answers[0].option"),
    Refusal(
      "a dimension twice", .score("open", [("budget", "ample"), ("budget", "none")]), .badOption,
      "answers[1].dimension"),
  ]

  @Test("An answer that is not on the card is refused", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let world = try World.company()
    world.expectRefusal(refusal.command, as: refusal.actor, refusal.code, refusal.field)
  }
}
