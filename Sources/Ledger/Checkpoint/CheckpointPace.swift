import Dispatch
import EventLog
import Synchronization

/// How fast a checkpoint may be written, so that commits hardly notice it, and that it leaves the
/// log its room on the disk.
package final class CheckpointPace: Sendable {
  /// What is written at once, then synced, then paid for with time.
  private static let stepBytes: UInt64 = 4 << 20
  /// What a checkpoint leaves free beside what commits keep for themselves.
  static let reserveBytes: UInt64 = 64 << 20

  private let bytesPerSecond: UInt64
  private let spaceLeft: @Sendable () throws(LogError) -> UInt64
  private let nextPause = Atomic<UInt64>(stepBytes)
  private let isHurried: Atomic<Bool>

  /// As fast as it goes.
  package static var full: CheckpointPace {
    CheckpointPace(bytesPerSecond: .max) { () throws(LogError) in .max }
  }

  init(
    bytesPerSecond: UInt64, spaceLeft: @escaping @Sendable () throws(LogError) -> UInt64
  ) {
    precondition(bytesPerSecond > 0, "a checkpoint ends some day")
    self.bytesPerSecond = bytesPerSecond
    self.spaceLeft = spaceLeft
    isHurried = Atomic(bytesPerSecond == .max)
  }

  /// From now on as fast as it goes: the daemon waits for it to end.
  func hurry() {
    isHurried.store(true, ordering: .relaxed)
  }

  func isPauseDue(at byteCount: UInt64) -> Bool {
    byteCount >= nextPause.load(ordering: .relaxed)
  }

  /// - Throws: when the disk is getting full.
  func pause(at byteCount: UInt64) throws(LogError) {
    let started = nextPause.load(ordering: .relaxed) - Self.stepBytes
    nextPause.store(byteCount + Self.stepBytes, ordering: .relaxed)
    let left = try spaceLeft()
    guard left >= Self.reserveBytes else {
      throw .diskFull(
        path: Checkpoint.fileName, needBytes: Self.reserveBytes, freeBytes: left)
    }
    guard !isHurried.load(ordering: .relaxed) else { return }
    let microseconds = (byteCount - min(started, byteCount)) * 1_000_000 / bytesPerSecond
    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .microseconds(Int(microseconds)))
  }
}
