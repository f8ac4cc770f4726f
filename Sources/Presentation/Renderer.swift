package import Schema
import SwiftProtobuf

/// Prints answers, records and receipts. What it prints depends on the answer and the style only,
/// so that two programs print the same bytes for the same answer.
package struct Renderer: Sendable {
  package let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  /// A whole answer; JSON has one object a row, each with the basis it was computed at.
  ///
  /// - Throws: when a timeline holds bytes that are no record.
  package func text(_ answer: PBAnswer, to query: PBQuery.OneOf_View) throws -> String {
    switch query {
    case .opportunity:
      let rows = answer.opportunities.map(\.fields)
      guard style.format == .table else { return opportunities(rows, answer) }
      return rows.map { card($0) }.joined(separator: "\n") + footer(answer)
    case .opportunities:
      return opportunities(answer.opportunities.map(\.fields), answer)
    case .pipeline(let query):
      let rows = answer.pipeline.map { $0.fields(byOwner: query.groupBy == .owner) }
      return list(rows, PBPipelineRow.columns, basis: answer)
    case .health:
      return list(answer.health.map(\.fields), PBHealthRow.columns, basis: answer)
    case .due:
      return list(answer.due.map(\.fields), PBDueRow.columns, basis: answer)
    case .grades(let query):
      let byOwner = query.groupBy == .owner
      let rows = answer.grades.map { $0.fields(byOwner: byOwner) }
      let columns = PBGradeRow.columns.filter { byOwner || $0 != "owner_id" }
      return list(rows, columns, basis: answer)
    case .waterfall(let query):
      let rows = answer.waterfall.map { $0.fields + query.fields }
      return list(rows, PBWaterfallRow.columns, basis: answer)
    case .timeline:
      let records = try answer.timeline.map { bytes in
        try PBRecord(serializedBytes: bytes).fields
      }
      return list(records, PBRecord.columns, basis: answer)
    case .forecast:
      return forecast(answer)
    case .policy:
      return try policy(answer)
    case .signedHead: return evidence(answer.signedHead)
    case .inclusion: return evidence(answer.inclusion)
    case .consistency: return evidence(answer.consistency)
    }
  }

  package func text(_ status: PBStatusAnswer) -> String {
    guard style.format == .table else { return list([status.fields], [], basis: nil) }
    let nested = ["projections", "rejections"]
    var text = card(status.fields.filter { !nested.contains($0.key) })
    if !status.projections.isEmpty {
      text += "\n" + table(status.projections.map(\.fields), ["name", "position", "lag"])
    }
    if !status.rejections.isEmpty {
      text += "\n" + table(status.rejections.map(\.fields), ["code", "count"])
    }
    return text
  }

  /// A record by its stored bytes, for tails; without headings, since no row knows it is first.
  ///
  /// - Throws: when the bytes are no record.
  package func line(record bytes: [UInt8]) throws -> String {
    line(try PBRecord(serializedBytes: bytes).fields, PBRecord.columns)
  }

  /// What became of the command in that line of the input.
  package func line(_ outcome: SubmissionOutcome, inputLine: Int) -> String {
    line(outcome.fields(line: inputLine), SubmissionOutcome.columns)
  }

  /// The heading a CSV of records or of outcomes begins with; nothing in the other forms.
  package var recordHeading: String {
    style.format == .csv ? CSVText.line(PBRecord.columns) : ""
  }

  package var outcomeHeading: String {
    style.format == .csv ? CSVText.line(SubmissionOutcome.columns) : ""
  }

  // MARK: Forms

  package func list(_ rows: [[Field]], _ columns: [String], basis: PBAnswer?) -> String {
    let basisFields = basis.map(Self.basis) ?? []
    switch style.format {
    case .json:
      return rows.map { JSONValue(fields: $0 + basisFields).line + "\n" }.joined()
    case .csv:
      return csv(rows.map { $0 + basisFields })
    case .table:
      guard let basis else { return table(rows, columns) }
      return (rows.isEmpty ? "" : table(rows, columns)) + footer(basis, shown: rows.count)
    }
  }

  private func opportunities(_ rows: [[Field]], _ answer: PBAnswer) -> String {
    guard style.format == .csv else {
      return list(rows, PBOpportunityRow.columns, basis: answer)
    }
    return csv(rows.map { $0 + Self.basis(answer) }, under: OpportunityColumns.csv)
  }

  /// One line a row under a heading of what the rows hold.
  func csv(_ rows: [[Field]]) -> String {
    var names: [String] = []
    var known: Set<String> = []
    for cell in rows.joined().flatMap(\.cells) where known.insert(cell.name).inserted {
      names.append(cell.name)
    }
    return rows.isEmpty ? "" : csv(rows, under: names)
  }

  private func csv(_ rows: [[Field]], under names: [String]) -> String {
    let cells = rows.map { row in row.flatMap(\.cells) }
    var output = CSVText.line(names)
    for row in cells {
      let named = row.map { ($0.name, $0.value) }
      let byName = Dictionary(named, uniquingKeysWith: { first, _ in first })
      output += CSVText.line(names.map { byName[$0] ?? "" })
    }
    return output
  }

  func table(_ rows: [[Field]], _ columns: [String]) -> String {
    let fields = rows.map { row in
      columns.map { key in row.first { $0.key == key } ?? Field(key, .absent) }
    }
    return Table.text(
      headings: columns.map { Headings.heading($0, style.language) },
      rows: fields.map { row in row.map { $0.shown(style) } },
      flushRight: columns.indices.map { column in
        fields.contains { $0[column].isNumeric }
      })
  }

  func card(_ fields: [Field]) -> String {
    Table.card(fields.map { ($0.heading(style.language), $0.shown(style)) })
  }

  /// One row for a stream of rows.
  private func line(_ fields: [Field], _ columns: [String]) -> String {
    switch style.format {
    case .json:
      return JSONValue(fields: fields).line + "\n"
    case .csv:
      let cells = columns.map { key in
        guard let field = fields.first(where: { $0.key == key }) else { return "" }
        if case .group(let parts) = field.value {
          return (parts.map(JSONValue.init(fields:)) ?? .null).line
        }
        return field.cells.first?.value ?? ""
      }
      return CSVText.line(cells)
    case .table:
      let shown = columns.compactMap { key in fields.first { $0.key == key }?.shown(style) }
      return Table.flattened(shown.filter { !$0.isEmpty }.joined(separator: "  ")) + "\n"
    }
  }

  static func basis(_ answer: PBAnswer) -> [Field] {
    [
      Field("as_of_position", .unsigned(answer.position)),
      Field("as_of", .moment(answer.atMs)),
      Field("as_of_policy_version", .unsigned(answer.policyVersion)),
    ]
  }

  /// Under a table: the basis, and how many rows a limit left out.
  private func footer(_ answer: PBAnswer, shown: Int? = nil) -> String {
    let moment = CalendarText.local(
      milliseconds: answer.atMs, utcOffsetMinutes: style.utcOffsetMinutes)
    let basis = style.language.choose(
      "截至位置 \(answer.position)，\(moment)，规则版本 \(answer.policyVersion)",
      "as of position \(answer.position), \(moment), policy \(answer.policyVersion)")
    guard let shown else { return basis + "\n" }
    let total = max(answer.totalRows, UInt64(shown))
    let count = style.language.choose("\(shown)/\(total) 行", "\(shown) of \(total) rows")
    return "\(count); \(basis)\n"
  }
}

extension Renderer {
  private func forecast(_ answer: PBAnswer) -> String {
    let forecast = answer.forecast
    switch style.format {
    case .json:
      return list([forecast.fields], [], basis: answer)
    case .csv:
      // One row a currency: that is what a spreadsheet adds up; the counts stand beside it.
      let counts = forecast.fields.filter { field in
        if case .groups = field.value { false } else { field.key != "open_count" }
      }
      return list(forecast.currencies.map { $0.fields + counts }, [], basis: answer)
    case .table:
      let lists = ["currencies", "grades", "at_least"]
      var text = card(
        forecast.fields.filter { field in
          !lists.contains(field.key) && (field.key != "within_days" || forecast.hasWithinDays)
        })
      if !forecast.currencies.isEmpty {
        text +=
          "\n"
          + table(
            forecast.currencies.map(\.fields),
            ["currency", "open_count", "open", "expected", "won_count", "won", "saturated"])
      }
      if !forecast.grades.isEmpty {
        text +=
          "\n"
          + table(
            forecast.grades.map(\.fields),
            ["grade", "stage", "count", "probability"]
              + (forecast.grades.contains(where: \.silent) ? ["silent"] : []))
      }
      if !forecast.atLeast.isEmpty {
        text += "\n" + table(forecast.atLeast, ["wins", "probability"])
      }
      return text + "\n" + footer(answer)
    }
  }

  private func policy(_ answer: PBAnswer) throws -> String {
    let policy = answer.policy
    let document = try JSONParser.parse(policy.document.jsonString())
    let fields = [
      Field("version", .unsigned(policy.version)),
      Field("position", .unsigned(policy.position)),
      Field("reason", .text(policy.reason)),
      Field("effective_from", .moment(policy.effectiveFromMs)),
    ]
    switch style.format {
    case .json: return JSONValue(fields: fields + [Field("document", .json(document))]).line + "\n"
    case .csv: return csv([fields])
    case .table: return card(fields) + "\n" + document.document
    }
  }

  /// The rules alone, for a person to edit and publish again: proto3 JSON with `//` comments that
  /// say what each field means.
  package func document(of answer: PBAnswer) throws -> String {
    let policy = answer.policy
    let since = CalendarText.utc(milliseconds: policy.effectiveFromMs)
    let heading = """
      // Policy \(policy.version), in force from \(since)
      // \(Table.flattened(policy.reason))

      """
    return heading + (try PolicyText.text(of: policy.document))
  }
}
