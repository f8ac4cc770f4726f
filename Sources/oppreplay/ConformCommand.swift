import ArgumentParser
import EventLog
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Judges every recorded command again by the rules that were in force on its day.
struct ConformCommand: ParsableCommand {
  enum View: String, CaseIterable, ExpressibleByArgument {
    case findings
    case rules
    case people
    case teams
  }

  static let configuration = CommandConfiguration(
    commandName: "conform",
    abstract: "Judges every recorded command again by the rules of its day.",
    discussion: """
      A sound log may still hold what its rules forbade: it was forged with every checksum right, or \
      written past the daemon. This puts each command together again from its facts and asks the \
      daemon's own rules about it, under the policy in force then and on the state as it was then: \
      gates and evidence, approvals, who may do what for whom, late entries, who may verify what, \
      grades and their basis, amounts, dates, shares, and that the facts are those the rules make.

      violated  the rules of that day refuse it, or make another fact of it
      noted     allowed then, and worth a look: overrides, late entries with a reason, flagged gates \
      and grades, evidence verified by the owner
      unjudged  what the rules ask of it is about a text that is sealed and cannot be read

      Imported history is judged by the few rules that hold for it; `imported` counts it. A ledger \
      that only oppd wrote has no violations. What it cannot judge again: whether a command \
      expected another version, what its sender saw, and whether what was claimed is true. A rule \
      that this program has and the program of that day had not shows as a violation.

      Exit status: 0 conforms; 1 violated, or the log is broken (then: oppreplay verify).

      Examples:
        oppreplay conform /var/lib/oppd/acme
        oppreplay conform /var/lib/oppd/acme --violations --format csv > violations.csv
        oppreplay conform /var/lib/oppd/acme --view people --lang zh
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(
    help: "findings, rules, people or teams; may be repeated (CSV has one). Default: all of them.")
  var view: [View] = []

  @Flag(help: "Of the findings, only what is violated.")
  var violations = false

  @Option(
    help: ArgumentHelp(
      "List so many findings; the counts are of all. A table lists 50 unless told.",
      valueName: "count"))
  var limit: Int?

  @OptionGroup var printing: Printing
  @OptionGroup var delivery: ReportDelivery

  func validate() throws {
    guard limit.map({ $0 >= 0 }) ?? true else { throw ValidationError("--limit counts from 0") }
    guard printing.format != .csv || view.count <= 1 else {
      throw ValidationError("CSV has one table: name one --view")
    }
  }

  func run() throws {
    try delivery.deliver("conform") {
      let store = try openHistory(directory)
      defer { store.close() }
      let (report, log) = try judged(store)
      let renderer = Renderer(printing.style)
      try output(renderer.text(document(report, log, renderer.style.format)))
      return ReportOutcome(
        isFine: report.isConforming, basis: ReportBasis(of: log, in: directory))
    }
  }

  private func judged(
    _ store: any ReplaySource
  ) throws -> (report: ConformityReport, log: LogVerification) {
    var judge = ConformityJudge(keys: TextKeys.forReading(in: directory))
    var failure: ReplayError?
    let progress = Progress("judged", of: store.head.position)
    let log: LogVerification
    do throws(LogError) {
      log = try store.verify(
        rootsAt: [], progress: { progress.show($0.records) },
        record: { position, bytes in
          guard failure == nil else { return }
          do throws(ReplayError) {
            try judge.take(position, bytes)
          } catch {
            failure = error
          }
        })
    } catch {
      throw Refusal(.log(error))
    }
    if let failure { throw Refusal(failure) }
    do throws(ReplayError) {
      try judge.finish()
    } catch {
      throw Refusal(error)
    }
    return (judge.report, log)
  }

  private func document(
    _ report: ConformityReport, _ log: LogVerification, _ format: Format
  ) -> AuditReport {
    let summary: [AuditReport.Cell] = [
      .code("verdict", report.isConforming ? "CONFORMS" : "VIOLATED"),
      .number("violated", report.total.violated), .number("noted", report.total.noted),
      .number("unjudged", report.total.unjudged), .number("commands", report.commands),
      .number("imported", report.imported),
      .number("unreadable_texts", report.unreadable), .number("records", log.records),
      .hex("root", log.root.bytes),
    ]
    let all: [View] = format == .table ? [.rules, .people, .teams, .findings] : View.allCases
    let views = view.isEmpty ? (format == .csv ? [.findings] : all) : view
    return AuditReport("summary", summary: summary, tables: views.map { table($0, report, format) })
  }

  private func table(
    _ view: View, _ report: ConformityReport, _ format: Format
  ) -> AuditReport.Table {
    switch view {
    case .findings: return findings(report, format)
    case .rules:
      return counts("rule", report.byRule, zh: "按规则", en: "By rule") { key, name in
        .code(key, name)
      }
    case .people:
      return counts("person", report.byPerson, zh: "按人员", en: "By person") { .text($0, $1) }
    case .teams:
      return counts("team", report.byTeam, zh: "按团队", en: "By team") { .text($0, $1) }
    }
  }

  private func counts(
    _ name: String, _ counts: [String: ConformityReport.Count], zh: String, en: String,
    _ cell: (String, String) -> AuditReport.Cell
  ) -> AuditReport.Table {
    let sorted = counts.sorted { one, other in
      (other.value.violated, other.value.noted, one.key)
        < (one.value.violated, one.value.noted, other.key)
    }
    let key = name == "team" ? "team_id" : name
    return AuditReport.Table(
      name, zh: zh, en: en, columns: [key, "violated", "noted", "unjudged"],
      rows: sorted.map { entry in
        [
          cell(key, entry.key), .number("violated", entry.value.violated),
          .number("noted", entry.value.noted), .number("unjudged", entry.value.unjudged),
        ]
      })
  }

  private static let tableRows = 50

  /// What is violated comes first, then what cannot be judged, each in the order of the log.
  private func findings(_ report: ConformityReport, _ format: Format) -> AuditReport.Table {
    let order: [ConformityReport.Verdict] =
      violations ? [.violated] : [.violated, .unjudged, .noted]
    let wanted = order.flatMap { verdict in report.findings.filter { $0.verdict == verdict } }
    let total =
      violations
      ? report.total.violated
      : report.total.violated + report.total.noted + report.total.unjudged
    let shown = wanted.prefix(limit ?? (format == .table ? Self.tableRows : .max))
    let columns =
      format == .table
      ? ["verdict", "rule", "position", "recorded_at", "person", "subject", "what"]
      : [
        "verdict", "rule", "position", "recorded_at", "occurred_at", "policy_version", "person",
        "team_id", "stream", "stream_id", "what", "details",
      ]
    return AuditReport.Table(
      "finding", zh: "逐条", en: "Findings", columns: columns,
      rows: shown.map { cells($0, format) }, leftOut: total - UInt64(shown.count))
  }

  private func cells(
    _ finding: ConformityReport.Finding, _ format: Format
  ) -> [AuditReport.Cell] {
    let start: [AuditReport.Cell] = [
      .code("verdict", finding.verdict.rawValue), .code("rule", finding.rule),
      .number("position", finding.position),
      .moment("recorded_at", finding.recordedAt.milliseconds),
    ]
    guard format != .table else {
      let kind = finding.stream.kind.word
      let what = Phrase.joined([finding.account.what] + finding.account.details)
      return start + [
        .text("person", finding.actor.auditName),
        .phrase(
          "subject", zh: "\(kind.label(.zh)) \(finding.stream.id.text)",
          en: "\(kind.code) \(finding.stream.id.text)"),
        .phrase("what", zh: what.zh, en: what.en),
      ]
    }
    return start + [
      .moment("occurred_at", finding.occurredAt.milliseconds),
      .number("policy_version", finding.policyVersion),
      .text("person", finding.actor.auditName),
      finding.team.map { .text("team_id", $0.text) } ?? .absent("team_id"),
      .text("stream", "\(finding.stream.kind)"), .text("stream_id", finding.stream.id.text),
      .text("what", finding.account.what.en),
      .list("details", finding.account.details.map(\.en)),
    ]
  }
}
