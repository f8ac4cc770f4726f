import Foundation
import Glibc
import Schema

/// A ledger filled with a ``History`` to an exact length, which may be kept and filled further.
///
/// It is filled with real commands over the socket, in frames of 500; the head says where to go on.
struct KeptLedger {
  private static let commandsPerFrame = 500
  /// Commands prepared at once: 50 MB of frames.
  private static let commandsPerPart = 200_000

  let directory: String
  let history: History

  /// Bytes on the device.
  var diskBytes: Int {
    var entry = stat()
    guard stat(directory + "/data.mdb", &entry) == 0 else { return 0 }
    return Int(entry.st_blocks) * 512
  }

  /// Starts a daemon on it.
  func open(_ bench: Bench, _ workspace: Workspace) throws -> DaemonProcess {
    let daemon = try DaemonProcess(
      executable: bench.daemonPath, workspace: workspace, data: directory)
    try daemon.waitUntilReady()
    return daemon
  }

  /// Fills it up to `records` records in all, from whatever it holds.
  func fill(
    to records: Int, _ bench: Bench, _ workspace: Workspace, note: (String) -> Void
  ) throws {
    let daemon = try open(bench, workspace)
    defer { daemon.abandon() }
    let wanted = UInt64(records)
    let first = UInt64(history.prefaceRecords)
    var head = try Conversation.status(at: workspace.socket).headPosition
    if head <= UInt64(History.genesisRecords) {
      var conversation = try Conversation.begin(at: workspace.socket)
      try conversation.submit(history.registrations)
      head = try conversation.status().headPosition
    }
    guard head >= first else {
      throw BenchFailure("\(directory) was left before its people were registered: remove it")
    }
    guard head <= wanted else {
      throw BenchFailure("\(directory) has \(head) records, more than \(records): remove it")
    }
    let start = SteadyClock.now()
    let begin = head
    while head < wanted {
      let part = Int(min(UInt64(Self.commandsPerPart), wanted - head))
      try append(part, from: Int(head - first), workspace)
      head += UInt64(part)
      let elapsed = SteadyClock.seconds(since: start)
      let rate = Double(head - begin) / elapsed
      note(
        """
        filled \(Figures.grouped(Double(head))) of \(Figures.grouped(Double(records))) records, \
        \(Figures.grouped(rate))/s, \(Int(Double(wanted - head) / rate)) s to go
        """)
    }
    let found = try Conversation.status(at: workspace.socket).headPosition
    guard found == wanted else {
      throw BenchFailure("\(directory) has \(found) records after it was filled to \(records)")
    }
    try daemon.stop()
  }

  /// Sends `count` commands in frames, the rest in a smaller one, and checks their receipts.
  private func append(_ count: Int, from place: Int, _ workspace: Workspace) throws {
    var next = place
    for (frames, size) in [
      (count / Self.commandsPerFrame, Self.commandsPerFrame), (1, count % Self.commandsPerFrame),
    ] where frames > 0 && size > 0 {
      let prepared = PreparedFrames(frames: frames, commandsPerFrame: size) { bytes in
        history.append(next, to: &bytes)
        next += 1
      }
      let connection = LoadConnection(
        socket: try Conversation.begin(at: workspace.socket).intoSocket(), frames: prepared,
        window: 4)
      let outcome = try LoadGenerator.run([connection], seconds: 3_600)
      guard outcome.recordsInAll == UInt64(frames * size) else {
        throw BenchFailure(
          "\(frames * size) commands became \(outcome.recordsInAll) records, not one each")
      }
    }
  }
}
