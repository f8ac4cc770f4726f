package import Dispatch
import Synchronization

/// A bounded queue into one thread: many put in, one takes everything out at once.
package final class Inbox<Item: Sendable>: Sendable {
  private struct Contents {
    var items: [Item] = []
    /// Weight of what is inside and of what was taken and not released yet.
    var weight = 0
    var isClosed = false
    var isConsumerWaiting = false
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

  /// - Parameter weight: what it counts for against the maximum; its taker gives it back.
  package func put(_ item: Item, weight: Int = 1) throws(Refusal) {
    let result: Swift.Result<Bool, Refusal> = contents.withLock { contents in
      if contents.isClosed { return .failure(.closed) }
      if contents.weight + weight > weightMaximum { return .failure(.full) }
      contents.weight += weight
      contents.items.append(item)
      defer { contents.isConsumerWaiting = false }
      return .success(contents.isConsumerWaiting)
    }
    if try result.get() { arrival.signal() }
  }

  /// Everything that is there, waiting for the first item; nil: closed and empty.
  ///
  /// - Parameter timeout: wait at most so long, then take nothing; nil: wait for ever.
  package func takeAll(timeout: DispatchTimeInterval? = nil) -> [Item]? {
    while true {
      let (taken, isDone): ([Item], Bool) = contents.withLock { contents in
        if contents.items.isEmpty {
          contents.isConsumerWaiting = !contents.isClosed
          return ([], contents.isClosed)
        }
        var taken: [Item] = []
        swap(&taken, &contents.items)
        return (taken, false)
      }
      if isDone { return nil }
      if !taken.isEmpty { return taken }
      if let timeout {
        if arrival.wait(timeout: .now() + timeout) == .timedOut { return [] }
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
      defer { contents.isConsumerWaiting = false }
      return contents.isConsumerWaiting
    }
    if wake { arrival.signal() }
  }
}
