import Presentation
import Schema
import SwiftProtobuf
import Testing

@Suite("Opportunities printed while they come")
struct ExportTests {
  /// Numbers that come again with their seed (SplitMix64).
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  private static let texts = [
    "", "opp-1", "a,b", "say \"yes\"", "two\nlines", "carriage\rreturn", " leading", "trailing ",
    "eight888", "eight88,", "九寨沟项目", "tab\there", "back\\slash", "nul\u{0}", "del\u{7F}",
    "line\u{2028}and\u{2029}paragraph", "emoji 👩‍👩‍👧", "\"\u{301}", "exactly sixteen!",
    "quote at the end of a long text\"", "\u{FEFF}mark", "€uro",
  ]

  private static let moments: [Int64] = [
    0, 1, -1, 1_772_328_600_000, 951_782_400_000, 951_868_799_999, -62_167_219_200_000,
    253_402_300_799_999, 253_402_300_800_000, -62_167_219_200_001, 4_102_444_800_000,
  ]

  private static let amounts: [(Int64, String)] = [
    (0, "CNY"), (5, "CNY"), (-5, "CNY"), (123_456, "CNY"), (99, "JPY"), (-1_234, "KWD"), (7, "KWD"),
    (.max, "USD"), (.min, "USD"), (.min, "JPY"), (100, ""), (12, "CNY"),
  ]

  private static func one<Element>(of elements: [Element], _ dice: inout Dice) -> Element {
    elements[Int(dice.next() % UInt64(elements.count))]
  }

  private static func row(_ dice: inout Dice, isOpen: Bool) -> PBOpportunityRow {
    func text() -> String { one(of: texts, &dice) }
    func moment() -> Int64 { one(of: moments, &dice) }
    func number() -> UInt32 { UInt32.random(in: 0 ... .max, using: &dice) >> (dice.next() % 32) }
    var row = PBOpportunityRow()
    row.opportunityID = text()
    row.title = text()
    row.customerID = text()
    row.customerName = text()
    row.ownerID = text()
    let closed: [PBStatus] = [.won, .lost, .archived, .unspecified, .UNRECOGNIZED(9)]
    row.status = isOpen ? .open : one(of: closed, &dice)
    row.stage = PBStage(rawValue: Int.random(in: 0...8, using: &dice)) ?? .unspecified
    row.grade = PBGrade(rawValue: Int.random(in: 0...4, using: &dice)) ?? .unspecified
    (row.amount.minorUnits, row.amount.currency) = one(of: amounts, &dice)
    if Bool.random(using: &dice) {
      row.expectedCloseDay = one(of: [0, -1, 20_513, 11_016, .max, .min], &dice)
    }
    row.pushCount = number()
    row.createdAtMs = moment()
    row.stageEnteredAtMs = moment()
    row.lastFollowUpAtMs = moment()
    row.closedAtMs = moment()
    row.lossReason = one(of: ["", "price", "own,reason"], &dice)
    row.version = dice.next() >> (dice.next() % 64)
    row.followUpCount = number()
    row.winProbabilityPpm = number()
    row.flags = Array(["red", "my own", "a,b", ""].prefix(Int.random(in: 0...4, using: &dice)))
    guard isOpen else { return row }
    row.health = PBHealthRow.with {
      $0.opportunityID = row.opportunityID
      $0.frequency = number()
      $0.feedback = number()
      $0.stage = number()
      $0.total = number()
      $0.stuckReason = one(of: ["", "none", "no-proposal"], &dice)
      $0.silentDays = number()
      $0.daysWithoutProgress = number()
      $0.eliminationAdvised = Bool.random(using: &dice)
    }
    row.due = PBDueRow.with {
      $0.title = row.title
      $0.dueAtMs = moment()
      $0.rule = text()
      $0.overdueMs = Int64.random(in: .min ... .max, using: &dice)
      $0.red = Bool.random(using: &dice)
      $0.redSinceMs = moment()
      $0.stalled = Bool.random(using: &dice)
      $0.notify = Array(["owner", "manager"].prefix(Int.random(in: 0...2, using: &dice)))
      $0.suspendedUntilMs = moment()
      $0.lastTopic = text()
    }
    return row
  }

  /// Which kinds of rows there are, in which order.
  enum Mixture: CaseIterable {
    case none, open, closed, openFirst, closedFirst

    func isOpen(_ index: Int, _ flip: Bool) -> Bool {
      switch self {
      case .none, .open: true
      case .closed: false
      case .openFirst: index == 0 || (index > 1 && flip)
      case .closedFirst: index == 1 || (index > 1 && flip)
      }
    }
  }

  private static func answer(_ mixture: Mixture, seed: UInt64) -> PBAnswer {
    var dice = Dice(state: seed)
    var answer = PBAnswer()
    answer.position = dice.next() >> 20
    answer.atMs = moments[Int(dice.next() % 5)]
    answer.policyVersion = 3
    if mixture != .none {
      answer.opportunities = (0..<40).map { index in
        row(&dice, isOpen: mixture.isOpen(index, dice.next() % 2 == 0))
      }
    }
    answer.totalRows = UInt64(answer.opportunities.count)
    return answer
  }

  /// The answer in pages of `rows` rows, each with the header, as the daemon sends it.
  private static func pages(_ answer: PBAnswer, rows: Int) throws -> [[UInt8]] {
    var rest = answer.opportunities[...]
    var pages: [[UInt8]] = []
    repeat {
      var page = answer
      page.opportunities = Array(rest.prefix(rows))
      rest = rest.dropFirst(rows)
      page.last = rest.isEmpty
      pages.append(try page.serializedBytes())
    } while !rest.isEmpty
    return pages
  }

  private static func export(
    _ pages: [[UInt8]], as format: Format, limit: UInt64 = 0
  ) throws -> String {
    var export = OpportunityExport(format: format, limit: limit)
    var output = ByteOutput(capacity: 64)
    for page in pages { try append(page, to: &export, &output) }
    try export.finish()
    return String(decoding: output.bytes, as: UTF8.self)
  }

  private static func append(
    _ page: [UInt8], to export: inout OpportunityExport, _ output: inout ByteOutput
  ) throws {
    try export.append(page: page.span.bytes, to: &output)
  }

  @Test(
    "prints what the whole answer prints, byte for byte", arguments: Mixture.allCases,
    [Format.csv, .json])
  func sameBytes(_ mixture: Mixture, _ format: Format) throws {
    let view = PBQuery.OneOf_View.opportunities(PBOpportunitiesQuery())
    for seed in 1...20 as ClosedRange<UInt64> {
      let answer = Self.answer(mixture, seed: seed)
      let whole = try Renderer(Style(format: format)).text(answer, to: view)
      for rows in [1, 7, 40] {
        let text = try Self.export(Self.pages(answer, rows: rows), as: format)
        #expect(text == whole, "seed \(seed)")
      }
    }
  }

  @Test("a quote with an accent behind it is doubled like any other")
  func accentedQuote() throws {
    var answer = Self.answer(.closed, seed: 8)
    answer.opportunities = [answer.opportunities[0]]
    answer.totalRows = 1
    answer.opportunities[0].title = "5\"\u{301}, wide"
    let view = PBQuery.OneOf_View.opportunities(PBOpportunitiesQuery())
    let whole = try Renderer(Style(format: .csv)).text(answer, to: view)
    #expect(Array(whole.utf8).contains(Array("\"5\"\"\u{301}, wide\"".utf8)))
    #expect(try Self.export(Self.pages(answer, rows: 1), as: .csv) == whole)
  }

  @Test("an answer that is not whole is an error, wherever it ends")
  func notWhole() throws {
    let pages = try Self.pages(Self.answer(.openFirst, seed: 1), rows: 10)
    for count in 0..<pages.count {
      #expect(throws: ExportFault.self) {
        try Self.export(Array(pages.prefix(count)), as: .csv)
      }
    }
    // The last page alone, and a page that is missing in the middle.
    #expect(throws: ExportFault.self) { try Self.export([pages[3]], as: .json) }
    #expect(throws: ExportFault.self) { try Self.export([pages[0], pages[3]], as: .csv) }
    #expect(throws: ExportFault.self) { try Self.export(pages + [pages[0]], as: .csv) }
  }

  @Test("pages of two answers do not become one file")
  func twoAnswers() throws {
    var other = Self.answer(.open, seed: 2)
    let pages = try Self.pages(other, rows: 20)
    other.position += 1
    let later = try Self.pages(other, rows: 20)
    #expect(throws: ExportFault.self) { try Self.export([pages[0], later[1]], as: .csv) }
  }

  @Test("with a limit as many rows are expected as the limit says")
  func limit() throws {
    var answer = Self.answer(.open, seed: 3)
    answer.totalRows = 1_000
    let pages = try Self.pages(answer, rows: 20)
    #expect(try Self.export(pages, as: .csv, limit: 40).hasPrefix("opportunity_id,title,"))
    #expect(throws: ExportFault.self) { try Self.export(pages, as: .csv, limit: 41) }
  }

  @Test("the heading is the same whatever the rows are, also without any")
  func oneHeading() throws {
    let headings = try Set(
      Mixture.allCases.map { mixture in
        let pages = try Self.pages(Self.answer(mixture, seed: 4), rows: 40)
        return try Self.export(pages, as: .csv).prefix { $0 != "\n" }
      })
    #expect(headings.count == 1)
    let end = ",as_of_position,as_of,as_of_ms,as_of_policy_version"
    #expect(headings.first?.hasSuffix(end) == true)
  }

  @Test("an open opportunity in the pool has a health and owes nobody anything")
  func pooled() throws {
    var answer = Self.answer(.open, seed: 4)
    for place in [0, 7, 39] { answer.opportunities[place].clearDue() }
    let view = PBQuery.OneOf_View.opportunities(PBOpportunitiesQuery())
    for format in [Format.csv, .json] {
      let whole = try Renderer(Style(format: format)).text(answer, to: view)
      #expect(try Self.export(Self.pages(answer, rows: 7), as: format) == whole)
    }
  }

  @Test("damaged pages are an error or a text, never a trap")
  func damaged() throws {
    let page = try Self.pages(Self.answer(.openFirst, seed: 5), rows: 40)[0]
    var dice = Dice(state: 6)
    for _ in 0..<2_000 {
      var damaged = page
      damaged[Int(dice.next() % UInt64(page.count))] ^= UInt8(truncatingIfNeeded: dice.next() | 1)
      if dice.next() % 3 == 0 { damaged.removeLast(Int(dice.next() % 200)) }
      for format in [Format.csv, .json] { _ = try? Self.export([damaged], as: format) }
    }
  }
}
