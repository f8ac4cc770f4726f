import Dispatch
import Synchronization

/// One value from another thread.
final class Delivery<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let arrival = DispatchSemaphore(value: 0)

  func bring(_ new: Value) {
    value.withLock { $0 = new }
    arrival.signal()
  }

  /// However long it takes: for what comes for certain.
  func wait() -> Value {
    while true {
      arrival.wait()
      let value = value.withLock { $0.take() }
      if let value { return value }
    }
  }

  /// nil: it did not come in time.
  func wait(seconds: Int) -> Value? {
    wait(.seconds(seconds))
  }

  /// nil: it did not come in time, or nobody wants it any more, which is asked ten times a second.
  func wait(seconds: Int, while isWanted: () -> Bool) -> Value? {
    for _ in 0..<10 * seconds where isWanted() {
      if let value = wait(.milliseconds(100)) { return value }
    }
    return nil
  }

  private func wait(_ time: DispatchTimeInterval) -> Value? {
    guard arrival.wait(timeout: .now() + time) == .success else { return nil }
    return value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
