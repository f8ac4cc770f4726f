/// One measured row, as it stands in the JSON.
struct Measurement: Encodable {
  let row: Row
  var rate = 0.0
  /// Of a frame's answer, a raw commit or a barrier; nil where nothing is waited for.
  var p50Microseconds: Double?
  var p99Microseconds: Double?
  /// Records or commands in one durable commit, on average.
  var perCommit: Double?
  /// What one command cost the daemon, or one record raw LMDB.
  var cost: Cost?
  /// Commands a second that were offered, where the pace was ours.
  var offered: Double?
  /// How late the p99 of them was sent, because the load generator had no processor.
  var late99Microseconds: Double?

  /// What the process that makes commands durable spends on one, all its threads together.
  struct Cost {
    var cpuMicroseconds: Double
    var readsAndWrites: Double
    var sleeps: Double
    var bytesWritten: Double

    init(_ usage: ProcessUsage, commands: Int) {
      let count = Double(max(1, commands))
      cpuMicroseconds = usage.cpuSeconds * 1e6 / count
      readsAndWrites = Double(usage.readsAndWrites) / count
      sleeps = Double(usage.sleeps) / count
      bytesWritten = Double(usage.bytesWritten) / count
    }
  }

  init(_ row: Row) {
    self.row = row
  }

  init(_ row: Row, _ timing: Timing) {
    self.row = row
    rate = timing.unitsPerSecond
    guard timing.latencies.count > 0 else { return }
    p50Microseconds = timing.latencies.percentileMicroseconds(0.5)
    p99Microseconds = timing.latencies.percentileMicroseconds(0.99)
  }

  enum CodingKeys: String, CodingKey {
    case metric, unit, connections, settings
    case inFlight = "in_flight_per_connection"
    case perFrame = "commands_per_frame"
    case rate = "commands_per_second"
    case p50 = "p50_us"
    case p99 = "p99_us"
    case perCommit = "per_commit"
    case offered = "offered_per_second"
    case late99 = "sent_late_p99_us"
    case cpu = "cpu_us_per_command"
    case readsAndWrites = "reads_and_writes_per_command"
    case sleeps = "sleeps_per_command"
    case bytesWritten = "bytes_written_per_command"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(row.name, forKey: .metric)
    try container.encode(row.unit, forKey: .unit)
    var shape = LoadShape(0, inFlight: 0, perFrame: 0)
    if case .commands(let loaded) = row { shape = loaded }
    if case .paced(let connections) = row { shape = LoadShape(connections, inFlight: 0) }
    try container.encode(shape.connections, forKey: .connections)
    try container.encode(shape.inFlight * shape.perFrame, forKey: .inFlight)
    try container.encode(shape.perFrame, forKey: .perFrame)
    try container.encodeIfPresent(offered, forKey: .offered)
    try container.encodeIfPresent(late99Microseconds, forKey: .late99)
    try container.encode(rate, forKey: .rate)
    try container.encodeIfPresent(p50Microseconds, forKey: .p50)
    try container.encodeIfPresent(p99Microseconds, forKey: .p99)
    try container.encodeIfPresent(perCommit, forKey: .perCommit)
    try container.encodeIfPresent(cost?.cpuMicroseconds, forKey: .cpu)
    try container.encodeIfPresent(cost?.readsAndWrites, forKey: .readsAndWrites)
    try container.encodeIfPresent(cost?.sleeps, forKey: .sleeps)
    try container.encodeIfPresent(cost?.bytesWritten, forKey: .bytesWritten)
    if let settings = encoder.userInfo[Settings.key] as? Settings {
      try container.encode(settings, forKey: .settings)
    }
  }
}
