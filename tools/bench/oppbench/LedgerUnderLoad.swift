import EventLog
import Foundation
import Glibc
import Schema

/// How a load comes in: how many connections, how much of it at once.
struct LoadShape: Hashable {
  var connections: Int
  /// Frames that one connection has in flight.
  var inFlight: Int
  /// Commands in a frame; more than 1 makes `submit_batch` frames that are not atomic.
  var perFrame: Int
  /// The commands are of no kind, so that the door refuses them: sockets, frames and answers are paid for,
  /// and no rule, record, hash or barrier. No durable rate with as many system calls can be above it.
  var isDoorOnly = false

  init(_ connections: Int, inFlight: Int = 1, perFrame: Int = 1) {
    self.connections = connections
    self.inFlight = inFlight
    self.perFrame = perFrame
  }

  static func door(_ connections: Int, inFlight: Int = 1) -> LoadShape {
    var shape = LoadShape(connections, inFlight: inFlight)
    shape.isDoorOnly = true
    return shape
  }

  /// As the rows are called: `durable-64`, `pipelined-8x128`, `frames-8x100`, `door-64`, `door-8x128`.
  var name: String {
    if isDoorOnly {
      return inFlight == 1 ? "door-\(connections)" : "door-\(connections)x\(inFlight)"
    }
    if perFrame > 1 { return "frames-\(connections)x\(perFrame)" }
    return inFlight == 1 ? "durable-\(connections)" : "pipelined-\(connections)x\(inFlight)"
  }
}

/// A daemon's ledger that takes prepared commands, and proof that it kept what it confirmed.
///
/// Every command becomes one record. A run after which the head has not moved by exactly the records
/// of the receipts, or in which one command was rejected, throws instead of giving figures.
final class LedgerUnderLoad {
  /// One run, and what it cost the daemon.
  struct Run {
    var outcome: LoadGenerator.Outcome
    var usage: ProcessUsage
    var commits: UInt64

    var rate: Double { Double(outcome.commands) / max(outcome.seconds, 1e-9) }
    var recordsPerCommit: Double { Double(outcome.recordsInAll) / Double(max(1, commits)) }
  }

  /// A command whose only field, number 99, nobody knows.
  private static let commandOfNoKind: [UInt8] = [0x98, 0x06, 0x01]
  /// Read models that are so long behind hang.
  private static let settleSeconds = 60.0

  let workspace: Workspace
  let daemon: DaemonProcess
  private var mix: CommandMix
  private let note: (String) -> Void
  /// What a warm-up found, commands a second.
  private var rates: [LoadShape: Double] = [:]

  /// - Parameter daemon: ready to take commands; its ledger may hold history, but no lane of a mix
  ///   with this salt.
  init(
    _ daemon: DaemonProcess, workspace: Workspace, salt: UInt64 = .random(in: 1 ... .max),
    lanesFrom lane: Int = 0, note: @escaping (String) -> Void
  ) {
    self.daemon = daemon
    self.workspace = workspace
    self.note = note
    mix = CommandMix(salt: salt, today: CommandMix.currentDay, lanesFrom: lane)
  }

  /// Registers the people and customers that every lane needs.
  ///
  /// - Returns: the head's position after it.
  func prepare() throws -> UInt64 {
    var conversation = try Conversation.begin(at: workspace.socket)
    try conversation.submit(mix.registrations())
    return try conversation.status().headPosition
  }

  /// Runs the load, warmed up the first time; `seconds` is what the clock should show.
  func measure(_ shape: LoadShape, seconds: Double, warmUpSeconds: Double = 0.4) throws -> Run {
    if rates[shape] == nil { rates[shape] = try warmUp(shape, seconds: warmUpSeconds) }
    let expected = rates[shape, default: 1] * seconds * 2
    let frames = Int(expected / Double(shape.connections * shape.perFrame)) + shape.inFlight * 4
    let run = try run(shape, frames: frames, seconds: seconds)
    // The next run of this shape prepares for what this one could do.
    rates[shape] = max(rates[shape, default: 1] * 0.7, run.rate)
    if run.outcome.isCutShort, run.outcome.seconds < seconds / 2 {
      note("\(shape.name) was faster than prepared for: measured \(run.outcome.seconds) s")
    }
    return run
  }

  /// Growing runs until one lasts long enough to say how much a measured one must prepare.
  private func warmUp(_ shape: LoadShape, seconds: Double) throws -> Double {
    var frames = max(shape.inFlight * 4, 200 / shape.connections)
    while true {
      let run = try run(shape, frames: frames, seconds: seconds)
      if run.outcome.seconds >= seconds / 2 { return run.rate }
      frames *= 4
    }
  }

  /// One run over fresh lanes, and proof that the ledger grew by exactly what was confirmed.
  func run(_ shape: LoadShape, frames: Int, seconds: Double) throws -> Run {
    let loaded = try (0..<shape.connections).map { _ in
      var lane = mix.nextLane()
      return LoadConnection(
        socket: try Conversation.begin(at: workspace.socket).intoSocket(),
        frames: shape.isDoorOnly
          ? PreparedFrames(frames: frames, commandsPerFrame: shape.perFrame) {
            $0 += Self.commandOfNoKind
          }
          : PreparedFrames(lane: &lane, frames: frames, commandsPerFrame: shape.perFrame),
        window: shape.inFlight, dialect: shape.isDoorOnly ? .door : .ledger)
    }
    return try proven { try LoadGenerator.run(loaded, seconds: seconds) }
  }

  /// Offers `rate` commands a second for `seconds`, whether or not answers keep up.
  func pace(_ rate: Double, connections: Int, seconds: Double) throws -> PacedLoad.Outcome {
    let commands = Int(rate * seconds / Double(connections)) + 1
    let loaded = try (0..<connections).map { _ in
      var lane = mix.nextLane()
      return LoadConnection(
        socket: try Conversation.begin(at: workspace.socket).intoSocket(),
        frames: PreparedFrames(lane: &lane, frames: commands, commandsPerFrame: 1),
        window: commands)
    }
    let before = try status()
    let outcome = try PacedLoad.run(loaded, perSecond: rate)
    try Self.requireGrowth(from: before, to: try status(), by: outcome.records)
    return outcome
  }

  /// Adds about `records` records, as fast as frames of 500 go.
  func fill(_ records: UInt64) throws {
    let shape = LoadShape(1, inFlight: 2, perFrame: 500)
    _ = try run(shape, frames: Int(records / 500) + 1, seconds: 600)
  }

  func status() throws -> PBStatusAnswer {
    try Conversation.status(at: workspace.socket)
  }

  /// Waits until the read models hold everything, so that the daemon leaves the cores to others.
  func settle() throws {
    let start = SteadyClock.now()
    var conversation = try Conversation.begin(at: workspace.socket)
    while try conversation.status().projections.contains(where: { $0.lag > 0 }) {
      guard SteadyClock.seconds(since: start) < Self.settleSeconds else {
        throw BenchFailure("the daemon's read models do not catch up with its log")
      }
      usleep(1_000)
    }
  }

  private func proven(_ load: () throws -> LoadGenerator.Outcome) throws -> Run {
    let before = try status()
    let usageBefore = ProcessUsage(of: daemon.processID)
    let outcome = try load()
    let usage = ProcessUsage(of: daemon.processID) - usageBefore
    let after = try status()
    try Self.requireGrowth(from: before, to: after, by: outcome.recordsInAll)
    return Run(outcome: outcome, usage: usage, commits: after.commits - before.commits)
  }

  static func requireGrowth(
    from before: PBStatusAnswer, to after: PBStatusAnswer, by records: UInt64
  ) throws {
    guard after.headPosition == before.headPosition + records else {
      throw BenchFailure(
        """
        the receipts speak of \(records) records, but the ledger went from position \
        \(before.headPosition) to \(after.headPosition)
        """)
    }
    guard after.commandsRejected == before.commandsRejected else {
      throw BenchFailure(
        "the daemon rejected \(after.commandsRejected - before.commandsRejected) commands")
    }
  }
}
