import ArgumentParser
import Client
import Presentation
import Testing

@testable import oppctl

@Suite("Arguments and exit codes")
struct ArgumentsTests {
  @Test(
    "exit codes",
    arguments: [
      (ClientError.unavailable(path: "/x", advice: "start it"), 3),
      (.refused(code: "NOT_FOUND", message: ""), 1), (.refused(code: "BUSY", message: ""), 3),
      (.timedOut(seconds: 1), 3), (.invalidRequest("x"), 1),
    ] as [(ClientError, Int32)])
  func clientErrors(error: ClientError, code: Int32) {
    #expect(Failure.code(of: error) == code)
  }

  @Test(
    "options of every subcommand may stand before it",
    arguments: [
      (["--socket", "/s", "status"], ["status", "--socket", "/s"]),
      (
        ["--socket=/s", "--format", "csv", "policy", "show"],
        ["policy", "show", "--socket=/s", "--format", "csv"]
      ),
      (["--lang", "zh", "submit", "--", "-x"], ["submit", "--lang", "zh", "--", "-x"]),
      (["status", "--socket", "/s"], ["status", "--socket", "/s"]),
      (["--help"], ["--help"]), ([], []), (["--socket"], ["--socket"]),
    ])
  func leadingOptions(given: [String], read: [String]) {
    #expect(LeadingOptions.moved(given) == read)
  }

  @Test(
    "wrong usage ends with 2",
    arguments: [
      ["due", "--limit", "x"], ["nonsense"], ["opportunity"], ["submit", "--batch", "0"],
      ["due", "--known-at", "2026-03-01"], ["due", "--as-of", "soon"],
      ["demo", "--opportunities", "0"], ["watch", "--limit", "0"], ["submit", "--actor", "rep"],
    ])
  func usage(arguments: [String]) {
    do {
      _ = try Oppctl.parseAsRoot(arguments)
      Issue.record("taken")
    } catch {
      #expect(Failure.report(error) == Failure.usage)
    }
  }

  @Test("help ends with 0")
  func help() {
    do {
      _ = try Oppctl.parseAsRoot(["due", "--help"])
    } catch {
      #expect(Oppctl.exitCode(for: error).isSuccess)
    }
  }

  @Test(
    "a point of the past is a time or a position",
    arguments: [
      ("#123", PastPoint.position(123)), ("123", .position(123)),
      ("2026-03-01", .moment(1_772_323_200_000)),
      ("2026-03-01T09:30+08:00", .moment(1_772_328_600_000)), ("0", nil), ("soon", nil),
    ] as [(String, PastPoint?)])
  func pastPoints(text: String, point: PastPoint?) {
    #expect(PastPoint(argument: text) == point)
  }
}
