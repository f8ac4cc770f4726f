import EventLog
import Insight
import Opportunities
import Testing

@testable import Ledger

@Suite("Two moments from one reading of the log")
struct TwoPastsTests {
  @Test("Each is what it is when it is rebuilt by itself", arguments: [1, 2, 3, 4, 5])
  func alone(_ seed: UInt64) throws {
    let workshop = try Workshop.random(seed: seed, commands: 300)
    let (store, now) = (workshop.store, workshop.clock.now())
    let head = store.head.position
    var dice = Dice(seed: seed)
    let first = try workshop.record(at: 1).recordedAt
    for _ in 0..<12 {
      let (one, other) = (dice.roll(head) + 1, dice.roll(head) + 1)
      let positions = (min(one, other), max(one, other))
      let known = try workshop.record(at: head - head / 8).recordedAt
      let span = UInt64(now.since(first).milliseconds)
      let moments = [0, 1].map { _ in
        first + TimeLength(milliseconds: Int64(dice.roll(span)))
      }.sorted()
      let pairs = [
        (Basis(position: positions.0), Basis(position: positions.1)),
        (Basis(instant: moments[0]), Basis(instant: moments[1])),
        (Basis(instant: moments[0], knownAt: known), Basis(instant: moments[1], knownAt: known)),
        (Basis(position: positions.1, instant: moments[0]), Basis(position: positions.1)),
        (Basis(instant: moments[0]), Basis()),
        // Also where the first holds more than the second.
        (Basis(), Basis(instant: moments[0])),
      ]
      for (earlier, later) in pairs {
        var between: [UInt64] = []
        let both = try TwoPasts<ReadModel>(
          earlier, later, from: store, now: now,
          between: { record, _ in between.append(record.position) })
        for (basis, past) in [(earlier, both.earlier), (later, both.later)] {
          let alone = try History.rebuild(basis, from: store, now: now)
          #expect(past.instant == alone.instant && past.position == alone.position)
          #expect(past.fold.position == alone.readModel.position)
          #expect(past.fold.board.opportunities == alone.readModel.board.opportunities)
          guard let moment = past.fold.board.moment(at: past.instant) else { continue }
          #expect(
            past.fold.board.pipeline(at: moment) == alone.readModel.board.pipeline(at: moment))
        }
        #expect(between == between.sorted())
        #expect(Set(between).count == between.count)
      }
    }
  }

  @Test("A quiet period that was agreed later does not hide the one before it")
  func quietPeriods() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let start = workshop.clock.now()
    for _ in 0..<2 {
      workshop.clock.advance(days: 1)
      let quiet = SetQuietPeriod(
        customerID: CustomerID("C-1"), until: workshop.clock.now() + .days(3), scope: .allContact,
        reason: "盘点")
      _ = try accepted(workshop.submit(workshop.make(.setQuietPeriod(quiet))))
      workshop.clock.advance(days: 9)
    }
    for (days, isQuiet) in [(0, false), (2, true), (6, false), (12, true), (16, false)]
      as [(UInt32, Bool)]
    {
      let instant = start + .days(days) + .hours(1)
      let past = try History.rebuild(
        Basis(instant: instant), from: workshop.store, now: workshop.clock.now())
      let moment = try #require(past.readModel.board.moment(at: instant))
      let card = try #require(
        past.readModel.board.opportunity(OpportunityID("O-1"), at: moment))
      #expect((card.due?.suspendedUntil != nil) == isQuiet, "day \(days)")
    }
  }

  @Test("A position beyond the head is refused whichever it is")
  func beyond() throws {
    let workshop = try Workshop()
    for (one, other) in [(1, 9), (9, 1)] as [(UInt64, UInt64)] {
      #expect(throws: ReplayError.self) {
        try TwoPasts<ReadModel>(
          Basis(position: one), Basis(position: other), from: workshop.store,
          now: workshop.clock.now())
      }
    }
  }
}
