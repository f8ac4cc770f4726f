import Testing

@testable import Opportunities

@Suite("A follow-up says who took part, what was used and what was promised")
struct TalkTests {
  private static func talk(
    contacts: [String] = [], content: [String] = [], script: String = "", transcript: String = "",
    promised: Instant? = nil
  ) -> Command {
    .logFollowUp(
      LogFollowUp(
        opportunityID: OpportunityID("open"), channel: .phone, tags: ["interested"],
        promisedFeedbackAt: promised, contacts: contacts, contentUsed: content, scriptID: script,
        transcript: transcript))
  }

  @Test("Suggested tags stand beside the ticked ones and never among them")
  func suggestions() throws {
    var world = try World.company()
    let event = try world.submit(
      Self.talk(
        contacts: ["p-1"], content: ["case-7"], script: "first-contact",
        transcript: "今天跟张总聊了报价，他要申请预算，觉得太贵"))
    guard case .followUpLogged(let logged) = event else {
      return #expect(Bool(false), "another event")
    }
    #expect(logged.tags == ["interested"])
    #expect(logged.sentiment == .positive)
    #expect(logged.suggestedTags == ["price-too-high", "budget-frozen"])
    #expect(logged.contacts == ["p-1"] && logged.contentUsed == ["case-7"])
    #expect(logged.scriptID == "first-contact")
  }

  @Test("A promise of feedback is a second fact of the same command")
  func commitment() throws {
    var world = try World.company()
    let promised = World.start + .days(2)
    let facts = try world.judge(Self.talk(promised: promised)).facts
    #expect(facts.count == 2)
    #expect(
      facts.events.last
        == .commitmentRecorded(CommitmentRecorded(dueAt: promised, channel: .phone)))
    let version = world.state.version(of: Stream(OpportunityID("open")))
    try world.submit(Self.talk(promised: promised))
    #expect(world.state.version(of: Stream(OpportunityID("open"))) == version + 2)
    #expect(try world.judge(Self.talk()).facts.count == 1)
  }

  static let refusals: [Refusal] = [
    Refusal(
      "33 contacts", talk(contacts: (0...32).map { "p\($0)" }), .invalidField, "contact_ids"),
    Refusal(
      "a contact with a space", talk(contacts: ["a", "b c"]), .invalidField, "contact_ids[1]"),
    Refusal("content without code", talk(content: [""]), .invalidField, "content_used[0]"),
    Refusal("an unknown script", talk(script: "song"), .unknownScript, "script_id"),
    Refusal(
      "a transcript too long", talk(transcript: RefusalTests.huge), .invalidField, "transcript"),
  ]

  @Test("A refused command names its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let world = try World.company()
    world.expectRefusal(refusal.command, as: refusal.actor, refusal.code, refusal.field)
  }

  @Test(
    "Phrases are found whole, in both languages, and not where they are denied",
    arguments: [
      ("", []), ("客户有兴趣", ["interested"]), ("客户没有兴趣", []), ("不感兴趣", []),
      ("暂时不采购", ["no-purchase-plan"]),
      ("Sounds GOOD, let's meet", ["interested", "agreed-to-meet"]),
      ("I am not interested", []), ("They aren't interested", []), ("uninterested", []),
      ("cannot interested", ["interested"]),
      (
        "too expensive; we asked for a discount",
        [
          "price-too-high", "discount-requested",
        ]
      ),
      ("折扣折扣折扣", ["discount-requested"]), ("没有预算", ["budget-frozen"]), ("有", []),
      ("not  interested but interested", ["interested"]),
    ] as [(String, [String])])
  func phrases(_ transcript: String, _ tags: [String]) {
    let classifier = TranscriptClassifier(.standard)
    #expect(classifier.suggestedTags(for: transcript) == tags)
  }

  @Test("Each phrase of the catalogue finds its own tag")
  func catalogue() {
    let classifier = TranscriptClassifier(.standard)
    for entry in TranscriptRules.standard.tags {
      for phrase in entry.zh + entry.en {
        #expect(classifier.suggestedTags(for: phrase).contains(entry.tag), "\(phrase)")
      }
    }
  }

  @Test("Whatever a transcript holds, it suggests tags of the catalogue, each once")
  func anything() {
    var random = Seeded(seed: 5)
    let classifier = TranscriptClassifier(.standard)
    let known = TranscriptRules.standard.tags.map(\.tag)
    let pieces = ["不", "有", "兴趣", "太贵", "not ", "no", "n't ", "discount", " ", "é", "🙂", "折", "扣"]
    for _ in 0..<300 {
      let text = (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let tags = classifier.suggestedTags(for: text)
      #expect(tags == known.filter(tags.contains))
    }
  }
}
