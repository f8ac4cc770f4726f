import Glibc

/// The file that holds the keys a ledger signs with: the current one first, and while keys are being
/// changed the one before it, so that every note carries both signatures.
///
/// Only its owner may read it. Beside it lies `FILE.pub` with the verifier keys, newest first, of all
/// keys that were ever in it: what outsiders are given.
package struct KeyFile {
  package let path: String

  private static let bytesMaximum = 4_096
  private static let keysMaximum = 2

  package init(_ path: String) {
    self.path = path
  }

  private var publicPath: String { path + ".pub" }

  /// Makes a new key in a new file.
  /// - Throws: when there is a file already; it is never overwritten.
  package func create(name: String) throws(NoteFault) -> SigningKey {
    let key = try SigningKey(newNamed: name)
    try Self.write(key.text + "\n", to: path, mode: 0o600, isNew: true)
    try Self.write(key.verifier.text + "\n", to: publicPath, mode: 0o644, isNew: false)
    return key
  }

  /// Puts a new key of the same name before the current one, which goes on signing beside it.
  package func rotate() throws(NoteFault) -> [SigningKey] {
    let keys = try read()
    guard let current = keys.first else { throw NoteFault(.keyFile, "\(path) holds no key") }
    guard keys.count < Self.keysMaximum else {
      throw NoteFault(
        .keyFile,
        "\(path) holds two keys already: first end the last change (oppctl key rotate --finish)")
    }
    let new = try SigningKey(newNamed: current.verifier.name)
    // The public key first: nobody meets a note of a key that was not made known.
    try publish(new.verifier)
    try replace(with: [new, current])
    return [new, current]
  }

  /// Ends a change of keys: the older one signs no more. Its verifier key stays known.
  package func finishRotation() throws(NoteFault) -> [SigningKey] {
    let keys = try read()
    guard keys.count == Self.keysMaximum else {
      throw NoteFault(.keyFile, "\(path) holds one key: no change of keys is under way")
    }
    try replace(with: [keys[0]])
    return [keys[0]]
  }

  /// The keys, the current one first.
  package func read() throws(NoteFault) -> [SigningKey] {
    let text = try Self.read(path, isSecret: true)
    var keys: [SigningKey] = []
    do throws(NoteFault) {
      for line in text.split(separator: "\n" as Character) {
        keys.append(try SigningKey(String(line)))
      }
    } catch {
      throw NoteFault(error.code, "\(path): \(error)")
    }
    guard (1...Self.keysMaximum).contains(keys.count),
      Set(keys.map(\.verifier.name)).count == 1
    else {
      throw NoteFault(.keyFile, "\(path) must hold one key, or two of one name")
    }
    return keys
  }

  private func publish(_ key: VerifierKey) throws(NoteFault) {
    let known = access(publicPath, F_OK) == 0 ? try Self.read(publicPath, isSecret: false) : ""
    try Self.write(key.text + "\n" + known, to: publicPath, mode: 0o644, isNew: false)
  }

  private func replace(with keys: [SigningKey]) throws(NoteFault) {
    try Self.write(
      keys.map { $0.text + "\n" }.joined(), to: path, mode: 0o600, isNew: false)
  }
}

extension KeyFile {
  private static func read(_ path: String, isSecret: Bool) throws(NoteFault) -> String {
    // Not blocking, in case it is a pipe; and what the name leads to is what is checked.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("examine", path) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= bytesMaximum * (isSecret ? 1 : 16)
    else {
      throw NoteFault(.keyFile, "\(path) is not a key file")
    }
    guard !isSecret || status.st_mode & 0o077 == 0 else {
      throw NoteFault(
        .keyFile,
        "\(path) may be read or written by others (mode \(String(status.st_mode & 0o777, radix: 8))): "
          + "chmod 600 it, and change the key if somebody may have read it")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let start = done
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { break }
      done += count
    }
    guard let text = String(validating: bytes[..<done], as: UTF8.self) else {
      throw NoteFault(.keyFile, "\(path) is not a key file")
    }
    return text
  }

  /// Writes a file that is complete and on the device before it has its name.
  private static func write(
    _ text: String, to path: String, mode: mode_t, isNew: Bool
  ) throws(NoteFault) {
    let unfinished = path + ".writing"
    unlink(unfinished)
    let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw failure("create", path) }
    let bytes = Array(text.utf8)
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    // The mode of a new file is cut by the process's mask; a public file is meant for others.
    let isWhole =
      written == bytes.count && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0
    let fault = failure("write", path)
    close(descriptor)
    guard isWhole else {
      unlink(unfinished)
      throw fault
    }
    // A link refuses a name that is taken; renaming would put the old file away.
    let isPlaced = isNew ? link(unfinished, path) == 0 : rename(unfinished, path) == 0
    let reason = errno
    unlink(unfinished)
    guard isPlaced else {
      guard !isNew || reason != EEXIST else {
        throw NoteFault(.keyFile, "\(path) is there already; nothing was changed")
      }
      errno = reason
      throw failure("create", path)
    }
  }

  private static func failure(_ operation: String, _ path: String) -> NoteFault {
    NoteFault(.keyFile, "could not \(operation) \(path): \(String(cString: strerror(errno)))")
  }
}
