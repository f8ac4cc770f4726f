import Schema

/// Asks questions and takes the time until the last page of the answer is here.
struct QueryProbe {
  /// How long answers took, and how large they were.
  struct Timings: Encodable {
    var count: Int
    var p50Microseconds: Double
    var p99Microseconds: Double
    var answerBytes: Int

    enum CodingKeys: String, CodingKey {
      case count
      case p50Microseconds = "p50_us"
      case p99Microseconds = "p99_us"
      case answerBytes = "answer_bytes"
    }
  }

  /// Rows of the due list that are asked for: a page of a person's work.
  static let dueRows: UInt32 = 100

  private let socket: String

  init(at socket: String) {
    self.socket = socket
  }

  /// Single opportunities, spread over all `opportunities`.
  func points(among opportunities: Int, seconds: Double) throws -> Timings {
    // A stride that shares no factor with the count comes to every one; a large odd prime does.
    var place = 0
    return try timed(atMost: 5_000, seconds: seconds) {
      place = (place + 7_919_993) % max(1, opportunities)
      var query = PBQuery()
      query.opportunity.opportunityID = History.opportunityID(place)
      return query
    }
  }

  func pipelineByOwner(seconds: Double) throws -> Timings {
    try timed(atMost: 200, seconds: seconds) {
      var query = PBQuery()
      query.pipeline.groupBy = .owner
      return query
    }
  }

  /// The ``dueRows`` most urgent ones of everybody, of all that are due within a year: every open
  /// opportunity is looked at, as late in a ledger of years, though all were touched just now.
  func dueList(seconds: Double) throws -> Timings {
    try timed(atMost: 200, seconds: seconds) {
      var query = PBQuery()
      query.due.limit = Self.dueRows
      query.due.withinHours = 365 * 24
      return query
    }
  }

  /// Asks one after the other, until `count` or the time is reached, and at least three times.
  private func timed(
    atMost count: Int, seconds: Double, _ query: () -> PBQuery
  ) throws -> Timings {
    var conversation = try Conversation.begin(at: socket)
    var latencies = Latencies()
    var bytes = 0
    let start = SteadyClock.now()
    var asked = 0
    while asked < 3 || (asked < count && SteadyClock.seconds(since: start) < seconds) {
      let question = query()
      let begun = SteadyClock.now()
      bytes += try conversation.answerBytes(to: question)
      latencies.add(nanoseconds: SteadyClock.now() - begun)
      asked += 1
    }
    return Timings(
      count: asked, p50Microseconds: latencies.percentileMicroseconds(0.5),
      p99Microseconds: latencies.percentileMicroseconds(0.99), answerBytes: bytes / asked)
  }
}

extension Conversation {
  /// Asks, and reads pages until the last one.
  ///
  /// - Returns: bytes of all pages.
  mutating func answerBytes(to query: PBQuery) throws -> Int {
    var frame = PBClientFrame()
    frame.query = query
    var page = try pageAfterSending(frame)
    var bytes = page.count
    while try !Self.isLastPage(page) {
      page = try nextPage()
      bytes += page.count
    }
    return bytes
  }

  /// Reads the wire itself: decoding an answer would be charged to the daemon.
  private static func isLastPage(_ page: [UInt8]) throws -> Bool {
    try page.withUnsafeBytes { bytes in
      var isLast = false
      do throws(WireError) {
        var frame = WireReader(bytes.bytes)
        while let field = try frame.nextField() {
          guard field == 1 || field == 5 else { throw frame.error(.malformedTag, "answer") }
          guard field == 5 else {
            _ = try frame.uint64("request_id")
            continue
          }
          var answer = try frame.submessage("answer")
          while let field = try answer.nextField() {
            if field == 4 { isLast = try answer.bool("last") } else { try answer.skip() }
          }
        }
      } catch {
        let said: PBServerFrame? = try? GeneratedCodec.decode(page)  // for the message only
        throw BenchFailure(
          "a question got no answer but \(said.map { "\($0)" } ?? "\(page.count) bytes")")
      }
      return isLast
    }
  }
}
