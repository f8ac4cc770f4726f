package import Opportunities
import Glibc

/// Where `recorded_at` comes from. A value like any other, so that tests decide what time it is.
package protocol LedgerClock: Sendable {
  func now() -> Instant
}

/// The machine's wall clock. The writer never lets recorded time run backwards, whatever it says.
package struct SystemClock: LedgerClock {
  package init() {}

  package func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
