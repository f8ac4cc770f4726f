/// Everything a figure depends on but the program's commit.
struct Settings: Encodable, Sendable {
  static let key = CodingUserInfoKey.settings

  var date: String
  var commandLine: String
  var processor: String
  var cores: Int
  var memoryGiB: Int
  var kernel: String
  var loadBefore: String
  var fileSystem: String
  var device: String
  var build: String
  var secondsPerRow: Double
  var durability = "every commit synced by LMDB (data, then meta page); no MDB_NOSYNC"
  var daemonConnections = DaemonProcess.connections
  var daemonCommandsInFlight = DaemonProcess.commandsInFlight
  /// Mean stored size of the records written, before the log's compression; nil when not looked at.
  var recordBytesMean: Double?
  var sharing = "the daemon and the load generator share the cores"

  enum CodingKeys: String, CodingKey {
    case date, processor, cores, kernel, device, build, durability, sharing
    case commandLine = "command_line"
    case memoryGiB = "memory_gib"
    case loadBefore = "load_average_before"
    case fileSystem = "file_system"
    case secondsPerRow = "seconds_per_row"
    case daemonConnections = "limits_connections"
    case daemonCommandsInFlight = "limits_commands_in_flight"
    case recordBytesMean = "record_bytes_mean"
  }
}

extension CodingUserInfoKey {
  /// The settings travel beside the measurements, which all share them.
  static let settings: CodingUserInfoKey = {
    guard let key = CodingUserInfoKey(rawValue: "settings") else {
      preconditionFailure("a text is always a key")
    }
    return key
  }()
}
