import Foundation
import Presentation
import Schema
import Testing

@Suite("Evidence is printed as it is kept")
struct EvidenceViewTests {
  private static func text(
    _ answer: PBAnswer, _ view: PBQuery.OneOf_View, _ format: Format, _ language: Language = .en
  ) throws -> String {
    try Renderer(Style(format: format, language: language)).text(answer, to: view)
  }

  private static func head(_ size: UInt64, note: String) -> PBSignedHeadAnswer {
    var head = PBSignedHeadAnswer()
    head.size = size
    head.root = Data(repeating: 7, count: 32)
    head.note = note
    head.verifierKeys = ["a+b+c"]
    return head
  }

  @Test("a signed head on a terminal is the note and nothing else")
  func signedHead() throws {
    var answer = PBAnswer()
    answer.signedHead = Self.head(5, note: "a\n5\nr\n\n— a s\n")
    #expect(try Self.text(answer, .signedHead(.init()), .table) == "a\n5\nr\n\n— a s\n")
    let json = try Self.text(answer, .signedHead(.init()), .json)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["note"] as? String == answer.signedHead.note)
    #expect(object["verifier_keys"] as? [String] == ["a+b+c"])
  }

  @Test("a proof of a record is a tlog-proof when its head is signed, and says so when it is not")
  func inclusion() throws {
    var answer = PBAnswer()
    answer.inclusion.position = 3
    answer.inclusion.record = Data([1, 2])
    answer.inclusion.path = [Data(repeating: 1, count: 32)]
    answer.inclusion.head = Self.head(5, note: "a\n5\nr\n\n— a s\n")
    let step = Data(repeating: 1, count: 32).base64EncodedString()
    let signed = try Self.text(answer, .inclusion(.init()), .table)
    #expect(
      signed
        == "c2sp.org/tlog-proof@v1\nextra AQI=\nindex 2\n\(step)\n\na\n5\nr\n\n— a s\n")
    answer.inclusion.head.note = ""
    let unsigned = try Self.text(answer, .inclusion(.init()), .table)
    #expect(unsigned.contains("Record 3 is among the first 5"))
    #expect(unsigned.contains("nobody signed"))
    #expect(try Self.text(answer, .inclusion(.init()), .table, .zh).contains("未签名"))
    let json = try Self.text(answer, .inclusion(.init()), .json)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["path"] as? [String] == [step])
    #expect(object["record"] as? String == "AQI=")
  }
}
