import CEpoll
import Glibc

/// Drives all connections of a row from one thread: epoll, one read and one write an answer.
///
/// The product's client would do (it pipelines over one connection), but with hundreds of
/// connections and one command in flight each its event loops and promises would take the cores
/// from the daemon; so would a NIO pipeline a connection.
struct LoadGenerator {
  /// What was confirmed while the clock ran, and in all.
  struct Outcome {
    var commands = 0
    var seconds = 0.0
    var latencies = Latencies()
    /// Records confirmed in all, also after the clock had stopped.
    var recordsInAll: UInt64 = 0
    /// A connection ran out of prepared frames before the time was over.
    var isCutShort = false
  }

  /// No answer for so long means that the daemon hangs.
  private static let patienceMilliseconds: Int32 = 20_000

  private let poller: Int32
  private let connections: [LoadConnection]
  private var outcome = Outcome()
  private var isClockRunning = true

  /// Runs the connections until `seconds` have passed or one has nothing left to send, and waits
  /// for what is in flight then.
  static func run(_ connections: [LoadConnection], seconds: Double) throws -> Outcome {
    let poller = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard poller >= 0 else { throw BenchFailure(call: "epoll_create1", errno: errno) }
    defer { close(poller) }
    var generator = LoadGenerator(poller: poller, connections: connections)
    try generator.run(seconds: seconds)
    return generator.outcome
  }

  private init(poller: Int32, connections: [LoadConnection]) {
    self.poller = poller
    self.connections = connections
  }

  private mutating func run(seconds: Double) throws {
    for (index, connection) in connections.enumerated() {
      try control(EPOLL_CTL_ADD, index, EPOLLIN.rawValue)
      precondition(connection.framesInFlight == 0, "a connection is fresh when a row begins")
    }
    let start = SteadyClock.now()
    for index in connections.indices { try send(index) }
    var inFlight = connections.count
    var events = [epoll_event](repeating: epoll_event(), count: 512)
    while inFlight > 0 {
      let count = epoll_wait(poller, &events, Int32(events.count), Self.patienceMilliseconds)
      guard count != 0 else { throw BenchFailure("no answer for 20 s") }
      guard count > 0 || errno == EINTR else {
        throw BenchFailure(call: "epoll_wait", errno: errno)
      }
      for event in events.prefix(Int(max(0, count))) {
        let index = Int(event.data.u32)
        if event.events & EPOLLOUT.rawValue != 0 { try resume(index) }
        if event.events & ~EPOLLOUT.rawValue != 0 {
          try receive(index)
          if isClockRunning { try send(index) }
          if connections[index].framesInFlight == 0 { inFlight -= 1 }
        }
      }
      let elapsed = SteadyClock.seconds(since: start)
      if isClockRunning, elapsed >= seconds || outcome.isCutShort {
        isClockRunning = false
        outcome.seconds = elapsed
      }
    }
  }

  private mutating func receive(_ index: Int) throws {
    try connections[index].receive { confirmation, nanoseconds in
      outcome.recordsInAll += confirmation.records
      guard isClockRunning else { return }
      outcome.commands += confirmation.receipts
      outcome.latencies.add(nanoseconds: nanoseconds)
    }
  }

  private mutating func send(_ index: Int) throws {
    let connection = connections[index]
    try connection.refill()
    if connection.isExhausted { outcome.isCutShort = true }
    if connection.isBlocked {
      try control(EPOLL_CTL_MOD, index, EPOLLIN.rawValue | EPOLLOUT.rawValue)
    }
  }

  private func resume(_ index: Int) throws {
    try connections[index].flush()
    if !connections[index].isBlocked { try control(EPOLL_CTL_MOD, index, EPOLLIN.rawValue) }
  }

  private func control(_ operation: Int32, _ index: Int, _ interest: UInt32) throws {
    var event = epoll_event()
    event.events = interest
    event.data.u32 = UInt32(index)
    guard epoll_ctl(poller, operation, connections[index].socket.descriptor, &event) == 0 else {
      throw BenchFailure(call: "epoll_ctl", errno: errno)
    }
  }
}
