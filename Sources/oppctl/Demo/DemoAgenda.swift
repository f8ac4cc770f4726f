import Schema
import SwiftProtobuf

/// What happens next: a heap by time, and among equal times by the order of planning.
struct DemoAgenda {
  enum Happening {
    /// The next opportunity turns up.
    case arrival
    case creation(deal: Int)
    /// - Parameter turn: of the deal when it was planned; another turn has overtaken it.
    case talk(deal: Int, turn: Int)
    case revival(deal: Int)
    /// Somebody gets what nobody owns.
    case allocation(deal: Int, turn: Int)
    /// What was dormant is called back, or given up.
    case awakening(deal: Int)
    /// Whoever took it over from a silent owner hands it down again.
    case descent(deal: Int)
    case leaving(rep: Int)
    /// Targets, forecast calls and awards of a month.
    case month
    case forecastDay
    /// The sample of the week is drawn.
    case week
    case reorganisation
    /// Something is said that was settled before.
    case saying(DemoUtterance)
  }

  struct Entry {
    let moment: Int64
    fileprivate let number: UInt64
    let happening: Happening
  }

  private var heap: [Entry] = []
  private var planned: UInt64 = 0

  mutating func plan(_ happening: Happening, at moment: Int64) {
    planned += 1
    heap.append(Entry(moment: moment, number: planned, happening: happening))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.comesBefore(heap[child], heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func next() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if Self.comesBefore(heap[child], heap[least]) { least = child }
      }
      guard least != parent else { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private static func comesBefore(_ left: Entry, _ right: Entry) -> Bool {
    (left.moment, left.number) < (right.moment, right.number)
  }
}
