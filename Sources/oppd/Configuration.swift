import Foundation
import Ledger
import Logging
import Server

/// What `--config FILE` may say; every key is optional, an unknown one is an error.
struct Configuration {
  var data: String?
  var socket: String?
  /// Permissions of the socket, as in chmod: "0660".
  var socketMode: UInt32 = 0o660
  /// The file with the key that signs heads; nil: heads are not signed.
  var key: String?
  /// The socket of the process that has the key instead; nil: none has.
  var signer: String?
  var limits = Limits()
  var merging = Merger.Settings()
  var logLevel = Logger.Level.info
  /// New records that make a checkpoint due; 0: none is written.
  var checkpointRecords: UInt64 = 1_000_000
  /// How often the ledger looks for what is due by itself, seconds; 0: never.
  var actEverySeconds = 60

  static let actEveryRange = 0...86_400

  /// What is wrong with a configuration, and where.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  init() {}

  /// Reads a JSON file; lines that start with `//` are comments.
  init(file path: String) throws(Fault) {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw Fault(description: "\(path) cannot be read: \(error.localizedDescription)")
    }
    let json = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " || $0 == "\t" }.hasPrefix("//") ? "" : String($0) }
      .joined(separator: "\n")
    let object: Any
    do {
      object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    } catch {
      throw Fault(description: "\(path) is not JSON: \(error.localizedDescription)")
    }
    guard let entries = object as? [String: Any] else {
      throw Fault(description: "\(path) must hold one JSON object")
    }
    do throws(Fault) {
      for (key, value) in entries.sorted(by: { $0.key < $1.key }) { try take(key, value) }
    } catch {
      throw Fault(description: "\(path): \(error.description)")
    }
  }

  private mutating func take(_ key: String, _ value: Any) throws(Fault) {
    // JSON has no comments of its own; a key that begins with // is one.
    if key.hasPrefix("//") { return }
    switch key {
    case "data": data = try Self.text(key, value)
    case "key": self.key = try Self.text(key, value)
    case "signer": signer = try Self.text(key, value)
    case "socket": socket = try Self.text(key, value)
    case "socket_mode":
      guard let mode = UInt32(try Self.text(key, value), radix: 8), mode <= 0o777 else {
        throw Fault(description: "socket_mode must be octal permissions such as \"0660\"")
      }
      socketMode = mode
    case "log_level":
      guard let level = Logger.Level(rawValue: try Self.text(key, value)) else {
        let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        throw Fault(description: "log_level must be one of \(known)")
      }
      logLevel = level
    case "checkpoint_records":
      guard let records = value as? Int, (0...1_000_000_000).contains(records) else {
        throw Fault(description: "checkpoint_records must be 0 (never) to 1000000000")
      }
      checkpointRecords = UInt64(records)
    case "act_every_seconds":
      guard let seconds = value as? Int, Self.actEveryRange.contains(seconds) else {
        throw Fault(description: "act_every_seconds must be 0 (never) to 86400")
      }
      actEverySeconds = seconds
    case "limits":
      guard let limits = value as? [String: Any] else {
        throw Fault(description: "limits must be an object")
      }
      for (name, value) in limits.sorted(by: { $0.key < $1.key }) { try takeLimit(name, value) }
    case "merging":
      guard let merging = value as? [String: Any] else {
        throw Fault(description: "merging must be an object")
      }
      for (name, value) in merging.sorted(by: { $0.key < $1.key }) { try takeMerging(name, value) }
    default:
      throw Fault(description: "unknown key '\(key)'")
    }
  }

  private mutating func takeMerging(_ name: String, _ value: Any) throws(Fault) {
    if name.hasPrefix("//") { return }
    if name == "enabled" {
      guard let isEnabled = value as? Bool else {
        throw Fault(description: "merging.enabled must be true or false")
      }
      merging.isEnabled = isEnabled
      return
    }
    let places: [String: (WritableKeyPath<Merger.Settings, Int>, ClosedRange<Int>)] = [
      "processor_percent": (\.processorPercent, 1...100),
      "bytes_per_second": (\.bytesPerSecond, 65_536...1_073_741_824),
      "margin_records": (\.marginRecords, 1...1_000_000_000),
    ]
    guard let (place, range) = places[name] else {
      let known = (places.keys + ["enabled"]).sorted().joined(separator: ", ")
      throw Fault(description: "unknown setting 'merging.\(name)'; there are \(known)")
    }
    guard let number = value as? Int, range.contains(number) else {
      throw Fault(
        description: "merging.\(name) must be \(range.lowerBound) to \(range.upperBound)")
    }
    merging[keyPath: place] = number
  }

  private mutating func takeLimit(_ name: String, _ value: Any) throws(Fault) {
    let places: [String: (WritableKeyPath<Limits, Int>, ClosedRange<Int>)] = [
      "connections": (\.connections, 1...100_000),
      "connections_per_user": (\.connectionsPerUser, 1...100_000),
      "commands_in_flight_per_connection": (\.commandsInFlightPerConnection, 1...1_000_000),
      "commands_in_flight": (\.commandsInFlight, 1...10_000_000),
      "queries_in_flight_per_connection": (\.queriesInFlightPerConnection, 1...10_000),
      "tails_per_connection": (\.tailsPerConnection, 1...10_000),
      "frame_bytes": (\.frameBytesMaximum, 1_024...16_777_216),
      "batch_commands": (\.batchCommandsMaximum, 1...100_000),
      "outbound_bytes": (\.outboundBytesMaximum, 65_536...1_073_741_824),
    ]
    if name.hasPrefix("//") { return }
    guard let (place, range) = places[name] else {
      let known = places.keys.sorted().joined(separator: ", ")
      throw Fault(description: "unknown limit '\(name)'; there are \(known)")
    }
    guard let number = value as? Int, range.contains(number) else {
      throw Fault(
        description: "limits.\(name) must be \(range.lowerBound) to \(range.upperBound)")
    }
    limits[keyPath: place] = number
  }

  private static func text(_ key: String, _ value: Any) throws(Fault) -> String {
    guard let text = value as? String, !text.isEmpty else {
      throw Fault(description: "\(key) must be a text")
    }
    return text
  }
}
