import ArgumentParser
import Client
import Foundation
import Presentation

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Carry the history of another system over from a CSV file.",
    discussion: """
      A mapping says which rows become which commands; tools/mappings holds two, and a README to \
      write your own. Rows keep their own time. .csv.gz is unpacked on the way.

      Importing is idempotent: the same file gives the same batch id, the same command ids and \
      the same bytes, so after an interruption simply run it again; what is in the ledger is \
      counted as duplicate. The batch id is the file's name and the first 12 digits of its \
      SHA-256: a file that has grown is another batch. For those, give --batch-id yourself, and \
      append rows only.

      A row with a wrong number of fields or a value that does not fit is refused and the others \
      go on. Broken quotes stop the import, since nobody can say where the next row begins; all \
      rows before are in the ledger.

      Examples:
        oppctl import --mapping tools/mappings/maven.json sales_pipeline.csv
        oppctl import --mapping tools/mappings/bpi2012.json replay.csv.gz --report refused.csv
        oppctl import --mapping mine.json export.csv --dry-run

      --report never overwrites anything but an earlier report.

      Exit code 0 when every row has its outcome, refused ones too; 1 when the file had to be \
      given up, when rows were refused and not one was taken, or when the report could not be \
      written; 3 when the daemon was lost.
      """)

  @Option(help: ArgumentHelp("The mapping.", valueName: "file"), completion: .file())
  var mapping: String
  @Argument(help: "The rows: .csv or .csv.gz.", completion: .file()) var input: String
  @Option(help: ArgumentHelp("Write refused rows there, as CSV.", valueName: "file"))
  var report: String?
  @Option(help: ArgumentHelp("Default: made from the file's name and content.", valueName: "id"))
  var batchID: String?
  @Flag(help: "Read and map everything, send nothing.") var dryRun = false
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Printing") var printing: PrintingOptions

  func run() async throws {
    let mappingText = try Input.text(ofFile: mapping)
    let file = try CompressedFile(path: input)
    let batchID = try batchID ?? Self.standardBatchID(ofFile: input)
    var reader = CSVReader { try file.read() }
    guard let header = try heading(&reader) else {
      throw InputError("\(input) is empty: the first line must name the columns")
    }
    let counts = Dictionary(grouping: header) { $0 }
    if let twice = counts.filter({ $0.value.count > 1 }).keys.min() {
      throw InputError(
        "\(input): line 1 names column '\(twice)' twice, so nobody can say which one is meant")
    }
    let planner: RowPlanner
    do {
      planner = RowPlanner(
        mapping: try Mapping(mappingText, header: header), batchID: batchID,
        columnCount: header.count)
    } catch {
      throw InputError("\(mapping), applied to \(input): \(error)", exitCode: Failure.usage)
    }
    let client = dryRun ? nil : try await connection.connect()
    var importer = Importer(
      planner: planner, client: client, report: try report.map { try ImportReport(path: $0) })
    var progress = Progress("import")
    var broken: InputError?
    do {
      while let row = try nextRow(&reader, &broken) {
        try await importer.take(row)
        progress.show(
          fraction: Double(file.offset) / Double(max(file.size, 1)),
          count: importer.summary.rowsRead, unit: "rows")
      }
      try await importer.finish()
    } catch let error as ClientError {
      progress.clear()
      try importer.closeReport()
      Terminal.say(
        "oppctl: stopped after row \(importer.summary.rowsRead); run the same command to resume")
      throw error
    }
    progress.clear()
    await client?.close()
    try Terminal.print(
      importer.summary.text(printing.style, batchID: batchID, seconds: progress.seconds))
    show(importer.firstRefusals)
    if let broken {
      throw InputError("\(broken); the rows before it were imported, the rest was not")
    }
    try judge(importer.summary)
  }

  /// Without a report, people see at least the first rows that were refused.
  private func show(_ refusals: [String]) {
    guard report == nil, !refusals.isEmpty else { return }
    for refusal in refusals { Terminal.say("oppctl: \(refusal)") }
    Terminal.say("oppctl: --report FILE lists every refused row")
  }

  private func judge(_ summary: ImportSummary) throws {
    guard summary.rowsRefused > 0, summary.isUseless else { return }
    throw InputError("not one row of \(input) could be taken: does the mapping fit the file?")
  }

  private func heading(_ reader: inout CSVReader) throws -> [String]? {
    do {
      return try reader.next()?.fields.map(\.trimmed)
    } catch let error as CSVError {
      throw InputError("\(input): \(error)")
    }
  }

  /// The next row; nil at the end, and also where the text or the archive is broken.
  private func nextRow(
    _ reader: inout CSVReader, _ broken: inout InputError?
  ) throws -> CSVReader.Row? {
    do {
      return try reader.next()
    } catch let error as CSVError {
      broken = InputError("\(input): \(error)")
      return nil
    } catch let error as InputError {
      broken = error
      return nil
    }
  }

  /// The same for the same file, whatever folder it lies in.
  static func standardBatchID(ofFile path: String) throws(InputError) -> String {
    let name = URL(fileURLWithPath: path).lastPathComponent
      .replacing(".gz", with: "").replacing(".csv", with: "")
    let digest = try CompressedFile.digest(ofFile: path).prefix(12)
    var slug = Filter.slug(name)
    while slug.utf8.count > 48 { slug.removeLast() }
    return "\(slug.isEmpty ? "import" : slug)-\(digest)"
  }
}
