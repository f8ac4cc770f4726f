import ArgumentParser
import Client
import Foundation
import Presentation
import Schema

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Follow what is recorded, as it happens, until Ctrl-C.",
    discussion: """
      Examples:
        oppctl watch                              from now on
        oppctl watch --from 1 --limit 100         the first hundred records
        oppctl watch --format json | jq .event

      After a lost connection the watch goes on at the next record; none is missed or repeated.
      """)

  @Option(
    help: ArgumentHelp("First position wanted. Default: the next one.", valueName: "position"))
  var from: UInt64 = 0
  @Option(help: ArgumentHelp("Stop after so many records.", valueName: "count"))
  var limit: UInt64?
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func validate() throws {
    guard limit != 0 else { throw ValidationError("--limit takes 1 or more") }
  }

  func run() async throws {
    // Ctrl-C is how a watch is meant to end.
    signal(SIGINT) { _ in _exit(0) }
    let client = try await connection.connect()
    let renderer = printing.renderer
    var next = from == 0 ? client.welcome.headPosition + 1 : from
    var left = limit ?? .max
    var failures = 0
    try Terminal.print(renderer.recordHeading)
    while left > 0 {
      do {
        let credit = UInt32(clamping: min(left, 1_024))
        for try await record in try await client.tail(from: next, credit: credit) {
          try Terminal.print(try renderer.line(record: record.bytes))
          next = record.position + 1
          failures = 0
          left -= 1
          if left == 0 { break }
        }
        if left > 0 { throw ClientError.connectionLost(reason: "the tail ended") }
      } catch let error as ClientError where error.isWorthResending && failures < 5 {
        failures += 1
        Terminal.say("oppctl: \(error); trying again from position \(next)")
        try await Task.sleep(for: .seconds(failures))
      }
    }
    await client.close()
  }
}
