import Foundation
import Presentation
import Schema

/// Files and standard input.
enum Input {
  /// Largest document that is read whole: a mapping, a policy.
  private static let documentBytesMaximum = 16 * 1_024 * 1_024

  /// - Throws: ``InputError`` when the file cannot be read or is too large.
  static func text(ofFile path: String) throws(InputError) -> String {
    let bytes: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }  // Nothing was written, so closing cannot lose anything.
      bytes = try handle.read(upToCount: documentBytesMaximum + 1) ?? Data()
    } catch {
      throw InputError("\(path) cannot be read: \(error.localizedDescription)", exitCode: 2)
    }
    guard bytes.count <= documentBytesMaximum else {
      throw InputError("\(path) has more than \(documentBytesMaximum) bytes", exitCode: 2)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError("\(path) is not UTF-8", exitCode: 2)
    }
    return text
  }
}

extension Input {
  /// The rules in a file, as people edit them.
  ///
  /// - Throws: ``InputError`` naming the line, or every field that does not fit.
  static func policy(ofFile path: String) throws(InputError) -> PBPolicyDocument {
    let text = try text(ofFile: path)
    do throws(DocumentFault) {
      return try PolicyFile.document(in: text, named: path)
    } catch {
      throw InputError(error.message)
    }
  }

  /// Everything that keeps the rules in a file from being published.
  static func policyFaults(ofFile path: String) throws(InputError) -> [String] {
    let text = try text(ofFile: path)
    do throws(DocumentFault) {
      return try PolicyFile.faults(in: text, named: path)
    } catch {
      throw InputError(error.message)
    }
  }
}

/// Lines of a file or of standard input, read as they come.
struct LineReader {
  /// A longer line is cut there and reported; it could not be sent in a frame anyway.
  static let lineBytesMaximum = 1_048_576

  enum Line {
    case text(String)
    /// It has more than ``lineBytesMaximum`` bytes or is not UTF-8.
    case unreadable(String)
  }

  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// - Parameter path: `-` is standard input.
  /// - Throws: ``InputError`` when the file cannot be opened.
  init(path: String) throws(InputError) {
    guard path != "-" else {
      handle = .standardInput
      return
    }
    do {
      handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw InputError("\(path) cannot be read: \(error.localizedDescription)", exitCode: 2)
    }
  }

  /// The next line without its end; nil at the end of the input.
  mutating func next() throws -> Line? {
    var searched = start
    var overlong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return overlong ? .unreadable(Self.overlong) : line(buffer[start..<end])
      }
      if isAtEnd {
        defer { start = buffer.count }
        if overlong { return .unreadable(Self.overlong) }
        return start == buffer.count ? nil : line(buffer[start...])
      }
      if buffer.count - start > Self.lineBytesMaximum { overlong = true }
      buffer.removeFirst(overlong ? buffer.count : start)
      start = 0
      searched = buffer.count
      let more = try handle.read(upToCount: 65_536) ?? Data()
      isAtEnd = more.isEmpty
      buffer += more
    }
  }

  private static let overlong = "the line has more than \(lineBytesMaximum) bytes"

  private func line(_ bytes: ArraySlice<UInt8>) -> Line {
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .unreadable("the line is not UTF-8")
    }
    return .text(text)
  }
}
