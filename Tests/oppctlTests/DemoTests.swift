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
      if case .createOpportunity = command.body { created += 1 }
    }
    #expect(created == 300)
  }

  @Test("the ledger accepts every command", arguments: [1, 2, 3, 99] as [UInt64])
  func isLegal(seed: UInt64) throws {
    var state = LedgerState()
    var position: UInt64 = 0
    let now = Instant(milliseconds: Self.until)
    func record(_ event: Event, of stream: Opportunities.Stream, _ row: ImportRow? = nil) {
      position += 1
      state.evolve(
        with: RecordedEvent(
          position: position, recordedAt: now, occurredAt: now, commandID: .zero,
          commandDigest: .zero, commandRecords: 1, actor: .ledger, peerUserID: 0,
          policyVersion: 1, stream: stream, streamVersion: 1, importRow: row, event: event))
    }
    record(
      .policyPublished(
        PolicyPublished(
          version: 1, document: .standard, reason: "standard", effectiveFrom: now, approvalID: "")),
      of: .policy)
    var story = DemoStory(Self.plan(seed, 400))
    var outcomes: [Status: Int] = [:]
    while let command = story.next() {
      let bytes: [UInt8] = try command.serializedBytes()
      let envelope = try CommandCodec.decode(bytes.span.bytes)
      do {
        let decision = try state.decide(envelope, at: now)
        for event in decision.facts.events {
          record(event, of: decision.stream, envelope.importRow)
        }
      } catch {
        Issue.record("\(error) for \(command)")
        return
      }
    }
    for key in state.opportunities.keys {
      if let status = state.opportunities[key]?.status { outcomes[status, default: 0] += 1 }
    }
    // Believable: some of everything, and neither a gold mine nor a desert.
    let won = outcomes[.won] ?? 0
    #expect((40...200).contains(won), "\(outcomes)")
    #expect((outcomes[.lost] ?? 0) > 40 && (outcomes[.open] ?? 0) > 10, "\(outcomes)")
    #expect((outcomes[.archived] ?? 0) > 0, "\(outcomes)")
  }
}
