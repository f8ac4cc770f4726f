import ArgumentParser
import EventLog
import Foundation
import Glibc
import Ledger
import SignedNotes

/// Which log a report rests on.
struct ReportBasis {
  let log: ReportStatement.Log
  /// The newest head of it that its daemon signed.
  let head: SignedNote?

  init(of log: LogVerification, in directory: String) {
    self.init(size: log.records, root: log.root, in: directory)
  }

  private init(size: UInt64, root: Digest, in directory: String) {
    log = ReportStatement.Log(size: size, root: root.bytes)
    head = SignedHeads.newest(in: directory, notBeyond: size)
  }
}

/// How making a report ended.
struct ReportOutcome {
  /// Whether what the report is about is as it should be; the exit status says it.
  let isFine: Bool
  /// nil: the log could not be read to its end.
  let basis: ReportBasis?
}

/// Where a report goes, and who signs it.
struct ReportDelivery: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the report to this new file; JSON (of verify its line) unless --format says otherwise.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Sign the report with this key file (oppctl key new) into FILE.sig; without --output the report is COMMAND.report here.",
      valueName: "keyfile"))
  var sign: String?

  /// Whether the report goes to a file.
  private var isKept: Bool { output != nil || sign != nil }

  /// The newest head that the directory has of its log, to be read before the log is opened: what its
  /// daemon signs later is of a longer one, and would be called rolled back; nil: nobody will be told.
  func ownHead(of directory: String) throws -> SignedHead? {
    isKept ? try oppreplay.ownHead(of: directory) : nil
  }

  /// What a report about `store` rests on; nil where nobody will be told: a report that is kept states a
  /// root, so that is computed from every record first, and held to the newest signed head there.
  ///
  /// - Parameter own: from ``ownHead(of:)``, before `store` was opened.
  /// - Throws: what is wrong with the log.
  func basis(of store: any ReplaySource, signed own: SignedHead?) throws -> ReportBasis? {
    guard isKept else { return nil }
    let progress = Progress("verified", of: store.head.position)
    let log: LogVerification
    do throws(LogError) {
      log = try store.verify(
        rootsAt: own.map { [$0.size] } ?? [], progress: { progress.show($0.records) },
        record: { _, _ in })
    } catch {
      throw Refusal(.log(error))
    }
    if let fault = Continuity.contradiction(
      of: own, ending: log.records, in: store.directory,
      root: own.flatMap { log.roots[$0.size]?.bytes })
    {
      throw fault
    }
    return ReportBasis(of: log, in: store.directory)
  }

  /// Has `make` print a report, keeps and signs it as asked, and ends the program when what it is about
  /// is not as it should be.
  ///
  /// - Parameter make: prints to standard output, which is the file meanwhile.
  func deliver(_ command: String, _ make: () throws -> ReportOutcome) throws {
    let outcome: ReportOutcome
    if output == nil, sign == nil {
      outcome = try make()
    } else {
      outcome = try keep(command, make)
    }
    fflush(nil)
    if !outcome.isFine { Glibc.exit(1) }
  }

  private func keep(
    _ command: String, _ make: () throws -> ReportOutcome
  ) throws -> ReportOutcome {
    let path = output ?? "\(command).report"
    let keys = try signingKeys()
    for taken in [path, Self.signaturePath(path)] where access(taken, F_OK) == 0 {
      throw Refusal(
        code: "FILE_EXISTS", message: "\(taken) is there already; a report is never overwritten")
    }
    let file = try ReportFile(path)
    let outcome = try file.write(make)
    if let keys {
      let digest = try ReportFile.digest(of: path)
      let statement = ReportStatement(
        command: command, byteCount: digest.byteCount, digest: digest.bytes,
        log: outcome.basis?.log, head: outcome.basis?.head)
      let note: SignedNote
      do throws(NoteFault) {
        note = try statement.signed(with: keys)
      } catch {
        throw Refusal(code: error.code.rawValue, message: "\(error)")
      }
      try ReportFile(Self.signaturePath(path)).write(note.whole)
    }
    let signed = keys?.first.map {
      "; signed by '\($0.verifier.name)' in \(Self.signaturePath(path))"
    }
    FileHandle.standardError.write(Data("report in \(path)\(signed ?? "")\n".utf8))
    return outcome
  }

  static func signaturePath(_ report: String) -> String { report + ".sig" }

  private func signingKeys() throws -> [SigningKey]? {
    guard let sign else { return nil }
    do throws(NoteFault) {
      return try KeyFile(sign).read()
    } catch {
      throw Refusal(code: error.code.rawValue, message: "\(error)")
    }
  }
}

/// A new file that has its name only when it is whole and on the device.
struct ReportFile {
  private let path: String
  private let unfinished: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    unfinished = path + ".writing"
    unlink(unfinished)
    descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw Self.failure("create", path) }
  }

  /// Has `make` print into it.
  func write(_ make: () throws -> ReportOutcome) throws -> ReportOutcome {
    fflush(nil)
    let standard = dup(STDOUT_FILENO)
    guard standard >= 0, dup2(descriptor, STDOUT_FILENO) >= 0 else {
      throw abandoned(Self.failure("write", path))
    }
    let result = Result { try make() }
    let isFlushed = fflush(nil) == 0
    let isBack = dup2(standard, STDOUT_FILENO) >= 0
    close(standard)
    do {
      let outcome = try result.get()
      guard isFlushed, isBack else { throw Self.failure("write", path) }
      try publish()
      return outcome
    } catch {
      throw abandoned(error)
    }
  }

  /// Writes a whole text.
  func write(_ text: String) throws {
    do {
      let bytes = Array(text.utf8)
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard written == bytes.count else { throw Self.failure("write", path) }
      try publish()
    } catch {
      throw abandoned(error)
    }
  }

  private func publish() throws {
    guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw Self.failure("write", path) }
    // A link refuses a name that is taken meanwhile; renaming would put the other file away.
    guard link(unfinished, path) == 0 else { throw Self.failure("name", path) }
    unlink(unfinished)
  }

  private func abandoned(_ error: any Error) -> any Error {
    unlink(unfinished)
    return error
  }

  private static func failure(_ operation: String, _ path: String) -> Refusal {
    Refusal(
      code: "IO", message: "could not \(operation) \(path): \(String(cString: strerror(errno)))")
  }

  /// The bytes of a regular file, piece by piece.
  static func digest(of path: String) throws -> FileDigest {
    // Not blocking, in case it is a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(code: "IO", message: "\(path) is not a file")
    }
    var digest = FileDigest()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return digest }
      digest.append(buffer[..<count])
    }
  }
}
