import ArgumentParser
import EventLog
import Foundation
import Ledger
import Opportunities
import Presentation
import Schema
import Sealing

/// Shows the same history as other rules would have judged it.
struct WhatIfCommand: ParsableCommand {
  enum View: String, CaseIterable, ExpressibleByArgument {
    case totals
    case refusals
    case commands
    case opportunities
  }

  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Shows the same history as other rules would have judged it.",
    discussion: """
      Takes rules from a file, as `oppctl policy show` prints and `policy check` judges them, and \
      answers as if they had been in force from the first day: cadences and red flags, health, win \
      odds and forecast, grades that would be unsupported, and the commands that would have been \
      refused, such as stage moves past a gate. Each number stands beside what the rules of each day \
      gave.

      What it cannot know: people would have acted otherwise. Who is refused attaches the evidence \
      and tries again; who sees a red flag earlier calls earlier. So what was recorded stays as it was, \
      also what these rules refuse; the numbers say what these rules see in this history, never what \
      would have become of it. Imported history is not refused for gates. What the rules of that day \
      refuse too counts as refused: oppreplay conform lists it.

      Examples:
        oppctl policy show > rules.json      # edit it
        oppreplay what-if /var/lib/oppd/acme --policy rules.json
        oppreplay what-if /var/lib/oppd/acme --policy rules.json --as-of 2026-03-31 --view totals --format csv
      """)

  @Argument(help: ArgumentHelp("The ledger's directory, or an archive.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("The rules, as people edit them.", valueName: "file"))
  var policy: String

  @Option(
    help: ArgumentHelp(
      "A date, an ISO 8601 time, or a position (#123 or 123).", valueName: "time|position"))
  var asOf: PastPoint?

  @Option(help: "totals, refusals, commands or opportunities; may be repeated (CSV has one).")
  var view: [View] = []

  @Option(
    help: ArgumentHelp(
      "List so many commands and opportunities. A table lists 50 of each unless told.",
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
    let document = try RulesFile.document(at: policy)
    try delivery.deliver("what-if") {
      let own = try delivery.ownHead(of: directory)
      let store = try openHistory(directory)
      defer { store.close() }
      let basis = try delivery.basis(of: store, signed: own)
      let histories = try compared(store, under: document)
      let renderer = Renderer(printing.style)
      try output(renderer.text(try report(histories, store, renderer.style.format)))
      return ReportOutcome(isFine: true, basis: basis)
    }
  }

  /// The history as it was, and under other rules.
  struct Histories {
    var actual: History.Past
    var supposed: SupposedHistory
  }

  private func compared(
    _ store: any ReplaySource, under document: PolicyDocument
  ) throws -> Histories {
    let keys = TextKeys.forReading(in: directory)
    let basis = Basis(upTo: asOf)
    let progress = Progress("judged", of: store.head.position)
    do throws(ReplayError) {
      let actual = try History.rebuild(basis, from: store, keys: keys, now: SystemClock().now())
      var supposed = SupposedHistory(of: basis, under: document, keys: keys)
      try supposed.take(all: store, through: actual.position) { progress.show($0) }
      return Histories(actual: actual, supposed: supposed)
    } catch {
      throw Refusal(error)
    }
  }

  private func report(
    _ histories: Histories, _ store: any ReplaySource, _ format: Format
  ) throws -> AuditReport {
    let supposed = histories.supposed
    var comparison = WhatIfComparison(limit: limit ?? (format == .table ? 50 : .max))
    try comparison.compare(histories, store)
    let summary: [AuditReport.Cell] = [
      .moment("as_of", histories.actual.instant.milliseconds),
      .number("as_of_position", histories.actual.position),
      .number("commands", supposed.commands), .number("refused", supposed.refused),
      .number("judged_otherwise", supposed.judgedOtherwise),
      .number("unjudged", supposed.unjudged),
      .number("opportunities", comparison.opportunities),
      .number("opportunities_changed", comparison.changed), .code("caveat", "SUPPOSITION"),
    ]
    let views = view.isEmpty ? (format == .csv ? [.totals] : View.allCases) : view
    return AuditReport(
      "summary", summary: summary,
      tables: views.map { view in
        switch view {
        case .totals: comparison.totalsTable
        case .refusals: refusals(supposed)
        case .commands: commands(supposed, format)
        case .opportunities: comparison.opportunitiesTable
        }
      })
  }

  private func refusals(_ supposed: SupposedHistory) -> AuditReport.Table {
    let sorted = supposed.refusals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return AuditReport.Table(
      "refusal", zh: "会被拒绝的命令（按规则）", en: "Would have been refused, by rule",
      columns: ["rule", "count"],
      rows: sorted.map { [.code("rule", $0.key), .number("count", $0.value)] })
  }

  private func commands(
    _ supposed: SupposedHistory, _ format: Format
  ) -> AuditReport.Table {
    let shown = supposed.findings.prefix(limit ?? (format == .table ? 50 : .max))
    return AuditReport.Table(
      "command", zh: "会被拒绝或另作判断的命令", en: "Would have been refused, or judged otherwise",
      columns: [
        "position", "recorded_at", "person", "stream", "stream_id", "fact", "rule", "what",
      ],
      rows: shown.map { finding in
        let rule = finding.refusal?.code.rawValue ?? "JUDGED_OTHERWISE"
        let account = finding.refusal.map { ConformityAccount.unfit(.refused($0)) } ?? .ruleOnly
        let what = Phrase.joined([account.what] + account.details)
        return [
          .number("position", finding.position),
          .moment("recorded_at", finding.recordedAt.milliseconds),
          .text("person", finding.actor.auditName), .text("stream", "\(finding.stream.kind)"),
          .text("stream_id", finding.stream.id.text), .text("fact", finding.fact),
          .code("rule", rule), .phrase("what", zh: what.zh, en: what.en),
        ]
      }, leftOut: supposed.refused + supposed.judgedOtherwise - UInt64(shown.count))
  }
}

extension SupposedHistory {
  /// Takes every record up to `last`.
  fileprivate mutating func take(
    all store: any ReplaySource, through last: UInt64, progress: (UInt64) -> Void
  ) throws(ReplayError) {
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: 1, through: last) { position, bytes in
        do throws(ReplayError) {
          try take(position, bytes)
        } catch {
          failure = error
          return .stop
        }
        if position % 4_096 == 0 { progress(position) }
        return .next
      }
    } catch {
      throw .log(error)
    }
    if let failure { throw failure }
    try finish()
  }
}

extension Basis {
  init(upTo point: PastPoint?) {
    self.init()
    switch point {
    case .moment(let milliseconds): instant = Instant(milliseconds: milliseconds)
    case .position(let position): self.position = position
    case nil: break
    }
  }
}

/// Rules in a file, judged as `oppctl policy check` judges them.
enum RulesFile {
  private static let bytesMaximum = 16 << 20

  /// - Throws: a refusal that names every fault.
  static func document(at path: String) throws -> PolicyDocument {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Refusal(code: "IO", message: "\(path) cannot be read")
    }
    guard bytes.count <= bytesMaximum, let text = String(validating: Array(bytes), as: UTF8.self)
    else {
      throw Refusal(code: "BAD_POLICY", message: "\(path) is no text of at most 16 MiB")
    }
    do {
      let faults = try PolicyFile.faults(in: text, named: path)
      guard faults.isEmpty else {
        throw Refusal(
          code: "BAD_POLICY",
          message: "\(path) has \(faults.count) faults:\n" + faults.joined(separator: "\n"))
      }
      return try PolicyCodec.document(try PolicyFile.document(in: text, named: path))
    } catch let fault as DocumentFault {
      throw Refusal(code: "BAD_POLICY", message: fault.message)
    } catch let error as WireError {
      throw Refusal(code: "BAD_POLICY", message: "\(path): \(error)")
    }
  }
}
