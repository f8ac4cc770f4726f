internal import Dispatch
internal import Synchronization

/// Where merging leaves an exchange of blocks for the next append to take along.
///
/// An exchange in a transaction of its own keeps appends waiting for two device barriers, and longer
/// when the merging thread loses its processor meanwhile. In the transaction of an append it costs
/// no barrier, and no append ever waits for another thread.
final class ExchangeDesk: Sendable {
  private let offer = Mutex<ExchangeOffer?>(nil)
  private let appends = Atomic<UInt64>(0)
  /// How many appends there were when the last exchange began.
  private let appendsSeen = Atomic<UInt64>(0)

  /// An append is done.
  func noteAppend() {
    appends.wrappingAdd(1, ordering: .relaxed)
  }

  /// Whether something was appended since this was asked the last time.
  func isBusy() -> Bool {
    let now = appends.load(ordering: .relaxed)
    return appendsSeen.exchange(now, ordering: .relaxed) != now
  }

  /// Leaves `new` here until an append has carried it out, for so long at most.
  ///
  /// - Returns: what became of it; `nil` when no append came by, and then none will take it.
  func leave(_ new: ExchangeOffer, milliseconds: Int) -> ExchangeOffer.Outcome? {
    offer.withLock { offer in
      precondition(offer == nil, "one exchange at a time")
      offer = new
    }
    if let outcome = new.outcome(within: milliseconds) { return outcome }
    let isWithdrawn = offer.withLock { offer in
      defer { offer = nil }
      return offer != nil
    }
    // Whoever took it away finishes it in the transaction it is in.
    return isWithdrawn ? nil : new.outcome()
  }

  /// Whether an exchange waits here.
  var isOffered: Bool { offer.withLock { $0 != nil } }

  /// Takes the offer away, if there is one that fits; the taker must finish it.
  func take(where fits: (ExchangeOffer) -> Bool) -> ExchangeOffer? {
    offer.withLock { offer in
      guard let waiting = offer, fits(waiting) else { return nil }
      offer = nil
      return waiting
    }
  }
}

/// New blocks in the place of old ones, on their way into a transaction.
final class ExchangeOffer: Sendable {
  /// How long the transaction took for it; `nil`: the old blocks were not there as they were read,
  /// and nothing was changed.
  typealias Outcome = Result<Duration?, LogError>

  let old: [BlockIdentity]
  let new: [BlockEncoder.Block]
  private let result = Mutex<Outcome?>(nil)
  private let arrival = DispatchSemaphore(value: 0)

  init(_ old: [BlockIdentity], for new: [BlockEncoder.Block]) {
    self.old = old
    self.new = new
  }

  /// Says what became of it; called once.
  func finish(_ outcome: Outcome) {
    result.withLock { result in
      precondition(result == nil, "an exchange ends once")
      result = outcome
    }
    arrival.signal()
  }

  fileprivate func outcome(within milliseconds: Int) -> Outcome? {
    let deadline = DispatchTime.now() + .milliseconds(milliseconds)
    guard arrival.wait(timeout: deadline) == .success else { return nil }
    return result.withLock { $0 }
  }

  func outcome() -> Outcome? {
    arrival.wait()
    return result.withLock { $0 }
  }
}
