import Foundation
import Schema
import SwiftProtobuf
import Testing

@testable import Presentation

/// A record of every kind of event, as `Tests/golden` keeps it: nearly every field has a value.
private struct GoldenRecord: CustomTestStringConvertible, Sendable {
  let kind: String
  let bytes: [UInt8]

  var testDescription: String { kind }

  static let all: [GoldenRecord] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "golden")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.sorted().compactMap { name in
      guard name.hasSuffix(".txt"),
        let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8),
        let line = text.split(separator: "\n").first
      else { return nil }
      var bytes: [UInt8] = []
      var digits = line.utf8.makeIterator()
      while let high = digits.next(), let low = digits.next() {
        guard let byte = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16) else {
          return nil
        }
        bytes.append(byte)
      }
      return GoldenRecord(kind: String(name.dropLast(4)), bytes: bytes)
    }
  }()

  func line(_ language: Language) throws -> String {
    try Renderer(Style(format: .table, language: language)).line(record: bytes)
  }

  /// The kind and the numbers of the fields that the event says something in.
  func fact() throws -> (kind: Lexicon.Kind, numbers: Set<UInt32>) {
    var event = PBRecord()
    event.event = try PBRecord(serializedBytes: bytes).event
    let encoded: [UInt8] = try event.serializedBytes()
    var reader = WireReader(encoded.span.bytes)
    let number = try #require(try reader.nextField())
    let kind = try #require(Lexicon.current.event(number: number))
    var body = try reader.submessage("event")
    var numbers: Set<UInt32> = []
    while let field = try body.nextField() {
      numbers.insert(field)
      try body.skip()
    }
    return (kind, numbers)
  }
}

private func isChinese(_ text: String) -> Bool {
  text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
}

@Suite("Every kind of event is shown whole, in both languages")
struct EveryKindTests {
  @Test("there is a record of every kind to show")
  func complete() throws {
    let shown = try Set(GoldenRecord.all.map { try $0.fact().kind.number })
    #expect(shown == Set(Lexicon.current.events.map(\.number)))
  }

  @Test("every kind and every word is called something in both languages")
  func words() {
    let lexicon = Lexicon.current
    for kind in lexicon.commands + lexicon.events {
      #expect(isChinese(kind.zh) && !kind.en.isEmpty && !isChinese(kind.en), "\(kind.name)")
    }
    for (list, words) in lexicon.words {
      for word in words {
        #expect(!word.zh.isEmpty && !word.en.isEmpty && !isChinese(word.en), "\(list) \(word.code)")
        #expect(list == "Grade" || list == "Severity" || isAsSaid(word), "\(list) \(word.code)")
      }
    }
  }

  /// A Chinese word is Chinese, unless it is an abbreviation that everybody uses.
  private func isAsSaid(_ word: Lexicon.Word) -> Bool { isChinese(word.zh) || word.zh == word.en }

  @Test("every field of every event has a heading, and its list of words exists")
  func headings() {
    var waiting = Lexicon.current.events
    var seen: Set<String> = []
    while let kind = waiting.popLast() {
      for field in kind.fields {
        #expect(Headings.knows(field.title), "\(kind.message).\(field.name)")
        #expect(isChinese(Headings.heading(field.title, .zh)), "\(kind.message).\(field.name)")
        if field.form == .word { #expect(Lexicon.current.words[field.of] != nil, "\(field.of)") }
        // Money is an amount, and rules have a view of their own.
        guard field.form == .message, field.of != "Money", field.of != "PolicyDocument",
          seen.insert(field.of).inserted
        else { continue }
        guard let inner = Lexicon.current.values[field.of] else {
          Issue.record("nothing is known of \(field.of)")
          continue
        }
        waiting.append(inner)
      }
    }
  }

  @Test("a line names the event and says every field", arguments: GoldenRecord.all)
  fileprivate func line(_ golden: GoldenRecord) throws {
    let record = try PBRecord(serializedBytes: golden.bytes)
    let (kind, numbers) = try golden.fact()
    let view = try #require(FactView(of: record))
    let zh = try golden.line(.zh)
    let en = try golden.line(.en)
    #expect(zh.contains(kind.zh) && en.contains(kind.en))
    // Whole rules have a view of their own, and of the basis of no grade nothing is said.
    let isGraded = view.fields.contains { $0.key == "grade" }
    for field in kind.fields
    where numbers.contains(field.number) && field.of != "PolicyDocument"
      && (field.name != "grade_supported" || isGraded)
    {
      let shown = view.fields.first { $0.key == field.title }
      #expect(shown != nil, "\(kind.message).\(field.name) is left out")
      guard let shown, !shown.shown(Style(format: .table)).isEmpty else { continue }
      #expect(zh.contains(shown.heading(.zh)), "\(field.name)")
      #expect(en.contains(shown.heading(.en)), "\(field.name)")
    }
  }

  @Test(
    "a name that means several things in the schema has the heading of its event",
    arguments: [
      ("contactAdded", "title", "职务"), ("contactUpdated", "name", "姓名"),
      ("userRegistered", "name", "姓名"), ("teamRegistered", "name", "名称"),
      ("opportunityCreated", "title", "名称"), ("approvalGranted", "step", "步骤"),
    ])
  fileprivate func headings(kind: String, field: String, heading: String) throws {
    let golden = try #require(GoldenRecord.all.first { $0.kind == kind })
    let view = try #require(FactView(of: try PBRecord(serializedBytes: golden.bytes)))
    let found = try #require(view.fields.first { $0.key == field })
    #expect(found.heading(.zh) == heading && Headings.knows(field))
  }

  @Test("no word is shown as a number or by its name in a program", arguments: GoldenRecord.all)
  fileprivate func noRawWords(_ golden: GoldenRecord) throws {
    let (zh, en) = (try golden.line(.zh), try golden.line(.en))
    for (list, words) in Lexicon.current.words {
      #expect(!zh.contains("\(list)-") && !en.contains("\(list)-"))
      for word in words {
        #expect(!zh.contains(word.schemaName) && !en.contains(word.schemaName))
      }
    }
    let names = [golden.kind, "UNRECOGNIZED", "unspecified", "Optional("]
    for name in names { #expect(!zh.contains(name) && !en.contains(name), "\(name)") }
  }

  @Test("JSON says the same in whatever language", arguments: GoldenRecord.all)
  fileprivate func json(_ golden: GoldenRecord) throws {
    let plain = try Renderer(Style(format: .json, language: .en)).line(record: golden.bytes)
    let other = try Renderer(Style(format: .json, language: .zh)).line(record: golden.bytes)
    #expect(plain == other)
    let read = try JSONParser.parse(plain)
    #expect(read["event"]?.text?.isEmpty == false && read["detail"] != nil)
  }
}

@Suite("Details that are more than one value")
struct DetailTests {
  private func shown(_ event: PBRecord.OneOf_Event, _ language: Language) throws -> String {
    let bytes: [UInt8] = try PBRecord.with { $0.event = event }.serializedBytes()
    return try Renderer(Style(format: .table, language: language)).line(record: bytes)
  }

  @Test("codes of catalogues are shown by their labels, a company's own as they are")
  func catalogues() throws {
    let lost = PBRecord.OneOf_Event.opportunityLost(.with { $0.reason = "too-slow" })
    #expect(try shown(lost, .zh).contains("跟进太慢"))
    let tagged = PBRecord.OneOf_Event.customerTagged(.with { $0.tag = "price-sensitive" })
    #expect(try shown(tagged, .zh).contains("价格敏感"))
    let own = PBRecord.OneOf_Event.customerTagged(.with { $0.tag = "vip-2026" })
    #expect(try shown(own, .en).contains("vip-2026"))
  }

  @Test("what is there several times is shown one by one, not counted")
  func several() throws {
    let split = PBRecord.OneOf_Event.splitEffective(
      .with {
        $0.kind = .performance
        $0.shares = [("wang", UInt32(700_000)), ("li", 300_000)].map { party, ppm in
          PBSplitShare.with {
            $0.partyID = party
            $0.sharePpm = ppm
          }
        }
      })
    let line = try shown(split, .zh)
    #expect(line.contains("wang") && line.contains("70.00 %") && line.contains("li"))
    #expect(line.contains("业绩"))
  }

  @Test("that a grade is not supported is said to programs")
  func unsupported() throws {
    let bytes: [UInt8] = try PBRecord.with {
      $0.opportunityGraded.new = .a
      $0.opportunityGraded.basis.need = true
    }.serializedBytes()
    let json = try JSONParser.parse(Renderer(Style(format: .json)).line(record: bytes))
    #expect(json["detail"]?["supported"] == .bool(false))
    #expect(json["detail"]?["basis"]?["budget"] == .bool(false))
  }

  @Test("nothing is said of the basis of a grade that nobody gave")
  func ungraded() throws {
    var created = PBOpportunityCreated()
    created.gradeSupported = true
    #expect(try !shown(.opportunityCreated(created), .zh).contains("依据充分"))
    created.grade = .a
    #expect(try shown(.opportunityCreated(created), .zh).contains("依据充分：是"))
  }

  @Test("of a digest people see its beginning, programs all of it")
  func digests() throws {
    let evidence = PBRecord.OneOf_Event.evidenceVerified(.with { $0.evidenceID = "e1" })
    #expect(try shown(evidence, .en).contains("evidence: e1"))
    let quote = PBRecord.OneOf_Event.quoteIssued(
      .with { $0.fileSha256 = Data(repeating: 0xAB, count: 32) })
    #expect(try shown(quote, .zh).contains("文件摘要：abababababab…"))
  }

  @Test("what is open without an owner is in the pool, what has ended is not")
  func pool() throws {
    var answer = PBAnswer()
    answer.opportunities = [.with { $0.status = .open }, .with { $0.status = .dormant }]
    answer.pipeline = [.with { $0.status = .open }]
    let opportunities = PBQuery.OneOf_View.opportunities(PBOpportunitiesQuery())
    let zh = try Renderer(Style(format: .table, language: .zh)).text(answer, to: opportunities)
    #expect(zh.split(separator: "公海").count == 2 && zh.contains("沉寂"))
    let json = try Renderer(Style(format: .json, language: .zh)).text(answer, to: opportunities)
    #expect(json.contains(#""owner_id":"""#) && !json.contains("公海"))
    let table = Renderer(Style(format: .table, language: .en))
    let byOwner = PBQuery.OneOf_View.pipeline(.with { $0.groupBy = .owner })
    #expect(try table.text(answer, to: byOwner).contains("Pool"))
    #expect(try !table.text(answer, to: .pipeline(PBPipelineQuery())).contains("Pool"))
  }

  @Test("a refusal is explained in Chinese to who reads Chinese, and never in JSON")
  func refusal() throws {
    var result = PBCommandResult()
    result.rejection.code = "GATE_NOT_MET"
    result.rejection.message = "2 conditions are not met"
    let outcome = SubmissionOutcome.answered(result)
    let zh = Renderer(Style(format: .table, language: .zh)).line(outcome, inputLine: 1)
    #expect(zh.contains("进入条件未满足：2 conditions"))
    let en = Renderer(Style(format: .table, language: .en)).line(outcome, inputLine: 1)
    #expect(en.contains("2 conditions") && !isChinese(en))
    let json = Renderer(Style(format: .json, language: .zh)).line(outcome, inputLine: 1)
    #expect(!isChinese(json))
  }
}
