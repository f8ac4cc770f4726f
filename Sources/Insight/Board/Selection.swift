/// The first `limit` of many elements in an order of its own, whatever comes; 0: all of them.
///
/// A page of a list over a million rows needs its first hundred, so only those are kept, the last
/// of them on top: what does not come before it passes by with one comparison.
struct Selection<Element> {
  private let limit: Int
  private let precedes: (Element, Element) -> Bool
  /// A heap whose top follows all others, once it is full.
  private var kept: [Element] = []
  private(set) var offered = 0

  init(limit: Int, by precedes: @escaping (Element, Element) -> Bool) {
    self.limit = limit > 0 ? limit : .max
    self.precedes = precedes
  }

  /// Once full: only what comes before this is still wanted.
  var last: Element? { kept.count == limit ? kept[0] : nil }

  @inline(__always)
  mutating func offer(_ element: Element) {
    offered += 1
    if kept.count < limit {
      kept.append(element)
      if kept.count == limit { arrange() }
    } else if precedes(element, kept[0]) {
      kept[0] = element
      sink(0)
    }
  }

  /// What was kept, in order.
  consuming func sorted() -> [Element] { kept.sorted(by: precedes) }

  private mutating func arrange() {
    for place in (0..<kept.count / 2).reversed() { sink(place) }
  }

  /// Moves the element down until it follows both below it.
  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var largest = place
      for below in [2 * place + 1, 2 * place + 2] where below < kept.count {
        if precedes(kept[largest], kept[below]) { largest = below }
      }
      if largest == place { return }
      kept.swapAt(place, largest)
      place = largest
    }
  }
}
