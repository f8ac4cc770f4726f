import ArgumentParser
import EventLog
import Foundation
import Glibc
import Ledger
import Logging
import Server
import SignedNotes

/// The daemon: one organisation, one data directory, one process.
@main
struct Daemon: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oppd",
    abstract: "The opportunity ledger: takes commands over a Unix socket, keeps every fact.",
    discussion: """
      Opens the ledger at --data (and makes an empty one when nothing is there), replays and \
      verifies it (all of it, or what follows its last checkpoint), listens on --socket, and prints a line that begins with "ready" on standard \
      output. Logs are JSON lines on standard error.

      SIGTERM or SIGINT: takes nothing new, finishes and answers what it has, exits 0. A second one \
      exits at once. SIGKILL is as safe as SIGTERM.

      Exit status: 0 stopped cleanly; 1 could not start, with a named reason; 2 wrong usage or \
      configuration; 70 a commit is in doubt (restart it: it verifies what is on disk, and clients \
      resend the same command ids).

      Example:
        oppd --data /var/lib/oppd/acme --socket /run/oppd/acme/oppd.sock
      """,
    version: LedgerVersion.text)

  @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir"))
  var data: String?

  @Option(help: ArgumentHelp("Path of the Unix socket, at most 104 bytes.", valueName: "path"))
  var socket: String?

  @Option(help: ArgumentHelp("JSON settings; the options above win over it.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      """
      Sign heads with the key in this file (oppctl key new): every second with news, at the end, and \
      when oppctl checkpoint or prove ask for it.
      """, valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      """
      Have heads signed by the process that listens here and keeps the key (oppsign), instead of --key.
      """, valueName: "socket"))
  var signer: String?

  @Option(
    help: ArgumentHelp(
      """
      How often the ledger looks for what is due by itself and does it: reclaim, escalate, put \
      overdue approvals to the role above (default: 60; 0: never).
      """, valueName: "seconds"))
  var actEvery: Int?

  @Flag(
    help: """
      Replay the whole log even if a checkpoint of its state is there; one is used by default, with \
      the records after it.
      """)
  var rebuild = false

  @Flag(
    help: """
      Go on although the file of text keys is gone: facts and figures stay, what people typed so far \
      stays unreadable for ever. Look for its backup first.
      """)
  var newTextKeys = false

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        print(text)
        Glibc.exit(0)
      }
      FileHandle.standardError.write(Data((text + "\n").utf8))
      // ArgumentParser says 64 for wrong usage; all three programs of the ledger say 2.
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  func run() throws {
    var settings = Configuration()
    do throws(Configuration.Fault) {
      if let config { settings = try Configuration(file: config) }
    } catch {
      refuse(code: "CONFIG", "\(error)", status: 2)
    }
    if let actEvery {
      guard Configuration.actEveryRange.contains(actEvery) else {
        throw ValidationError("--act-every must be 0 (never) to 86400 seconds")
      }
      settings.actEverySeconds = actEvery
    }
    settings.key = key ?? (signer == nil ? settings.key : nil)
    settings.signer = signer ?? (key == nil ? settings.signer : nil)
    guard settings.key == nil || settings.signer == nil else {
      throw ValidationError("give a key file or a signer, not both")
    }
    guard let data = data ?? settings.data, let socket = socket ?? settings.socket else {
      throw ValidationError("--data and --socket are needed, here or in --config")
    }
    let level = settings.logLevel
    LoggingSystem.bootstrap { JSONLogHandler(label: $0, logLevel: level) }
    let log = Logger(label: "oppd")
    // Signals are taken by one thread that waits for them, so every other thread must block them;
    // threads inherit that from this one.
    let signals = StopSignals()
    do throws(Listener.Failure) {
      try Listener.check(path: socket)
    } catch {
      refuse(code: error.code, error.description, status: 1)
    }
    let service = openService(data: data, settings: settings, log: log)
    let listener: Listener
    do throws(Listener.Failure) {
      listener = try Listener.open(
        path: socket, mode: settings.socketMode, service: service, limits: settings.limits,
        log: log)
    } catch {
      service.stop()
      refuse(code: error.code, error.description, status: 1)
    }
    let position = service.headPosition
    print("ready data=\(data) socket=\(socket) position=\(position) pid=\(getpid())")
    fflush(nil)
    ServiceNotification.ready("serving at position \(position)").send()
    log.info("ready", metadata: ["socket": "\(socket)", "position": "\(position)"])

    signals.wait()
    log.info("stopping")
    ServiceNotification.stopping.send()
    signals.exitAtOnceOnNext()
    listener.stopAccepting()
    service.finishCommands()
    listener.close(within: 10)
    service.stop()
    log.info("stopped", metadata: ["position": "\(service.headPosition)"])
  }

  private func openService(data: String, settings: Configuration, log: Logger) -> LedgerService {
    var ledger = LedgerService.Settings()
    ledger.commandsInFlightMaximum = settings.limits.commandsInFlight
    ledger.merging = settings.merging
    ledger.acting.everyMilliseconds = settings.actEverySeconds * 1_000
    var checkpoints = Checkpointer.Settings(directory: data)
    checkpoints.recordsBetween = settings.checkpointRecords
    ledger.checkpoints = checkpoints
    ledger.ignoresCheckpoint = rebuild
    ledger.makesNewTextKeys = newTextKeys
    ledger.notary.directory = data
    ledger.dataDirectory = URL(fileURLWithPath: data).standardizedFileURL.path
    do throws(NoteFault) {
      if let key = settings.key { ledger.notary.signer = KeySigner(try KeyFile(key).read()) }
      if let signer = settings.signer { ledger.notary.signer = try RemoteSigner(socket: signer) }
    } catch {
      refuse(code: error.code.rawValue, "\(error)", status: 1)
    }
    var events = LedgerService.Events(
      inDoubt: { error in
        log.critical(
          "a commit is in doubt; ending so that a restart verifies the log",
          metadata: ["code": "\(error.code)", "reason": "\(error)"])
        // Long enough for the answers that say UNKNOWN to leave.
        sleep(1)
        Glibc.exit(70)
      },
      projectionFailed: { error in
        log.critical(
          "the read model stopped; commands still work, queries are refused",
          metadata: ["code": "\(error.code)", "reason": "\(error)"])
      })
    events.merged = { report in
      log.debug(
        "merged cold blocks",
        metadata: [
          "records": "\(report.records)",
          "blocks": "\(report.blocksBefore) to \(report.blocksAfter)",
          "bytes": "\(report.storedBytesBefore) to \(report.storedBytesAfter)",
          "exchange": "\(report.exchange)",
        ])
    }
    events.mergingFailed = { error in
      log.error(
        "cold blocks were not merged; nothing was changed",
        metadata: ["code": "\(error.code)", "reason": "\(error)"])
    }
    if let milliseconds = ServiceNotification.watchdogMilliseconds {
      // Half of what the service manager waits, and only while the writer's own loop turns.
      events.heartbeatMilliseconds = milliseconds / 2
      events.heartbeat = { ServiceNotification.alive.send() }
    }
    events.recovering = { position, head in
      log.info("replaying", metadata: ["position": "\(position)", "head": "\(head)"])
      ServiceNotification.status("replaying \(position) of \(head)").send()
    }
    events.recovered = { Self.log($0, in: log) }
    events.readModelLoaded = { Self.log($0, in: log) }
    events.checkpoint = { Self.log($0, in: log) }
    events.signingFailed = { reason in
      log.critical(
        "heads cannot be signed; commands still work, and it is tried again",
        metadata: ["reason": "\(reason)"])
    }
    events.fillingTree = { position, head in
      log.info("adding the tree", metadata: ["position": "\(position)", "head": "\(head)"])
      ServiceNotification.status("adding the tree, \(position) of \(head)").send()
    }
    events.acted = { Self.log($0, in: log) }
    do throws(ReplayError) {
      return try LedgerService.open(directory: data, settings: ledger, events: events)
    } catch {
      refuse(code: error.code, "\(error)", status: 1)
    }
  }

  private static func log(_ report: RecoveryReport, in log: Logger) {
    if let discarded = report.discarded {
      log.warning(
        "the checkpoint is not used; the whole log was replayed instead",
        metadata: ["reason": "\(discarded)"])
    }
    log.info(
      "recovered",
      metadata: [
        "checkpoint": "\(report.checkpointPosition)", "replayed": "\(report.recordsReplayed)",
        "milliseconds": "\(report.milliseconds)", "allocator": "\(Allocator.description)",
      ])
  }

  private static func log(_ report: ReadModelReport, in log: Logger) {
    if let discarded = report.discarded {
      log.warning(
        "the checkpoint's read model is not used; it was folded from the whole log instead",
        metadata: ["reason": "\(discarded)"])
    }
    log.info(
      "questions are answered",
      metadata: ["position": "\(report.position)", "milliseconds": "\(report.milliseconds)"])
  }

  private static func log(_ news: Checkpointer.News, in log: Logger) {
    switch news {
    case .written(let position, let byteCount, let milliseconds):
      log.info(
        "checkpoint written",
        metadata: [
          "position": "\(position)", "bytes": "\(byteCount)",
          "milliseconds": "\(milliseconds)",
        ])
    case .failed(let fault):
      log.warning("no checkpoint could be written", metadata: ["reason": "\(fault)"])
    }
  }

  /// Counts only: whom it concerned stands in the ledger, for those who may read it there.
  private static func log(_ round: Steward.Round, in log: Logger) {
    var metadata: Logger.Metadata = [
      "due": "\(round.due)", "milliseconds": "\(round.milliseconds)",
    ]
    for (rule, count) in round.done { metadata[rule] = "\(count)" }
    for (code, count) in round.refused { metadata["refused-\(code)"] = "\(count)" }
    log.info("the ledger acted", metadata: metadata)
  }

  /// Ends the process with a reason that names itself.
  private func refuse(code: String, _ text: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("oppd: \(code): \(text)\n".utf8))
    Glibc.exit(status)
  }
}
