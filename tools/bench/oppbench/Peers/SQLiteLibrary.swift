import Glibc

/// The system's libsqlite3, opened when it is asked for.
///
/// Loaded rather than linked, so that the benchmark builds on machines without it, and a missing
/// SQLite is what any other missing peer is: rows that are absent.
struct SQLiteLibrary {
  static let row: Int32 = 100
  static let done: Int32 = 101

  typealias Open =
    @convention(c) (
      UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>, Int32, UnsafePointer<CChar>?
    ) -> Int32
  typealias Execute =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>, UnsafeRawPointer?, UnsafeMutableRawPointer?,
      UnsafeMutableRawPointer?
    ) -> Int32
  typealias Prepare =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutableRawPointer?
    ) -> Int32
  /// `sqlite3_bind_text` and `sqlite3_bind_blob`; the last is the destructor, nil for SQLITE_STATIC.
  typealias BindBytes =
    @convention(c) (
      OpaquePointer?, Int32, UnsafeRawPointer?, Int32, UnsafeRawPointer?
    ) -> Int32
  typealias BindInteger = @convention(c) (OpaquePointer?, Int32, Int64) -> Int32
  typealias OnStatement = @convention(c) (OpaquePointer?) -> Int32
  typealias Column = @convention(c) (OpaquePointer?, Int32) -> UnsafePointer<CChar>?
  typealias Message = @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
  typealias Version = @convention(c) () -> UnsafePointer<CChar>?

  let open: Open
  let execute: Execute
  let prepare: Prepare
  let bindText: BindBytes
  let bindBlob: BindBytes
  let bindInteger: BindInteger
  let step: OnStatement
  let reset: OnStatement
  let finalize: OnStatement
  let columnText: Column
  let message: Message
  let close: OnStatement
  private let libraryVersion: Version

  var version: String { libraryVersion().map { String(cString: $0) } ?? "unknown" }

  init() throws {
    // Never closed: its functions live as long as the process.
    guard let library = dlopen("libsqlite3.so.0", RTLD_NOW) else {
      throw PeerMissing("libsqlite3.so.0 cannot be loaded")
    }
    func function<Function>(_ name: String) throws -> Function {
      guard let symbol = dlsym(library, name) else {
        throw PeerMissing("libsqlite3.so.0 has no \(name)")
      }
      return unsafeBitCast(symbol, to: Function.self)
    }
    open = try function("sqlite3_open_v2")
    execute = try function("sqlite3_exec")
    prepare = try function("sqlite3_prepare_v2")
    bindText = try function("sqlite3_bind_text")
    bindBlob = try function("sqlite3_bind_blob")
    bindInteger = try function("sqlite3_bind_int64")
    step = try function("sqlite3_step")
    reset = try function("sqlite3_reset")
    finalize = try function("sqlite3_finalize")
    columnText = try function("sqlite3_column_text")
    message = try function("sqlite3_errmsg")
    close = try function("sqlite3_close_v2")
    libraryVersion = try function("sqlite3_libversion")
  }
}
