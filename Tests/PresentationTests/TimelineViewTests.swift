import Schema
import SwiftProtobuf
import Testing

@testable import Presentation

@Suite("The life of one thing, and one thing at two moments")
struct TimelineViewTests {
  private static func bytes(_ record: PBRecord) throws -> [UInt8] {
    try GeneratedCodec.encode(record)
  }

  private static func records() -> [PBRecord] {
    let created = PBRecord.with {
      $0.position = 7
      $0.recordedAtMs = 1_772_328_600_000
      $0.occurredAtMs = 1_772_328_600_000
      $0.actor.kind = .user
      $0.actor.id = "wang"
      $0.peerUid = 1_001
      $0.streamKind = .opportunity
      $0.streamID = "O-1"
      $0.streamVersion = 1
      $0.opportunityCreated.title = "报表系统"
    }
    var late = created
    late.position = 9
    late.streamVersion = 2
    late.occurredAtMs -= 3 * 86_400_000
    late.backfillReason = "出差"
    late.followUpLogged.channel = .phone
    var correction = created
    correction.position = 11
    correction.streamVersion = 3
    correction.recordCorrected.version = 2
    correction.recordCorrected.path = "channel"
    correction.recordCorrected.corrected = "email"
    correction.recordCorrected.reason = "手误"
    return [created, late, correction]
  }

  private func text(_ format: Format, _ language: Language = .en) throws -> String {
    var basis = PBAnswer()
    (basis.position, basis.totalRows) = (11, 3)
    let view = try TimelineView(
      try Self.records().map(Self.bytes), backfilled: [9])
    return Renderer(Style(format: format, language: language)).text(view, basis: basis)
  }

  @Test("A correction stands beside the original and names it")
  func corrections() throws {
    let rows = try text(.json).split(separator: "\n").map { try JSONParser.parse(String($0)) }
    #expect(rows.count == 3)
    #expect(rows[0]["corrections"] == .array([]) && rows[0]["corrects_position"] == .null)
    let said = try #require(rows[1]["corrections"]?.elements?.first)
    #expect(said["position"] == .number("11") && said["corrected"] == .string("email"))
    #expect(rows[2]["corrects_position"] == .number("9"))
    #expect(rows[1]["backfilled"] == .bool(true) && rows[0]["backfilled"] == .bool(false))
    #expect(rows[1]["delay_ms"] == .number("259200000"))
    #expect(rows[1]["actor"] == .string("user:wang") && rows[1]["peer_uid"] == .number("1001"))
  }

  @Test(
    "People read it in both languages",
    arguments: [
      (Language.zh, ["补录、已更正", "补录原因：出差", "更正", "email"]),
      (.en, ["Backfilled, Corrected", "entered late because: 出差", "corrected by", "uid 1001"]),
    ])
  func tables(_ language: Language, _ words: [String]) throws {
    let table = try text(.table, language)
    for word in words { #expect(table.contains(word), "\(word) in \(table)") }
  }

  @Test("Of two cards only what differs is left, groups by their parts")
  func comparison() throws {
    var before = PBOpportunityRow()
    before.opportunityID = "O-1"
    before.stage = .needs
    before.status = .open
    before.health.total = 60
    var after = before
    after.stage = .quoted
    after.health.total = 40
    let rows = OpportunityChanges(before: before, after: after).rows
    let json = rows.map { JSONValue(fields: $0).line }
    #expect(
      json == [
        #"{"field":"stage","before":"needs","after":"quoted"}"#,
        #"{"field":"health.total","before":60,"after":40}"#,
      ])
    #expect(OpportunityChanges(before: after, after: after).rows.isEmpty)
    after.clearHealth()
    let gone = OpportunityChanges(before: before, after: after).rows.map {
      JSONValue(fields: $0).line
    }
    #expect(gone.contains(#"{"field":"health.total","before":60,"after":null}"#))
    let fresh = OpportunityChanges(before: nil, after: before).rows.map {
      JSONValue(fields: $0).line
    }
    #expect(fresh.contains(#"{"field":"stage","before":null,"after":"needs"}"#))
  }

  @Test("A change is shown as old and new, an answer also when it is no")
  func values() {
    let style = Style(format: .table, language: .zh)
    let change = Field(
      "stage", .change(Field("stage", .word(PBStage.needs.word)), Field("stage", .absent)))
    #expect(change.shown(style) == "需求确认 → –")
    #expect(Field("red", .answer(false)).shown(style) == "否")
    #expect(JSONValue(fields: [Field("red", .answer(true))]).line == #"{"red":true}"#)
  }
}
