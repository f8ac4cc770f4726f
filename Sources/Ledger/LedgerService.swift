package import EventLog
import Opportunities
import FoundationEssentials
package import Schema
package import Sealing
import Synchronization

/// The running ledger of one data directory: recovery, writer, projector, historian and tails.
package final class LedgerService: Sendable {
  package struct Settings: Sendable {
    /// Most commands in flight in the whole daemon before `BUSY`.
    package var commandsInFlightMaximum = 8_192
    /// Address space for the log, bytes. It is only reserved; the file grows as it must.
    package var mapBytes = LMDBStore.mapBytesDefault
    package var merging = Merger.Settings()
    package var acting = Steward.Settings()
    /// Where checkpoints lie and when they are written; nil: there are none.
    package var checkpoints: Checkpointer.Settings?
    /// Who signs heads, and how often.
    package var notary = Notary.Settings()
    /// Where the ledger lies, for whoever is to find it; an absolute path.
    package var dataDirectory = ""
    /// Replay the whole log even where a checkpoint would do.
    package var ignoresCheckpoint = false
    /// Go on with new keys of texts when those of the ledger are gone.
    package var makesNewTextKeys = false

    package init() {}
  }

  /// What the process that hosts the ledger must know.
  package struct Events: Sendable {
    /// Recovery goes on: positions reached and to reach.
    package var recovering: @Sendable (UInt64, UInt64) -> Void = { _, _ in }
    /// Recovery is over, this way: commands can be taken.
    package var recovered: @Sendable (RecoveryReport) -> Void = { _ in }
    /// The read model is there too: questions are answered from now on.
    package var readModelLoaded: @Sendable (ReadModelReport) -> Void = { _ in }
    /// A checkpoint was written, or could not be.
    package var checkpoint: @Sendable (Checkpointer.News) -> Void = { _ in }
    /// The writer is alive; called by the thread that commits, so a stuck writer falls silent.
    package var heartbeat: (@Sendable () -> Void)?
    package var heartbeatMilliseconds = 10_000
    /// A commit is in doubt: every client was told `UNKNOWN`, and the process must end.
    package var inDoubt: @Sendable (LogError) -> Void
    /// A read model met a record it cannot apply; commands still work, questions are refused.
    package var projectionFailed: @Sendable (ReplayError) -> Void
    /// Small blocks were exchanged for merged ones.
    package var merged: @Sendable (MergeReport) -> Void = { _ in }
    /// Merging goes on later (a full disk), or never again in this process (damage).
    package var mergingFailed: @Sendable (LogError) -> Void = { _ in }
    /// The ledger did something by itself, or tried to.
    package var acted: @Sendable (Steward.Round) -> Void = { _ in }
    /// A head could not be signed or its note not kept, for this reason; it is tried again.
    package var signingFailed: @Sendable (String) -> Void = { _ in }
    /// The tree of an older ledger is being added: positions reached and to reach.
    package var fillingTree: @Sendable (UInt64, UInt64) -> Void = { _, _ in }

    package init(
      inDoubt: @escaping @Sendable (LogError) -> Void,
      projectionFailed: @escaping @Sendable (ReplayError) -> Void
    ) {
      self.inDoubt = inDoubt
      self.projectionFailed = projectionFailed
    }
  }

  package let store: any LogStore
  private let clock: any LedgerClock
  private let startedAt: Instant
  /// To be called by the committing thread at least every ``heartbeatMilliseconds``; nil: nobody
  /// listens.
  package let heartbeat: (@Sendable () -> Void)?
  package let heartbeatMilliseconds: Int
  private let writer: Writer
  private let projector: Projector
  private let historian: Historian
  private let notary: Notary
  private let dataDirectory: String
  private let tailer: Tailer
  private let merger: Merger
  private let checkpointer: Checkpointer?
  private let steward: Steward
  private let pageMaker = PageMaker()
  private let committing = CommittingThread()

  /// Opens the ledger at `directory`, which is created when nothing is there, and replays it.
  package static func open(
    directory: String, settings: Settings = Settings(), clock: any LedgerClock = SystemClock(),
    events: Events
  ) throws(ReplayError) -> LedgerService {
    let store: LMDBStore
    do throws(LogError) {
      store = try LMDBStore.openOrCreate(at: directory, mapBytes: settings.mapBytes)
    } catch {
      throw .log(error)
    }
    do throws(ReplayError) {
      let keys: TextKeys
      do throws(TextKeysError) {
        keys = try TextKeys.open(
          of: store, in: directory, makingNew: settings.makesNewTextKeys)
      } catch {
        throw .textKeys(error)
      }
      return try LedgerService(
        store: store, keys: keys, settings: settings, clock: clock, events: events)
    } catch {
      store.close()
      throw error
    }
  }

  /// Serves `store`, whose only writer it is.
  ///
  /// - Parameter keys: of the texts; nil: they stand in the records as they are.
  package init(
    store: any LogStore, keys: TextKeys? = nil, settings: Settings = Settings(),
    clock: any LedgerClock, events: Events
  ) throws(ReplayError) {
    do throws(LogError) {
      try Genesis.writeIfEmpty(store, clock: clock)
    } catch {
      throw .log(error)
    }
    let head = store.head.position
    let restart = try Restart.recover(
      store,
      checkpointIn: settings.ignoresCheckpoint ? nil : settings.checkpoints?.directory,
      keys: keys
    ) { events.recovering($0, head) }
    do throws(TextKeysError) {
      try keys?.establish()
    } catch {
      throw .textKeys(error)
    }
    do throws(LogError) {
      // A crash may have come between an erasure and the end of its keys, and keys that came back from
      // a backup bring nobody back.
      try keys?.destroyKeys(of: restart.writer.state.destroyedKeys)
    } catch {
      throw .log(error)
    }
    events.recovered(restart.report)
    do throws(LogError) {
      try store.completeTree(events.fillingTree)
      notary = try Notary(
        settings.notary, store: store, clock: clock, failed: events.signingFailed)
    } catch {
      throw .log(error)
    }
    self.store = store
    self.clock = clock
    startedAt = clock.now()
    dataDirectory = settings.dataDirectory
    let projector = Projector(
      store: store, clock: clock, keys: keys, readModel: restart.readModel,
      loaded: events.readModelLoaded, failed: events.projectionFailed)
    let tailer = Tailer(store: store, keys: keys)
    self.projector = projector
    self.tailer = tailer
    historian = Historian(store: store, clock: clock, keys: keys)
    heartbeat = events.heartbeat
    heartbeatMilliseconds = events.heartbeatMilliseconds
    let merger = Merger(
      store: store, settings: settings.merging,
      listeners: .init(
        merged: events.merged, failed: events.mergingFailed, inDoubt: events.inDoubt))
    self.merger = merger
    let written = WriterReference()
    let checkpointer = settings.checkpoints.map { checkpoints in
      Checkpointer(
        checkpoints, store: store, keys: keys,
        sources: Checkpointer.Sources(
          readModel: { projector.copyReadModel($0) },
          wasReadModelDiscarded: { projector.hasDiscardedReadModel },
          writeModel: { written.writer?.copy() }),
        lastPosition: restart.report.checkpointPosition, report: events.checkpoint)
    }
    self.checkpointer = checkpointer
    let listeners = Writer.Listeners(
      committed: { facts, head, hasErasure in
        projector.committed(facts)
        tailer.headMoved()
        merger.headMoved(to: head.position)
        checkpointer?.advanced(to: head.position)
        if hasErasure { checkpointer?.renew() }
      }, inDoubt: events.inDoubt)
    let writer = Writer(
      store: store, clock: clock, recovered: restart.writer, keys: keys,
      commandsMaximum: settings.commandsInFlightMaximum, listeners: listeners)
    self.writer = writer
    written.writer = writer
    steward = Steward(
      settings.acting, clock: clock,
      ways: Self.ways(to: writer, on: committing), report: events.acted)
  }

  /// How the steward reaches the writer without ever holding up the thread that commits.
  private static func ways(to writer: Writer, on committing: CommittingThread) -> Steward.Ways {
    Steward.Ways(
      state: { take in committing.run { take(writer.state()) } },
      submit: { item, bytes, ranges throws(Writer.Refusal) in
        if try writer.submit(item, in: bytes.span.bytes, at: ranges) {
          committing.run { writer.commit() }
        }
      })
  }

  /// Says where commits happen from now on: what is handed to `executor` is to run on the one thread
  /// that calls ``commit()``. It must take work until ``finishCommands()`` has returned.
  package func commits(
    on executor: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
  ) {
    committing.become(executor)
  }

  /// Position of the last committed record.
  package var headPosition: UInt64 { store.head.position }

  /// Hands a command to the writer; its sink gets the answer once ``commit()`` was called.
  ///
  /// - Parameters:
  ///   - frame: holds its bytes as received.
  ///   - range: where in the frame they stand.
  /// - Returns: whether the caller must have ``commit()`` called soon, because nobody was told to.
  /// - Throws: `full` or `closed`.
  package func submit(
    _ item: WorkItem, in frame: RawSpan, at range: Range<Int>
  ) throws(Writer.Refusal) -> Bool {
    try writer.submit(item, in: frame, at: range)
  }

  /// As the other, for the commands of a batch: one range for each entry.
  package func submit(
    _ item: WorkItem, in frame: RawSpan, at ranges: [Range<Int>]
  ) throws(Writer.Refusal) -> Bool {
    try writer.submit(item, in: frame, at: ranges)
  }

  /// Makes the commands that were handed in durable and answers them; waits for the device.
  ///
  /// Called by one thread, the one that serves the sockets.
  package func commit() {
    writer.commit()
  }

  /// Hands a question to the read model of its basis; its sink gets the answer.
  package func ask(_ question: Question) {
    if question.isAboutEvidence {
      notary.ask(question)
    } else if question.isAboutPresent {
      projector.ask(question)
    } else {
      historian.ask(question)
    }
  }

  /// Makes the next page of an answer on a thread of its own and hands the pages back there.
  package func makeNextPage(
    of pages: AnswerPages, _ made: @escaping @Sendable (AnswerPages) -> Void
  ) {
    pageMaker.make(pages, made)
  }

  package var tails: Tailer { tailer }

  /// Takes no more commands; returns when those it has are written and answered.
  package func finishCommands() {
    steward.stop()
    checkpointer?.finish()
    writer.stop()
  }

  /// Ends every thread, after the commands it has, and closes the store.
  package func stop() {
    finishCommands()
    merger.stop()
    tailer.stop()
    historian.stop()
    notary.stop()
    checkpointer?.stop()
    projector.stop()
    pageMaker.stop()
    store.close()
  }

  /// What the ledger says of itself.
  package func status(connections: Int) -> PBStatusAnswer {
    let head = store.head
    let counts = writer.counts
    let reached = projector.position
    var status = PBStatusAnswer()
    status.headPosition = head.position
    status.root = .init(head.root.bytes)
    var board = PBProjectionStatus()
    board.name = "board"
    board.position = reached
    board.lag = head.position > reached ? head.position - reached : 0
    status.projections = [board]
    status.uptimeMs = UInt64(max(0, clock.now().since(startedAt).milliseconds))
    status.startedAtMs = startedAt.milliseconds
    status.version = LedgerVersion.text
    status.commandsAccepted = counts.accepted
    status.commandsRejected = counts.rejected
    status.commandsDuplicate = counts.duplicates
    status.commits = counts.commits
    status.connections = UInt32(connections)
    let rejections = counts.rejections.sorted { $0.key.rawValue < $1.key.rawValue }
    status.rejections = rejections.map { entry in
      var count = PBRejectionCount()
      count.code = entry.key.rawValue
      count.count = entry.value
      return count
    }
    status.opportunities = UInt64(counts.contents.opportunities)
    status.customers = UInt64(counts.contents.customers)
    status.users = UInt64(counts.contents.users)
    // A version that is published for later is not in force.
    let policies = counts.contents.policies
    status.policyVersion =
      policies.versions.isEmpty ? 0 : policies.inForce(at: clock.now()).version
    // A store that cannot say how much is left has other troubles, which its next commit reports.
    status.spaceLeftBytes = (try? store.spaceLeft()) ?? 0
    status.dataDirectory = dataDirectory
    return status
  }
}

/// The version that all programs report.
package enum LedgerVersion {
  package static let text = "0.1.0"
}
