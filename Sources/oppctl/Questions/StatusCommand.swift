import ArgumentParser
import Client
import Presentation

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "The ledger's head, root, read models, counts and uptime.",
    discussion: """
      Example, for scripts that wait until the read models have caught up:
        oppctl status --format json | jq '.head_position, .projections'
      """)

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func run() async throws {
    let client = try await connection.connect()
    let status = try await client.status()
    try Terminal.print(printing.renderer.text(status))
    await client.close()
  }
}
