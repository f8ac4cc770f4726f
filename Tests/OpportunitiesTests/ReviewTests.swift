import Testing

@testable import Opportunities

@Suite("Weekly samples, reviews and explanations")
struct ReviewTests {
  /// The week of `World.start`, a Thursday.
  static let week = "2026-W01"

  static func draw(_ week: String = week) -> Command {
    .drawReviewSample(DrawReviewSample(week: ReviewID(week)))
  }

  static func review(
    _ id: String = "open", _ verdict: ReviewVerdict = .confirmed, to grade: Grade? = nil,
    basis: GradeBasis? = nil, penalty: UInt32 = 0, note: String = ""
  ) -> Command {
    .recordReview(
      RecordReview(
        opportunityID: OpportunityID(id), method: .phone, verdict: verdict, correctedGrade: grade,
        correctedBasis: basis, penaltyPoints: penalty, note: note))
  }

  static func explain(_ id: String = "open", _ text: String = "they only wait") -> Command {
    .explainAnomaly(ExplainAnomaly(opportunityID: OpportunityID(id), text: text))
  }

  private func sample(_ world: inout World) throws -> ReviewSampleDrawn {
    guard case .reviewSampleDrawn(let sample) = try world.submit(Self.draw()) else {
      throw Unexpected()
    }
    return sample
  }

  private static func graded(_ count: Int) throws -> World {
    var world = try World.company()
    for number in 0..<count {
      try world.submit(.create("h\(number)", grade: .a, basis: .full))
    }
    try world.submit(.create("b", grade: .b, basis: .full))
    try world.submit(.create("closed", grade: .a, basis: .full))
    try world.submit(.lose("closed"))
    return world
  }

  @Test(
    "A fifth of the open A grades, five at least, all of fewer",
    arguments: [
      (0, 0), (3, 3), (12, 5), (31, 7),
    ])
  func size(_ population: Int, _ selected: Int) throws {
    var world = try Self.graded(population)
    let sample = try sample(&world)
    #expect(Int(sample.population) == population && sample.selected.count == selected)
    #expect(Set(sample.selected).count == selected)
    #expect(sample.selected.allSatisfy { $0.text.hasPrefix("h") })
    #expect(sample.populationDigest.count == 32 && sample.seedDigest.count == 32)
  }

  @Test("The population's digest is SHA-256 over its ids, a line each, in order")
  func populationDigest() throws {
    var world = try Self.graded(11)
    let ids = (0..<11).map { "h\($0)\n" }.sorted().joined()
    #expect(try sample(&world).populationDigest == SHA256.digest(of: ids.utf8))
  }

  @Test("The sample can be drawn again from the event, and any fact before it gives another")
  func unsteerable() throws {
    var world = try Self.graded(200)
    let before = world
    let drawn = try sample(&world)
    let ids = (0..<200).map { "h\($0)" }.sorted().map { OpportunityID($0) }
    #expect(LedgerState.draw(40, of: ids, seed: drawn.seedDigest) == drawn.selected)
    var same = before
    #expect(try sample(&same) == drawn)
    var touched = before
    try touched.submit(.follow("b"))
    #expect(try sample(&touched).selected != drawn.selected)
    var later = before
    later.now = later.now + TimeLength(milliseconds: 1)
    #expect(try sample(&later).selected != drawn.selected)
  }

  @Test("Each opportunity is drawn about as often as any other")
  func even() {
    let ids = (0..<20).map { OpportunityID("h\($0)") }
    var counts: [OpportunityID: Int] = [:]
    for seed in 0..<2_000 {
      let digest = SHA256.digest(of: "\(seed)".utf8)
      for id in LedgerState.draw(5, of: ids, seed: digest) { counts[id, default: 0] += 1 }
    }
    // 500 expected, standard deviation 19.4: five of them either way.
    #expect(counts.count == 20 && counts.values.allSatisfy { (403...597).contains($0) })
  }

  @Test("A draw is refused")
  func refusesDraws() throws {
    var world = try Self.graded(1)
    world.expectRefusal(Self.draw(), as: World.user("ana"), .forbidden, "actor.id")
    world.expectRefusal(Self.draw(""), .invalidField, "week")
    world.expectRefusal(Self.draw("2026-W02"), .badDate, "week")
    let event = try world.submit(Self.draw(), as: World.user("mia"))
    world.expectRefusal(Self.draw(), .duplicateID, "week")
    #expect(world.misfit(event, on: Stream(kind: .review, id: Self.week), version: 2) != nil)
    world.now = world.now + .days(7)
    try world.submit(Self.draw("2026-W02"))
    #expect(world.replayed().reviews.count == 2)
  }

  @Test("A refuted grade is corrected by a grading of its own")
  func corrects() throws {
    var world = try World.company()
    try world.submit(.grade("open"))
    let basis = GradeBasis(need: true, budget: false, decisionDays: nil, comparing: 0)
    let facts = try world.judge(
      Self.review("open", .refuted, to: .b, basis: basis), as: World.user("mia")
    ).facts
    #expect(
      facts.events == [
        .gradeReviewed(
          GradeReviewed(
            method: .phone, verdict: .refuted, reviewedGrade: .a, correctedGrade: .b,
            penaltyPoints: 0, note: "")),
        .opportunityGraded(
          OpportunityGraded(old: .a, new: .b, basis: basis, supported: true, evidence: [])),
      ])
    try world.submit(Self.review("open", .refuted, to: .b, basis: basis), as: World.user("mia"))
    #expect(world.state.opportunities[OpportunityID("open")]?.grade == .b)
    #expect(world.replayed().opportunities[OpportunityID("open")]?.grade == .b)
  }

  @Test("What nobody owns is nobody's own: a system may have it reviewed")
  func pooled() throws {
    var world = try World.company()
    try world.submit(.grade("open"))
    try world.submit(.giveBack("open"))
    try world.submit(Self.review())
  }

  @Test("Reviews are refused")
  func refusesReviews() throws {
    var world = try World.company()
    world.expectRefusal(Self.review(), .notGraded, "opportunity_id")
    try world.submit(.grade("open"))
    world.expectRefusal(Self.review("x"), .notFound, "opportunity_id")
    world.expectRefusal(Self.review("lost"), .opportunityClosed, "opportunity_id")
    world.expectRefusal(Self.review(), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(Self.review(), as: World.user("ana"), .selfReview, "actor.id")
    world.expectRefusal(Self.review(note: RefusalTests.huge), .invalidField, "note")
    world.expectRefusal(Self.review(penalty: 1), .invalidField, "penalty_points")
    world.expectRefusal(Self.review("open", .refuted, penalty: 1), .penaltyLimit, "penalty_points")
    world.expectRefusal(Self.review(to: .b, basis: .full), .invalidField, "corrected_grade")
    world.expectRefusal(
      Self.review("open", .refuted, to: .a, basis: .full), .unchanged, "corrected_grade")
    world.expectRefusal(
      Self.review("open", .refuted, to: .b), .invalidField, "corrected_basis")
    world.expectRefusal(
      Self.review("open", .refuted, basis: .full), .invalidField, "corrected_basis")
    var document = PolicyDocument.standard
    document.strictGradeA = true
    var rules = ReviewRules.standard
    rules.penaltyPoints = 5
    document.review = rules
    try world.submit(.publish(document))
    try world.submit(Self.review("open", .refuted, to: .b, basis: .full, penalty: 5))
    world.expectRefusal(
      Self.review("open", .refuted, to: .a, basis: GradeBasis.none), .gradeUnsupported,
      "corrected_basis")
    world.expectRefusal(Self.review("open", .refuted, penalty: 6), .penaltyLimit, "penalty_points")
  }

  @Test("A grade that a talk contradicts is explained once, and then no longer doubtful")
  func explains() throws {
    var world = try World.company()
    world.expectRefusal(Self.explain(), .noSuchAlert, "opportunity_id")
    try world.submit(.grade("open"))
    world.expectRefusal(Self.explain(), .noSuchAlert, "opportunity_id")
    try world.submit(.follow("open", tags: ["no-purchase-plan"]))
    world.expectRefusal(Self.explain("x"), .notFound, "opportunity_id")
    world.expectRefusal(Self.explain("lost"), .opportunityClosed, "opportunity_id")
    world.expectRefusal(Self.explain(), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(Self.explain("open", " "), .reasonRequired, "text")
    world.expectRefusal(Self.explain("open", RefusalTests.huge), .invalidField, "text")
    try world.submit(Self.explain(), as: World.user("ana"))
    world.expectRefusal(Self.explain(), .noSuchAlert, "opportunity_id")
  }

  @Test(
    "Weeks follow ISO 8601",
    arguments: [
      (2005, 1, 1, "2004-W53"), (2005, 12, 31, "2005-W52"), (2007, 1, 1, "2007-W01"),
      (2008, 12, 30, "2009-W01"), (2010, 1, 3, "2009-W53"), (2026, 3, 16, "2026-W12"),
      (1970, 1, 1, "1970-W01"), (1969, 12, 28, "1969-W52"),
    ])
  func weeks(_ year: Int, _ month: Int, _ day: Int, _ week: String) {
    #expect(Day(year: year, month: month, day: day).isoWeek == week)
  }

  @Test(
    "Refusals name days and moments as people write them",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_767_225_599_999, "2025-12-31T23:59:59Z"),
      (1_709_210_096_000, "2024-02-29T12:34:56Z"), (-1_000, "1969-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func moments(_ milliseconds: Int64, _ text: String) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(instant.utcText == text)
    #expect(Day(of: instant, utcOffsetMinutes: 0).dateText == text.prefix(10))
  }

  /// A claim of a moment may be any number; what names it in a refusal must not take long.
  @Test("The ends of time have a date too, and every day has the one it was made of")
  func farDays() {
    for milliseconds in [Int64.min, .max] {
      #expect(Instant(milliseconds: milliseconds).utcText.hasSuffix("Z"))
    }
    #expect(Day(number: .max).dateText == "5881580-07-11")
    #expect(Day(number: .min).dateText == "-5877641-06-23")
    for number in stride(from: Int32(-800_000), through: 800_000, by: 97) {
      let (year, month, day) = Day(number: number).date
      #expect(Day(year: year, month: month, day: day).number == number)
      #expect((1...12).contains(month) && (1...31).contains(day))
    }
  }

  @Test(
    "SHA-256 gives the examples of FIPS 180",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000),
        "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
      ),
    ])
  func sha256(_ text: String, _ hex: String) {
    let digest = SHA256.digest(of: text.utf8)
    #expect(digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == hex)
  }
}
