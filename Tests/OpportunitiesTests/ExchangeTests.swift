import Testing

@testable import Opportunities

@Suite("Awards, import batches, outbound progress and corrections")
struct ExchangeTests {
  static let digest = [UInt8](repeating: 7, count: 32)

  static func award(
    _ id: String = "w1", to user: String = "ana", minorUnits: Int64 = 50_000,
    digest: [UInt8] = digest, position: UInt64 = 5, note: String = ""
  ) -> Command {
    .grantAward(
      GrantAward(
        awardID: AwardID(id), user: UserID(user), kind: .dataStar,
        amount: Money(minorUnits: minorUnits, currency: Currency(code: "CNY")),
        basisDigest: digest, basisPosition: position, note: note))
  }

  static func open(
    _ id: String = "b1", source: String = "deals.xlsx", rows: UInt64 = 10
  ) -> Command {
    .openImportBatch(
      OpenImportBatch(batchID: ImportBatchID(id), source: source, expectedRows: rows))
  }

  static func close(
    _ id: String = "b1", accepted: UInt64 = 8, refused: UInt64 = 2, digest: [UInt8] = digest
  ) -> Command {
    .closeImportBatch(
      CloseImportBatch(
        batchID: ImportBatchID(id), acceptedRows: accepted, refusedRows: refused,
        sourceDigest: digest))
  }

  static func advance(_ position: UInt64, _ id: String = "erp") -> Command {
    .advanceOutbound(AdvanceOutbound(consumerID: OutboundID(id), position: position))
  }

  static func correct(
    _ version: UInt64 = 1, _ path: String = "amount.minor_units", on id: String = "open",
    value: String = "90000", reason: String = "a digit too many"
  ) -> Command {
    .correctRecord(
      CorrectRecord(
        opportunityID: OpportunityID(id), version: version, path: path, corrected: value,
        reason: reason))
  }

  @Test("An award names what it rests on")
  func awards() throws {
    var world = try World.company()
    let event = try world.submit(Self.award(), as: World.user("oli"))
    #expect(world.replayed().awards[AwardID("w1")] == Award(version: 1))
    #expect(world.misfit(event, on: Stream(kind: .award, id: "w1"), version: 2) != nil)
    world.expectRefusal(Self.award(), .duplicateID, "award_id")
    world.expectRefusal(Self.award("w2"), as: World.user("mia"), .forbidden, "actor.id")
    world.expectRefusal(Self.award(""), .invalidField, "award_id")
    world.expectRefusal(Self.award("w2", to: "x"), .notFound, "user_id")
    world.expectRefusal(Self.award("w2", to: "oli"), as: World.user("oli"), .forbidden, "user_id")
    world.expectRefusal(Self.award("w2", minorUnits: -1), .badAmount, "amount.minor_units")
    world.expectRefusal(Self.award("w2", digest: []), .invalidField, "basis_sha256")
    world.expectRefusal(Self.award("w2", digest: [1]), .invalidField, "basis_sha256")
    world.expectRefusal(Self.award("w2", position: 0), .invalidField, "basis_position")
    world.expectRefusal(Self.award("w2", position: .max), .beyondHead, "basis_position")
    world.expectRefusal(Self.award("w2", note: RefusalTests.huge), .invalidField, "note")
  }

  @Test("Rows of a closed batch are refused, others are not")
  func importBatches() throws {
    var world = try World.company()
    let row = ImportRow(batchID: "b1", row: 1, part: 0)
    try world.submit(Self.open(), as: World.history)
    try world.submit(.create("i1"), as: World.history, row: row)
    try world.submit(Self.close(), as: World.history)
    let next = ImportRow(batchID: "b1", row: 2, part: 0)
    world.expectRefusal(
      .create("i2"), as: World.history, .importBatchClosed, "import.batch_id", row: next)
    let other = ImportRow(batchID: "never-opened", row: 2, part: 0)
    try world.submit(.create("i2"), as: World.history, row: other)
    let run = ImportRun(version: 2, expectedRows: 10, isClosed: true)
    #expect(world.replayed().importRuns[ImportBatchID("b1")] == run)
  }

  @Test("Batches are refused")
  func refusesBatches() throws {
    var world = try World.company()
    let ana = World.user("ana")
    world.expectRefusal(Self.open(), as: ana, .forbidden, "actor.id")
    world.expectRefusal(Self.open(""), .invalidField, "batch_id")
    world.expectRefusal(Self.open(source: " "), .invalidField, "source")
    world.expectRefusal(Self.close(), .notFound, "batch_id")
    let opened = try world.submit(Self.open())
    world.expectRefusal(Self.open(), .duplicateID, "batch_id")
    world.expectRefusal(Self.close(), as: ana, .forbidden, "actor.id")
    world.expectRefusal(Self.close(accepted: 9), .invalidField, "accepted_rows")
    world.expectRefusal(Self.close(accepted: .max), .invalidField, "accepted_rows")
    world.expectRefusal(Self.close(digest: []), .invalidField, "source_sha256")
    world.expectRefusal(Self.close(digest: [1]), .invalidField, "source_sha256")
    let closed = try world.submit(Self.close())
    world.expectRefusal(Self.close(), .importBatchClosed, "batch_id")
    let stream = Stream(kind: .importBatch, id: "b1")
    #expect(world.misfit(opened, on: stream, version: 3) != nil)
    #expect(world.misfit(closed, on: stream, version: 3) != nil)
    #expect(world.misfit(closed, on: Stream(kind: .importBatch, id: "b2"), version: 1) != nil)
    try world.submit(Self.open("b2", rows: 0))
    try world.submit(Self.close("b2", accepted: 1_000_000))
  }

  @Test("A consumer goes forward only, and no further than the log")
  func outbound() throws {
    var world = try World.company()
    let head = UInt64(world.records.count)
    #expect(world.state.head == head)
    world.expectRefusal(Self.advance(1), as: World.user("ana"), .forbidden, "actor.id")
    world.expectRefusal(Self.advance(1, ""), .invalidField, "consumer_id")
    world.expectRefusal(Self.advance(0), .invalidField, "position")
    world.expectRefusal(Self.advance(head + 1), .beyondHead, "position")
    try world.submit(Self.advance(head))
    world.expectRefusal(Self.advance(head), .notMonotone, "position")
    world.expectRefusal(Self.advance(head - 1), .notMonotone, "position")
    try world.submit(Self.advance(head + 1))
    try world.submit(Self.advance(3, "finance"))
    let consumer = world.replayed().outbound[OutboundID("erp")]
    #expect(consumer == Outbound(version: 2, position: head + 1))
  }

  @Test("The head goes back with everything else when a batch fails")
  func headIsRestored() throws {
    var world = try World.company()
    let head = world.state.head
    world.state.mark()
    try world.submit(Self.advance(3))
    try world.submit(Self.award())
    try world.submit(Self.open())
    try world.submit(ApprovalTests.request())
    try world.submit(ReviewTests.draw())
    try world.submit(TargetTests.set("company:2026"))
    world.state.restore()
    #expect(world.state.head == head && world.state.outbound.count == 0)
    #expect(world.state.awards.count == 0 && world.state.importRuns.count == 0)
    #expect(world.state.approvals.count == 0 && world.state.reviews.count == 0)
    #expect(world.state.targets.count == 0)
  }

  @Test("A correction stands beside the record, also of a closed opportunity")
  func corrects() throws {
    var world = try World.company()
    let event = try world.submit(Self.correct(), as: World.user("oli"))
    #expect(
      event
        == .recordCorrected(
          RecordCorrected(
            version: 1, path: "amount.minor_units", corrected: "90000", reason: "a digit too many"))
    )
    #expect(world.state.opportunities[OpportunityID("open")]?.amount.minorUnits == 100_000)
    try world.submit(Self.correct(2, "note", on: "lost"), as: World.user("zoe"))
    #expect(world.replayed().opportunities[OpportunityID("lost")]?.version == 3)
  }

  @Test("Corrections are refused")
  func refusesCorrections() throws {
    let world = try World.company()
    world.expectRefusal(Self.correct(on: "x"), .notFound, "opportunity_id")
    for user in ["ana", "bo", "mia"] {
      world.expectRefusal(Self.correct(), as: World.user(user), .forbidden, "actor.id")
    }
    for version in [0, 2, UInt64.max] {
      world.expectRefusal(Self.correct(version), .notFound, "version")
    }
    for path in ["", "Amount", "a..b", "tags[]", "tags[x]", "tags[1][2]", "a b", "1a", "a."] {
      world.expectRefusal(Self.correct(1, path), .invalidField, "path")
    }
    world.expectRefusal(Self.correct(value: RefusalTests.huge), .invalidField, "corrected")
    world.expectRefusal(Self.correct(reason: " "), .reasonRequired, "reason")
    world.expectRefusal(Self.correct(reason: RefusalTests.huge), .invalidField, "reason")
    for path in ["tags[0]", "amount.minor_units", "note", "shares[12].party"] {
      #expect(throws: Never.self) { try world.judge(Self.correct(1, path)) }
    }
  }
}
