/// A report of the auditor's tool: what came of it as a whole, and tables of what was found.
///
/// JSON has one object a line, each of which says in `row` what it is; CSV has one table, because a
/// file of it has one heading.
package struct AuditReport: Sendable {
  /// One named value.
  package struct Cell: Sendable {
    let field: Field

    private init(_ key: String, _ value: Field.Value) { field = Field(key, value) }

    package static func text(_ key: String, _ text: String) -> Cell { Cell(key, .text(text)) }
    package static func number(_ key: String, _ number: UInt64) -> Cell {
      Cell(key, .unsigned(number))
    }
    package static func signed(_ key: String, _ number: Int64) -> Cell {
      Cell(key, .integer(number))
    }
    package static func flag(_ key: String, _ flag: Bool) -> Cell { Cell(key, .flag(flag)) }
    /// Milliseconds since 1970 UTC.
    package static func moment(_ key: String, _ milliseconds: Int64) -> Cell {
      Cell(key, .moment(milliseconds))
    }
    package static func hex(_ key: String, _ bytes: [UInt8]) -> Cell { Cell(key, .hex(bytes)) }
    /// A code that people are told in words of their language: a refusal's, or one of ``AuditWords``.
    package static func code(_ key: String, _ code: String) -> Cell {
      Cell(key, .word(AuditWords.word(code)))
    }
    /// English words about what the code says; people who read another language are told the code.
    package static func message(_ key: String, _ text: String, about code: String) -> Cell {
      Cell(
        key,
        text.isEmpty ? .word(AuditWords.word(code)) : .message(text, about: AuditWords.word(code)))
    }
    /// Words for people in their language; programs read the English ones.
    package static func phrase(_ key: String, zh: String, en: String) -> Cell {
      Cell(key, en.isEmpty ? .text(zh) : .word(Word(en, zh, en)))
    }
    package static func list(_ key: String, _ texts: [String]) -> Cell {
      Cell(key, .lines(texts))
    }
    package static func absent(_ key: String) -> Cell { Cell(key, .absent) }
  }

  package struct Table: Sendable {
    /// What a row of it is, for programs.
    package var name: String
    package var zh: String
    package var en: String
    package var columns: [String]
    package var rows: [[Cell]]
    /// Rows that a limit left out.
    package var leftOut: UInt64

    package init(
      _ name: String, zh: String, en: String, columns: [String], rows: [[Cell]],
      leftOut: UInt64 = 0
    ) {
      self.name = name
      self.zh = zh
      self.en = en
      self.columns = columns
      self.rows = rows
      self.leftOut = leftOut
    }
  }

  /// What a program reads in `row` of the line that has the summary.
  package var name: String
  package var summary: [Cell]
  /// The first of them is what CSV has; without any, CSV has the summary.
  package var tables: [Table]

  package init(_ name: String, summary: [Cell], tables: [Table] = []) {
    self.name = name
    self.summary = summary
    self.tables = tables
  }
}

extension Field {
  /// People are not told what is not there.
  fileprivate var isAbsent: Bool {
    if case .absent = value { true } else { false }
  }
}

extension Renderer {
  package func text(_ report: AuditReport) -> String {
    switch style.format {
    case .json:
      var text = line(of: report.name, report.summary)
      for table in report.tables {
        for row in table.rows { text += line(of: table.name, row) }
      }
      return text
    case .csv:
      guard let table = report.tables.first else { return csv([report.summary.map(\.field)]) }
      return csv(table)
    case .table:
      var text = card(report.summary.map(\.field).filter { !$0.isAbsent })
      for table in report.tables where !table.rows.isEmpty {
        text += "\n" + style.language.choose(table.zh, table.en) + "\n"
        text += self.table(table.rows.map { $0.map(\.field) }, table.columns)
        if table.leftOut > 0 {
          text += style.language.choose(
            "另有 \(table.leftOut) 行未列出\n", "\(table.leftOut) more rows are not listed\n")
        }
      }
      return text
    }
  }

  private func line(of name: String, _ cells: [AuditReport.Cell]) -> String {
    JSONValue(fields: [Field("row", .text(name))] + cells.map(\.field)).line + "\n"
  }

  /// Under the same heading whatever the rows are, also when there are none.
  private func csv(_ table: AuditReport.Table) -> String {
    var output = CSVText.line(table.columns)
    for row in table.rows {
      let cells = row.flatMap(\.field.cells)
      output += CSVText.line(
        table.columns.map { name in cells.first { $0.name == name }?.value ?? "" })
    }
    return output
  }
}
