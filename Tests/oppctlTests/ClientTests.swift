import Client
import Foundation
import NIOCore
import NIOPosix
import Schema
import SwiftProtobuf
import Synchronization
import Testing

/// A daemon that says what a test tells it to. Frames are cut without a limit.
private final class ScriptedDaemon: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer
  typealias Script = @Sendable (PBClientFrame) -> [PBServerFrame]?

  private var received = ByteBuffer()
  private let script: Script

  init(_ script: @escaping Script) {
    self.script = script
  }

  /// Listens at a fresh path. A script that returns nil hangs up.
  static func listen(_ script: @escaping Script) async throws -> (path: String, any Channel) {
    let path = "/tmp/oppctl-test-\(UInt64.random(in: 0 ... .max)).sock"
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ScriptedDaemon(script))
        }
      }
      .bind(unixDomainSocketPath: path).get()
    return (path, channel)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    received.writeBuffer(&bytes)
    while let length = received.getInteger(at: received.readerIndex, as: UInt32.self),
      received.readableBytes >= 4 + Int(length)
    {
      received.moveReaderIndex(forwardBy: 4)
      let message = received.readBytes(length: Int(length)) ?? []
      guard let frame = try? PBClientFrame(serializedBytes: message),
        let answers = answers(to: frame)
      else {
        context.close(promise: nil)
        return
      }
      for answer in answers { write(answer, context: context) }
      context.flush()
    }
  }

  private func answers(to frame: PBClientFrame) -> [PBServerFrame]? {
    guard case .hello = frame.body else { return script(frame) }
    var welcome = PBServerFrame()
    welcome.welcome.version = 1
    welcome.welcome.headPosition = 7
    return [welcome]
  }

  private func write(_ frame: PBServerFrame, context: ChannelHandlerContext) {
    let bytes: [UInt8] = (try? frame.serializedBytes()) ?? []
    var buffer = context.channel.allocator.buffer(capacity: bytes.count + 4)
    // A frame that announces too much is made by a test through its uptime.
    let announced = frame.status.uptimeMs == .max ? UInt32.max : UInt32(bytes.count)
    buffer.writeInteger(announced)
    buffer.writeBytes(bytes)
    context.write(wrapOutboundOut(buffer), promise: nil)
  }
}

@Suite("The client")
struct ClientTests {
  private static func receipt(_ id: UInt64, _ commandID: Data) -> PBServerFrame {
    PBServerFrame.with {
      $0.requestID = id
      $0.result.receipt.commandID = commandID
    }
  }

  @Test("nobody there: the error names the path")
  func unavailable() async {
    do {
      _ = try await LedgerClient.connect(path: "/tmp/oppctl-no-such.sock")
      Issue.record("connected")
    } catch {
      guard case .unavailable(let path, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(path == "/tmp/oppctl-no-such.sock")
    }
  }

  @Test("pages of an answer become one")
  func pages() async throws {
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      (0..<3).map { page in
        PBServerFrame.with {
          $0.requestID = frame.requestID
          $0.answer.due = [PBDueRow.with { $0.opportunityID = "o\(page)" }]
          $0.answer.last = page == 2
        }
      }
    }
    let client = try await LedgerClient.connect(path: path, settings: .patient)
    let answer = try await client.ask(PBQuery.with { $0.due = PBDueQuery() })
    #expect(answer.due.map(\.opportunityID) == ["o0", "o1", "o2"])
    #expect(client.welcome.headPosition == 7)
    await client.close()
    try await listener.close().get()
  }

  /// A page of one row; the rows' numbers count up from 0.
  private static func page(_ requestID: UInt64, _ number: Int, isLast: Bool) -> PBServerFrame {
    PBServerFrame.with {
      $0.requestID = requestID
      $0.answer.position = 7
      $0.answer.opportunities = [PBOpportunityRow.with { $0.opportunityID = "o\(number)" }]
      $0.answer.last = isLast
    }
  }

  @Test("pages of an answer are taken one by one, as they were sent")
  func streamedPages() async throws {
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      (0..<50).map { Self.page(frame.requestID, $0, isLast: $0 == 49) }
    }
    let client = try await LedgerClient.connect(path: path, settings: .patient)
    let query = PBQuery.with { $0.opportunities = PBOpportunitiesQuery() }
    let (first, rest) = try await client.pages(of: query)
    var pages = [first]
    while let page = try await rest.next() { pages.append(page) }
    let sent = try (0..<50).map { number -> [UInt8] in
      try Self.page(2, number, isLast: number == 49).answer.serializedBytes()
    }
    #expect(pages.map { Array($0.readableBytesView) } == sent)
    // The connection goes on to serve.
    let again = try await client.ask(query)
    #expect(again.opportunities.count == 50)
    await client.close()
    try await listener.close().get()
  }

  @Test("a connection that breaks between two pages is an error, not the end of the answer")
  func brokenPages() async throws {
    let asked = Attempts()
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      guard case .query = frame.body else { return nil }
      _ = asked.next(PBCommand())
      return (0..<3).map { Self.page(frame.requestID, $0, isLast: false) }
    }
    var settings = LedgerClient.Settings.patient
    settings.attemptsMaximum = 1
    let client = try await LedgerClient.connect(path: path, settings: settings)
    let (_, rest) = try await client.pages(
      of: PBQuery.with { $0.opportunities = PBOpportunitiesQuery() })
    // What is no query makes the daemon hang up.
    let status = Task { try await client.status() }
    do {
      while let _ = try await rest.next() {}
      Issue.record("the answer ended as if it were whole")
    } catch {
      guard case .connectionLost = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(asked.commands.count == 1)
    status.cancel()
    _ = try? await status.value
    await client.close()
    try await listener.close().get()
  }

  @Test("a refused question is refused before the first page")
  func refusedPages() async throws {
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      [
        PBServerFrame.with {
          $0.requestID = frame.requestID
          $0.refusal.code = "NOT_FOUND"
        }
      ]
    }
    let client = try await LedgerClient.connect(path: path, settings: .patient)
    await #expect(throws: ClientError.refused(code: "NOT_FOUND", message: "")) {
      _ = try await client.pages(of: PBQuery())
    }
    await client.close()
    try await listener.close().get()
  }

  @Test("a command is sent again with the same bytes when the connection breaks or it is busy")
  func resends() async throws {
    let attempts = Attempts()
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      switch attempts.next(frame.submit) {
      case 1: return nil
      case 2:
        return [
          PBServerFrame.with {
            $0.requestID = frame.requestID
            $0.refusal.code = "BUSY"
          }
        ]
      default: return [Self.receipt(frame.requestID, frame.submit.commandID)]
      }
    }
    let client = try await LedgerClient.connect(path: path, settings: .patient)
    let command = PBCommand.with { $0.commandID = Data(repeating: 9, count: 16) }
    let result = try await client.submit(command)
    #expect(result.receipt.commandID == command.commandID)
    #expect(attempts.commands.count == 3)
    #expect(attempts.commands.allSatisfy { $0 == command })
    await client.close()
    try await listener.close().get()
  }

  @Test("an answer that does not come in time is an error, and its late arrival is dropped")
  func timesOut() async throws {
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      guard case .status = frame.body else {
        // The late answer to the first request, then the one to this.
        return [
          Self.receipt(2, Data()), Self.receipt(frame.requestID, frame.submit.commandID),
        ]
      }
      return []
    }
    var settings = LedgerClient.Settings()
    settings.requestTimeout = .milliseconds(200)
    let client = try await LedgerClient.connect(path: path, settings: settings)
    await #expect(throws: ClientError.timedOut(seconds: 0)) { try await client.status() }
    let result = try await client.submit(PBCommand.with { $0.commandID = Data([1]) })
    #expect(result.receipt.commandID == Data([1]))
    await client.close()
    try await listener.close().get()
  }

  @Test("a frame that announces more than the limit ends the connection before it is taken in")
  func refusesLargeFrames() async throws {
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      [
        PBServerFrame.with {
          $0.requestID = frame.requestID
          $0.status.uptimeMs = .max
        }
      ]
    }
    let client = try await LedgerClient.connect(path: path, settings: .patient)
    do {
      _ = try await client.status()
      Issue.record("answered")
    } catch {
      guard case .protocolViolation = error else {
        Issue.record("\(error)")
        return
      }
    }
    await client.close()
    try await listener.close().get()
  }

  @Test("batches come back in order, however the daemon answers")
  func pipelines() async throws {
    let held = Attempts()
    let (path, listener) = try await ScriptedDaemon.listen { frame in
      let answer = PBServerFrame.with {
        $0.requestID = frame.requestID
        $0.batchResult.results = frame.submitBatch.commands.map { command in
          PBCommandResult.with { $0.receipt.commandID = command.commandID }
        }
      }
      // Every second answer overtakes the one before it.
      return held.swap(answer)
    }
    let client = try await LedgerClient.connect(path: path, settings: .patient)
    var pipeline = BatchPipeline(client: client, framesInFlightMaximum: 4)
    var answered: [BatchPipeline.Answered] = []
    for tag in 0..<10 {
      let command = PBCommand.with { $0.commandID = Data([UInt8(tag)]) }
      answered += try await pipeline.send([try LedgerClient.encode(command)], tag: tag)
    }
    answered += try await pipeline.finish()
    #expect(answered.map(\.tag) == Array(0..<10))
    #expect(answered.map { $0.results[0].receipt.commandID } == (0..<10).map { Data([$0]) })
    await client.close()
    try await listener.close().get()
  }
}

/// What a scripted daemon has seen.
private final class Attempts: Sendable {
  private struct Seen {
    var commands: [PBCommand] = []
    var held: PBServerFrame?
  }

  private let seen = Mutex(Seen())

  func next(_ command: PBCommand) -> Int {
    seen.withLock {
      $0.commands.append(command)
      return $0.commands.count
    }
  }

  var commands: [PBCommand] { seen.withLock { $0.commands } }

  /// Holds every first answer back until the second, and lets that go first.
  func swap(_ answer: PBServerFrame) -> [PBServerFrame] {
    seen.withLock { seen in
      guard let first = seen.held else {
        seen.held = answer
        return []
      }
      seen.held = nil
      return [answer, first]
    }
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
