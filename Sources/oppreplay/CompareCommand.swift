import ArgumentParser
import EventLog
import Foundation
import Glibc
import Ledger
import Presentation

/// Says where two histories part.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Finds the first record in which two ledgers or archives differ.",
    discussion: """
      Either may be a ledger's directory, live or a copy, or an archive. Where both have roots of many \
      sizes (the tree a ledger keeps, the segments of an archive) halving finds the place, and only \
      the records there are read: what is equal then are the histories, and bytes that were damaged \
      since are not seen. --all reads every record and believes no root. The answer says which way it \
      was found.

      Exit status: 0 the same; 1 one is longer, or a record differs, or one is broken.

      Example:
        oppreplay compare /var/lib/oppd/acme /archive/acme
      """)

  @Argument(help: ArgumentHelp("A ledger's directory, or an archive.", valueName: "first"))
  var first: String

  @Argument(help: ArgumentHelp("The other one.", valueName: "second"))
  var second: String

  @Flag(help: "Read and compare every record of both.")
  var all = false

  @OptionGroup var printing: Printing

  func run() throws {
    let one = try openHistory(first)
    defer { one.close() }
    let other = try openSecond(beside: one)
    defer { other.close() }
    let progress = Progress("compared")
    let comparison: LogComparison
    do throws(LogError) {
      comparison = try LogComparison.compare(one, other, readingAll: all) {
        progress.show($0)
      }
    } catch {
      throw Refusal(.log(error))
    }
    progress.end()
    try output(Renderer(printing.style).text(view(of: comparison)))
    guard case .equal = comparison.outcome else { Glibc.exit(1) }
  }

  /// The same directory twice is one ledger, and equal to itself.
  private func openSecond(beside one: any ReplaySource) throws -> any ReplaySource {
    do throws(LogError) {
      return try ReplaySources.open(second)
    } catch .openTwice {
      return one
    } catch {
      throw Refusal(.log(error))
    }
  }

  private func view(of comparison: LogComparison) -> HistoryComparisonView {
    let method: HistoryComparisonView.Method =
      switch comparison.method {
      case .keptTrees: .keptTrees
      case .segmentRoots: .segmentRoots
      case .everyRecord: .everyRecord
      }
    var view = HistoryComparisonView(
      first: side(first, comparison.heads.0), second: side(second, comparison.heads.1),
      method: method, rootsCompared: comparison.rootsCompared,
      recordsRead: comparison.recordsRead)
    if case .different(let position, let one, let other) = comparison.outcome {
      view.position = position
      (view.first.record, view.second.record) = (record(one), record(other))
    }
    return view
  }

  private func side(_ path: String, _ head: Head) -> HistoryComparisonView.Side {
    HistoryComparisonView.Side(path: path, records: head.position, root: "\(head.root)")
  }

  private func record(_ side: LogComparison.Side) -> HistoryComparisonView.Record {
    HistoryComparisonView.Record(bytes: side.record, leafHash: "\(side.leaf)", place: side.place)
  }
}
