import Opportunities
import Synchronization

/// Why a fold stopped, and where.
struct FoldFailure: Error {
  let position: UInt64
  let error: ReplayError
}

/// Decoded records that follow each other in the log.
struct RecordRun: Sendable {
  /// Where the first of them stands, whatever it says itself.
  var firstPosition: UInt64
  var records: [RecordedEvent] = []
}

/// A fold on a thread of its own: it takes decoded records in their order and keeps what they make.
///
/// The lane owns its thread: ``finish()`` joins it, and so does the end of the lane.
final class FoldLane<State: Sendable>: Sendable {
  typealias Fold = @Sendable (inout State, RecordRun) throws(FoldFailure) -> Void

  /// What the thread leaves behind. It knows this and the queue, not the lane, so the lane can end.
  private final class Outcome: Sendable {
    let value: Mutex<(state: State?, failure: FoldFailure?)>

    init(_ state: consuming State) { value = Mutex((consume state, nil)) }
  }

  /// Runs of records that may wait: enough to even out what is slow on either side.
  private static var runsWaitingMaximum: Int { 8 }

  private let runs: Conveyor<RecordRun>
  private let outcome: Outcome
  private let thread: OwnedThread

  /// - Parameter state: what the first record follows. Give it away: while somebody else holds it
  ///   too, folding copies what it touches.
  init(name: String, _ state: consuming State, fold: @escaping Fold) {
    let runs = Conveyor<RecordRun>(itemsMaximum: Self.runsWaitingMaximum)
    let outcome = Outcome(consume state)
    self.runs = runs
    self.outcome = outcome
    thread = OwnedThread(name: name) { Self.run(runs, outcome, fold) }
  }

  deinit {
    runs.close()
    thread.join()
  }

  /// Hands on the next records; waits while the fold is behind.
  ///
  /// - Returns: false when the fold has failed and wants no more.
  func put(_ run: RecordRun) -> Bool { runs.put(run) }

  /// Ends the fold after everything that was put, and waits for it.
  ///
  /// - Returns: the state after the last record that could be folded. Call it once.
  func finish() -> (state: State, failure: FoldFailure?) {
    runs.close()
    thread.join()
    return outcome.value.withLock { value in
      guard let state = value.state.take() else {
        preconditionFailure("a lane is finished once, and its thread leaves its state")
      }
      return (state, value.failure)
    }
  }

  private static func run(
    _ runs: Conveyor<RecordRun>, _ outcome: Outcome, _ fold: Fold
  ) {
    guard var state = outcome.value.withLock({ $0.state.take() }) else {
      preconditionFailure("a lane begins with its state")
    }
    var failure: FoldFailure?
    do throws(FoldFailure) {
      while let taken = runs.takeAll() {
        for run in taken { try fold(&state, run) }
      }
    } catch {
      runs.abandon()
      failure = error
    }
    outcome.value.withLock { $0 = (state, failure) }
  }
}
