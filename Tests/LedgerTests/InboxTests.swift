import Dispatch
import Ledger
import Synchronization
import Testing

@Suite("The inbox of a thread")
struct InboxTests {
  /// Runs `body` on a thread of its own; the semaphore is signalled when it has returned.
  private static func elsewhere(_ body: @escaping @Sendable () -> Void) -> DispatchSemaphore {
    let done = DispatchSemaphore(value: 0)
    _ = OwnedThread(name: "test") {
      body()
      done.signal()
    }
    return done
  }

  @Test("everything that came is taken at once, in order, and what is closed ends")
  func order() throws {
    let inbox = Inbox<Int>(weightMaximum: 10)
    for number in 1...3 { try inbox.put(number) }
    #expect(inbox.takeAll() == [1, 2, 3])
    #expect(inbox.takeAll(timeout: .milliseconds(1)) == [])
    try inbox.put(4)
    inbox.close()
    #expect(throws: Inbox<Int>.Refusal.closed) { try inbox.put(5) }
    #expect(inbox.takeAll() == [4])
    #expect(inbox.takeAll() == nil)
  }

  @Test("weight counts until it is given back")
  func weight() throws {
    let inbox = Inbox<Int>(weightMaximum: 3)
    try inbox.put(1, weight: 2)
    #expect(throws: Inbox<Int>.Refusal.full) { try inbox.put(2, weight: 2) }
    _ = inbox.takeAll()
    #expect(throws: Inbox<Int>.Refusal.full) { try inbox.put(2, weight: 2) }
    inbox.release(weight: 2)
    try inbox.put(2, weight: 2)
  }

  @Test("what is not urgent does not end a rest, what is urgent does")
  func rest() throws {
    let inbox = Inbox<Int>(weightMaximum: 10)
    let rested = Self.elsewhere { inbox.rest(.seconds(60)) }
    try inbox.put(1, isUrgent: false)
    #expect(rested.wait(timeout: .now() + .milliseconds(100)) == .timedOut)
    try inbox.put(2)
    #expect(rested.wait(timeout: .now() + .seconds(30)) == .success)
    #expect(inbox.takeAll() == [1, 2])
  }

  @Test("nobody rests while something urgent waits, or after the end")
  func noRest() throws {
    let inbox = Inbox<Int>(weightMaximum: 10)
    try inbox.put(1)
    #expect(Self.elsewhere { inbox.rest(.seconds(60)) }.wait(timeout: .now() + 30) == .success)
    _ = inbox.takeAll()
    let rested = Self.elsewhere { inbox.rest(.seconds(60)) }
    inbox.close()
    #expect(rested.wait(timeout: .now() + 30) == .success)
  }

  @Test("an idle thread is woken by anything, and a rest ends by itself")
  func idle() throws {
    let inbox = Inbox<Int>(weightMaximum: 10)
    inbox.rest(.milliseconds(1))
    let taken = Mutex<[Int]?>(nil)
    let done = Self.elsewhere {
      let items = inbox.takeAll()
      taken.withLock { $0 = items }
    }
    try inbox.put(7, isUrgent: false)
    #expect(done.wait(timeout: .now() + 30) == .success)
    #expect(taken.withLock { $0 } == [7])
  }
}
