/// The thread that makes the pages of long answers: neither commits, which share their thread with the
/// sockets, nor the folding of facts wait for an export of a million rows.
///
/// Whoever sends an answer orders one page at a time, when its client has taken the one before; so
/// clients that ask for much take turns, and a slow one has a single page waiting.
final class PageMaker: Sendable {
  private struct Order: Sendable {
    var pages: AnswerPages
    let made: @Sendable (AnswerPages) -> Void
  }

  /// Unbounded, because every connection has one order at most.
  private let inbox = Inbox<Order>(weightMaximum: .max)
  private let thread: OwnedThread

  init() {
    thread = OwnedThread(name: "pages") { [inbox] in
      while let orders = inbox.takeAll() {
        for var order in orders {
          order.pages.makeNext()
          order.made(order.pages)
        }
        inbox.release(weight: orders.count)
      }
    }
  }

  /// Makes the next page of `pages` and hands them back on the thread; after ``stop()`` it does nothing.
  func make(_ pages: AnswerPages, _ made: @escaping @Sendable (AnswerPages) -> Void) {
    try? inbox.put(Order(pages: pages, made: made))
  }

  func stop() {
    inbox.close()
    thread.join()
  }
}
