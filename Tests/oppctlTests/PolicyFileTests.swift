import Opportunities
import Presentation
import Schema
import SwiftProtobuf
import Testing

@testable import oppctl

@Suite("a policy document is edited by people")
struct PolicyFileTests {
  private static var standard: String {
    get throws {
      let json = try PolicyCodec.message(.standard).jsonString()
      return "// the rules\n" + (try JSONParser.parse(json).document)
    }
  }

  @Test("what is printed can be read, with comments, has no fault, and says the same")
  func roundTrip() throws {
    let text = try Self.standard
    #expect(try PolicyFile.faults(in: text, named: "p") == [])
    let read = try PolicyFile.document(in: text, named: "p")
    #expect(try PolicyCodec.document(read) == .standard)
    let whole = "{\"version\": 1, \"document\": \(text)}"
    #expect(try PolicyFile.document(in: whole, named: "p") == read)
  }

  @Test("what policy show prints explains each field once, and says the same")
  func shown() throws {
    var answer = PBAnswer()
    answer.policy.document = PolicyCodec.message(.standard)
    let text = try Renderer(Style(format: .table)).document(of: answer)
    #expect(try PolicyFile.faults(in: text, named: "p") == [])
    let read = try PolicyFile.document(in: text, named: "p")
    #expect(try PolicyCodec.document(read) == .standard)
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.count { $0 == "// One of: off, flag, enforce." } == 1)
    #expect(lines.count { $0.hasPrefix("// Multiplier of the odds to win") } == 1)
    #expect(lines.contains("\"strict_grade_a\": false,"))
    #expect(lines.contains("\"penalty_points\": 0,"))
  }

  @Test("words may be written as people write them")
  func words() throws {
    let text = try Self.standard
      .replacing("\"GATE_MODE_FLAG\"", with: "\"enforce\"")
      .replacing("\"TRANSFER_SCOPE_DEPARTMENT\"", with: "\"公司\"")
      .replacing("\"EVIDENCE_KIND_PROPOSAL_FILE\"", with: "\"proposal-file\"")
    let document = try PolicyCodec.document(PolicyFile.document(in: text, named: "p"))
    #expect(document.gates?.mode == .enforce)
    #expect(document.pool?.transferScope == .company)
    #expect(document.gates?.stages[2].evidence == [EvidenceNeed(anyOf: [.proposalFile])])
  }

  @Test("every field that does not fit is named at once")
  func structure() throws {
    let text = """
      {
        "utcOffset": 480, "grades": 7, "stages": [{"stage": "quotd", "planned_day": "soon"}],
        "health": [], "recording": {}, "strictGradeA": "yes",
        "pool": {"transfer_scope": 3, "elimination_path": "direct", "claim_quota": -1},
        "approvals": {"flows": [{"kind": "quote", "bands": [{"up_to_minor_units": 1.5}]}]}
      }
      """
    let paths = try PolicyFile.faults(in: text, named: "p").map { fault in
      String(fault.prefix { $0 != ":" })
    }
    #expect(
      paths == [
        "utcOffset", "grades", "stages[0].stage", "stages[0].planned_day", "stages[0].label",
        "health", "strict_grade_a", "pool.transfer_scope", "pool.claim_quota",
        "approvals.flows[0].bands[0].up_to_minor_units", "cadence",
      ])
    let error = #expect(throws: DocumentFault.self) {
      try PolicyFile.document(in: text, named: "p")
    }
    #expect(error?.message.split(separator: "\n").count == paths.count)
  }

  @Test("numbers that cannot be in force are named at once, as the daemon does")
  func numbers() throws {
    let text = try Self.standard
      .replacing("\"claimQuota\": 20", with: "\"claimQuota\": 0")
      .replacing("\"standardTemplate\": \"standard\"", with: "\"standardTemplate\": \"none\"")
    let faults = try PolicyFile.faults(in: text, named: "p")
    #expect(
      faults.map { String($0.prefix { $0 != ":" }) } == [
        "pipelines.standard_template", "pool.claim_quota",
      ])
  }

  @Test("what is no JSON is named with its line")
  func syntax() throws {
    let error = #expect(throws: DocumentFault.self) {
      try PolicyFile.faults(in: "{\n\"a\" 1}", named: "p")
    }
    #expect(error?.message.hasPrefix("p: line 2") == true)
  }

  @Test(
    "an argument of diff is a version or a file",
    arguments: [("1", UInt64(1)), ("current", 0), ("rules.json", nil), ("./1", nil), ("-1", nil)])
  func source(_ text: String, _ version: UInt64?) {
    #expect(PolicyDiffCommand.version(text) == version)
  }
}
