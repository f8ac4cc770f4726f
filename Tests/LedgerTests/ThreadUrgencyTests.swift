import CLinux
import Dispatch
import Glibc
import Ledger
import Synchronization
import Testing

@Suite("The urgency of a thread")
struct ThreadUrgencyTests {
  /// Runs `body` on a thread of its own and waits for it.
  private static func elsewhere(_ body: @escaping @Sendable () -> Void) {
    OwnedThread(name: "test", body).join()
  }

  private static func niceness() -> Int32 {
    getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
  }

  @Test("a prompt thread has short slices, stays as nice as it was, and others stay as they are")
  func prompt() {
    let before = Self.niceness()
    Self.elsewhere {
      let own = Self.niceness()
      let isTaken = ThreadUrgency.prompt.take()
      #expect(Self.niceness() == own)
      // Kernels before 6.12 take the wish and forget it.
      if isTaken, scheduling_slice() != 0 { #expect(scheduling_slice() == 100_000) }
    }
    #expect(Self.niceness() == before)
  }

  @Test("a background thread is nicer, and others stay as they are")
  func background() {
    let before = Self.niceness()
    Self.elsewhere {
      let isTaken = ThreadUrgency.background.take()
      #expect(!isTaken || Self.niceness() == 10)
    }
    #expect(Self.niceness() == before)
  }
}
