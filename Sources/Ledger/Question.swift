import Opportunities
package import Schema

/// A query on its way to a read model, and where its answer goes.
package struct Question: Sendable {
  package let requestID: UInt64
  package let query: PBQuery
  package let sink: any AnswerSink

  package init(requestID: UInt64, query: PBQuery, sink: any AnswerSink) {
    self.requestID = requestID
    self.query = query
    self.sink = sink
  }

  package var basis: Basis { Basis(query.basis) }

  /// Whether its answer is made of sums over opportunities under the rules in force.
  var asksForSums: Bool {
    switch query.view {
    case .pipeline, .forecast: true
    default: false
    }
  }

  /// Whether the live read model answers it alone.
  var isAboutPresent: Bool {
    if case .waterfall = query.view { return false }
    return basis.isHead
  }

  /// Whether the log itself answers it, and no read model.
  var isAboutEvidence: Bool {
    switch query.view {
    case .signedHead, .inclusion, .consistency: true
    default: false
    }
  }

  /// Seconds to wait for `at_least_position`: 5 when the client names none, at most 60.
  var waitSeconds: UInt32 {
    query.waitSeconds == 0 ? 5 : min(query.waitSeconds, 60)
  }

  func answer(_ result: Result<AnswerPages, QueryRefusal>) {
    switch result {
    case .success(var pages):
      // Most answers have one page, which is made where the answer was found.
      pages.makeNext()
      sink.deliver(pages, requestID: requestID)
    case .failure(let refusal): refuse(refusal)
    }
  }

  func refuse(_ refusal: QueryRefusal) {
    var frames: [UInt8] = []
    FrameWriter.refusal(
      requestID: requestID, code: refusal.code, message: refusal.message, closing: false,
      into: &frames)
    sink.deliver(frames, answering: 0)
  }
}

/// Why a query has no answer.
package struct QueryRefusal: Error, Equatable, Sendable {
  package let code: String
  package let message: String

  package init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  static func notFound(_ kind: String, _ id: String) -> QueryRefusal {
    QueryRefusal(code: "NOT_FOUND", message: "there is no \(kind) \(Text.quoted(id))")
  }

  static func invalid(_ message: String) -> QueryRefusal {
    QueryRefusal(code: "INVALID_QUERY", message: message)
  }
}

extension Basis {
  /// Where a question begins that compares two moments of the past: as much of the log as its own
  /// basis has, and as much known of it, by an earlier instant. nil: it compares none.
  package static func beginning(of query: PBQuery) -> Basis? {
    guard case .waterfall(let waterfall) = query.view, waterfall.fromMs > 0 else { return nil }
    var basis = Basis(query.basis)
    basis.instant = Instant(milliseconds: waterfall.fromMs)
    return basis
  }

  /// Zero means absent, as everywhere on the wire.
  package init(_ basis: PBBasis) {
    self.init(
      position: basis.position == 0 ? nil : basis.position,
      instant: basis.atMs == 0 ? nil : Instant(milliseconds: basis.atMs),
      knownAt: basis.knownAtMs == 0 ? nil : Instant(milliseconds: basis.knownAtMs))
  }
}
