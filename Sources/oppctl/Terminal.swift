import Foundation
import Presentation

/// Nobody reads what we print any more.
struct OutputClosed: Error {}

/// Standard output and standard error.
enum Terminal {
  static let isOutputInteractive = isatty(STDOUT_FILENO) == 1
  static let isErrorInteractive = isatty(STDERR_FILENO) == 1

  /// Prints to standard output at once.
  ///
  /// - Throws: ``OutputClosed`` when whoever read it has gone; ``OutputFailure`` when it cannot be
  ///   written for any other reason, such as a full disk.
  static func print(_ text: String) throws {
    do throws(OutputFailure) {
      try OutputFile.standard.write(text)
    } catch {
      throw error.isClosed ? OutputClosed() : error
    }
  }

  /// Says something to the person at the terminal, apart from the output.
  static func say(_ line: String) {
    whisper(line + "\n")
  }

  static func whisper(_ text: String) {
    // There is nobody left to tell when standard error is closed.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

/// How far a long piece of work has come: a bar on a terminal, else a line every few seconds.
struct Progress {
  private let label: String
  private let clock = ContinuousClock()
  private let started: ContinuousClock.Instant
  private var lastShown: ContinuousClock.Instant
  private static let barWidth = 30

  init(_ label: String) {
    self.label = label
    started = clock.now
    lastShown = started
  }

  /// Seconds since the work began.
  var seconds: Double {
    let elapsed = clock.now - started
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }

  /// - Parameters:
  ///   - fraction: done, 0 to 1.
  ///   - count: things done, of the kind `unit` names.
  mutating func show(fraction: Double, count: Int, unit: String) {
    let interval: Duration = Terminal.isErrorInteractive ? .milliseconds(100) : .seconds(5)
    guard clock.now - lastShown >= interval else { return }
    lastShown = clock.now
    let percent = Int((min(max(fraction, 0), 1) * 100).rounded())
    let rate = Int(Double(count) / max(seconds, 0.001))
    let numbers = "\(percent) %  \(count) \(unit)  \(rate)/s"
    guard Terminal.isErrorInteractive else {
      Terminal.say("\(label): \(numbers)")
      return
    }
    let filled = percent * Self.barWidth / 100
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: Self.barWidth - filled)
    Terminal.whisper("\r\(label) \(bar) \(numbers) ")
  }

  /// Takes the bar off the terminal.
  func clear() {
    if Terminal.isErrorInteractive { Terminal.whisper("\r\u{1B}[2K") }
  }
}
