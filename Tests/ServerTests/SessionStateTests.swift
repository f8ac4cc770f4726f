import Testing

@testable import Server

@Suite("The state of a session")
struct SessionStateTests {
  @Test(
    "hello finds the version both speak",
    arguments: [
      (1, 1, true), (1, 9, true), (0, 1, true), (2, 9, false), (0, 0, false), (9, 1, false),
    ]
  )
  func versions(minimum: UInt32, maximum: UInt32, isWelcome: Bool) {
    var state = SessionState(limits: Limits())
    #expect(!state.isServing)
    switch state.hello(minimum: minimum, maximum: maximum) {
    case .welcome(let version):
      #expect(isWelcome)
      #expect(version == 1)
      #expect(state.isServing)
    case .refuse(let code, _):
      #expect(!isWelcome)
      #expect(code == "VERSION_UNSUPPORTED")
    }
  }

  @Test("hello is said once")
  func twice() {
    var state = SessionState(limits: Limits())
    _ = state.hello(minimum: 1, maximum: 1)
    guard case .refuse(let code, _) = state.hello(minimum: 1, maximum: 1) else {
      Issue.record("a second hello was welcomed")
      return
    }
    #expect(code == "MALFORMED_FRAME")
  }

  @Test("reading stops at the limit of commands in flight and goes on below it")
  func backpressure() {
    var limits = Limits()
    limits.commandsInFlightPerConnection = 3
    var state = SessionState(limits: limits)
    state.commandsSent(2)
    #expect(state.mayRead)
    state.commandsSent(1)
    #expect(!state.mayRead)
    state.commandsAnswered(1)
    #expect(state.mayRead)
    state.close()
    #expect(!state.mayRead)
  }

  @Test("queries and tails are bounded")
  func bounds() {
    var limits = Limits()
    limits.queriesInFlightPerConnection = 2
    limits.tailsPerConnection = 2
    var state = SessionState(limits: limits)
    let asked = [state.queryAsked(), state.queryAsked(), state.queryAsked()]
    #expect(asked == [true, true, false])
    state.queryAnswered()
    let askedAgain = state.queryAsked()
    #expect(askedAgain)
    let started = [1, 1, 2, 3].map { state.tailStarted($0)?.code }
    #expect(started == [nil, "INVALID_QUERY", nil, "BUSY"])
    state.tailEnded(1)
    let startedAfter = state.tailStarted(3)
    #expect(startedAfter == nil)
  }
}
