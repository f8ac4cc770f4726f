import ArgumentParser
import Presentation
import Schema
import SwiftProtobuf

/// A day on a command line, such as `2026-03-31`.
struct DayArgument: ExpressibleByArgument {
  /// Since 1970-01-01.
  let day: Int32

  init?(argument: String) {
    guard let day = CalendarText.parseDay(argument).flatMap({ Int32(exactly: $0) }) else {
      return nil
    }
    self.day = day
  }
}

extension ClosingPeriod: ExpressibleByArgument {}

/// How grades are cut.
enum GradeGroupArgument: String, CaseIterable, ExpressibleByArgument {
  case owner
}

struct GradesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grades",
    abstract: "Whether grades mean what they promise: wins against the expected rate.",
    discussion: """
      Examples:
        oppctl grades
        oppctl grades --by owner --team east --lang zh

      Counts what was won, lost or eliminated, by the grade and the owner it had then. A grade is too \
      loose when enough are resolved and its true win rate is, almost surely, well below the \
      expected one; 'grade_honesty' of the policy says how many, how sure and how far.
      """)

  @Option(help: "owner: each apart. Default: the whole scope as one.") var by: GradeGroupArgument?
  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup var question: QuestionOptions

  func run() async throws {
    try await question.show(
      .grades(
        PBGradesQuery.with {
          $0.scope = scope.scope
          $0.groupBy = by == nil ? .unspecified : .owner
        }))
  }
}

struct WaterfallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waterfall",
    abstract: "How the open amount of one day became that of another: new, won, lost, pushed, …",
    discussion: """
      Examples:
        oppctl waterfall --from 2026-03-01                       until now
        oppctl waterfall --from 2026-03-01 --to 2026-04-01 --team east --lang zh
        oppctl waterfall --from 2026-01-01 --closing-in 2026-Q1   only what is expected to close then

      Start and all steps add up to the end exactly, in each currency. Both ends are rebuilt from \
      the log, so it takes as long as two questions about the past.
      """)

  @Option(help: ArgumentHelp("The beginning.", valueName: "time")) var from: PastMoment
  @Option(
    help: ArgumentHelp("The end, the same as --as-of. Default: now.", valueName: "time|position"))
  var to: PastPoint?
  @Option(
    help: ArgumentHelp(
      """
      Only what is expected to close then: a year, a quarter (2026-Q1), a month, a day, or two days \
      (2026-03-01..2026-03-15).
      """, valueName: "period"))
  var closingIn: ClosingPeriod?
  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup var question: QuestionOptions

  func validate() throws {
    if to != nil, question.basis.asOf != nil {
      throw ValidationError("--to and --as-of say the same: give one of them")
    }
  }

  func run() async throws {
    var question = question
    if let to { question.basis.asOf = to }
    try await question.show(
      .waterfall(
        PBWaterfallQuery.with {
          $0.scope = scope.scope
          $0.fromMs = from.milliseconds
          closingIn?.set(in: &$0)
        }))
  }
}
