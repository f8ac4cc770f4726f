import ArgumentParser
import Presentation
import Schema
import SwiftProtobuf

struct OpportunityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opportunity",
    abstract: "One opportunity, whole: state, win chance, health, what is due.",
    discussion: """
      Examples:
        oppctl opportunity opp-17
        oppctl opportunity opp-17 --as-of 2026-03-01       as the ledger stood that day
        oppctl opportunity opp-17 --as-of '#1200'          right after record 1200
        oppctl opportunity opp-17 --as-of 2026-03-01 --known-at 2026-03-15
                                                           what had happened by 1 March, as far \
      as was known by 15 March
      """)

  @Argument(help: "The opportunity's id.") var id: String
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    try await question.show(.opportunity(PBOpportunityQuery.with { $0.opportunityID = id }))
  }
}

struct TimelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Everything that happened to one opportunity, in the order it was recorded.",
    discussion: """
      Example:
        oppctl timeline opp-17 --format json | jq -r '[.occurred_at, .event] | @tsv'
      """)

  @Argument(help: "The opportunity's id.") var id: String
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    try await question.show(.timeline(PBTimelineQuery.with { $0.opportunityID = id }))
  }
}

/// Outcome axis on a command line.
enum StatusArgument: String, CaseIterable, ExpressibleByArgument {
  case open, won, lost, archived, dormant, eliminated

  var status: PBStatus {
    switch self {
    case .open: .open
    case .won: .won
    case .lost: .lost
    case .archived: .archived
    case .dormant: .dormant
    case .eliminated: .eliminated
    }
  }
}

struct OpportunitiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opportunities",
    abstract: "Every opportunity in a scope, by id.",
    discussion: """
      Examples:
        oppctl opportunities --owner rep-3 --status open
        oppctl opportunities --as-of 2026-03-31 --format csv > march.csv

      JSON and CSV are printed while the answer comes, whatever its size. If it does not come whole, \
      or cannot be written whole, the exit code is not 0 and what was printed must not be used.
      """)

  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @Option(help: "open, won, lost, archived, dormant or eliminated. Default: all.")
  var status: StatusArgument?
  @Option(help: "At most so many rows. Default: all.") var limit: UInt32 = 0
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    let view = PBQuery.OneOf_View.opportunities(
      PBOpportunitiesQuery.with {
        $0.scope = scope.scope
        $0.status = status?.status ?? .unspecified
        $0.limit = limit
      })
    // The widths of a table depend on every row of it; the other forms are printed as they come.
    guard question.printing.style.format != .table else { return try await question.show(view) }
    try await Export(question, view, limit: UInt64(limit)).run()
  }
}

/// How a pipeline is cut.
enum GroupArgument: String, CaseIterable, ExpressibleByArgument {
  case owner, team
}

struct PipelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Count, amount and weighted amount by stage.",
    discussion: """
      Examples:
        oppctl pipeline
        oppctl pipeline --by team --as-of 2026-03-31
      """)

  @Option(help: "owner or team. Default: the whole scope as one.") var by: GroupArgument?
  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    try await question.show(
      .pipeline(
        PBPipelineQuery.with {
          $0.scope = scope.scope
          switch by {
          case .owner: $0.groupBy = .owner
          case .team: $0.groupBy = .team
          case nil: $0.groupBy = .unspecified
          }
        }))
  }
}

struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "How well opportunities are worked, worst first, and why they are stuck.",
    discussion: """
      Example:
        oppctl health --team east --elimination      which ones to give up
      """)

  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @Flag(help: "Only those whose elimination is advised.") var elimination = false
  @Option(help: "At most so many rows. Default: all.") var limit: UInt32 = 0
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    try await question.show(
      .health(
        PBHealthQuery.with {
          $0.scope = scope.scope
          $0.eliminationOnly = elimination
          $0.limit = limit
        }))
  }
}

struct DueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "What must be followed up: due, red and stalled opportunities.",
    discussion: """
      Example:
        oppctl due --owner rep-3 --within 24      also what falls due within a day
      """)

  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @Option(help: ArgumentHelp("Also what falls due within so many hours.", valueName: "hours"))
  var within: UInt32 = 0
  @Option(help: "At most so many rows. Default: all.") var limit: UInt32 = 0
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    try await question.show(
      .due(
        PBDueQuery.with {
          $0.scope = scope.scope
          $0.withinHours = within
          $0.limit = limit
        }))
  }
}

struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "What the open opportunities will bring: expected amounts, distribution of wins.",
    discussion: """
      Examples:
        oppctl forecast --team east --as-of 2026-03-01
        oppctl forecast --within 30            only what is won within 30 days
        oppctl forecast --by 2026-03-31        only what is won by the end of that day

      With --within or --by every figure is about wins in time: chances, expected amounts, numbers \
      of wins.
      """)

  @Option(help: ArgumentHelp("Only wins within so many days.", valueName: "days"))
  var within: UInt32?
  @Option(help: ArgumentHelp("Only wins by the end of this day.", valueName: "date"))
  var by: DayArgument?
  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup var question: QuestionOptions

  func validate() throws {
    if within != nil, by != nil { throw ValidationError("--within or --by, not both") }
    if within == 0 { throw ValidationError("--within is at least 1 day") }
  }

  func run() async throws {
    try await question.show(
      .forecast(
        PBForecastQuery.with {
          $0.scope = scope.scope
          $0.withinDays = within ?? 0
          if let by { $0.byDay = by.day }
        }))
  }
}
