import Presentation
import Schema
import SwiftProtobuf
import Testing

@Suite("Answers as people and programs read them")
struct RendererTests {
  private static func answer() -> PBAnswer {
    var row = PBOpportunityRow()
    row.opportunityID = "opp-1"
    row.title = "华达智能报表系统项目"
    row.customerName = "上海华达机械制造有限公司"
    row.ownerID = "rep-1"
    row.status = .open
    row.stage = .quoted
    row.grade = .a
    row.amount.minorUnits = 12_345_600
    row.amount.currency = "CNY"
    row.expectedCloseDay = 20_513
    row.createdAtMs = 1_772_328_600_000
    row.winProbabilityPpm = 777_800
    row.flags = ["red", "my-own"]
    row.health.total = 90
    row.health.stuckReason = "quote-unanswered"
    var second = PBOpportunityRow()
    second.opportunityID = "opp-2"
    second.title = "Short"
    second.status = .lost
    second.lossReason = "price"
    var answer = PBAnswer()
    answer.position = 42
    answer.atMs = 1_772_328_600_000
    answer.policyVersion = 1
    answer.totalRows = 7
    answer.last = true
    answer.opportunities = [row, second]
    return answer
  }

  private let list = PBQuery.OneOf_View.opportunities(PBOpportunitiesQuery())

  @Test("JSON has one object a line, plain words, both forms of time, and the basis")
  func json() throws {
    let text = try Renderer(Style(format: .json)).text(Self.answer(), to: list)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    let first = try JSONParser.parse(lines[0])
    #expect(first["stage"] == .string("quoted"))
    #expect(first["grade"] == .string("A"))
    #expect(
      first["amount"]?.line == #"{"value":"123456.00","currency":"CNY","minor_units":12345600}"#)
    #expect(first["created_at"] == .string("2026-03-01T01:30:00.000Z"))
    #expect(first["created_at_ms"] == .number("1772328600000"))
    #expect(first["closed_at"] == .null)
    #expect(first["as_of_position"] == .number("42"))
    #expect(first["health"]?["stuck_reason"] == .string("quote-unanswered"))
    #expect(try JSONParser.parse(lines[1])["loss_reason"] == .string("price"))
  }

  @Test("JSON does not depend on language, clock or run")
  func jsonIsStable() throws {
    let plain = try Renderer(Style(format: .json)).text(Self.answer(), to: list)
    let other = try Renderer(Style(format: .json, language: .zh, utcOffsetMinutes: 480))
      .text(Self.answer(), to: list)
    #expect(plain == other)
  }

  @Test("columns line up under Chinese headings, a Chinese character being two wide")
  func tableWidths() throws {
    let style = Style(format: .table, language: .zh, utcOffsetMinutes: 480)
    let text = try Renderer(style).text(Self.answer(), to: list)
    let lines = text.split(separator: "\n").map(String.init)
    // The rule under the headings shows where each column begins.
    let rule = lines[1]
    #expect(rule.allSatisfy { $0 == "─" || $0 == " " })
    let stageColumn = try #require(Self.column(of: "阶段", in: lines[0]))
    #expect(Self.column(of: "报价", in: lines[2]) == stageColumn)
    #expect(lines[2].contains("123,456.00 CNY"))
    #expect(lines[2].contains("77.78 %"))
    #expect(lines[2].contains("标红、my-own"))
    #expect(lines[4].contains("2/7 行"))
    #expect(lines[4].contains("2026-03-01 09:30"))
  }

  /// The terminal column at which a text begins.
  private static func column(of part: String, in line: String) -> Int? {
    guard let range = line.firstRange(of: part) else { return nil }
    return line[..<range.lowerBound].reduce(0) { width, character in
      width + (character.unicodeScalars.allSatisfy { $0.value >= 0x2E80 } ? 2 : 1)
    }
  }

  @Test("CSV quotes what needs it and has one heading")
  func csv() throws {
    var answer = Self.answer()
    answer.opportunities[1].title = "a \"b\", c"
    let text = try Renderer(Style(format: .csv)).text(answer, to: list)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("opportunity_id,title,"))
    #expect(lines[2].hasPrefix("opp-2,\"a \"\"b\"\", c\","))
  }

  @Test("control characters of a note never reach the terminal")
  func controlCharacters() throws {
    var answer = Self.answer()
    answer.opportunities[0].title = "x\u{1B}[31m\ny"
    let text = try Renderer(Style(format: .table)).text(answer, to: list)
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("x [31m y"))
  }

  @Test("a record reads as who, what, about what")
  func record() throws {
    var record = PBRecord()
    record.position = 5
    record.occurredAtMs = 1_772_328_600_000
    record.actor.kind = .user
    record.actor.id = "rep-1"
    record.streamKind = .opportunity
    record.streamID = "opp-1"
    record.followUpLogged.channel = .phone
    record.followUpLogged.tags = ["price-too-high"]
    record.followUpLogged.sentiment = .objection
    let bytes: [UInt8] = try record.serializedBytes()
    let json = try JSONParser.parse(Renderer(Style(format: .json)).line(record: bytes))
    #expect(json["event"] == .string("follow-up-logged"))
    #expect(json["actor"] == .string("user:rep-1"))
    #expect(json["detail"]?["tags"]?.line == #"["price-too-high"]"#)
    let shown = try Renderer(Style(format: .table, language: .zh)).line(record: bytes)
    #expect(shown.contains("跟进"))
    #expect(shown.contains("觉得报价高"))
  }

  @Test("a certain outcome and an almost certain one look different")
  func probabilities() throws {
    var answer = PBAnswer()
    answer.forecast.firstK = 1
    answer.forecast.atLeastPpm = [999_999, 500_000, 1]
    let view = PBQuery.OneOf_View.forecast(PBForecastQuery())
    let text = try Renderer(Style(format: .table)).text(answer, to: view)
    #expect(text.contains(">99.99 %"))
    #expect(text.contains("50.00 %"))
    #expect(text.contains("<0.01 %"))
  }

  @Test("a policy document can be read back after printing")
  func policy() throws {
    var answer = PBAnswer()
    answer.policy.version = 3
    answer.policy.document.utcOffsetMinutes = 480
    answer.policy.document.grades = [PBGradeRule.with { $0.grade = .a }]
    answer.policy.reason = "line one\nline two"
    let text = try Renderer(Style(format: .table)).document(of: answer)
    let read = try JSONParser.parse(text, allowsComments: true)
    #expect(try PBPolicyDocument(jsonString: read.line) == answer.policy.document)
  }
}
