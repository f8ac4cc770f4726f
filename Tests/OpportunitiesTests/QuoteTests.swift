import Testing

@testable import Opportunities

@Suite("Quotes")
struct QuoteTests {
  static func quote(
    _ version: UInt32, on opportunity: String = "open", minorUnits: Int64 = 90_000,
    currency: String = "CNY", digest: [UInt8] = [UInt8](repeating: 3, count: 32),
    until: Instant? = World.start + .days(30)
  ) -> Command {
    .issueQuote(
      IssueQuote(
        opportunityID: OpportunityID(opportunity), version: version,
        amount: Money(minorUnits: minorUnits, currency: Currency(code: currency)),
        fileDigest: digest, validUntil: until))
  }

  @Test("Versions count up by one, and a replay knows the last")
  func versions() throws {
    var world = try World.company()
    for version in 1...3 as ClosedRange<UInt32> {
      let event = try world.submit(Self.quote(version), as: World.user("ana"))
      guard case .quoteIssued(let issued) = event else {
        Issue.record("\(event)")
        return
      }
      #expect(issued.version == version && issued.amount.minorUnits == 90_000)
    }
    let replayed = try #require(world.replayed().opportunities[OpportunityID("open")])
    #expect(replayed.dossier?.quoteVersion == 3)
    #expect(replayed == world.state.opportunities[OpportunityID("open")])
  }

  @Test("A quote is refused")
  func refused() throws {
    var world = try World.company()
    try world.submit(Self.quote(1))
    world.expectRefusal(Self.quote(1), .quoteVersion, "version")
    world.expectRefusal(Self.quote(3), .quoteVersion, "version")
    world.expectRefusal(Self.quote(2, on: "none"), .notFound, "opportunity_id")
    world.expectRefusal(Self.quote(1, on: "lost"), .opportunityClosed, "opportunity_id")
    world.expectRefusal(Self.quote(2), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(Self.quote(2, minorUnits: -1), .badAmount, "amount.minor_units")
    world.expectRefusal(Self.quote(2, currency: "EUR"), .currencyChanged, "amount.currency")
    world.expectRefusal(Self.quote(2, digest: [1]), .invalidField, "file_sha256")
    world.expectRefusal(Self.quote(2, digest: []), .invalidField, "file_sha256")
    world.expectRefusal(Self.quote(2, until: World.start), .badDate, "valid_until_ms")
  }
}
