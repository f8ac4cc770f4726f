import Client
import EventLog
import FoundationEssentials
import Glibc
import Ledger
import Logging
import Opportunities
import Schema
import Testing

@testable import Server

extension Limits {
  /// On a busy machine minutes may pass between two steps of a test, which are no idleness of a client.
  fileprivate static var patient: Limits {
    var limits = Limits()
    (limits.idleSeconds, limits.helloSeconds, limits.frameSeconds) = (86_400, 86_400, 86_400)
    return limits
  }
}

/// A daemon's inside and a client in one process, over a real socket.
@Suite("A conversation", .serialized)
struct ConversationTests {
  private static func conversation(
    limits: Limits = .patient, _ body: (LedgerClient, String) async throws -> Void
  ) async throws {
    let service = try LedgerService(
      store: MemoryStore(), clock: SystemClock(),
      events: LedgerService.Events(inDoubt: { _ in }, projectionFailed: { _ in }))
    let path = "/tmp/opp-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).sock"
    let listener = try Listener.open(
      path: path, mode: 0o600, service: service, limits: limits, log: Logger(label: "test"))
    let client = try await LedgerClient.connect(path: path, settings: .patient)
    do {
      try await body(client, path)
    } catch {
      Issue.record(error)
    }
    await client.close()
    listener.stopAccepting()
    service.finishCommands()
    listener.close(within: 5)
    service.stop()
  }

  private static func registration(_ name: String) -> PBCommand {
    var command = PBCommand()
    command.commandID = Data((0..<16).map { _ in UInt8.random(in: 1...255) })
    command.actor.kind = .system
    command.actor.id = "test"
    command.registerUser.userID = name
    command.registerUser.name = name
    command.registerUser.roles = [.rep]
    return command
  }

  @Test("a command is answered when it is there, and a tail brings it")
  func submitAndTail() async throws {
    try await Self.conversation { client, _ in
      let result = try await client.submit(Self.registration("wang"))
      #expect(result.receipt.firstPosition == 2)
      #expect(result.receipt.leafHash.count == 32)
      let again = try await client.submit(Self.registration("wang"))
      #expect(again.rejection.code == "DUPLICATE_ID")
      let tail = try await client.tail(from: 1)
      var positions: [UInt64] = []
      for try await element in tail {
        positions.append(element.position)
        if positions.count == 2 { break }
      }
      #expect(positions == [1, 2])
      let status = try await client.status()
      #expect(status.headPosition == 2)
      #expect(status.connections == 1)
      #expect(status.rejections.map(\.code) == ["DUPLICATE_ID"])
    }
  }

  @Test("a connection over the limit of its user is refused with a reason")
  func connectionLimit() async throws {
    var limits = Limits.patient
    limits.connectionsPerUser = 1
    try await Self.conversation(limits: limits) { _, path in
      do {
        let second = try await LedgerClient.connect(path: path, settings: .patient)
        await second.close()
        Issue.record("a second connection was let in")
      } catch {
        #expect("\(error)".contains("connections already"))
      }
    }
  }

  @Test("a live daemon's socket is not taken over; a dead one's is")
  func socketOwnership() async throws {
    let service = try LedgerService(
      store: MemoryStore(), clock: SystemClock(),
      events: LedgerService.Events(inDoubt: { _ in }, projectionFailed: { _ in }))
    try await Self.conversation { _, path in
      do throws(Listener.Failure) {
        let thief = try Listener.open(
          path: path, mode: 0o600, service: service, limits: Limits(), log: Logger(label: "test"))
        thief.stopAccepting()
        Issue.record("the socket of a live daemon was taken")
      } catch {
        #expect(error.code == "SOCKET_IN_USE")
      }
    }
    let path = "/tmp/opp-dead-\(getpid()).sock"
    let dead = try Listener.open(
      path: path, mode: 0o600, service: service, limits: Limits(), log: Logger(label: "test"))
    link(path, path + ".kept")
    dead.stopAccepting()
    dead.close(within: 1)
    rename(path + ".kept", path)
    let heir = try Listener.open(
      path: path, mode: 0o600, service: service, limits: Limits(), log: Logger(label: "test"))
    var mode = stat()
    #expect(stat(path, &mode) == 0)
    #expect(mode.st_mode & 0o777 == 0o600)
    heir.stopAccepting()
    heir.close(within: 1)
    service.stop()
  }
}

extension LedgerClient.Settings {
  /// Waits as long as it takes: on a busy machine the tests' threads may stand in line for minutes.
  fileprivate static var patient: Self {
    var settings = Self()
    settings.requestTimeout = nil
    return settings
  }
}
