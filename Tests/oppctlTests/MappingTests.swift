import Schema
import SwiftProtobuf
import Testing

@testable import oppctl

@Suite("Mappings")
struct MappingTests {
  static let header = ["when", "id", "event", "owner", "amount", "from", "to"]

  static let text = #"""
    {
      // A small one.
      "mapping": 1, "source": "old", "utcOffset": "+08:00",
      "constants": { "currency": "CNY" },
      "tables": { "stage": { "first": "contact", "second": "contact", "offer": "quoted" } },
      "occurredAt": "{when|time:DD/MM/YYYY HH:mm}",
      "report": { "opportunity": "{id}", "event": "{event}" },
      "ensure": [
        { "once": "user:{owner}", "when": { "owner": { "not": "" } },
          "command": { "registerUser": { "userId": "{owner|slug}", "name": "{owner}", "roles": ["rep"] } } }
      ],
      "rows": [
        { "when": { "event": "new" }, "commands": [ { "createOpportunity": {
          "opportunityId": "{id}", "customerId": "c", "title": "Deal {{{id}}}", "ownerId": "{owner|slug}",
          "amount": { "value": "{amount|default:0}", "currency": "{$currency}" }, "source": "{from}" } } ] },
        { "when": { "event": "moved", "$same": ["{from|translate:stage}", "{to|translate:stage}"] },
          "skip": "same stage" },
        { "when": { "event": "moved" }, "commands": [ { "moveStage": {
          "opportunityId": "{id}", "from": "{from|translate:stage}", "to": "{to|translate:stage}", "note": "n" } } ] }
      ]
    }
    """#

  static func planner(_ batch: String = "b") throws -> RowPlanner {
    RowPlanner(
      mapping: try Mapping(text, header: header), batchID: batch, columnCount: header.count)
  }

  static func row(_ fields: String...) -> CSVReader.Row { CSVReader.Row(fields: fields, line: 2) }

  static func commands(_ plan: RowPlan) throws -> [PBCommand] {
    guard case .commands(let planned) = plan else {
      throw MappingError(message: "\(plan)", path: "")
    }
    return try planned.map { try PBCommand(serializedBytes: $0.bytes) }
  }

  @Test("a row becomes commands with its own time, and registers a person once")
  func creates() throws {
    var planner = try Self.planner()
    let first = try Self.commands(
      planner.plan(Self.row("01/03/2026 09:30", "d1", "new", "Li Na", "12.5", "", ""), number: 1))
    try #require(first.count == 2)
    #expect(first[0].registerUser.userID == "li-na")
    #expect(first[0].registerUser.roles == [.rep])
    let create = first[1].createOpportunity
    #expect(create.title == "Deal {d1}")
    #expect(create.amount.minorUnits == 1_250)
    #expect(create.amount.currency == "CNY")
    #expect(create.source.isEmpty)
    #expect(first[1].occurredAtMs == 1_772_328_600_000)
    #expect(first[1].actor.kind == .import)
    #expect(first[1].import.row == 1)
    let second = try Self.commands(
      planner.plan(Self.row("01/03/2026 09:31", "d2", "new", "Li Na", "", "", ""), number: 2))
    #expect(second.count == 1)
  }

  @Test("the same row has the same bytes in every run, and other ids in another batch")
  func isDeterministic() throws {
    let row = Self.row("01/03/2026 09:30", "d1", "new", "Li Na", "12.5", "", "")
    var (one, two, other) = (try Self.planner(), try Self.planner(), try Self.planner("c"))
    let first = try Self.commands(one.plan(row, number: 1))
    #expect(try first == Self.commands(two.plan(row, number: 1)))
    let elsewhere = try Self.commands(other.plan(row, number: 1))
    #expect(Set(first.map(\.commandID)).isDisjoint(with: elsewhere.map(\.commandID)))
  }

  @Test("a move within one canonical stage is skipped with its reason")
  func skips() throws {
    var planner = try Self.planner()
    let plan = planner.plan(
      Self.row("01/03/2026 09:30", "d1", "moved", "", "", "first", "second"), number: 1)
    guard case .skipped(let reason) = plan else {
      Issue.record("\(plan)")
      return
    }
    #expect(reason == "same stage")
  }

  @Test(
    "a row that does not fit is refused and says which column",
    arguments: [
      (["x", "d1", "new", "", "1", "", ""], "BAD_VALUE", "column 'when'"),
      (["01/03/2026 09:30", "d1", "new", "", "many", "", ""], "BAD_VALUE", "amount"),
      (
        ["01/03/2026 09:30", "d1", "moved", "", "", "nowhere", "offer"], "BAD_VALUE",
        "column 'from'"
      ),
      (["01/03/2026 09:30", "d1", "danced", "", "", "", ""], "UNMAPPED_ROW", "no rule"),
      (["short"], "WRONG_FIELD_COUNT", "1 fields"),
    ])
  func refuses(fields: [String], code: String, part: String) throws {
    var planner = try Self.planner()
    let plan = planner.plan(CSVReader.Row(fields: fields, line: 2), number: 1)
    guard case .refused(let refused, let message) = plan else {
      Issue.record("\(plan)")
      return
    }
    #expect(refused == code)
    #expect(message.contains(part), "\(message)")
  }

  @Test("a refused row registers nobody, so the next one does")
  func refusedRegistersNobody() throws {
    var planner = try Self.planner()
    _ = planner.plan(Self.row("01/03/2026 09:30", "d1", "new", "Li Na", "x", "", ""), number: 1)
    let next = try Self.commands(
      planner.plan(Self.row("01/03/2026 09:30", "d1", "new", "Li Na", "1", "", ""), number: 2))
    #expect(next.count == 2)
  }

  @Test(
    "a faulty mapping is refused with the place of the fault",
    arguments: [
      ("{id}", "{idd}", "no column 'idd'"), ("|slug}", "|slugg}", "no filter 'slugg'"),
      ("{$currency}", "{$money}", "no constant '$money'"),
      ("translate:stage", "translate:step", "no table 'step'"),
      ("DD/MM/YYYY", "DD/MM/YY", "lacks YYYY"), ("\"skip\"", "\"skipp\"", "rows[1]"),
      ("\"mapping\": 1", "\"mapping\": 2", "mapping"), ("\"source\": \"old\",", "", "source"),
      ("\"ensure\"", "\"ensured\"", "ensured"), ("{owner|slug}", "{owner|slug", "'{' without '}'"),
    ])
  func faults(part: String, replacement: String, message: String) throws {
    let faulty = Self.text.replacing(part, with: replacement)
    do {
      _ = try Mapping(faulty, header: Self.header)
      Issue.record("taken")
    } catch {
      #expect(error.description.contains(message), "\(error)")
    }
  }

  @Test(
    "slugs are identifiers",
    arguments: [
      ("Moses Frase", "moses-frase"), ("  GTX -- Pro! ", "gtx-pro"), ("上海 华达", "上海-华达"),
      ("a_b.c", "a_b.c"), ("///", ""),
    ])
  func slugs(text: String, slug: String) {
    #expect(Filter.slug(text) == slug)
    #expect(Filter.slug(String(repeating: "长", count: 40)).utf8.count <= 64)
  }
}
