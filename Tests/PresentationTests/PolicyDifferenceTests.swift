import Schema
import SwiftProtobuf
import Testing

@testable import Presentation

@Suite("two policy documents are compared field by field")
struct PolicyDifferenceTests {
  private static func document(
    _ change: (inout PBPolicyDocument) -> Void = { _ in }
  ) -> PBPolicyDocument {
    var document = PBPolicyDocument()
    document.utcOffsetMinutes = 480
    document.stages = [
      PBStageRule.with {
        $0.stage = .needs
        $0.plannedDay = 2
        $0.label.zh = "需求"
      },
      PBStageRule.with {
        $0.stage = .quoted
        $0.plannedDay = 4
      },
    ]
    document.lossReasons = [PBLossReason.with { $0.code = "price" }]
    document.splits.methods = [.negotiated]
    document.approvals.currency = "CNY"
    document.approvals.flows = [
      PBApprovalFlow.with {
        $0.kind = .quote
        $0.bands = [PBApprovalBand.with { $0.upToMinorUnits = 10_000_000 }]
      }
    ]
    document.incentives.starAward.minorUnits = 50_000
    change(&document)
    return document
  }

  private func rows(_ change: (inout PBPolicyDocument) -> Void) throws -> [String] {
    try PolicyComparison.differences(from: Self.document(), to: Self.document(change)).map {
      "\($0.path) \($0.old?.line ?? "-") \($0.new?.line ?? "-")"
    }
  }

  @Test("what says the same has no difference, in whatever order its lists are")
  func equal() throws {
    #expect(try rows { _ in } == [])
    #expect(try rows { $0.stages.reverse() } == [])
  }

  @Test("a changed field stands under its path with both values")
  func changed() throws {
    #expect(try rows { $0.utcOffsetMinutes = 0 } == ["utc_offset_minutes 480 0"])
    #expect(try rows { $0.strictGradeA = true } == ["strict_grade_a false true"])
    #expect(
      try rows {
        $0.stages[1].plannedDay = 0
        $0.stages[0].label.zh = "确认"
      } == [#"stages[needs].label.zh "需求" "确认""#, "stages[quoted].planned_day 4 0"])
    #expect(
      try rows { $0.splits.methods = [.negotiated, .cutAndChoose] } == [
        #"splits.methods ["negotiated"] ["negotiated","cut-and-choose"]"#
      ])
    #expect(
      try rows { $0.approvals.flows[0].bands[0].upToMinorUnits = 7 } == [
        "approvals.flows[quote].bands[0].up_to_minor_units 10000000 7"
      ])
  }

  @Test("entries and groups that come and go stand there whole")
  func entries() throws {
    let added = try rows { $0.lossReasons.append(PBLossReason.with { $0.code = "other" }) }
    #expect(added == [#"loss_reasons[other] - {"code":"other"}"#])
    let gone = try rows { $0.lossReasons = [] }
    #expect(gone == [#"loss_reasons[price] {"code":"price"} -"#])
    #expect(try rows { $0.clearApprovals() }.count == 1)
    #expect(try rows { $0.incentives.starAward.minorUnits = 1 }.count == 1)
  }

  @Test("a list whose names are not unique is compared by places")
  func repeatedNames() throws {
    let found = try rows { $0.stages[1].stage = .needs }
    #expect(found.allSatisfy { $0.hasPrefix("stages[") })
    #expect(!found.isEmpty)
  }

  @Test("differences, faults and versions in both languages and all forms")
  func rendering() throws {
    let differences = try PolicyComparison.differences(
      from: Self.document(),
      to: Self.document {
        $0.stages[1].plannedDay = 5
        $0.splits.methods = [.negotiated, .cutAndChoose]
      })
    let zh = Renderer(Style(format: .table, language: .zh))
    let json = Renderer(Style(format: .json))
    let table = zh.text(differences)
    #expect(table.contains("字段"))
    #expect(table.contains("stages[quoted].planned_day"))
    #expect(table.contains("negotiated、cut-and-choose"))
    #expect(
      json.text(differences).hasPrefix(
        #"{"path":"stages[quoted].planned_day","old":4,"new":5}"# + "\n"))
    #expect(zh.text([PolicyDifference]()) == "两份规则没有差异\n")
    #expect(json.text([PolicyDifference]()) == "")

    let faults = ["pool.claim_quota: is 1 to 100000, not 0"]
    #expect(
      json.text(faults: faults)
        == #"{"path":"pool.claim_quota","fault":"is 1 to 100000, not 0"}"# + "\n")
    #expect(zh.text(faults: faults).contains("错误"))
    #expect(zh.text(faults: []) == "没有错误，可以发布\n")
  }
}
