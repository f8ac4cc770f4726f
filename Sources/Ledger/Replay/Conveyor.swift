import Dispatch
import Synchronization

/// A bounded queue from one thread to another, in order: whoever is ahead waits.
///
/// Either side may end it. What the putter put before it closed is still taken; once the taker has
/// abandoned it, the putter is told so and nothing more is kept.
final class Conveyor<Item: Sendable>: Sendable {
  private struct Contents {
    var items: [Item] = []
    var isClosed = false
    var isAbandoned = false
    var putterWaits = false
    var takerWaits = false
  }

  private let contents = Mutex(Contents())
  private let itemsMaximum: Int
  private let room = DispatchSemaphore(value: 0)
  private let arrival = DispatchSemaphore(value: 0)

  init(itemsMaximum: Int) {
    precondition(itemsMaximum > 0, "a queue takes something")
    self.itemsMaximum = itemsMaximum
  }

  private enum Step {
    case done(wakes: Bool)
    case wait
    case ended
  }

  /// Waits until there is room.
  ///
  /// - Returns: false when the taker wants no more; the item is dropped then.
  func put(_ item: Item) -> Bool {
    while true {
      let step: Step = contents.withLock { contents in
        precondition(!contents.isClosed, "nothing is put after the end")
        if contents.isAbandoned { return .ended }
        guard contents.items.count < itemsMaximum else {
          contents.putterWaits = true
          return .wait
        }
        contents.items.append(item)
        defer { contents.takerWaits = false }
        return .done(wakes: contents.takerWaits)
      }
      switch step {
      case .done(let wakes):
        if wakes { arrival.signal() }
        return true
      case .wait: room.wait()
      case .ended: return false
      }
    }
  }

  /// Waits until something is there, and takes all of it; nil: nothing more will come.
  func takeAll() -> [Item]? {
    while true {
      var taken: [Item] = []
      let step: Step = contents.withLock { contents in
        if contents.items.isEmpty {
          if contents.isClosed { return .ended }
          contents.takerWaits = true
          return .wait
        }
        swap(&taken, &contents.items)
        defer { contents.putterWaits = false }
        return .done(wakes: contents.putterWaits)
      }
      switch step {
      case .done(let wakes):
        if wakes { room.signal() }
        return taken
      case .wait: arrival.wait()
      case .ended: return nil
      }
    }
  }

  /// Nothing more will be put. A second time changes nothing.
  func close() {
    let wakes = contents.withLock { contents in
      contents.isClosed = true
      defer { contents.takerWaits = false }
      return contents.takerWaits
    }
    if wakes { arrival.signal() }
  }

  /// Nothing more will be taken.
  func abandon() {
    let wakes = contents.withLock { contents in
      contents.isAbandoned = true
      contents.items = []
      defer { contents.putterWaits = false }
      return contents.putterWaits
    }
    if wakes { room.signal() }
  }
}
