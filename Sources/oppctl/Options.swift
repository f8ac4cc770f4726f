import ArgumentParser
import Client
import Foundation
import NIOCore
import Presentation

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension PastPoint: ExpressibleByArgument {}
extension PastMoment: ExpressibleByArgument {}

/// Where the daemon is.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The daemon's Unix socket. Default: the variable OPP_SOCKET, else /run/oppd/oppd.sock.",
      valueName: "path"))
  var socket: String?

  @Option(help: ArgumentHelp("Seconds to wait for one answer.", valueName: "seconds"))
  var timeout: Int = 60

  func validate() throws {
    guard (1...86_400).contains(timeout) else {
      throw ValidationError("--timeout takes 1 to 86400 seconds")
    }
  }

  var path: String {
    if let socket { return socket }
    let named = ProcessInfo.processInfo.environment["OPP_SOCKET"] ?? ""
    return named.isEmpty ? "/run/oppd/oppd.sock" : named
  }

  func connect() async throws(ClientError) -> LedgerClient {
    var settings = LedgerClient.Settings()
    settings.name = "oppctl"
    settings.requestTimeout = .seconds(Int64(timeout))
    return try await LedgerClient.connect(path: path, settings: settings)
  }
}

/// In which form answers are printed.
struct PrintingOptions: ParsableArguments {
  @Option(help: "table, json (one object a line) or csv. Default: table on a terminal, else json.")
  var format: Format?

  @Option(help: "Language of headings and labels: zh or en. Default: from LC_ALL, LANG.")
  var lang: Language?

  var language: Language {
    if let lang { return lang }
    let environment = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let locale = environment[name], !locale.isEmpty { return Language(locale: locale) }
    }
    return .en
  }

  var style: Style {
    Style(
      format: format ?? (Terminal.isOutputInteractive ? .table : .json), language: language,
      utcOffsetMinutes: TimeZone.current.secondsFromGMT() / 60)
  }

  var renderer: Renderer { Renderer(style) }
}
