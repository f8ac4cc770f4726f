import ArgumentParser
import EventLog
import Insight
import Ledger
import Opportunities
import Presentation
import Schema

/// At which moment something is asked, on both time axes.
struct PastOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "As the ledger stood then: a date, an ISO 8601 time, or a position (#123 or 123).",
      valueName: "time|position"))
  var asOf: PastPoint?

  @Option(
    help: ArgumentHelp(
      "With --as-of TIME: what had happened by then, as far as the ledger knew at this time.",
      valueName: "time"))
  var knownAt: PastMoment?

  func validate() throws { try PastBasis.validate(knownAt, with: [asOf]) }

  /// - Throws: a moment in the future.
  func basis(now: Instant) throws -> Basis {
    try PastBasis.basis(asOf, knownAt: knownAt, now: now)
  }
}

/// Moments that people name, made into what a question is answered from.
enum PastBasis {
  /// - Throws: wrong usage.
  static func validate(_ knownAt: PastMoment?, with points: [PastPoint?]) throws {
    guard knownAt != nil else { return }
    for point in points {
      guard case .moment = point else {
        throw ValidationError("--known-at goes with times, not with positions")
      }
    }
  }

  /// - Throws: a moment in the future.
  static func basis(
    _ point: PastPoint?, knownAt: PastMoment? = nil, now: Instant
  ) throws -> Basis {
    var basis = Basis(knownAt: knownAt.map { Instant(milliseconds: $0.milliseconds) })
    switch point {
    case .moment(let milliseconds): basis.instant = Instant(milliseconds: milliseconds)
    case .position(let position): basis.position = position
    case nil: break
    }
    for instant in [basis.instant, basis.knownAt].compactMap(\.self) where instant > now {
      throw Refusal(
        code: "IN_FUTURE",
        message: "\(instant.utcText) lies in the future: nothing can be said of it yet")
    }
    return basis
  }

  /// Why there is nothing of `what` at `instant`.
  ///
  /// - Parameter isBeforeAll: whether no opportunity at all is known then.
  static func absence(
    of what: String, at instant: Instant, isBeforeAll: Bool, in store: any LogStore
  ) -> Refusal {
    guard store.head.position > 0 else {
      return Refusal(code: "NOT_FOUND", message: "the ledger is empty")
    }
    if isBeforeAll, let beginning = try? firstRecording(in: store), instant < beginning {
      return Refusal(
        code: "BEFORE_LEDGER",
        message: """
          the ledger begins at \(beginning.utcText), and it had been told of nothing that had \
          happened by \(instant.utcText)
          """)
    }
    return Refusal(
      code: "NOT_FOUND", message: "there is no \(what) at \(instant.utcText)")
  }

  /// - Throws: a moment before the ledger began of which it was told nothing later either.
  static func require(
    _ board: Board, at instant: Instant, in store: any LogStore
  ) throws {
    guard board.counts.opportunities == 0 else { return }
    let absence = absence(of: "opportunity", at: instant, isBeforeAll: true, in: store)
    if absence.code != "NOT_FOUND" { throw absence }
  }

  private static func firstRecording(in store: any LogStore) throws -> Instant {
    let bytes = try store.record(at: 1)
    return try decodeRecord(bytes.span.bytes, at: 1).recordedAt
  }
}

/// Runs what reads a log; what is wrong with the log is a refusal.
func reading<Result>(_ body: () throws(ReplayError) -> Result) throws -> Result {
  do throws(ReplayError) {
    return try body()
  } catch {
    throw Refusal(error)
  }
}

/// The stored bytes of a record.
func storedRecord(at position: UInt64, in store: any LogStore) throws -> [UInt8] {
  do throws(LogError) {
    return try store.record(at: position)
  } catch {
    throw Refusal(.log(error))
  }
}

extension PBAnswer {
  /// The head of an answer: what it rests on.
  init(position: UInt64, instant: Instant, policyVersion: UInt64, rows: Int) {
    self.init()
    self.position = position
    atMs = instant.milliseconds
    self.policyVersion = policyVersion
    totalRows = UInt64(rows)
  }
}
