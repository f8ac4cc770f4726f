import Dispatch
import FoundationEssentials
import Glibc
import Opportunities
import Schema
import Synchronization

/// The thread that acts for the ledger when time has passed: now and then it looks at what is due
/// (``LedgerState/duties(at:atMost:except:)``) and sends the commands through the inbox of everybody.
///
/// It decides nothing. Each command is judged again, by the writer's clock and on the state of that
/// moment, and its event says that the ledger did it and by which rule; so a replay needs neither this
/// thread nor a clock. The ids of its commands follow from what they do to which version of what: a
/// round that is repeated after a crash finds its answers there and does nothing twice.
///
/// It looks at a copy of the write model, which shares what does not change meanwhile, and touches the
/// thread that commits only to be handed that copy and to have its commands committed.
package final class Steward: Sendable {
  package struct Settings: Sendable {
    /// How often it looks; 0: never, so the ledger does nothing by itself.
    package var everyMilliseconds = 60_000
    /// Most commands of one round; what is due beyond waits for the next, the oldest first.
    package var commandsMaximum = 256

    package init() {}
  }

  /// What a round did, without a word about whom it concerned.
  package struct Round: Sendable {
    /// Commands that were accepted, by their rule.
    package var done: [String: Int] = [:]
    /// Commands that were refused, by code: mostly somebody was quicker.
    package var refused: [String: Int] = [:]
    /// How many were due in all when it looked.
    package var due = 0
    /// How long it looked.
    package var milliseconds: UInt64 = 0
  }

  /// How it reaches the rest of the ledger.
  struct Ways: Sendable {
    /// Hands over the state of a moment between two commits, nil if there is none any more.
    var state: @Sendable (@escaping @Sendable (LedgerState?) -> Void) -> Void
    /// Puts commands, which stand in the bytes at the ranges, into the inbox, and has them committed.
    var submit: @Sendable (WorkItem, [UInt8], [Range<Int>]) throws(Writer.Refusal) -> Void
  }

  /// For the state and for answers: a group commit on a slow disk may stand before them.
  private static let patienceSeconds = 30
  /// What was refused is not proposed again at the same version for so many rounds: it would only
  /// keep others waiting.
  private static let roundsPutOff = 60

  private let settings: Settings
  private let clock: any LedgerClock
  private let ways: Ways
  private let report: @Sendable (Round) -> Void
  private let isStopping = Atomic(false)
  private let news = DispatchSemaphore(value: 0)
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  init(
    _ settings: Settings, clock: any LedgerClock, ways: Ways,
    report: @escaping @Sendable (Round) -> Void
  ) {
    precondition(settings.everyMilliseconds >= 0 && settings.commandsMaximum > 0, "limits")
    self.settings = settings
    self.clock = clock
    self.ways = ways
    self.report = report
    guard settings.everyMilliseconds > 0 else { return }
    let owned = OwnedThread(name: "steward") { [self] in run() }
    thread.withLock { $0 = owned }
  }

  /// Ends the thread; what it has sent is answered or not, as the ledger sees fit.
  package func stop() {
    isStopping.store(true, ordering: .releasing)
    news.signal()
    thread.withLock { $0 }?.join()
  }

  private var mustStop: Bool { isStopping.load(ordering: .acquiring) }

  private func run() {
    ThreadUrgency.background.take()
    var putOff: [Stream: UInt64] = [:]
    var rounds = 0
    while sleep() {
      rounds += 1
      if rounds % Self.roundsPutOff == 0 { putOff = [:] }
      guard act(&putOff) else { return }
    }
  }

  /// Waits for the next round; false: it is the stop that came.
  private func sleep() -> Bool {
    let deadline = DispatchTime.now() + .milliseconds(settings.everyMilliseconds)
    while !mustStop {
      // Nobody but the stop signals.
      if news.wait(timeout: deadline) == .timedOut { return !mustStop }
    }
    return false
  }

  /// One round; false: there will be no other.
  private func act(_ putOff: inout [Stream: UInt64]) -> Bool {
    var round = Round()
    guard let due = look(except: putOff, &round) else { return !mustStop }
    guard !due.isEmpty else { return true }
    let sink = BatchSink()
    do throws(Writer.Refusal) {
      let letter = Letter(due)
      try ways.submit(
        WorkItem(requestID: 0, body: .batch(letter.entries, atomic: false), sink: sink),
        letter.bytes, letter.ranges)
    } catch {
      // Full: others have more to say, and time goes on. Closed: the ledger stops.
      return error == .full
    }
    guard let frame = sink.answer.wait(seconds: Self.patienceSeconds, while: { !mustStop }) else {
      // What became of it shows in the next round: the same commands have the same ids.
      return !mustStop
    }
    guard let results = BatchSink.results(in: frame), results.count == due.count else {
      // The commit is in doubt, and the process ends.
      return false
    }
    for (duty, result) in zip(due, results) {
      switch result.result {
      case .receipt(let receipt):
        if !receipt.duplicate { round.done[duty.rule, default: 0] += 1 }
      case .rejection(let rejection):
        round.refused[rejection.code, default: 0] += 1
        putOff[duty.stream] = duty.version
      case nil: break
      }
    }
    report(round)
    return true
  }

  /// What is due now, the oldest first; nil: the state could not be had.
  private func look(except putOff: [Stream: UInt64], _ round: inout Round) -> [Duty]? {
    let delivery = Delivery<LedgerState?>()
    ways.state { delivery.bring($0) }
    let delivered = delivery.wait(seconds: Self.patienceSeconds, while: { !mustStop })
    guard let state = delivered ?? nil else { return nil }
    let started = ContinuousClock.now
    let duties = state.duties(at: clock.now(), atMost: settings.commandsMaximum, except: putOff)
    round.due = duties.count
    round.milliseconds = UInt64((ContinuousClock.now - started) / .milliseconds(1))
    return duties.oldest
  }
}

/// The commands of a round as they would come over the wire.
private struct Letter {
  var bytes: [UInt8] = []
  var ranges: [Range<Int>] = []
  var entries: [BatchEntry] = []

  init(_ duties: [Duty]) {
    for duty in duties {
      let command: [UInt8]
      do {
        command = try GeneratedCodec.encode(PBCommand(duty))
        entries.append(.submission(try Submission(decoding: command.span.bytes, from: getuid())))
      } catch {
        preconditionFailure("what the ledger says to itself can be read: \(error)")
      }
      ranges.append(bytes.count..<bytes.count + command.count)
      bytes += command
    }
  }
}

extension PBCommand {
  /// The ledger's own command for `duty`. It names no time: it happens when it is judged.
  fileprivate init(_ duty: Duty) {
    self.init()
    commandID = Data(Self.bytes(of: duty.commandID))
    actor.kind = .system
    actor.id = Actor.ledger.id.text
    expectedVersion = duty.version
    switch duty.command {
    case .reclaimOpportunity(let command):
      reclaimOpportunity.opportunityID = command.opportunityID.text
      reclaimOpportunity.rule =
        command.rule.flatMap { PBReclaimReason(rawValue: Int($0.rawValue)) } ?? .unspecified
    case .escalateOpportunity(let command):
      escalateOpportunity.opportunityID = command.opportunityID.text
      escalateOpportunity.ownerID = command.to.text
      escalateOpportunity.rule =
        command.rule.flatMap { PBEscalationReason(rawValue: Int($0.rawValue)) } ?? .unspecified
    case .escalateApproval(let command):
      escalateApproval.approvalID = command.approvalID.text
    default: preconditionFailure("the ledger has no other duties")
    }
  }

  private static func bytes(of id: CommandID) -> [UInt8] {
    [id.high, id.low].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
  }
}

/// Where the answer to a round goes.
private final class BatchSink: AnswerSink {
  let answer = Delivery<[UInt8]>()

  var isCongested: Bool { false }

  func deliver(_ frames: [UInt8], answering commands: Int) { answer.bring(frames) }

  func deliver(_ pages: AnswerPages, requestID: UInt64) {
    preconditionFailure("a batch of commands has no pages")
  }

  /// What became of each command; nil: the frame says that nobody knows.
  static func results(in frame: [UInt8]) -> [PBCommandResult]? {
    // Its length stands in front; the frame is our own, so what cannot be read is a bug.
    guard frame.count >= 4, let message = try? decoded(Array(frame[4...])),
      case .batchResult(let result)? = message.body
    else { return nil }
    return result.results
  }

  private static func decoded(_ bytes: [UInt8]) throws -> PBServerFrame {
    try GeneratedCodec.decode(bytes)
  }
}
