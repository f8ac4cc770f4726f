import Opportunities
import Schema
import Testing

@testable import Presentation

@Suite("Reports of the auditor's tool")
struct AuditReportTests {
  private static let report = AuditReport(
    "summary",
    summary: [
      .code("verdict", "VIOLATED"), .number("violated", 1), .absent("checkpoint_what"),
      .hex("root", [1, 255]),
    ],
    tables: [
      AuditReport.Table(
        "finding", zh: "逐条", en: "Findings", columns: ["rule", "position", "what", "details"],
        rows: [
          [
            .code("rule", "GATE_NOT_MET"), .number("position", 7),
            .message("what", "2 are not met", about: "GATE_NOT_MET"),
            .list("details", ["needs: profile complete", "a, \"b\""]),
          ]
        ], leftOut: 3)
    ])

  private static func text(_ format: Format, _ language: Language = .en) -> String {
    Renderer(Style(format: format, language: language)).text(report)
  }

  @Test("JSON has a line for the summary and one for each row, which say what they are")
  func json() {
    #expect(
      Self.text(.json) == """
        {"row":"summary","verdict":"VIOLATED","violated":1,"checkpoint_what":null,"root":"01ff"}
        {"row":"finding","rule":"GATE_NOT_MET","position":7,"what":"2 are not met","details":["needs: profile complete","a, \\"b\\""]}

        """)
  }

  @Test("CSV has the first table under its heading, whatever is in it")
  func csv() {
    #expect(
      Self.text(.csv) == """
        rule,position,what,details
        GATE_NOT_MET,7,2 are not met,"needs: profile complete; a, ""b\"""

        """)
    var empty = Self.report
    empty.tables[0].rows = []
    let text = Renderer(Style(format: .csv)).text(empty)
    #expect(text == "rule,position,what,details\n")
    empty.tables = []
    #expect(Renderer(Style(format: .csv)).text(empty).hasPrefix("verdict,violated,"))
  }

  @Test(
    "Tables tell people what codes mean, leave out what is not there, and say what a limit left out"
  )
  func tables() {
    let english = Self.text(.table)
    #expect(english.contains("violates its rules"))
    #expect(!english.contains("About the checkpoint"))
    #expect(english.contains("3 more rows are not listed"))
    let chinese = Self.text(.table, .zh)
    #expect(chinese.contains("违反规则"))
    #expect(chinese.contains("进入条件未满足：2 are not met"))
    #expect(chinese.contains("另有 3 行未列出"))
  }

  @Test("Every remark and every refusal has its words in both languages")
  func words() {
    for remark in Remark.allCases { #expect(AuditWords.knows(remark.rawValue), "\(remark)") }
    for code in Rejection.Code.allCases { #expect(AuditWords.knows(code.rawValue), "\(code)") }
    for word in ["FACTS_DIFFER", "WRONG_POLICY", "NO_COMMAND", "COMMAND_CUT", "TEXT_UNREADABLE"] {
      #expect(AuditWords.word(word).label(.zh) != word)
      #expect(AuditWords.word(word).label(.en) != word)
    }
    for (key, heading) in AuditWords.headings {
      #expect(!heading.zh.isEmpty && !heading.en.isEmpty, "\(key)")
    }
  }

  @Test("Two answers about one opportunity are compared field by field")
  func comparison() {
    var old = PBOpportunityRow()
    old.opportunityID = "O-1"
    old.status = .open
    old.winProbabilityPpm = 300_000
    old.flags = ["red"]
    old.health.total = 60
    var new = old
    #expect(OpportunityComparison.differences(from: old, to: new).isEmpty)
    new.winProbabilityPpm = 400_000
    new.flags = []
    new.health.total = 20
    new.due.dueAtMs = 1_800_000_000_000
    let found = OpportunityComparison.differences(from: old, to: new)
    #expect(found.first { $0.field == "win_probability_ppm" }?.new == "400000")
    #expect(found.first { $0.field == "flags" }?.old == "red")
    #expect(found.first { $0.field == "health_total" }?.new == "20")
    #expect(found.first { $0.field == "due_due_at" }?.old == "")
    #expect(!found.contains { $0.field == "opportunity_id" })
  }
}
