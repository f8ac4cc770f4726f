import Foundation
import Presentation
import Schema
import Testing

@Suite("What became of comparing two histories is told to people and to programs")
struct HistoryComparisonViewTests {
  private static func view(_ records: (UInt64, UInt64)) -> HistoryComparisonView {
    HistoryComparisonView(
      first: .init(path: "/a", records: records.0, root: "aa"),
      second: .init(path: "/b", records: records.1, root: "bb"), method: .keptTrees,
      rootsCompared: 3, recordsRead: 7)
  }

  private static func text(
    _ view: HistoryComparisonView, _ format: Format, _ language: Language = .en
  )
    -> String
  {
    Renderer(Style(format: format, language: language)).text(view)
  }

  private static func object(_ view: HistoryComparisonView) throws -> [String: Any] {
    let json = Data(text(view, .json).utf8)
    return try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
  }

  @Test(
    "equal and longer histories",
    arguments: [
      (5, 5, "equal", "The same roots (records not read"),
      (4, 5, "first_is_prefix", "The second goes on from the first"),
      (5, 4, "second_is_prefix", "The first goes on from the second"),
    ])
  func withoutDifference(first: UInt64, second: UInt64, code: String, words: String) throws {
    let view = Self.view((first, second))
    let object = try Self.object(view)
    #expect(object["result"] as? String == code)
    #expect(object["position"] == nil)
    #expect(object["found_by"] as? String == "kept_trees")
    #expect(object["records_read"] as? Int == 7)
    #expect((object["first"] as? [String: Any])?["directory"] as? String == "/a")
    #expect(Self.text(view, .table).contains(words))
  }

  @Test("a difference has both records, by kind, hash and place, and also what is no record")
  func difference() throws {
    var view = Self.view((5, 4))
    var record = PBRecord()
    record.streamID = "t-1"
    record.streamKind = .team
    record.teamRegistered.name = "Sales"
    view.position = 3
    view.first.record = .init(
      bytes: try GeneratedCodec.encode(record), leafHash: "0101",
      place: "the block of records 1 to 5")
    view.second.record = .init(bytes: [0xFF], leafHash: "0202", place: "segment 1")
    let object = try Self.object(view)
    #expect(object["result"] as? String == "different" && object["position"] as? Int == 3)
    let first = try #require(object["first"] as? [String: Any])
    #expect(first["event"] as? String == "team-registered")
    #expect(first["stream"] as? String == "team:t-1" && first["leaf_hash"] as? String == "0101")
    let second = try #require(object["second"] as? [String: Any])
    #expect(second["event"] == nil && second["stored_in"] as? String == "segment 1")
    for language in [Language.en, .zh] {
      let table = Self.text(view, .table, language)
      #expect(table.contains("0202") && table.contains("the block of records 1 to 5"))
    }
  }
}
