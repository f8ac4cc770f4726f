/// Where a connection stands in the conversation, and what it may still ask. Says what to do; does
/// nothing itself.
struct SessionState {
  private enum Phase {
    case awaitingHello
    case serving
    case closing
  }

  /// Versions of the protocol this daemon speaks.
  static let versions: ClosedRange<UInt32> = 1...1

  private let limits: Limits
  private var phase = Phase.awaitingHello
  private var commandsInFlight = 0
  private var queriesInFlight = 0
  private var tails: Set<UInt64> = []

  init(limits: Limits) {
    self.limits = limits
  }

  enum HelloAction {
    case welcome(version: UInt32)
    case refuse(code: String, message: String)
  }

  var isServing: Bool { phase == .serving }
  var isClosing: Bool { phase == .closing }
  var hasTails: Bool { !tails.isEmpty }
  var isIdle: Bool { commandsInFlight == 0 && queriesInFlight == 0 && tails.isEmpty }

  /// Whether more may be read from the socket now.
  var mayRead: Bool {
    phase != .closing && commandsInFlight < limits.commandsInFlightPerConnection
  }

  mutating func hello(minimum: UInt32, maximum: UInt32) -> HelloAction {
    guard phase == .awaitingHello else {
      return .refuse(code: "MALFORMED_FRAME", message: "hello was said already")
    }
    let highest = min(maximum, Self.versions.upperBound)
    guard minimum <= maximum, highest >= max(minimum, Self.versions.lowerBound) else {
      return .refuse(
        code: "VERSION_UNSUPPORTED",
        message: """
          this daemon speaks protocol versions \(Self.versions.lowerBound) to \
          \(Self.versions.upperBound), the client \(minimum) to \(maximum)
          """)
    }
    phase = .serving
    return .welcome(version: highest)
  }

  mutating func close() {
    phase = .closing
  }

  mutating func commandsSent(_ count: Int) {
    commandsInFlight += count
  }

  mutating func commandsAnswered(_ count: Int) {
    commandsInFlight -= count
    assert(commandsInFlight >= 0, "answers are for commands that were sent")
  }

  /// - Returns: whether one more query may be asked.
  mutating func queryAsked() -> Bool {
    guard queriesInFlight < limits.queriesInFlightPerConnection else { return false }
    queriesInFlight += 1
    return true
  }

  mutating func queryAnswered() {
    queriesInFlight -= 1
    assert(queriesInFlight >= 0, "answers are for queries that were asked")
  }

  /// - Returns: why no tail of this id may start; nil: it may.
  mutating func tailStarted(_ requestID: UInt64) -> (code: String, message: String)? {
    guard tails.count < limits.tailsPerConnection else {
      return ("BUSY", "a connection has at most \(limits.tailsPerConnection) tails")
    }
    guard tails.insert(requestID).inserted else {
      return ("INVALID_QUERY", "request id \(requestID) has a tail already")
    }
    return nil
  }

  mutating func allTailsEnded() {
    tails.removeAll()
  }

  mutating func tailEnded(_ requestID: UInt64) {
    tails.remove(requestID)
  }
}
