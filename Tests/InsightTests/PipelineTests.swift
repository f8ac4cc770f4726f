import Opportunities
import Testing

@testable import Insight

@Suite("The pipeline")
struct PipelineTests {
  /// Two open opportunities an owner and stage at most.
  private static func crowded() throws -> Story {
    var document = PolicyDocument.standard
    document.thresholds?.backlog = [
      StageBacklog(stage: .contact, opportunitiesMaximum: 2),
      StageBacklog(stage: .needs, opportunitiesMaximum: 1),
    ]
    var story = try Story(document)
    for (number, currency) in ["CNY", "USD", "CNY"].enumerated() {
      try story.create("ana-\(number)", currency: currency)
    }
    for number in 0..<2 { try story.create("abe-\(number)", owner: "abe") }
    for number in 0..<3 { try story.create("bo-\(number)", owner: "bo") }
    for number in 0..<9 { try story.create("pool-\(number)", owner: nil) }
    return story
  }

  private static func backlogs(
    of story: Story, groupedBy grouping: PipelineGrouping, in scope: ScopeFilter = .everybody
  ) -> [String] {
    story.board.pipeline(in: scope, groupedBy: grouping, at: story.moment(day(0))).map { row in
      let stage = row.stage.map { "\($0)" } ?? "-"
      return "\(row.group) \(stage) \(row.currency.code) \(row.backloggedOwners)"
    }
  }

  @Test("It says who has more at a stage than the policy allows; the pool is nobody")
  func backlog() throws {
    let story = try Self.crowded()
    #expect(
      Self.backlogs(of: story, groupedBy: .owner) == [
        " contact CNY 0", "abe contact CNY 0", "ana contact CNY 1", "ana contact USD 1",
        "bo contact CNY 1",
      ])
    #expect(
      Self.backlogs(of: story, groupedBy: .team) == [
        " contact CNY 0", "east contact CNY 1", "east contact USD 1", "west contact CNY 1",
      ])
    #expect(Self.backlogs(of: story, groupedBy: .none) == [" contact CNY 2", " contact USD 2"])
    #expect(
      Self.backlogs(of: story, groupedBy: .none, in: ScopeFilter(owner: UserID("abe")))
        == [" contact CNY 0"])
  }

  @Test("Each stage has its own limit, and one without a limit has no backlog")
  func stages() throws {
    var story = try Self.crowded()
    for id in ["bo-0", "bo-1"] { try story.move(id, to: .needs, at: day(0)) }
    for number in 0..<3 { try story.move("ana-\(number)", to: .proposal, at: day(0)) }
    #expect(
      Self.backlogs(of: story, groupedBy: .owner) == [
        " contact CNY 0", "abe contact CNY 0", "ana proposal CNY 0", "ana proposal USD 0",
        "bo contact CNY 0", "bo needs CNY 1",
      ])
  }
}
