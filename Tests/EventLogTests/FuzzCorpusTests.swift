import Foundation
import Testing

@Suite("what the fuzzer once found interesting is read without harm")
struct FuzzCorpusTests {
  @Test("every input of the corpus", arguments: BlockFuzzing.targets.map(\.name))
  func replay(_ name: String) throws {
    let target = try #require(BlockFuzzing.targets.first { $0.name == name })
    let inputs = try Self.corpus(name)
    #expect(!inputs.isEmpty, "Tests/corpus/\(name).hex holds no input")
    for input in inputs {
      do {
        try target.run(input)
      } catch {
        Issue.record("\(name), \(input.count) bytes \(input.prefix(64)): \(error)")
      }
    }
  }

  /// One input a line, in hexadecimal digits; a dash is the empty one, # begins a remark.
  private static func corpus(_ name: String) throws -> [[UInt8]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("corpus/\(name).hex")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { bytes(hex: $0 == "-" ? "" : String($0)) }
  }
}
