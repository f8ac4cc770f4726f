import EventLog
import Foundation
import Insight
import Opportunities
import Schema
import Sealing
import Testing

@testable import Ledger

@Suite("Erased texts are gone from every answer, and no figure changes")
struct ErasureRecoveryTests {
  private static let canary = "王芳 138 0013 8000"

  /// A ledger with sealed texts of a person, a contact, a member and a deal.
  private static func furnished(_ keys: TextKeys) throws -> Workshop {
    let workshop = try Workshop(keys: keys)
    try workshop.furnish()
    let commands: [Command] = [
      .registerUser(
        RegisterUser(userID: UserID("fang"), name: canary, roles: [.rep], team: nil)),
      .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("P-1"), kind: .person, personName: canary, industry: "",
          region: "", source: "", address: canary)),
      .addContact(
        AddContact(
          customerID: CustomerID("C-1"), contact: ContactID("K-1"), name: canary,
          decisionRole: .buyer, ways: [ContactWay(channel: .phone, address: canary)])),
      .createOpportunity(
        CreateOpportunity(
          opportunityID: OpportunityID("O-P"), customer: CustomerID("P-1"), title: "报表系统",
          amount: Money(minorUnits: 10_000, currency: Currency(code: "CNY")),
          owner: UserID("fang"), needs: [canary], grade: .a)),
      .logFollowUp(
        LogFollowUp(
          opportunityID: OpportunityID("O-P"), channel: .phone, tags: ["interested"],
          note: canary, transcript: canary)),
    ]
    for command in commands { _ = try accepted(workshop.submit(workshop.make(command))) }
    return workshop
  }

  private static func erase(_ subject: TextOwner, _ id: String) -> Command {
    .erasePersonalData(
      ErasePersonalData(
        erasureID: ErasureID("E-\(id)"), subject: subject, subjectID: id, basis: "asked for it"))
  }

  /// Everything the store holds, one record after the other.
  private static func contents(_ store: any LogStore) throws -> String {
    var text = ""
    try store.read(from: 1) { _, bytes in
      text += String(decoding: bytes.withUnsafeBytes { [UInt8]($0) }, as: UTF8.self)
      return .next
    }
    return text
  }

  private static func answers(
    _ model: ReadModel, _ store: any LogStore, _ keys: TextKeys?, at now: Instant
  ) throws -> String {
    var text = ""
    var queries = [PBQuery(), PBQuery(), PBQuery()]
    queries[0].opportunities = PBOpportunitiesQuery()
    queries[1].timeline.opportunityID = "O-P"
    queries[2].pipeline.groupBy = .owner
    for query in queries {
      let pages = try Questions.answer(
        query, from: model, at: now, position: model.position, store: store, keys: keys
      ).get()
      text += String(decoding: pages.wholeAnswer(), as: UTF8.self)
    }
    return text
  }

  @Test("The log holds no text in the clear; who has the keys reads them all")
  func sealed() throws {
    let keys = TextKeys.inMemory()
    let workshop = try Self.furnished(keys)
    let store = workshop.store
    #expect(!(try Self.contents(store).contains(Self.canary)))
    let now = workshop.clock.now()
    let open = try Recovered.replay(store, keys: keys)
    #expect(try Self.answers(open.readModel, store, keys, at: now).contains(Self.canary))
    let blind = try Recovered.replay(store)
    #expect(!(try Self.answers(blind.readModel, store, nil, at: now).contains(Self.canary)))
    #expect(
      blind.readModel.board.opportunity(
        OpportunityID("O-P"),
        at: try #require(
          blind.readModel.board.moment(at: now)))?.health != nil)
  }

  @Test("After an erasure what runs, what is replayed and what is told of the past say the same")
  func erased() throws {
    let keys = TextKeys.inMemory()
    let workshop = try Self.furnished(keys)
    let store = workshop.store
    var live = try Recovered.replay(store, keys: keys)
    let root = try store.frontier()
    for command in [Self.erase(.customer, "P-1"), Self.erase(.user, "fang")] {
      _ = try accepted(workshop.submit(workshop.make(command)))
    }
    live = try live.following(store, after: root, keys: keys) { _ in }
    let replayed = try Recovered.replay(store, keys: keys)
    #expect(StateDigest.of(live) == StateDigest.of(replayed))
    let now = workshop.clock.now()
    #expect(!(try Self.answers(live.readModel, store, keys, at: now).contains(Self.canary)))
    let past = try History.rebuild(
      Basis(position: root.count), from: store, keys: keys, now: now)
    #expect(!(try Self.answers(past.readModel, store, keys, at: now).contains(Self.canary)))
    // Somebody else's stay, and so does what is typed from now on.
    let records = try (1...store.head.position).map { try store.record(at: $0) }
    let contact = try #require(
      records.first { (try? decodeRecord($0.span.bytes, at: 1).event.isContact) ?? false })
    let shown = try SealedTexts.shown(contact.span.bytes, by: keys)
    #expect(String(decoding: shown, as: UTF8.self).contains(Self.canary))
    let later = Command.logFollowUp(
      LogFollowUp(
        opportunityID: OpportunityID("O-P"), channel: .phone, tags: ["interested"],
        note: "重新联系"))
    _ = try accepted(workshop.submit(workshop.make(later)))
    let again = try Recovered.replay(store, keys: keys)
    let answers = try Self.answers(again.readModel, store, keys, at: now)
    #expect(answers.contains("重新联系") && !answers.contains(Self.canary))
  }

  @Test(
    "A text of the commit that erases goes; one of a command after it stays",
    arguments: [true, false])
  func together(_ atomic: Bool) throws {
    let keys = TextKeys.inMemory()
    let workshop = try Self.furnished(keys)
    let erase = workshop.make(Self.erase(.opportunity, "O-P"))
    _ = try accepted(
      workshop.batch(
        [workshop.make(Self.note("先说的")), erase, workshop.make(Self.note("后说的"))], atomic: atomic))
    let model = try Recovered.replay(workshop.store, keys: keys).readModel
    let answers = try Self.answers(model, workshop.store, keys, at: workshop.clock.now())
    #expect(!answers.contains("先说的") && answers.contains("后说的"))
  }

  private static func note(_ text: String) -> Command {
    .logFollowUp(
      LogFollowUp(
        opportunityID: OpportunityID("O-P"), channel: .phone, tags: ["interested"], note: text))
  }

  private static func erasure(_ id: String) -> Command {
    .erasePersonalData(
      ErasePersonalData(
        erasureID: ErasureID(id), subject: .opportunity, subjectID: "O-P", basis: "asked for it"))
  }

  /// What the timeline of `O-P` tells after a restart.
  private static func told(_ workshop: Workshop, _ keys: TextKeys) throws -> String {
    try answers(
      Recovered.replay(workshop.store, keys: keys).readModel, workshop.store, keys,
      at: workshop.clock.now())
  }

  @Test("An older log beside keys that have gone further: texts are taken, and can be erased")
  func keysAhead() throws {
    let keys = TextKeys.inMemory()
    let first = try Self.furnished(keys)
    let backup = try first.store.reopened()
    for id in ["1", "2"] { _ = try accepted(first.submit(first.make(Self.erasure(id)))) }
    let workshop = try Workshop(store: backup, clock: first.clock, keys: keys)
    func submit(_ command: Command, id: UInt64) throws {
      _ = try accepted(workshop.submit(workshop.make(command, id: id)))
    }
    try submit(Self.note("恢复之后"), id: 1_001)
    #expect(try Self.told(workshop, keys).contains("恢复之后"))
    try submit(Self.erasure("3"), id: 1_002)
    try submit(Self.note("删除之后"), id: 1_003)
    let told = try Self.told(workshop, keys)
    #expect(!told.contains("恢复之后") && told.contains("删除之后"))
    // The start carries out every erasure of the log again; what was typed since stays.
    try keys.destroyKeys(of: Recovered.replay(backup).writer.state.destroyedKeys)
    #expect(try Self.told(workshop, keys).contains("删除之后"))
  }

  @Test("Two erasures of one owner in one commit: what was typed between them goes too")
  func twice() throws {
    let keys = TextKeys.inMemory()
    let workshop = try Self.furnished(keys)
    _ = try accepted(
      workshop.submit(
        workshop.make(Self.note("最先")), workshop.make(Self.erasure("1")),
        workshop.make(Self.note("当中")), workshop.make(Self.erasure("2")),
        workshop.make(Self.note("最后"))))
    let told = try Self.told(workshop, keys)
    #expect(!told.contains("最先") && !told.contains("当中") && told.contains("最后"))
  }

  @Test(
    "No rule and no figure rests on a text: random histories without their keys", arguments: 1...4)
  func laws(_ seed: UInt64) throws {
    let keys = TextKeys.inMemory()
    let workshop = try Workshop.random(seed: seed, commands: 400, keys: keys)
    let open = try Recovered.replay(workshop.store, keys: keys)
    let blind = try Recovered.replay(workshop.store)
    #expect(Self.digest(of: open.writer.state) == Self.digest(of: blind.writer.state))
    let now = workshop.clock.now()
    func figures(_ recovered: Recovered) throws -> [PBAnswer] {
      var queries = [PBQuery(), PBQuery(), PBQuery(), PBQuery(), PBQuery()]
      queries[0].opportunities = PBOpportunitiesQuery()
      queries[1].health = PBHealthQuery()
      queries[2].pipeline.groupBy = .owner
      queries[3].due = PBDueQuery()
      queries[4].forecast = PBForecastQuery()
      return try queries.map { query in
        var answer: PBAnswer = try GeneratedCodec.decode(
          Questions.answer(
            query, from: recovered.readModel, at: now, position: recovered.readModel.position,
            store: workshop.store
          ).get().wholeAnswer())
        for place in answer.opportunities.indices { answer.opportunities[place].customerName = "" }
        return answer
      }
    }
    #expect(try figures(open) == figures(blind))
  }

  /// Of the write model alone.
  private static func digest(of state: LedgerState) -> EventLog.Digest {
    var recovered = Recovered()
    recovered.writer.state = state
    return StateDigest.of(recovered)
  }

  @Test("Names in a checkpoint are sealed, and gone from it when they are erased")
  func checkpoints() throws {
    let folder = try CheckpointTests.Folder()
    let keys = TextKeys.inMemory()
    let workshop = try Self.furnished(keys)
    let store = workshop.store
    let contents = Checkpoint.Contents(
      try Recovered.replay(store, keys: keys), frontier: try store.frontier())
    try Checkpoint.write(contents, in: folder.path, keys: keys)
    #expect(!String(decoding: try Data(contentsOf: folder.file), as: UTF8.self).contains("王芳"))
    var (recovered, report) = try Recovered.recover(
      store, checkpointIn: folder.path, keys: keys)
    #expect(report.checkpointPosition == store.head.position)
    #expect(
      StateDigest.of(recovered) == StateDigest.of(try Recovered.replay(store, keys: keys)))
    _ = try accepted(workshop.submit(workshop.make(Self.erase(.user, "fang"))))
    (recovered, report) = try Recovered.recover(store, checkpointIn: folder.path, keys: keys)
    #expect(report.checkpointPosition == 0 && report.discarded != nil)
    #expect(recovered.readModel.board.directory.user(UserID("fang"))?.name == "")
  }
}

extension Event {
  fileprivate var isContact: Bool {
    if case .contactAdded = self { true } else { false }
  }
}
