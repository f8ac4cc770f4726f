import Presentation
import Schema
import SwiftProtobuf
import Testing

@Suite("The grade report and the waterfall as people and programs read them")
struct ReportTests {
  private static func waterfall() -> PBAnswer {
    PBAnswer.with { answer in
      answer.position = 9
      answer.atMs = 1_772_328_600_000
      answer.waterfall = [
        "start", "new", "reactivated", "reassigned-in", "pulled-in", "pushed-in", "amount-up",
        "won",
        "lost", "given-up", "pushed-out", "pulled-out", "amount-down", "reassigned-out", "end",
      ].map { step in
        PBWaterfallRow.with {
          $0.currency = "CNY"
          $0.step = step
          $0.count = 2
          $0.amountMinor = step == "won" ? -1_250 : 1_250
        }
      }
    }
  }

  private static let query = PBQuery.OneOf_View.waterfall(
    PBWaterfallQuery.with {
      $0.fromMs = 1_767_225_600_000
      $0.closingFromDay = 20_454
      $0.closingUntilDay = 20_543
    })

  @Test("Every step has words of its own in both languages", arguments: [Language.zh, .en])
  func words(_ language: Language) throws {
    let style = Style(format: .table, language: language)
    let text = try Renderer(style).text(Self.waterfall(), to: Self.query)
    for row in Self.waterfall().waterfall {
      #expect(!text.contains(" \(row.step) "), "\(row.step)")
    }
    #expect(text.contains(language == .zh ? "推迟出本期" : "Pushed out"))
    #expect(text.contains("-12.50 CNY"))
    #expect(text.split(separator: "\n").count == 18)
  }

  @Test("Each row says between which ends and of which period it is")
  func basis() throws {
    let json = try Renderer(Style(format: .json)).text(Self.waterfall(), to: Self.query)
    let rows = try json.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    #expect(rows.count == 15)
    #expect(rows[7]["step"] == .string("won"))
    #expect(rows[7]["amount"]?["minor_units"] == .number("-1250"))
    #expect(rows[7]["from"] == .string("2026-01-01T00:00:00.000Z"))
    #expect(rows[7]["closing_from"] == .string("2026-01-01"))
    #expect(rows[7]["closing_until"] == .string("2026-03-31"))
    #expect(rows[7]["as_of_position"] == .number("9"))
    let csv = try Renderer(Style(format: .csv)).text(Self.waterfall(), to: Self.query)
    #expect(csv.split(separator: "\n").count == 16)
  }

  @Test("The grade report names owners where it is cut by them, and its verdict")
  func grades() throws {
    let answer = PBAnswer.with { answer in
      answer.grades = ["rep-1", ""].map { owner in
        PBGradeRow.with {
          $0.ownerID = owner
          $0.grade = .a
          ($0.resolved, $0.won, $0.ratePpm) = (20, 6, 300_000)
          ($0.lowPpm, $0.highPpm, $0.priorPpm) = (195_600, 448_100, 700_000)
          $0.certaintyPpm = 986_825
          $0.verdict = "grade-too-loose"
        }
      }
    }
    var query = PBGradesQuery()
    let whole = PBQuery.OneOf_View.grades(query)
    query.groupBy = .owner
    let byOwner = PBQuery.OneOf_View.grades(query)
    let zh = Renderer(Style(format: .table, language: .zh))
    let text = try zh.text(answer, to: byOwner)
    for part in ["负责人", "rep-1", "公海", "等级过松", "30.00 %", "98.68 %", "已了结"] {
      #expect(text.contains(part), "\(part)")
    }
    let uncut = try zh.text(answer, to: whole)
    #expect(!uncut.contains("负责人"))
    let json = try Renderer(Style(format: .json)).text(answer, to: byOwner)
    let first = try JSONParser.parse(String(json.split(separator: "\n")[0]))
    #expect(first["verdict"] == .string("grade-too-loose"))
    #expect(first["rate_ppm"] == .number("300000"))
    #expect(first["rate_low_ppm"] == .number("195600"))
  }

  @Test("A forecast of a horizon says so, and silent ones stand apart")
  func forecast() throws {
    var answer = PBAnswer()
    answer.forecast.grades = [PBForecastGrade.with { $0.silent = true }]
    answer.forecast.withinDays = 30
    let view = PBQuery.OneOf_View.forecast(PBForecastQuery())
    let style = Style(format: .table, language: .zh)
    let text = try Renderer(style).text(answer, to: view)
    #expect(text.contains("天数内") && text.contains("久未联系"))
    answer.forecast.clearWithinDays()
    answer.forecast.grades = []
    let plain = try Renderer(style).text(answer, to: view)
    #expect(!plain.contains("天数内") && !plain.contains("久未联系"))
  }
}
