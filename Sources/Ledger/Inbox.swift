package import Dispatch
import Synchronization

/// A bounded queue into one thread: many put in, one takes everything out at once.
package final class Inbox<Item: Sendable>: Sendable {
  private struct Contents {
    var items: [Item] = []
    /// Weight of what is inside and of what was taken and not released yet.
    var weight = 0
    var isClosed = false
    /// Whether something came since the last taking that must not wait for the end of a rest.
    var hasUrgent = false
    var consumer = Consumer.awake
  }

  private enum Consumer {
    case awake
    /// Waits for what is urgent, or for the end of its rest.
    case resting
    /// Waits for anything.
    case idle
  }

  package enum Refusal: Error {
    case full
    case closed
  }

  private let contents = Mutex(Contents())
  private let arrival = DispatchSemaphore(value: 0)
  private let weightMaximum: Int

  /// - Parameter weightMaximum: most weight waiting or in work before more is refused.
  package init(weightMaximum: Int) {
    self.weightMaximum = weightMaximum
  }

  /// - Parameters:
  ///   - weight: what it counts for against the maximum; its taker gives it back.
  ///   - isUrgent: whether it ends the rest of its taker (``rest(_:)``).
  package func put(_ item: Item, weight: Int = 1, isUrgent: Bool = true) throws(Refusal) {
    let result: Swift.Result<Bool, Refusal> = contents.withLock { contents in
      if contents.isClosed { return .failure(.closed) }
      if contents.weight + weight > weightMaximum { return .failure(.full) }
      contents.weight += weight
      contents.items.append(item)
      if isUrgent { contents.hasUrgent = true }
      return .success(Self.wakes(&contents, isUrgent: isUrgent))
    }
    if try result.get() { arrival.signal() }
  }

  private static func wakes(_ contents: inout Contents, isUrgent: Bool) -> Bool {
    guard contents.consumer == .idle || contents.consumer == .resting && isUrgent else {
      return false
    }
    contents.consumer = .awake
    return true
  }

  /// Lets what can wait gather: returns after `interval`, or earlier when something urgent comes.
  ///
  /// Each waking of a thread takes time from the load, which shares its cores.
  package func rest(_ interval: DispatchTimeInterval) {
    let mayRest = contents.withLock { contents in
      let mayRest = !contents.hasUrgent && !contents.isClosed
      if mayRest { contents.consumer = .resting }
      return mayRest
    }
    guard mayRest else { return }
    _ = arrival.wait(timeout: .now() + interval)
    contents.withLock { $0.consumer = .awake }
  }

  /// Everything that is there, waiting for the first item; nil: closed and empty.
  ///
  /// - Parameter timeout: wait at most so long, then take nothing; nil: wait for ever.
  package func takeAll(timeout: DispatchTimeInterval? = nil) -> [Item]? {
    while true {
      let (taken, isDone): ([Item], Bool) = contents.withLock { contents in
        if contents.items.isEmpty {
          contents.consumer = contents.isClosed ? .awake : .idle
          return ([], contents.isClosed)
        }
        contents.hasUrgent = false
        var taken: [Item] = []
        swap(&taken, &contents.items)
        return (taken, false)
      }
      if isDone { return nil }
      if !taken.isEmpty { return taken }
      if let timeout {
        if arrival.wait(timeout: .now() + timeout) == .timedOut {
          contents.withLock { $0.consumer = .awake }
          return []
        }
      } else {
        arrival.wait()
      }
    }
  }

  /// Gives back the weight of items that are done with.
  package func release(weight: Int) {
    contents.withLock { $0.weight -= weight }
  }

  /// Refuses what comes from now on; what is inside is still taken.
  package func close() {
    let wake = contents.withLock { contents in
      contents.isClosed = true
      return Self.wakes(&contents, isUrgent: true)
    }
    if wake { arrival.signal() }
  }
}
