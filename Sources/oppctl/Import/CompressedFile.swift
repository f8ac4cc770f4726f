import CZlib
import Crypto
import Foundation

/// A file read front to back, unpacked on the way when it is a .gz; plain files pass through.
final class CompressedFile {
  private let handle: gzFile
  private let path: String
  /// Bytes on disk.
  let size: Int

  /// - Throws: ``InputError`` when there is no such file or it may not be read.
  init(path: String) throws(InputError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw InputError("\(path) is no file that can be read", exitCode: 2)
    }
    guard let handle = gzopen(path, "rb") else {
      throw InputError("\(path) cannot be opened: \(String(cString: strerror(errno)))", exitCode: 2)
    }
    // zlib reads what is no archive as it is; under this name that would only confuse.
    if path.hasSuffix(".gz"), gzdirect(handle) == 1, status.st_size > 0 {
      gzclose(handle)
      throw InputError("\(path) is named .gz but is no gzip archive", exitCode: 2)
    }
    gzbuffer(handle, 131_072)
    self.handle = handle
    self.path = path
    size = Int(status.st_size)
  }

  deinit {
    gzclose(handle)
  }

  /// Bytes of the file on disk that have been read so far.
  var offset: Int { gzoffset(handle) }

  /// The next bytes; none at the end.
  ///
  /// - Throws: ``InputError`` when the disk fails or the archive is damaged or cut off.
  func read() throws(InputError) -> [UInt8] {
    let chunk = [UInt8](unsafeUninitializedCapacity: 131_072) { buffer, count in
      count = Int(gzread(handle, buffer.baseAddress, UInt32(buffer.count)))
      if count < 0 { count = 0 }
    }
    guard chunk.isEmpty else { return chunk }
    var code: Int32 = 0
    let message = gzerror(handle, &code)
    guard code == Z_OK || code == Z_STREAM_END else {
      let reason = message.map { String(cString: $0) } ?? "damaged"
      throw InputError("\(path): \(reason)")
    }
    return []
  }

  /// SHA-256 of the bytes on disk, as hexadecimal digits.
  static func digest(ofFile path: String) throws(InputError) -> String {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }  // Nothing was written, so closing cannot lose anything.
      var hash = SHA256()
      while let chunk = try handle.read(upToCount: 1_048_576), !chunk.isEmpty {
        hash.update(data: chunk)
      }
      return hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
        .joined()
    } catch {
      throw InputError("\(path) cannot be read: \(error.localizedDescription)", exitCode: 2)
    }
  }
}
