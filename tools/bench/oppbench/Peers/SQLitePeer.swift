import EventLog

/// SQLite in process through its C library: an event table whose uniqueness of stream and version
/// is the version check.
///
/// One thread, because SQLite admits one writer at a time: more threads would wait for its lock.
final class SQLitePeer: Peer {
  private static let readWriteCreate: Int32 = 0x2 | 0x4
  private static let insert = "INSERT INTO events (stream, version, data) VALUES (?1, ?2, ?3)"

  private let library: SQLiteLibrary
  private let sample: RecordBatch
  private var database: OpaquePointer?
  private var appendStatement: OpaquePointer?
  private var events = 0

  init(_ workspace: Workspace, sample: RecordBatch, settings: [PeerSetting]) throws {
    library = try SQLiteLibrary()
    self.sample = sample
    let path = workspace.directory + "/sqlite.db"
    try check(library.open(path, &database, Self.readWriteCreate, nil), "open \(path)")
    let pragmas =
      ["journal_mode=WAL", "synchronous=FULL"] + settings.map { "\($0.name)=\($0.value)" }
    for pragma in pragmas { try execute("PRAGMA \(pragma)") }
    try execute(
      """
      CREATE TABLE events (
        position INTEGER PRIMARY KEY,
        stream TEXT NOT NULL,
        version INTEGER NOT NULL,
        data BLOB NOT NULL,
        UNIQUE (stream, version))
      """)
    try check(library.prepare(database, Self.insert, -1, &appendStatement, nil), "prepare")
  }

  func durableSettings() throws -> [String: String] {
    var settings = ["version": library.version]
    for name in ["journal_mode", "synchronous", "wal_autocheckpoint", "page_size"] {
      settings[name] = try value("PRAGMA \(name)")
    }
    let isWAL = settings["journal_mode"] == "wal"
    try requireDurable(
      "SQLite", settings,
      [
        "journal_mode": { ["wal", "delete", "truncate", "persist"].contains($0) },
        // 2 is FULL, 3 is EXTRA. NORMAL syncs a write-ahead log at checkpoints only, and without
        // one it may leave a journal that a power loss undoes.
        "synchronous": { ["2", "3"].contains($0) },
      ])
    settings["synchronous"] = (settings["synchronous"] ?? "") + (isWAL ? " (FULL or more)" : "")
    return settings
  }

  func run(_ load: PeerLoad, seconds: Double) throws -> PeerRun {
    guard case .commits(let size) = load else {
      preconditionFailure("SQLite runs in process, on one thread")
    }
    let before = try count()
    var timing = Timing()
    let start = SteadyClock.now()
    while SteadyClock.seconds(since: start) < seconds {
      let begun = SteadyClock.now()
      if size > 1 { try execute("BEGIN IMMEDIATE") }
      for _ in 0..<size { try append() }
      if size > 1 { try execute("COMMIT") }
      timing.latencies.add(nanoseconds: SteadyClock.now() - begun)
      timing.units += size
    }
    timing.seconds = SteadyClock.seconds(since: start)
    guard try count() - before == timing.units else {
      throw BenchFailure("SQLite committed \(timing.units) events but does not have them")
    }
    return PeerRun(timing)
  }

  func stop() {
    if let appendStatement { _ = library.finalize(appendStatement) }
    if let database { _ = library.close(database) }
    appendStatement = nil
    database = nil
  }

  /// Appends the next event; ten make a stream, like the ledger's opportunities.
  private func append() throws {
    let stream = Array("opp-\(events / 10)".utf8)
    try stream.withUnsafeBytes { name in
      try sample.withRecord(events % sample.count) { record in
        try record.withUnsafeBytes { bytes in
          let statement = appendStatement
          try check(
            library.bindText(statement, 1, name.baseAddress, Int32(name.count), nil), "bind")
          try check(library.bindInteger(statement, 2, Int64(events % 10)), "bind")
          try check(
            library.bindBlob(statement, 3, bytes.baseAddress, Int32(bytes.count), nil), "bind")
          try check(library.step(statement), "append", expecting: SQLiteLibrary.done)
          try check(library.reset(statement), "reset")
        }
      }
    }
    events += 1
  }

  private func count() throws -> Int {
    Int(try value("SELECT count(*) FROM events")) ?? -1
  }

  private func value(_ query: String) throws -> String {
    var statement: OpaquePointer?
    try check(library.prepare(database, query, -1, &statement, nil), query)
    defer { _ = library.finalize(statement) }
    try check(library.step(statement), query, expecting: SQLiteLibrary.row)
    return library.columnText(statement, 0).map { String(cString: $0) } ?? ""
  }

  private func execute(_ statement: String) throws {
    try check(library.execute(database, statement, nil, nil, nil), statement)
  }

  private func check(_ status: Int32, _ call: String, expecting wanted: Int32 = 0) throws {
    guard status != wanted else { return }
    let reason = library.message(database).map { String(cString: $0) } ?? "no reason"
    throw BenchFailure("SQLite, \(call): status \(status), \(reason)")
  }
}
