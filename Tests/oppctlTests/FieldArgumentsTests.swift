import Presentation
import Schema
import Testing

@testable import oppctl

@Suite("A command written out on the command line")
struct FieldArgumentsTests {
  private func command(_ name: String, _ arguments: [String]) throws -> PBCommand {
    let kind = try #require(Lexicon.current.command(named: name))
    let body = try FieldArguments(kind: kind).body(arguments)
    return try CommandReader(actor: ActorArgument.standard.actor)
      .whole(.object([.init(name, body)]))
  }

  @Test("fields, lists, words, money, moments, days and parts of parts are taken")
  func taken() throws {
    let created = try command(
      "create_opportunity",
      [
        "--opportunity-id", "o-1", "--customer-id=c-1", "--title", "报表", "--amount", "1234.50 CNY",
        "--owner-id", "rep-1", "--needs", "快", "--needs", "准", "--expected-close", "2026-03-31",
        "--stage", "报价", "--grade", "a", "--grade-basis.need", "true",
        "--grade-basis.decision-days", "14",
      ]
    ).createOpportunity
    #expect(created.opportunityID == "o-1" && created.customerID == "c-1")
    #expect(created.amount.minorUnits == 123_450 && created.amount.currency == "CNY")
    #expect(created.needs == ["快", "准"] && created.expectedCloseDay == 20_543)
    #expect(created.stage == .quoted && created.grade == .a)
    #expect(created.gradeBasis.need && created.gradeBasis.decisionDays == 14)
    let followed = try command(
      "log_follow_up",
      [
        "--opportunity-id", "o-1", "--channel", "phone", "--tags", "t",
        "--next-due-at", "2026-03-01T09:30+08:00",
      ]
    ).logFollowUp
    #expect(followed.channel == .phone && followed.nextDueAtMs == 1_772_328_600_000)
  }

  @Test("an entry of a list of messages is given by its parts or as JSON")
  func entries() throws {
    let split = try command(
      "propose_split",
      [
        "--opportunity-id", "o-1", "--kind", "income", "--method", "negotiated",
        "--shares", "party-id=ana,share=600000",
        "--shares", #"{"party_id":"bo","share_ppm":400000}"#,
      ]
    ).proposeSplit
    #expect(split.shares.map(\.partyID) == ["ana", "bo"])
    #expect(split.shares.map(\.sharePpm) == [600_000, 400_000])
    let plan = try command(
      "plan_payment",
      ["--opportunity-id", "o-1", "--instalments", "due=2026-03-31,amount=440.50 CNY"]
    ).planPayment
    #expect(plan.instalments.first?.dueDay == 20_543)
    #expect(plan.instalments.first?.amount.minorUnits == 44_050)
  }

  @Test(
    "an entry that cannot be meant is refused with its parts",
    arguments: [
      (["--shares", "ana"], "'ana' is not part=value; the parts are party-id=…,share=…"),
      (["--shares", "user-id=ana"], "has no field --shares.user_id; it has --shares.party-id"),
      (["--shares", "share=half"], "--shares.share takes a whole number"),
      (["--shares.party-id", "ana"], "--shares is given whole, once for each"),
    ])
  func refusedEntry(_ arguments: [String], _ message: String) throws {
    let kind = try #require(Lexicon.current.command(named: "propose_split"))
    let fault = #expect(throws: FieldArguments.Fault.self) {
      try FieldArguments(kind: kind).body(arguments)
    }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
  }

  @Test(
    "what cannot be meant is named",
    arguments: [
      (["--opportunity", "o"], "has no field --opportunity; it has --opportunity-id"),
      (["--channel", "pigeon"], "--channel takes one of phone email"),
      (["--minutes", "many"], "--minutes takes a whole number"),
      (["--note"], "'--note' has no value"),
      (["note", "x"], "'note' is no field"),
      (["--note", "a", "--note", "b"], "--note is given 2 times"),
      (["--note.part", "a"], "--note has no parts"),
    ])
  func refused(_ arguments: [String], _ message: String) throws {
    let kind = try #require(Lexicon.current.command(named: "log_follow_up"))
    let fault = #expect(throws: FieldArguments.Fault.self) {
      try FieldArguments(kind: kind).body(arguments)
    }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
  }

  @Test("every kind of command has a name in both languages and fields with forms")
  func complete() {
    #expect(!Lexicon.current.commands.isEmpty && !Lexicon.current.events.isEmpty)
    for kind in Lexicon.current.commands + Lexicon.current.events {
      #expect(!kind.zh.isEmpty && !kind.en.isEmpty, "\(kind.name)")
      for field in kind.fields where field.form == .word {
        #expect(Lexicon.current.words[field.of]?.isEmpty == false, "\(kind.name).\(field.name)")
      }
      for field in kind.fields where field.form == .message && field.of != "Money" {
        #expect(Lexicon.current.values[field.of] != nil, "\(kind.name).\(field.name)")
      }
    }
  }
}
