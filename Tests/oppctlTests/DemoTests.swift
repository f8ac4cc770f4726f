import Crypto
import Opportunities
import Schema
import SwiftProtobuf
import Testing

@testable import oppctl

@Suite("The demonstration")
struct DemoTests {
  private static let until: Int64 = 1_774_915_200_000

  private static func plan(_ seed: UInt64, _ count: Int) -> DemoStory.Plan {
    DemoStory.Plan(seed: seed, opportunities: count, months: 12, until: until)
  }

  private static func digest(_ plan: DemoStory.Plan) throws -> String {
    var story = DemoStory(plan)
    var hash = SHA256()
    while let command = story.next() {
      let bytes: [UInt8] = try command.serializedBytes()
      hash.update(data: bytes)
    }
    return hash.finalize().description
  }

  @Test("the same seed tells the same story, another seed another one")
  func isDeterministic() throws {
    #expect(try Self.digest(Self.plan(1, 60)) == Self.digest(Self.plan(1, 60)))
    #expect(try Self.digest(Self.plan(1, 60)) != Self.digest(Self.plan(2, 60)))
  }

  @Test("time never runs back, nothing lies in the future, every opportunity turns up")
  func isOrdered() {
    var story = DemoStory(Self.plan(3, 300))
    var last = Int64.min
    var ids: Set<[UInt8]> = []
    var created = 0
    while let command = story.next() {
      #expect(command.occurredAtMs >= last)
      #expect(command.occurredAtMs <= Self.until)
      last = command.occurredAtMs
      #expect(ids.insert([UInt8](command.commandID)).inserted)
      switch command.body {
      case .createOpportunity, .qualifyLead: created += 1
      default: break
      }
    }
    #expect(created == 300)
  }

  @Test("the ledger accepts every command", arguments: [1, 2, 3, 99] as [UInt64])
  func isLegal(seed: UInt64) throws {
    var ledger = Ledger(now: Instant(milliseconds: Self.until))
    var story = DemoStory(Self.plan(seed, 400))
    while let command = story.next() {
      do {
        try ledger.take(command)
      } catch {
        Issue.record("\(error) for \(command)")
        return
      }
    }
    var outcomes: [Status: Int] = [:]
    for key in ledger.state.opportunities.keys {
      if let status = ledger.state.opportunities[key]?.status { outcomes[status, default: 0] += 1 }
    }
    // Believable: some of everything, and neither a gold mine nor a desert.
    let won = outcomes[.won] ?? 0
    #expect((40...200).contains(won), "\(outcomes)")
    #expect((outcomes[.lost] ?? 0) > 40 && (outcomes[.open] ?? 0) > 10, "\(outcomes)")
    let givenUp = [Status.archived, .dormant, .eliminated].reduce(0) { $0 + (outcomes[$1] ?? 0) }
    #expect(givenUp > 3, "\(outcomes)")
  }

  @Test("whoever it is attributed to could have said it, then and there", arguments: [4, 5])
  func isLived(seed: UInt64) throws {
    var ledger = Ledger(now: Instant(milliseconds: Self.until))
    var plan = Self.plan(seed, 400)
    plan.isAlone = true
    var story = DemoStory(plan)
    var people: Set<String> = []
    while let command = story.next() {
      do {
        try ledger.judge(
          command, asSaidBy: people.contains(command.actor.id) ? .user : .integration)
        try ledger.take(command)
      } catch {
        Issue.record("\(error) for \(command)")
        return
      }
      if case .registerUser(let user) = command.body { people.insert(user.userID) }
    }
  }

  @Test("it tells of nearly every kind of command")
  func tellsEverything() {
    var plan = Self.plan(6, 2_000)
    plan.isAlone = true
    var story = DemoStory(plan)
    var told: Set<String> = []
    while let command = story.next() { told.insert(command.body?.kind ?? "") }
    let untold = Set(Lexicon.current.commands.map(\.name)).subtracting(told)
    // People publish whole rules, imports have batches of their own, the ledger itself pushes
    // approvals on, no figures of a forecast are made up, and nobody asks for erasure.
    #expect(
      untold == [
        "publish_policy", "open_import_batch", "close_import_batch", "escalate_approval",
        "take_forecast_snapshot", "calibrate_forecast", "erase_personal_data",
      ])
  }

  @Test("weekly samples are drawn where the story is alone, and nothing else depends on it")
  func samples() {
    var alone = Self.plan(7, 100)
    alone.isAlone = true
    var (first, second) = (DemoStory(alone), DemoStory(Self.plan(7, 100)))
    var weeks: [String] = []
    while let command = first.next() {
      if case .drawReviewSample(let sample) = command.body {
        weeks.append(sample.week)
      } else {
        #expect(command == second.next())
      }
    }
    #expect(second.next() == nil)
    #expect((50...53).contains(weeks.count) && Set(weeks).count == weeks.count)
    #expect(!weeks.contains(DemoCalendar.week(Self.until)))
  }

  @Test(
    "weeks are those of the calendar",
    arguments: [
      (1_774_915_200_000, "2026-W14"), (1_767_196_800_000, "2026-W01"),
      (1_798_732_800_000, "2026-W53"), (1_609_430_400_000, "2020-W53"),
    ] as [(Int64, String)])
  func weeks(moment: Int64, week: String) {
    #expect(DemoCalendar.week(moment) == week)
  }
}

/// The write model alone, fed with commands as the daemon decodes them.
private struct Ledger {
  private(set) var state = LedgerState()
  private var position: UInt64 = 1
  private let now: Instant

  init(now: Instant) {
    self.now = now
    state.evolve(
      with: RecordedEvent(
        position: 1, recordedAt: now, occurredAt: now, commandID: .zero,
        commandDigest: .zero, commandRecords: 1, actor: .ledger, peerUserID: 0,
        policyVersion: 1, stream: .policy, streamVersion: 1, importRow: nil,
        event: .policyPublished(
          PolicyPublished(
            version: 1, document: .standard, reason: "standard",
            effectiveFrom: Instant(milliseconds: 1), approvalID: ""))))
  }

  /// Judges a command as history that is carried over now, and takes its facts.
  mutating func take(_ command: PBCommand) throws {
    let recording = Recording(
      position: position + 1, recordedAt: now, commandDigest: .zero, peerUserID: 0)
    var records: [RecordedEvent] = []
    _ = try state.accept(try envelope(command), recording, into: &records) { _, _ in }
    position += UInt64(records.count)
  }

  /// Judges a command as if it were said at its own moment, without taking it.
  func judge(_ command: PBCommand, asSaidBy kind: PBActor.Kind) throws {
    var live = command
    live.actor.kind = kind
    live.clearImport()
    live.backfillReason = ""
    _ = try state.decide(
      try envelope(live), at: Instant(milliseconds: command.occurredAtMs))
  }

  private func envelope(_ command: PBCommand) throws -> CommandEnvelope {
    let bytes: [UInt8] = try command.serializedBytes()
    return try CommandCodec.decode(bytes.span.bytes)
  }
}
