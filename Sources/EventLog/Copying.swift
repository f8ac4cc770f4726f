extension LMDBStore {
  /// Writes a copy of the ledger, as it is at one moment, to `target`, which must not exist or be empty.
  ///
  /// Another process may go on writing; what it frees meanwhile is not used again until the copy is
  /// made. The copy has its name only once it is on the device, `complete` has had its way with it under
  /// another name, and every byte of it was verified: a copy that was cut off is never there.
  ///
  /// - Parameters:
  ///   - sizes: roots wanted of the copy, see ``LogVerifier``.
  ///   - progress, record: see ``LogVerifier``; of the copy.
  ///   - complete: may add files to the directory it is given, and look at what was verified of it; an
  ///     error of its own ends the copying without a copy.
  /// - Returns: what was verified of the copy.
  package func copy(
    to target: String, rootsAt sizes: Set<UInt64> = [],
    progress: (LogVerification) -> Void = { _ in },
    record: (UInt64, RawSpan) -> Void = { _, _ in },
    complete: (String, LogVerification) throws(LogError) -> Void = { _, _ in }
  ) throws(LogError) -> LogVerification {
    var verification = LogVerification()
    try DataDirectory(target).create { sibling throws(LogError) in
      try environment.copy(to: sibling.path)
      // After the copying, which may have seen a format rise; a higher number than needed is sound.
      try sibling.raiseFormat(to: try environment.directory.writtenFormat())
      let copied = try LMDBStore(
        opening: sibling.path, mode: .readOnly, mapBytes: environment.mapBytes)
      defer { copied.close() }
      verification = try LogVerifier.verify(
        copied, rootsAt: sizes, progress: progress, record: record)
      try complete(sibling.path, verification)
    }
    return verification
  }
}
