import ArgumentParser
import Foundation
import Glibc
import Presentation

/// How results are printed.
struct Printing: ParsableArguments {
  @Option(help: "table, json or csv; a terminal gets tables, a pipe JSON lines.")
  var format: Format?

  @Option(help: "Language of headings: zh or en.")
  var lang: Language?

  var style: Style {
    Self.style(format: format ?? (isatty(STDOUT_FILENO) == 1 ? .table : .json), language: lang)
  }

  /// - Parameter language: nil: that of the process's locale.
  static func style(format: Format, language: Language?) -> Style {
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return Style(format: format, language: language ?? Language(locale: locale))
  }
}

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension PastPoint: ExpressibleByArgument {}
extension ClosingPeriod: ExpressibleByArgument {}
extension PastMoment: ExpressibleByArgument {}
