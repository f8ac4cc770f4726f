import Foundation
import Opportunities
import Schema
import SwiftProtobuf

/// Golden bytes of every kind of event, one file a kind in `Tests/golden`: the record in hexadecimal,
/// then what it says. A file once written never changes.
///
/// With `OPP_WRITE_GOLDEN=1` the tests first write the files that are missing.
enum GoldenKinds {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "golden")

  struct Golden {
    let bytes: [UInt8]
    let meaning: String
  }

  static func file(of kind: EventKind) -> URL { folder.appending(path: "\(kind).txt") }

  static func read(_ kind: EventKind) throws -> Golden {
    let text = try String(contentsOf: file(of: kind), encoding: .utf8)
    let parts = text.split(separator: "\n", maxSplits: 1).map(String.init)
    return Golden(bytes: try SchemaTests.bytes(hex: parts[0]), meaning: parts[1])
  }

  static func writeMissing() throws {
    guard ProcessInfo.processInfo.environment["OPP_WRITE_GOLDEN"] == "1" else { return }
    for kind in EventKind.allCases
    where !FileManager.default.fileExists(atPath: file(of: kind).path) {
      // A value with more in it than in any of a hundred others says most.
      let records = (1...100).map { seed in
        var random = Random(seed: UInt64(seed))
        return encoded(random.record(of: kind))
      }
      let bytes = records.filter { $0.count < 2_000 }.max { $0.count < $1.count } ?? records[0]
      let text = hex(bytes) + "\n" + (try meaning(of: bytes))
      try text.write(to: file(of: kind), atomically: true, encoding: .utf8)
    }
  }

  /// The fields that are there with their names, as the schema of today reads them.
  static func meaning(of bytes: [UInt8]) throws -> String {
    try PBRecord(serializedBytes: bytes).textFormatString()
  }
}
