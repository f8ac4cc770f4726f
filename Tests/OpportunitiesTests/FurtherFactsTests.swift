import Testing

@testable import Opportunities

@Suite("A command may have more than one fact")
struct FurtherFactsTests {
  private func revised(_ old: Int64, _ new: Int64) -> Event {
    let currency = Currency(code: "CNY")
    return .amountRevised(
      AmountRevised(
        old: Money(minorUnits: old, currency: currency),
        new: Money(minorUnits: new, currency: currency), reason: "r"))
  }

  @Test("Each is a record at the next position, on its own stream, at its next version")
  func records() throws {
    var world = try World.company()
    try world.submit(.create("other"))
    let count = world.records.count
    let open = Stream(OpportunityID("open"))
    let other = Stream(OpportunityID("other"))
    let version = world.state.version(of: open)
    let before = world.state.version(of: other)
    let first = RecordedEvent(
      position: UInt64(count + 1), recordedAt: world.now, occurredAt: world.now,
      commandID: CommandID(high: 1, low: 2), commandDigest: CommandID(high: 3, low: 4),
      commandRecords: 4, actor: World.crm, peerUserID: 7, policyVersion: 1, stream: open,
      streamVersion: version + 1, event: revised(100_000, 90_000))
    let further = FurtherFacts(
      here: [revised(90_000, 80_000)],
      elsewhere: [(other, revised(100_000, 1)), (other, revised(1, 2))])

    var written: [RecordedEvent] = []
    let subject = world.state.subject(of: open)
    let taken = world.state.take(
      first, on: subject, followedBy: further, into: &world.records
    ) { record, _ in written.append(record) }

    let made = Array(world.records[count...])
    #expect(written == made)
    #expect(taken.version == version + 2 && taken.count == 4)
    #expect(made.map(\.position) == (1...4).map { UInt64(count + $0) })
    #expect(made.map(\.stream) == [open, open, other, other])
    #expect(made.map(\.streamVersion) == [version + 1, version + 2, before + 1, before + 2])
    #expect(made.map(\.commandRecords) == [4, 0, 0, 0])
    #expect(made.map(\.commandDigest) == [first.commandDigest, .zero, .zero, .zero])
    #expect(made.allSatisfy { $0.commandID == first.commandID && $0.peerUserID == 7 })
    let replayed = world.replayed()
    for id in ["open", "other"] {
      #expect(
        replayed.opportunities[OpportunityID(id)] == world.state.opportunities[OpportunityID(id)])
    }
    #expect(world.state.opportunities[OpportunityID("open")]?.amount.minorUnits == 80_000)
    #expect(world.state.opportunities[OpportunityID("other")]?.amount.minorUnits == 2)
  }
}
