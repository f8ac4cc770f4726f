import ArgumentParser
import Client
import Presentation
import Schema
import SwiftProtobuf

/// From which facts, and at which moment, a question is answered.
struct BasisOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      As the ledger stood then: a date, an ISO 8601 time, or a position (#123 or 123). A bare \
      date is its first moment in UTC.
      """,
      valueName: "time|position"))
  var asOf: PastPoint?

  @Option(
    help: ArgumentHelp(
      "With --as-of TIME: only what the ledger had been told by then.", valueName: "time"))
  var knownAt: PastMoment?

  func validate() throws {
    if knownAt != nil {
      guard case .moment = asOf else {
        throw ValidationError("--known-at goes with --as-of TIME: what had happened by then")
      }
    }
  }

  var basis: PBBasis {
    PBBasis.with {
      switch asOf {
      case .moment(let milliseconds): $0.atMs = milliseconds
      case .position(let position): $0.position = position
      case nil: break
      }
      $0.knownAtMs = knownAt?.milliseconds ?? 0
    }
  }
}

/// Whose opportunities.
struct ScopeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only opportunities of this owner.", valueName: "user"))
  var owner: String?

  @Option(help: ArgumentHelp("Only of this team and the teams below it.", valueName: "team"))
  var team: String?

  var scope: PBScope {
    PBScope.with {
      $0.ownerID = owner ?? ""
      $0.teamID = team ?? ""
    }
  }
}

/// Options every question takes, and the asking itself.
struct QuestionOptions: ParsableArguments {
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions
  @OptionGroup(title: "Basis") var basis: BasisOptions

  func ask(_ view: PBQuery.OneOf_View) async throws -> PBAnswer {
    let client = try await connection.connect()
    let answer = try await client.ask(query(view, client))
    await client.close()
    return answer
  }

  /// The question as it is asked over this connection.
  func query(_ view: PBQuery.OneOf_View, _ client: LedgerClient) -> PBQuery {
    PBQuery.with {
      $0.basis = basis.basis
      // A question reads what was written before it was asked.
      if basis.asOf == nil { $0.atLeastPosition = client.welcome.headPosition }
      $0.waitSeconds = UInt32(clamping: min(connection.timeout, 60))
      $0.view = view
    }
  }

  func show(_ view: PBQuery.OneOf_View) async throws {
    let answer = try await ask(view)
    try Terminal.print(try printing.renderer.text(answer, to: view))
  }
}
