import Foundation
import Opportunities
import Testing

@Suite("schemas/LANGUAGE.md")
struct LanguagePageTests {
  @Test("names every code with which a command is refused")
  func codes() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "schemas/LANGUAGE.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let missing = Rejection.Code.allCases.filter { !text.contains("`\($0.rawValue)`") }
    #expect(missing == [])
  }
}
