import Dispatch
import EventLog
import Foundation
import Opportunities
import Schema
import Synchronization
import Testing

@testable import Ledger

@Suite("Commands do not wait for the read model, questions do")
struct AwaitedReadModelTests {
  private final class Reports: Sendable {
    let all = Mutex<[ReadModelReport]>([])
    let arrival = DispatchSemaphore(value: 0)

    func add(_ report: ReadModelReport) {
      all.withLock { $0.append(report) }
      arrival.signal()
    }
  }

  private static func pipeline(_ requestID: UInt64, to sink: KeepingSink) -> Question {
    var query = PBQuery()
    query.pipeline = PBPipelineQuery()
    return Question(requestID: requestID, query: query, sink: sink)
  }

  @Test("A question asked while it loads is answered when it is there, as of the end of the log")
  func waits() throws {
    let workshop = try Workshop.random(seed: 31, commands: 60)
    let head = workshop.store.head.position
    let early = try Recovered.replay(try CheckpointTests.prefix(of: workshop.store, head / 2))
    let gate = DispatchSemaphore(value: 0)
    let reports = Reports()
    let projector = Projector(
      store: workshop.store, clock: workshop.clock,
      readModel: AwaitedReadModel {
        gate.wait()
        return .success(early.readModel)
      },
      loaded: { reports.add($0) }, failed: { _ in Issue.record("every record can be applied") })
    let sink = KeepingSink()
    projector.ask(Self.pipeline(7, to: sink))
    #expect(projector.position == 0)
    #expect(sink.frames.isEmpty)
    gate.signal()
    reports.arrival.wait()
    #expect(reports.all.withLock { $0.map(\.position) } == [head])
    #expect(reports.all.withLock { $0[0].discarded } == nil)
    projector.stop()
    let answer = try #require(try sink.messages().first { $0.requestID == 7 })
    #expect(answer.answer.position == head)
  }

  @Test("One that cannot be loaded is folded from the whole log, and the reason is told")
  func foldsItself() throws {
    let workshop = try Workshop.random(seed: 32, commands: 60)
    let reports = Reports()
    let projector = Projector(
      store: workshop.store, clock: workshop.clock,
      readModel: AwaitedReadModel { .failure(.damaged("for the test")) },
      loaded: { reports.add($0) }, failed: { _ in Issue.record("every record can be applied") })
    let copy = Delivery<ReadModel?>()
    projector.copyReadModel { copy.bring($0) }
    var recovered = try Recovered.replay(workshop.store)
    let expected = StateDigest.of(recovered)
    recovered.readModel = try #require(copy.wait())
    #expect(StateDigest.of(recovered) == expected)
    #expect(reports.all.withLock { $0.count } == 1)
    #expect(reports.all.withLock { $0[0].discarded } == .damaged("for the test"))
    projector.stop()
  }

  @Test("A ledger that ends while the log is being folded does not wait for its end")
  func stops() throws {
    let workshop = try Workshop.random(seed: 33, commands: 60)
    let gate = DispatchSemaphore(value: 0)
    let projector = Projector(
      store: workshop.store, clock: workshop.clock,
      readModel: AwaitedReadModel {
        gate.wait()
        return .success(ReadModel())
      },
      failed: { _ in Issue.record("to stop is no failure") })
    // What comes meanwhile must not be folded onto what is not there.
    projector.committed([try workshop.record(at: workshop.store.head.position)])
    let stopping = OwnedThread(name: "stop") { projector.stop() }
    while !projector.isStopping.load(ordering: .relaxed) { sched_yield() }
    gate.signal()
    stopping.join()
    #expect(projector.position < workshop.store.head.position)
  }

  @Test("With damage in its part of the checkpoint commands go on from the checkpoint all the same")
  func damagedPart() throws {
    let workshop = try Workshop.random(seed: 34, commands: 60)
    let head = workshop.store.head.position
    let folder = try CheckpointTests.Folder()
    try CheckpointTests.checkpoint(
      try CheckpointTests.prefix(of: workshop.store, head - 5), in: folder)
    var bytes = try Data(contentsOf: folder.file)
    // Before the last frame, which only says that it is the last: rows of the read model.
    bytes[bytes.count - CheckpointFrame.headerBytes - 1] ^= 1
    try bytes.write(to: folder.file)
    let restart = try Restart.recover(workshop.store, checkpointIn: folder.path)
    #expect(restart.report.discarded == nil)
    #expect(restart.report.checkpointPosition == head - 5)
    #expect(throws: CheckpointFault.self) { try restart.readModel.wait() }
    let (recovered, report) = try Recovered.recover(workshop.store, checkpointIn: folder.path)
    #expect(report.discarded != nil)
    #expect(StateDigest.of(recovered) == StateDigest.of(try Recovered.replay(workshop.store)))
  }
}
