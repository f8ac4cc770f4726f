import Client
import NIOCore
import Presentation
import Schema
import SwiftProtobuf

/// An export that ended before it was whole. What was printed must not be taken for the answer.
struct IncompleteExport: Error, CustomStringConvertible {
  let reason: any Error
  let rowsPrinted: UInt64
  /// nil: the answer had not begun.
  let rowsExpected: UInt64?

  var description: String {
    let rows = rowsExpected.map { "\(rowsPrinted) of \($0)" } ?? "\(rowsPrinted)"
    return "the export is not whole, \(rows) rows were printed: \(reason)"
  }
}

/// Prints an answer of opportunities row by row while it comes: in memory are a few pages of it,
/// and the daemon makes the next one while this one is printed.
struct Export {
  private let question: QuestionOptions
  private let view: PBQuery.OneOf_View
  private let limit: UInt64
  private let output = OutputFile.standard

  /// Text is handed to the system in pieces of about this size.
  private static let pieceBytes = 256 << 10

  init(_ question: QuestionOptions, _ view: PBQuery.OneOf_View, limit: UInt64) {
    self.question = question
    self.view = view
    self.limit = limit
  }

  /// - Throws: ``IncompleteExport`` once something may have been printed.
  func run() async throws {
    let client = try await question.connection.connect()
    let format = question.printing.style.format
    let (first, rest) = try await client.pages(of: question.query(view, client))
    if format != .table {
      var export = OpportunityExport(format: format, limit: limit)
      do {
        try await print(first, rest, with: &export)
      } catch {
        throw IncompleteExport(
          reason: error, rowsPrinted: export.rowCount, rowsExpected: export.rowsExpected)
      }
    } else {
      try await printWhole(first, rest)
    }
    await client.close()
  }

  private func print(
    _ first: ByteBuffer, _ rest: AnswerStream, with export: inout OpportunityExport
  ) async throws {
    var text = ByteOutput(capacity: 2 * Self.pieceBytes)
    var page: ByteBuffer? = first
    while let bytes = page {
      try export.append(page: bytes.readableBytesSpan, to: &text)
      if text.count >= Self.pieceBytes { try write(&text) }
      page = try await rest.next()
    }
    try export.finish()
    try write(&text)
    try output.close()
  }

  private func write(_ text: inout ByteOutput) throws {
    try text.withBytes { bytes throws(OutputFailure) in try output.write(bytes) }
    text.removeAll()
  }

  /// From an older daemon, which does not say beforehand which columns there will be.
  private func printWhole(_ first: ByteBuffer, _ rest: AnswerStream) async throws {
    // Pages of a message, one after the other, are that message.
    var whole = first
    while var page = try await rest.next() { whole.writeBuffer(&page) }
    let answer = try PBAnswer(serializedBytes: Array(whole.readableBytesView))
    try Terminal.print(try question.printing.renderer.text(answer, to: view))
  }
}
