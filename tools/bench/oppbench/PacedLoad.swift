import CEpoll
import Glibc

/// Sends commands when they are due, whether or not earlier ones are answered (an open loop).
///
/// Latency counts from the moment a command was due: a daemon that stalls is charged for everything
/// that had to wait meanwhile, which a closed loop would not even have sent.
struct PacedLoad {
  struct Outcome {
    var commands = 0
    var seconds = 0.0
    var latencies = Latencies()
    /// How much later than due commands were sent: what of their latency is the load's own fault.
    var lateness = Latencies()
    var records: UInt64 = 0

    var rate: Double { Double(commands) / max(seconds, 1e-9) }
  }

  private static let patienceNanoseconds: Int64 = 20_000_000_000

  private let poller: Int32
  private let connections: [LoadConnection]
  private let perSecond: Double
  private var outcome = Outcome()
  private var begun = 0

  /// Offers one command after the other, in turn on each connection, until one has no more prepared.
  static func run(_ connections: [LoadConnection], perSecond: Double) throws -> Outcome {
    guard perSecond > 0 else { throw BenchFailure("a pace of \(perSecond) commands/s") }
    let poller = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard poller >= 0 else { throw BenchFailure(call: "epoll_create1", errno: errno) }
    defer { close(poller) }
    var load = PacedLoad(poller: poller, connections: connections, perSecond: perSecond)
    try load.run()
    return load.outcome
  }

  private init(poller: Int32, connections: [LoadConnection], perSecond: Double) {
    self.poller = poller
    self.connections = connections
    self.perSecond = perSecond
  }

  private mutating func run() throws {
    for (index, connection) in connections.enumerated() {
      var event = epoll_event()
      event.events = EPOLLIN.rawValue
      event.data.u32 = UInt32(index)
      guard epoll_ctl(poller, EPOLL_CTL_ADD, connection.socket.descriptor, &event) == 0 else {
        throw BenchFailure(call: "epoll_ctl", errno: errno)
      }
    }
    let start = SteadyClock.now()
    var lastAnswer = start
    var events = [epoll_event](repeating: epoll_event(), count: connections.count)
    while true {
      var now = SteadyClock.now()
      try beginDue(start, now)
      let isOver = connections[begun % connections.count].isExhausted
      if isOver && outcome.commands == begun { break }
      let pause = isOver ? 20_000_000 : due(begun, start) - now
      let count = try wait(&events, nanoseconds: max(0, pause))
      for event in events.prefix(count) { try receive(Int(event.data.u32)) }
      now = SteadyClock.now()
      if count > 0 { lastAnswer = now }
      guard now - lastAnswer < Self.patienceNanoseconds else {
        throw BenchFailure("no answer for 20 s")
      }
    }
    outcome.seconds = SteadyClock.seconds(since: start)
  }

  private func due(_ command: Int, _ start: Int64) -> Int64 {
    start + Int64(Double(command) / perSecond * 1e9)
  }

  /// Begins everything that is due and writes it.
  private mutating func beginDue(_ start: Int64, _ now: Int64) throws {
    while due(begun, start) <= now {
      let connection = connections[begun % connections.count]
      guard !connection.isExhausted else { return }
      connection.begin(due: due(begun, start))
      // A socket of ours holds far more than one command; what it does not take goes with the next.
      try connection.flush()
      outcome.lateness.add(nanoseconds: now - due(begun, start))
      begun += 1
    }
  }

  private mutating func receive(_ index: Int) throws {
    try connections[index].receive { confirmation, nanoseconds in
      outcome.commands += confirmation.receipts
      outcome.records += confirmation.records
      outcome.latencies.add(nanoseconds: nanoseconds)
    }
    try connections[index].flush()
  }

  /// epoll_wait(2) counts in milliseconds, which is 30 commands at once; epoll_pwait2(2) does not.
  private func wait(_ events: inout [epoll_event], nanoseconds: Int64) throws -> Int {
    var time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    let count = epoll_pwait2(poller, &events, Int32(events.count), &time, nil)
    guard count >= 0 || errno == EINTR else {
      throw BenchFailure(call: "epoll_pwait2", errno: errno)
    }
    return Int(max(0, count))
  }
}
