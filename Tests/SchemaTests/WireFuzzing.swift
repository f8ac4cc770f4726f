import Opportunities
import Schema

/// What must hold for any bytes that reach the wire reader. The fuzzer (tools/fuzz.sh) tries bytes
/// of its own, and an ordinary test what it once found interesting.
enum WireFuzzing {
  /// Bytes for which it does not hold.
  struct Finding: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
      self.description = description
    }
  }

  typealias Target = @Sendable ([UInt8]) throws -> Void

  /// By the name of the corpus.
  static let targets: [(name: String, run: Target)] = [
    ("record", record), ("command", command), ("frame", frame), ("policy", policy),
  ]

  /// Commands that a batch may hold, here as in the daemon's welcome.
  private static let batchCommandsMaximum = 1_000

  /// A record that is read can be written, and is then read as the same; and swift-protobuf reads it.
  private static func record(_ bytes: [UInt8]) throws {
    guard let record = try? RecordCodec.decode(bytes.span.bytes) else { return }
    var written: [UInt8] = []
    RecordCodec.encode(record, into: &written)
    guard let again = try? RecordCodec.decode(written.span.bytes), again == record else {
      throw Finding("a record is not read as it was written: \(record)")
    }
    guard (try? GeneratedCodec.decode(bytes) as PBRecord) != nil else {
      throw Finding("swift-protobuf refuses a record that is read: \(record)")
    }
  }

  /// A command that is read has the id that is found without reading it; swift-protobuf reads it.
  private static func command(_ bytes: [UInt8]) throws {
    let id = CommandCodec.commandID(of: bytes.span.bytes)
    guard let command = try? CommandCodec.decode(bytes.span.bytes) else { return }
    guard id == command.id else {
      throw Finding("a command has the id \(command.id), and \(String(describing: id)) was found")
    }
    guard (try? GeneratedCodec.decode(bytes) as PBCommand) != nil else {
      throw Finding("swift-protobuf refuses a command that is read: \(command)")
    }
  }

  /// What a scan finds lies inside the frame, in order, and is no more than is allowed.
  private static func frame(_ bytes: [UInt8]) throws {
    _ = ClientFrameScan.requestID(of: bytes.span.bytes)
    guard
      let scan = try? ClientFrameScan.scan(
        bytes.span.bytes, batchCommandsMaximum: batchCommandsMaximum)
    else { return }
    guard scan.body.lowerBound >= 0, scan.body.upperBound <= bytes.count else {
      throw Finding("the body \(scan.body) lies outside of \(bytes.count) bytes")
    }
    guard (scan.request == .submitBatch) == (scan.batch != nil) else {
      throw Finding("\(scan.request) and its batch do not fit")
    }
    let commands = scan.batch?.commands ?? (scan.request == .submit ? [scan.body] : [])
    guard commands.count <= batchCommandsMaximum else {
      throw Finding("a batch of \(commands.count) commands")
    }
    var end = scan.body.lowerBound
    for range in commands {
      guard range.lowerBound >= end, range.upperBound <= scan.body.upperBound else {
        throw Finding("the command \(range) lies outside of \(end)..<\(scan.body.upperBound)")
      }
      end = range.upperBound
      try command(Array(bytes[range]))
    }
  }

  /// A policy that is read can be judged and written, and is then read as the same.
  private static func policy(_ bytes: [UInt8]) throws {
    guard let document = try? PolicyCodec.decode(bytes.span.bytes) else { return }
    _ = document.faults()
    let written = PolicyCodec.encode(document)
    guard let again = try? PolicyCodec.decode(written.span.bytes), again == document else {
      throw Finding("a policy is not read as it was written: \(document)")
    }
    guard let copy = try? PolicyCodec.document(PolicyCodec.message(document)),
      copy == document
    else { throw Finding("a policy does not survive its generated message: \(document)") }
  }
}
